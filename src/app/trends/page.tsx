import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { about } from "@/charts/chart";
import { LINE_WORDS, sectionsOfAsset, trend as trendChart, trendHref } from "@/charts/trend";
import { type AssetTrend, assetTrends, type TrendChoice } from "@/charts/trend-lines";
import { type Choice, ChoiceForm } from "@/forms/choice-form";
import { exchangesChoice } from "@/forms/quarter-choice";
import { calledOf } from "@/names/called";
import { pictureAddresses } from "@/pictures/picture-addresses";
import { chartToTake } from "@/pictures/take-away";
import { storedBroker } from "@/queries/broker-names";
import { type Filters, filters, type Query } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { storedQuarters } from "@/queries/stored-quarters";
import { GRAINS, LINES, MEASURES, SCALES, type Scale, VIEW_PARAMETERS } from "@/queries/view-parameters";
import { listInText, quarterLabel } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { formatQuarter } from "@/report/quarter";
import { SECTION_LABELS, SECTIONS } from "@/report/sections";
import { MEASURE_LABELS, MEASURE_WORDS, unitOfMeasure } from "@/series/measure-words";
import { trendUnitWords } from "@/series/trend-chart";
import { AsOfBanner, AsOfForm } from "@/site/as-of";
import { MarkNotes } from "@/site/marks";
import { NothingStored } from "@/site/nothing-stored";
import { pagePath, tidyPath } from "@/site/page-path";
import { pageQuery, problemOf, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { ReReportedNote } from "@/tables/league-table";
import { pageTables } from "@/tables/page-tables";
import { exchangesInWords } from "@/words/venue-sentence";
import { pageMetadata } from "../page-metadata";
import { brokersToChoose } from "./brokers-to-choose";
import { HeatTable } from "./heat-table";
import { TrendStory } from "./trend-story";

export const dynamic = "force-dynamic";

const TABLES = pageTables("stocks", "options", "stocks-heat", "options-heat");
const TAKEN = ["broker", "section", "orderType", "from", "to", "exchanges", "reReported", "asOf"] as const;
const OWN = { ...VIEW_PARAMETERS, ...TABLES.parameters };
const WHAT =
  "Payment for order flow over time: rates, payments and volumes by section, order type or broker.";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, TAKEN, OWN);
  const brokers = query?.broker.flatMap((text) => storedBroker(text) ?? []) ?? [];
  const stored = storedQuarters(filters({ asOf: query?.asOf ?? null })).map((one) => one.quarter);
  const about = { title: "Trends", path: "/trends" };
  if (!query || brokers.length < query.broker.length || stored.length === 0) {
    return pageMetadata({ ...about, description: WHAT, picture: null });
  }
  const chosen = { ...query, broker: brokers.map((one) => one.slug) };
  return pageMetadata({
    ...about,
    description: `${chosenInWords({ ...query, filters: chosen }, chosen, brokers, stored)} From SEC Rule 606 reports.`,
    path: pictureAddresses("trend", chosen, query).page,
    picture: { name: "trend", filters: chosen, view: query },
  });
}

const SCALE_WORDS: Record<Scale, string> = {
  absolute: "as filed",
  indexed: "indexed, 100 at the start",
  growth: "change in %",
};

type NamedBroker = { readonly slug: string; readonly name: string };

export default async function TrendsPage({ searchParams }: { searchParams: SearchParams }) {
  const tidy = tidyPath("/trends", await searchParams);
  if (tidy !== null) redirect(tidy);
  const { query, problem } = await pageQuery(searchParams, TAKEN, OWN);
  if (problem !== null) return <Refused problem={problem} />;
  // An unknown broker is found when the store is asked.
  const unknown = problemOf(() => storedQuarters(query));
  if (unknown !== null) return <Refused problem={unknown} />;
  const { asOf } = query;
  // What the address says beside the day, as it was given.
  const { asOf: _, ...unchanged } = await searchParams;
  const banner = asOf ? <AsOfBanner day={asOf} now={pagePath("/trends", unchanged)} /> : null;
  const stored = storedQuarters(filters({ asOf }));
  const quarters = stored.map((one) => one.quarter);
  if (quarters.length === 0) {
    return (
      <>
        <h1>Trends</h1>
        {banner}
        <NothingStored asOf={asOf} load="the reports of two quarters" then="their change is drawn here" />
        {asOf ? <AsOfForm path="/trends" day={asOf} keep={{}} /> : null}
      </>
    );
  }
  const brokers = query.broker.flatMap((text) => storedBroker(text) ?? []);
  const chosen = { ...query, broker: brokers.map((one) => one.slug) };
  const offered = brokersToChoose(stored, asOf);
  const choice: TrendChoice = { ...query, filters: chosen };
  const tables = TABLES.views("/trends", await searchParams);
  const trends = assetTrends(choice);
  return (
    <>
      <h1>Trends</h1>
      {banner}
      <Standfirst>{chosenInWords(choice, chosen, brokers, quarters)}</Standfirst>
      <ChoiceForm
        path="/trends"
        choices={mainChoices(choice, brokers, offered.brokers)}
        more={moreChoices(query, quarters)}
        keep={{ asOf: asOf ?? "" }}
      />
      {trends.map((trend) => (
        <AssetStories key={trend.asset} trend={trend} choice={choice} tables={tables} />
      ))}
      <Notes choice={choice} query={chosen} largestOf={offered.largestOf} />
      <AsOfForm
        path="/trends"
        day={asOf}
        keep={Object.fromEntries(
          Object.entries(unchanged).map(([name, value]) => [name, [value ?? []].flat().join(",")]),
        )}
      />
    </>
  );
}

