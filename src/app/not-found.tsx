import type { Metadata } from "next";
import Link from "next/link";
import { SearchBox } from "@/site/search-box";

export const metadata: Metadata = {
  title: "Not found",
  description: "There is no page, broker, venue, quarter or report of this name here.",
};

export default function NotFound() {
  return (
    <>
      <h1>There is nothing at this address</h1>
      <p>
        A broker, venue or report may not be stored here: look among <Link href="/brokers">all brokers</Link>,{" "}
        <Link href="/venues">all venues</Link> and <Link href="/reports">all reports</Link>, or{" "}
        <Link href="/upload">load the report</Link>.
      </p>
      <SearchBox name="Search for a broker, venue or quarter" placeholder="Broker, venue, quarter" />
    </>
  );
}
