import type { Metadata } from "next";
import Link from "next/link";
import { growthSentence } from "@/charts/growth-sentence";
import { marketSentence } from "@/charts/payment-sentence";
import { BrokersTable } from "@/components/brokers-table";
import { LeagueTable, ReReportedNote } from "@/components/league-table";
import { Problem } from "@/components/problem";
import { QuarterPicker } from "@/components/quarter-picker";
import { Note, Story } from "@/components/story";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { quarterTable } from "@/queries/quarter-table";
import { quarterInText } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { pageQuery, type SearchParams } from "../page-query";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Brokers",
  description: "Brokers by what they were paid for their customers' orders, quarter by quarter.",
};

export default async function BrokersPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, ["quarter"]);
  if (problem !== null) {
    return (
      <Problem title="Brokers">
        <p>{problem}</p>
        <p>
          <Link href="/brokers">Show the latest quarter</Link>
        </p>
      </Problem>
    );
  }
  const counts = brokersPerQuarter();
  const quarters = [...counts.keys()];
  const latest = quarters.findLast((one) => (counts.get(one) ?? 0) >= 2) ?? quarters.at(-1);
  const chosen = query.from ?? parseQuarter(latest ?? "");
  return (
    <>
      <h1>Brokers</h1>
      {chosen === null ? (
        <p>
          No report is stored yet. <Link href="/upload">Load one</Link>.
        </p>
      ) : (
        <>
          <QuarterPicker path="/brokers" quarters={quarters} chosen={formatQuarter(chosen)} />
          <League quarter={chosen} />
        </>
      )}
      <Story id="all" name="All brokers" wide>
        <BrokersTable brokers={listBrokers()} />
      </Story>
    </>
  );
}

function League({ quarter }: { quarter: Quarter }) {
  const table = quarterTable(quarter, filters());
  const said = quarterInText(quarter);
  const alike = table.like_for_like;
  const names = (list: readonly { broker: string }[]) => list.map((one) => one.broker);
  if (table.rows.length === 0) {
    return <p>No report for {said} is stored here. That is not zero: nothing is known.</p>;
  }
  return (
    <Story
      id="league"
      name={`By payment, ${said}`}
      says={`${marketSentence(said, table.rows.length, table.total.payment_usd)}.`}
      wide
    >
      <p>
        {growthSentence({
          before: quarterInText(shiftQuarter(quarter, -1)),
          after: said,
          brokers: names(alike.brokers),
          beforeUsd: alike.previous_payment_usd,
          afterUsd: alike.payment_usd,
          entered: names(alike.entered),
          missing: names(alike.missing),
          incomplete: names(alike.incomplete),
        })}
      </p>
      <LeagueTable table={table} caption={`Payment and rates by broker, ${said}`} />
      <Note>
        <ReReportedNote usd={table.total.re_reported_usd} />
        Positive: the broker was paid. Negative: it paid more. A dash means not filed, which is not zero. The
        change in the last line counts only brokers with all three months in both quarters.
      </Note>
    </Story>
  );
}

/** Stored quarters, oldest first, with the number of brokers in each. */
function brokersPerQuarter(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { quarter } of brokerQuarters()) counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  return counts;
}
