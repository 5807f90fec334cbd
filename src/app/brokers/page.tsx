import type { Metadata } from "next";
import Link from "next/link";
import { growthSentence } from "@/charts/growth-sentence";
import { countPaid, marketSentence } from "@/charts/payment-sentence";
import { exchangesInWords } from "@/charts/venue-sentence";
import { AsOfBanner, AsOfForm } from "@/components/as-of";
import { BrokersTable } from "@/components/brokers-table";
import { ChoiceForm } from "@/components/choice-form";
import { LeagueTable, ReReportedNote } from "@/components/league-table";
import { Refusal } from "@/components/problem";
import { Note, Story } from "@/components/story";
import type { TableView } from "@/components/table-view";
import { type Filters, filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { quarterTable } from "@/queries/quarter-table";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { quarterInText } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { keptView } from "../kept-view";
import { NothingStored } from "../nothing-stored";
import { pagePath } from "../page-path";
import { pageQuery, type SearchParams } from "../page-query";
import { exchangesChoice, quarterChoice, quarterSteps } from "../quarter-choice";
import { pageTables } from "../table-views";

export const dynamic = "force-dynamic";

const TABLES = pageTables("league", "all");

export const metadata: Metadata = {
  title: "Brokers",
  description: "Brokers by what they were paid for their customers' orders, quarter by quarter.",
};

export default async function BrokersPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(
    searchParams,
    ["quarter", "exchanges", "asOf"],
    TABLES.parameters,
  );
  if (problem !== null) {
    return (
      <Refusal title="Brokers" why={problem}>
        <Link href="/brokers">Show the latest quarter</Link>
      </Refusal>
    );
  }
  const { exchanges, asOf } = query;
  const scope = filters({ exchanges, asOf });
  const kept = keptView(query);
  const stored = storedQuarters(scope);
  const quarters = stored.map((one) => one.quarter);
  const chosen = query.from ?? parseQuarter(latestMarketQuarter(stored) ?? "");
  const quarter = query.from ? formatQuarter(query.from) : "";
  const tables = TABLES.views("/brokers", await searchParams);
  return (
    <>
      <h1>Brokers</h1>
      {asOf ? (
        <AsOfBanner day={asOf} now={pagePath("/brokers", { quarter, exchanges: kept.exchanges })} />
      ) : null}
      {chosen === null ? (
        <NothingStored asOf={asOf} load="a report" then="its broker is listed here" />
      ) : (
        <>
          <ChoiceForm
            path="/brokers"
            choices={[quarterChoice(quarters, formatQuarter(chosen)), exchangesChoice(exchanges)]}
            steps={quarterSteps(quarters, formatQuarter(chosen), (other) =>
              pagePath("/brokers", { quarter: other, ...kept }),
            )}
            keep={{ asOf: kept.asOf }}
          />
          <League quarter={chosen} scope={scope} tableView={tables.league} />
        </>
      )}
      {chosen === null && !asOf ? null : (
        <Story id="all" name="All brokers" wide>
          <BrokersTable brokers={listBrokers(scope)} scope={scope} tableView={tables.all} />
          <AsOfForm path="/brokers" day={asOf} keep={{ quarter, exchanges: kept.exchanges }} />
        </Story>
      )}
    </>
  );
}

function League({ quarter, scope, tableView }: { quarter: Quarter; scope: Filters; tableView: TableView }) {
  const table = quarterTable(quarter, scope);
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
      says={`${marketSentence(said, countPaid(table.rows), table.total.payment_usd)}.`}
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
      <LeagueTable
        table={table}
        caption={`Payment and rates by broker, ${said}`}
        scope={scope}
        tableView={tableView}
      />
      <Note>
        {exchangesInWords(scope.exchanges)} <ReReportedNote usd={table.total.re_reported_usd} />
        Positive: the broker was paid. Negative: it paid more. A dash means not filed, which is not zero. The
        change in the last line counts only brokers with all three months in both quarters.
      </Note>
    </Story>
  );
}
