import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Refusal } from "@/components/problem";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { formatQuarter } from "@/report/quarter";
import { pagePath } from "../page-path";
import { pageQuery, type SearchParams } from "../page-query";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Quarters", robots: { index: false } };

/** Leads to the quarter asked for in a form, else to the latest with at least two brokers. */
export default async function QuartersPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, ["quarter", "exchanges"]);
  if (problem !== null) {
    return (
      <Refusal title="Quarters" why={problem}>
        <Link href="/quarters">Show the latest quarter</Link>
      </Refusal>
    );
  }
  const quarter = query.from ? formatQuarter(query.from) : latestMarketQuarter(storedQuarters());
  const exchanges = query.exchanges === "exclude" ? query.exchanges : "";
  if (quarter !== null) redirect(pagePath(`/quarters/${quarter}`, { exchanges }));
  return (
    <>
      <h1>Quarters</h1>
      <p>
        No report is stored yet. <Link href="/upload">Load one</Link>, and its quarter is reviewed here.
      </p>
    </>
  );
}
