import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { filters } from "@/queries/filters";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { formatQuarter } from "@/report/quarter";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { pageMetadata } from "../page-metadata";

export const dynamic = "force-dynamic";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: "Quarters",
    description: "The latest quarter of payment for order flow in review. No report is stored yet.",
    path: "/quarters",
    picture: null,
    unlisted: true,
  });

/** Leads to the quarter asked for in a form, else to the latest with at least two brokers. */
export default async function QuartersPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, ["quarter", "exchanges", "asOf"]);
  if (problem !== null) {
    return (
      <Refusal title="Quarters" why={problem}>
        <Link href="/quarters">Show the latest quarter</Link>
      </Refusal>
    );
  }
  const quarter = query.from
    ? formatQuarter(query.from)
    : latestMarketQuarter(storedQuarters(filters({ asOf: query.asOf })));
  const kept = keptView(query);
  if (quarter !== null) redirect(pagePath(`/quarters/${quarter}`, kept));
  return (
    <>
      <h1>Quarters</h1>
      {query.asOf ? (
        <AsOfBanner day={query.asOf} now={pagePath("/quarters", { exchanges: kept.exchanges })} />
      ) : null}
      <NothingStored asOf={query.asOf} load="one" then="its quarter is reviewed here" />
      {query.asOf ? (
        <AsOfForm path="/quarters" day={query.asOf} keep={{ exchanges: kept.exchanges }} />
      ) : null}
    </>
  );
}
