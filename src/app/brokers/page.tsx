import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice, quarterChoice, quarterSteps } from "@/forms/quarter-choice";
import { doubts } from "@/queries/doubts";
import { type Filters, filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { quarterMarks } from "@/queries/quarter-marks";
import { quarterTable } from "@/queries/quarter-table";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { quarterInText } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Story } from "@/site/story";
import { LeagueTable, ReReportedNote } from "@/tables/league-table";
import { pageTables } from "@/tables/page-tables";
import type { TableView } from "@/tables/table-view";
import { growthSentence } from "@/words/growth-sentence";
import { incompleteSentence } from "@/words/months-sentence";
import { countPaid, marketSentence } from "@/words/payment-sentence";
import { exchangesInWords } from "@/words/venue-sentence";
import { pageMetadata } from "../page-metadata";
import { BrokersTable } from "./brokers-table";

export const dynamic = "force-dynamic";

const TABLES = pageTables("league", "all");
const TAKEN = ["quarter", "exchanges", "asOf"] as const;
const WHAT = "Every broker with its payments and rates, quarter by quarter.";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, TAKEN, TABLES.parameters);
  const { exchanges, asOf, from } = query ?? filters();
  const scope = filters({ exchanges, asOf });
  const quarter = from ?? parseQuarter(latestMarketQuarter(storedQuarters(scope)) ?? "");
  const about = { title: "Brokers", path: canonicalPath("/brokers", query) };
  if (!quarter) return pageMetadata({ ...about, description: WHAT, picture: null });
  const { rows, total } = quarterTable(quarter, scope);
  return pageMetadata({
    ...about,
    description: `${marketSentence(quarterInText(quarter), countPaid(rows), total.payment_usd)}. ${WHAT}`,
    picture: { name: "payments-by-broker", filters: { ...scope, from: quarter, to: quarter } },
  });
}

export default async function BrokersPage({ searchParams }: { searchParams: SearchParams }) {
  const { broker, ...asked } = await searchParams;
  // A form without scripts: a broker's page is at a path of its own, and without one there is the start page.
  if (typeof broker === "string")
    redirect(pagePath(broker === "" ? "/" : `/brokers/${encodeURIComponent(broker)}`, asked));
  const { query, problem } = await pageQuery(searchParams, TAKEN, TABLES.parameters);
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
        <Story id="all" name="All stored brokers" wide>
          <BrokersTable
            brokers={listBrokers(scope)}
            marks={doubts(scope, ["broker"])}
            scope={scope}
            tableView={tables.all}
          />
          <AsOfForm path="/brokers" day={asOf} keep={{ quarter, exchanges: kept.exchanges }} />
        </Story>
      )}
    </>
  );
}

function League({ quarter, scope, tableView }: { quarter: Quarter; scope: Filters; tableView: TableView }) {
  const table = quarterTable(quarter, scope);
  const marks = quarterMarks(quarter, scope);
  const said = quarterInText(quarter);
  const alike = table.like_for_like;
  const names = (list: readonly { broker: string }[]) => list.map((one) => one.broker);
  if (table.rows.length === 0) {
    return scope.asOf ? (
      <p>No report for {said} was generated by then. That is not zero: nothing was known yet.</p>
    ) : (
      <p>No report for {said} is stored here. That is not zero: nothing is known.</p>
    );
  }
  return (
    <Story
      id="league"
      name={`By payment, ${said}`}
      says={`${marketSentence(said, countPaid(table.rows), table.total.payment_usd)}. ${incompleteSentence(table.rows)}`.trim()}
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
          mark: marks.ofChange(null, [], "payment"),
        })}
      </p>
      <LeagueTable
        table={table}
        caption={`Payment and rates by broker, ${said}`}
        scope={scope}
        tableView={tableView}
        marks={marks}
      />
      <Note>
        {exchangesInWords(scope.exchanges)} <ReReportedNote usd={table.total.re_reported_usd} />
        Positive: the broker was paid. Negative: it paid more. A dash means not filed, not zero. The change in
        the last line counts only brokers with all three months in both quarters.
      </Note>
    </Story>
  );
}
