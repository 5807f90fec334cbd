import type { Metadata } from "next";
import Link from "next/link";
import { matchNames, quarterNamed } from "@/components/match-names";
import { SearchBox } from "@/components/search-box";
import { listBrokers } from "@/names/list-directory";
import { brokerNames } from "@/queries/broker-names";
import type { SearchParams } from "../page-query";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Search", robots: { index: false } };

/** What the search box leads to: brokers by any of their names, and quarters. */
export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const { q } = await searchParams;
  const text = (Array.isArray(q) ? q[0] : q)?.slice(0, 200).trim() ?? "";
  const quarter = quarterNamed(text);
  const known = new Map(listBrokers().map((broker) => [broker.slug, broker.searchTerms]));
  const named = brokerNames().map((one) => ({ ...one, also: [...one.also, ...(known.get(one.slug) ?? [])] }));
  const found = matchNames(named, text, 100);
  return (
    <>
      <h1>Search</h1>
      <SearchBox name="Search for a broker or quarter" placeholder="Broker or quarter" />
      {text === "" ? (
        <p>Type a broker’s name, its CRD number, or a quarter such as 2021 Q1.</p>
      ) : (
        <>
          <p role="status">
            {found.length + (quarter ? 1 : 0) === 0
              ? `Nothing stored here is called “${text}”.`
              : `Found for “${text}”:`}
          </p>
          <ul>
            {quarter ? (
              <li>
                <Link href={`/brokers?quarter=${quarter}`}>All brokers in {quarter.replace("Q", " Q")}</Link>
              </li>
            ) : null}
            {found.map((broker) => (
              <li key={broker.slug}>
                <Link href={`/brokers/${broker.slug}`}>{broker.name}</Link>
              </li>
            ))}
          </ul>
          {found.length === 0 && quarter === null ? (
            <p>
              See <Link href="/brokers">all brokers</Link>, or{" "}
              <Link href="/upload">load the broker’s report</Link>.
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