async function AssetStories({
  trend,
  choice,
  tables,
}: {
  trend: AssetTrend;
  choice: TrendChoice;
  tables: ReturnType<typeof TABLES.views>;
}) {
  const { asset, heat } = trend;
  const { measure, scale, grain } = choice;
  const name = asset === "options" ? "Options" : "Stocks";
  const scope = { ...choice.filters, section: sectionsOfAsset(choice.filters, asset) };
  const words = trendUnitWords({ measure, scale, asset }, grain);
  const heatScale = scale === "growth" ? "growth" : "absolute";
  return (
    <>
      <TrendStory
        id={asset}
        tableView={asset === "options" ? tables.options : tables.stocks}
        name={`${name}: ${MEASURE_WORDS[measure]} by ${LINE_WORDS[choice.lines]}`}
        lines={trend}
        part={trendChart.show([trend], about({ scope: choice.filters, view: choice })).parts[0]}
        unitWords={words}
        take={await chartToTake("trend", scope, choice)}
      />
      {heat.rows.length === 0 ? null : (
        <Story id={`${asset}-heat`} name={`${name}: brokers by quarter`} wide>
          <HeatTable
            tableView={asset === "options" ? tables["options-heat"] : tables["stocks-heat"]}
            caption={`${MEASURE_LABELS[measure]} in ${name.toLowerCase()}`}
            unit={heatScale === "growth" ? "change" : unitOfMeasure(measure, asset)}
            unitWords={trendUnitWords({ measure, scale: heatScale, asset }, "quarter")}
            periods={heat.quarters}
            rows={heat.rows}
            view={choice.filters}
            traceOf={(slug, quarter) =>
              trendHref(choice.filters, choice, { section: scope.section, broker: [slug] }, quarter)
            }
          />
          <MarkNotes
            marks={distinctMarks(
              heat.rows.flatMap(({ values, marks }) =>
                values.map((value, i) => (value === null ? null : marks?.[i])),
              ),
            )}
          />
        </Story>
      )}
    </>
  );
}

function Notes({
  choice,
  query,
  largestOf,
}: {
  choice: TrendChoice;
  query: Query;
  /** The quarter whose largest brokers can be chosen; null: all can. */
  largestOf: string | null;
}) {
  const paid = (reReported: Filters["reReported"]) =>
    rates({ ...query, reReported }, [])[0]?.payment_usd ?? 0;
  const leftOut = query.reReported === "exclude" ? paid("include") - paid("exclude") : 0;
  return (
    <Note>
      Stocks and options have charts of their own and share no axis. {exchangesInWords(query.exchanges)}{" "}
      <ReReportedNote usd={Math.abs(leftOut) < 0.01 ? null : leftOut} />A line breaks where nothing was filed,
      and where the brokers with complete reports for both periods hold less than 90% of the money in either:
      different brokers are no trend.{" "}
      {choice.scale === "absolute" ? "" : "Change is counted only over brokers complete in both periods. "}
      {choice.measure === "rate"
        ? "A rate is of the orders that were paid for; 0 where they were paid nothing, and “not enough filed” where the filing speaks for less than half of the orders. "
        : ""}
      {choice.measure === "volume"
        ? "Implied volume is payment ÷ rate: orders nobody paid for are not in it. "
        : ""}
      In the tables of brokers the shade follows the size; amounts paid by the broker have the other color and
      a minus. At most 30 brokers are listed and 6 drawn, those with the most money.
      {largestOf === null
        ? ""
        : ` Of so many brokers the choice above names those with the most money in ${quarterLabel(largestOf)}; each of the others has its own trend on its page.`}
    </Note>
  );
}

