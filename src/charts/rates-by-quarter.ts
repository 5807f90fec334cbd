import { type BrokerPart, brokerParts } from "@/queries/broker-parts";
import { markedRates } from "@/queries/marked-rates";
import { orderTypesOf } from "@/queries/measures";
import type { RateRow } from "@/queries/rates";
import { parseQuarter } from "@/report/quarter";
import { SECTIONS, type Section } from "@/report/sections";
import { measured } from "@/series/comparable-series";
import { quarterLines } from "@/series/quarter-lines";
import { traceHref } from "@/site/traced";
import { rateUnitOf, SECTION_SHORT } from "@/words/order-words";
import type { Chart } from "./chart";
import { trendSentence } from "./payments-by-quarter";

/** How one broker's rate changed, of stocks in the S&P 500 or else of options. */
function rateFinding(broker: string, rows: readonly RateRow[]): string | null {
  const section = (["sp500", "options", "non_sp500"] as const).find((one) =>
    rows.some((row) => row.section === one && row.cents_per_100_shares !== null),
  );
  if (!section) return null;
  const points = rows
    .filter((row) => row.section === section)
    .map((row) => ({
      quarter: row.quarter ?? "",
      value: measured(row, "rate", "equities"),
      mark: row.marks?.rate,
    }));
  return trendSentence(
    `${broker}’s rate of paid orders in ${SECTION_IN_TEXT[section]}`,
    points,
    rateUnitOf(section),
  );
}

const SECTION_IN_TEXT = { sp500: "S&P 500 stocks", non_sp500: "other stocks", options: "options" } as const;

interface Rows {
  /** By section and quarter. */
  readonly rates: readonly RateRow[];
  /** Quarters the axis must hold, so that charts of one page line up. */
  readonly span?: readonly string[];
  /** What each broker adds, by section, where there may be several: only what can be compared is joined. */
  readonly parts?: ReadonlyMap<string, readonly BrokerPart[]>;
}

/** Rates over time: lines, stocks and options on axes of their own. */
export const ratesByQuarter: Chart<Rows> = {
  title: () => "Rate by quarter",
  by: () => ["section", "quarter"],
  read: (filters) => ({
    rates: markedRates(filters, ["section", "quarter"]),
    parts:
      filters.broker.length === 1
        ? undefined
        : brokerParts(
            filters,
            SECTIONS.filter((one) => filters.section.length === 0 || filters.section.includes(one)).map(
              (section) => ({ key: section, sections: [section], types: orderTypesOf(filters.orderType) }),
            ),
            "quarter",
            { rated: false },
          ),
  }),
  show({ rates: rows, span = [], parts: brokers }, { broker, venue, scope }) {
    const quarters = [...span, ...rows.map((row) => row.quarter ?? "")];
    // Coverage is not asked of one venue: its rate speaks for its own orders.
    const rateOf = (row: RateRow) =>
      measured(venue === null ? row : { ...row, order_coverage: null }, "rate", "equities");
    const part = (heading: string, sections: readonly [Section, ...Section[]]) => ({
      heading,
      unit: `Rate of paid orders, ${rateUnitOf(sections[0])}`,
      legend: [],
      kind: "periods" as const,
      chart: quarterLines(
        sections.map((section) => ({
          key: section,
          label: SECTION_SHORT[section],
          color: section,
          points: rows
            .filter((row) => row.section === section)
            .map((row) => ({ quarter: row.quarter ?? "", value: rateOf(row), mark: row.marks?.rate })),
          parts: brokers && (brokers.get(section) ?? []),
        })),
        {
          id: `rates-by-quarter-${heading.toLowerCase()}`,
          title: `${broker ?? venue ?? "Brokers together"}: rate of paid orders by quarter, ${rateUnitOf(sections[0])}`,
          unit: "cents",
          span: quarters,
        },
      ),
      traceOf: (section: string, quarter: string) => {
        const at = parseQuarter(quarter);
        return traceHref({ ...scope, section: [section as Section], from: at, to: at, metric: "rate" });
      },
    });
    return {
      says: null,
      finding: broker ? rateFinding(broker, rows) : null,
      parts: [part("Stocks", ["sp500", "non_sp500"]), part("Options", ["options"])].filter(
        ({ chart }) => chart.lines.length > 0,
      ),
      notes: [
        venue === null
          ? "The rate is of orders that were paid for; 0 where all are paid nothing. A line breaks where no rate was filed, or the filing speaks for less than half of the orders."
          : "A line breaks where no rate was filed.",
        ...(brokers
          ? [
              "It joins two quarters only where the brokers with complete reports for both hold at least 90% of the money in each.",
            ]
          : []),
      ],
    };
  },
};
