import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { about } from "@/charts/chart";
import { payersSentence, paymentsByVenue } from "@/charts/payments-by-venue";
import { ChartFigure } from "@/drawings/chart-figure";
import { ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice, quarterChoice, quarterSteps } from "@/forms/quarter-choice";
import { doubts } from "@/queries/doubts";
import { filters, type Query } from "@/queries/filters";
import { listVenues } from "@/queries/list-venues";
import { markedRates } from "@/queries/marked-rates";
import { rates } from "@/queries/rates";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { quarterInText, quarterLabel } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter } from "@/report/quarter";
import { VENUE_KIND_LABELS, VENUE_KINDS } from "@/report/venue-kinds";
import { byPayment } from "@/series/payments-ranking";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { canonicalPath } from "@/site/canonical-path";
import { keptView } from "@/site/kept-view";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath, tidyPath } from "@/site/page-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { ReReportedNote } from "@/tables/league-table";
import { pageTables } from "@/tables/page-tables";
import { exchangesInWords } from "@/words/venue-sentence";
import { pageMetadata } from "../page-metadata";
import { PayersTable, payerLines } from "./payers-table";

export const dynamic = "force-dynamic";

const TABLES = pageTables("payers");
const TAKEN = ["quarter", "venueKind", "exchanges", "asOf"] as const;

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, TAKEN, TABLES.parameters);
  const { exchanges, asOf, from, venueKind } = query ?? filters();
  const quarter = from ?? parseQuarter(latestMarketQuarter(storedQuarters(filters({ asOf }))) ?? "");
  const about = { title: "Venues", path: canonicalPath("/venues", query) };
  const what = "Trading firms and exchanges by what they paid brokers for orders, and at which rates.";
  if (!quarter) return pageMetadata({ ...about, description: what, picture: null });
  const scope = filters({ from: quarter, to: quarter, venueKind, exchanges, asOf });
  const paid = listVenues(scope).map(({ slug, name, payment_usd }) => ({
    key: slug,
    name,
    paymentUsd: payment_usd,
  }));
  return pageMetadata({
    ...about,
    description: `${payersSentence(quarterInText(quarter), paid)} ${what}`,
    picture: { name: "payments-by-venue", filters: scope },
  });
}

export default async function VenuesPage({ searchParams }: { searchParams: SearchParams }) {
  const tidy = tidyPath("/venues", await searchParams);
  if (tidy !== null) redirect(tidy);
  const { query, problem } = await pageQuery(searchParams, TAKEN, TABLES.parameters);
  if (problem !== null) {
    return (
      <Refusal title="Venues" why={problem}>
        <Link href="/venues">Show the latest quarter</Link>
      </Refusal>
    );
  }
  const { asOf } = query;
  const stored = storedQuarters(filters({ asOf }));
  const unchanged = {
    quarter: query.from ? formatQuarter(query.from) : "",
    venueKind: query.venueKind.join(","),
    exchanges: keptView(query).exchanges,
  };
  const quarter = query.from ?? parseQuarter(latestMarketQuarter(stored) ?? "");
  return (
    <>
      <h1>Venues</h1>
      {asOf ? <AsOfBanner day={asOf} now={pagePath("/venues", unchanged)} /> : null}
      <Standfirst>
        Where brokers send orders: trading firms that pay for them, and exchanges that pay or charge.
      </Standfirst>
      {quarter === null ? (
        <NothingStored asOf={asOf} load="one" then="its venues are listed here" />
      ) : (
        <Payers
          query={query}
          tables={TABLES.chosen(await searchParams)}
          quarter={quarter}
          quarters={stored.map((one) => one.quarter)}
        />
      )}
      {quarter === null && !asOf ? null : <AsOfForm path="/venues" day={asOf} keep={unchanged} />}
      <p>
        <Link href="/names">Names that reports use, and those not known yet</Link>
      </p>
    </>
  );
}

function Payers({
  query,
  tables,
  quarter,
  quarters,
}: {
  query: Query;
  /** What is chosen of the tables. */
  tables: Readonly<Record<string, string>>;
  quarter: Quarter;
  quarters: readonly string[];
}) {
  const { venueKind, exchanges, asOf } = query;
  const scope = filters({ from: quarter, to: quarter, venueKind, exchanges, asOf });
  const key = formatQuarter(quarter);
  const said = quarterLabel(key);
  const state = {
    quarter: key,
    venueKind,
    ...keptView(query),
    ...tables,
  };
  const lines = byPayment(
    payerLines(
      listVenues(scope),
      markedRates({ ...scope, section: ["sp500", "non_sp500"] }, ["venue"]),
      markedRates({ ...scope, section: ["options"] }, ["venue"]),
      doubts(scope, ["venue"]),
    ),
  );
  const paid = (reReported: "include" | "exclude") =>
    rates({ ...scope, reReported }, [])[0]?.payment_usd ?? null;
  const leftOut = (paid("include") ?? 0) - (paid("exclude") ?? 0);
  const chart = paymentsByVenue.show(
    lines.map((line) => ({
      venue: line.name,
      venue_slug: line.key,
      payment_usd: line.paymentUsd,
      ...(line.mark && { marks: { payment: line.mark } }),
    })),
    about({ quarter: said, scope }),
  );
  const chosenKinds = venueKind.join(",");
  return (
    <>
      <ChoiceForm
        path="/venues"
        keep={{ ...tables, asOf: state.asOf }}
        steps={quarterSteps(quarters, key, (other) => pagePath("/venues", { ...state, quarter: other }))}
        choices={[
          quarterChoice(quarters, key),
          {
            name: "venueKind",
            label: "Kind",
            value: chosenKinds,
            options: [
              { value: "", label: "all kinds" },
              ...VENUE_KINDS.map((kind) => ({ value: kind as string, label: VENUE_KIND_LABELS[kind] })),
              ...(venueKind.length > 1
                ? [{ value: chosenKinds, label: venueKind.map((kind) => VENUE_KIND_LABELS[kind]).join(", ") }]
                : []),
            ],
          },
          exchangesChoice(exchanges),
        ]}
      />
      <Story id="payers" name={`Who pays, ${said}`} says={chart.says} wide>
        {chart.parts.map((part) => (
          <ChartFigure key={part.unit} part={part} width={640} names={195} />
        ))}
        <PayersTable
          lines={lines}
          quarter={key}
          scope={scope}
          caption={`Payment and rate by venue, ${said}`}
          tableView={TABLES.views("/venues", state).payers}
          empty={
            quarters.includes(key)
              ? "No venue of this kind is listed in the reports for this quarter."
              : asOf
                ? `No report for ${said} was generated by then. That is not zero: nothing was known yet.`
                : `No report for ${said} is stored here. That is not zero: nothing is known.`
          }
        />
        <Note>
          {exchangesInWords(exchanges)}{" "}
          {venueKind.length > 0
            ? `Only rows of these kinds are counted: ${venueKind.map((kind) => VENUE_KIND_LABELS[kind]).join(", ")}. `
            : ""}
          <ReReportedNote usd={Math.abs(leftOut) < 0.01 ? null : leftOut} />
          {chart.notes.join(" ")} “Brokers” counts those whose reports list the venue.
        </Note>
      </Story>
    </>
  );
}