/** What is shown, in words: the same as the form says. */
function chosenInWords(
  { lines, measure, scale, grain }: TrendChoice,
  { orderType, from, to }: Query,
  brokers: readonly NamedBroker[],
  quarters: readonly string[],
): string {
  const chosen = brokers.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const whose =
    chosen.length === 0
      ? "all stored brokers"
      : listInText(
          chosen.map((one) => calledOf(one, chosen)),
          6,
        );
  const orders =
    orderType.length === 0
      ? ""
      : `, ${listInText(orderType.map((one) => ORDER_TYPE_LABELS[one].toLowerCase()))} orders only`;
  const first = from ? formatQuarter(from) : quarters[0];
  const last = to ? formatQuarter(to) : quarters.at(-1);
  const span =
    first === last
      ? quarterLabel(first ?? "")
      : `${quarterLabel(first ?? "")} to ${quarterLabel(last ?? "")}`;
  const how = scale === "absolute" ? "" : `, ${SCALE_WORDS[scale]}`;
  return `${MEASURE_LABELS[measure]} of ${whose} by ${LINE_WORDS[lines]}${orders}, ${grain} by ${grain}, ${span}${how}.`;
}

function mainChoices(
  { lines, measure, scale, grain }: TrendChoice,
  chosen: readonly NamedBroker[],
  offered: readonly NamedBroker[],
): Choice[] {
  const broker = chosen.map((one) => one.slug).join(",");
  return [
    {
      name: "measure",
      label: "Show",
      value: measure,
      options: MEASURES.map((one) => ({ value: one, label: MEASURE_LABELS[one].toLowerCase() })),
    },
    {
      name: "lines",
      label: "by",
      value: lines,
      options: LINES.map((one) => ({ value: one, label: LINE_WORDS[one] })),
    },
    {
      name: "broker",
      label: "Brokers",
      value: broker,
      options: [
        { value: "", label: "all" },
        ...(broker !== "" && !offered.some((one) => one.slug === broker)
          ? [
              {
                value: broker,
                label: chosen.length === 1 ? (chosen[0]?.name ?? broker) : `${chosen.length} brokers`,
              },
            ]
          : []),
        ...offered.map((one) => ({ value: one.slug, label: one.name })),
      ],
    },
    {
      name: "scale",
      label: "Scale",
      value: scale,
      options: SCALES.map((one) => ({ value: one, label: SCALE_WORDS[one] })),
    },
    {
      name: "grain",
      label: "per",
      value: grain,
      options: GRAINS.map((one) => ({ value: one, label: one })),
    },
  ];
}

function moreChoices(
  { section, orderType, from, to, exchanges, reReported }: Query,
  quarters: readonly string[],
): Choice[] {
  const equities = section.length === 2 && !section.includes("options");
  const sections = equities ? "equities" : section.join(",");
  const orderTypes = orderType.join(",");
  const span = (name: "from" | "to", label: string, value: string): Choice => ({
    name,
    label,
    value,
    options: [
      { value: "", label: name === "from" ? "the first" : "the latest" },
      ...[...new Set([...quarters, ...(value ? [value] : [])])]
        .sort()
        .map((quarter) => ({ value: quarter, label: quarterLabel(quarter) })),
    ],
  });
  return [
    {
      name: "section",
      label: "Section",
      value: sections,
      options: withChosen(sections, [
        { value: "", label: "all" },
        { value: "equities", label: "stocks" },
        ...SECTIONS.map((one) => ({ value: one, label: SECTION_LABELS[one] })),
      ]),
    },
    {
      name: "orderType",
      label: "Order type",
      value: orderTypes,
      options: withChosen(orderTypes, [
        { value: "", label: "all" },
        ...ORDER_TYPES.map((one) => ({ value: one, label: ORDER_TYPE_LABELS[one] })),
      ]),
    },
    span("from", "From", from ? formatQuarter(from) : ""),
    span("to", "to", to ? formatQuarter(to) : ""),
    exchangesChoice(exchanges),
    {
      name: "reReported",
      label: "Flow in two reports",
      value: reReported === "include" ? reReported : "",
      options: [
        { value: "", label: "counted once" },
        { value: "include", label: "counted in both" },
      ],
    },
  ];
}

/** A combination that only the URL can say stays a choice of the form. */
function withChosen(value: string, options: Choice["options"]): Choice["options"] {
  return options.some((one) => one.value === value)
    ? options
    : [...options, { value, label: value.replaceAll(",", ", ").replaceAll("_", " ") }];
}

function Refused({ problem }: { problem: string }) {
  return (
    <Refusal title="Trends" why={problem}>
      <Link href="/trends">Show all brokers and quarters</Link>
    </Refusal>
  );
}
