import { z } from "zod";
import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { coverageOf } from "@/report/order-reading";
import type { Section } from "@/report/sections";
import { filtersOfRow, meanings, rateFigures } from "./rate-figures";
import { missing, readScope, SCOPE } from "./scope";
import { tool } from "./tool";

const METRICS = [
  "payment",
  "rate",
  "volume",
  "order_coverage",
  "paid_nothing",
  "order_average",
  "rated_share",
] as const;
const CLASSES: Readonly<Record<string, readonly Section[]>> = {
  equities: ["sp500", "non_sp500"],
  options: ["options"],
};
const { broker: _broker, section: _section, ...OTHERS } = SCOPE;

export const compareBrokers = tool(
  {
    name: "compare_brokers",
    title: "Compare brokers",
    description:
      "Two to six brokers side by side under the same filters: payment, rate, volume and coverage in stocks and in options, and who was paid most for 100 shares. Rates that speak for less than half the orders or are doubtful are shown and not ranked.",
    input: {
      broker: z.array(z.string().max(200)).min(2).max(6).describe("Brokers by name, slug or CRD number."),
      ...OTHERS,
    },
  },
  (given, link) => {
    const scope = readScope(given);
    const { filters, isEmpty } = scope;
    const of = (section: readonly Section[]) =>
      isEmpty ? [] : markedRates({ ...filters, section }, ["broker"]);
    const together = of([]);
    const classes = Object.fromEntries(Object.entries(CLASSES).map(([name, section]) => [name, of(section)]));
    const brokers = filters.broker.map((slug) => {
      const row = together.find((one) => one.broker_slug === slug);
      if (!row)
        return { broker_slug: slug, unknown: "no report is stored for this selection; that is not zero" };
      const figures = Object.entries(CLASSES).map(([name, section]) => {
        const own = classes[name]?.find((one) => one.broker_slug === slug);
        const said = own
          ? rateFigures(own, { ...filtersOfRow(own, filters), section }, link, METRICS)
          : { unknown: "no such section in its reports; that is not zero" };
        return [name, said];
      });
      const { payment } = rateFigures(row, filtersOfRow(row, filters), link, ["payment"]);
      return {
        broker: row.broker,
        broker_slug: slug,
        reports: row.reports,
        payment,
        ...Object.fromEntries(figures),
      };
    });
    return {
      meaning: meanings(METRICS),
      brokers,
      ranked_by_rate: Object.fromEntries(Object.entries(classes).map(([name, rows]) => [name, ranked(rows)])),
      ...missing(scope),
    };
  },
);

function ranked(rows: readonly RateRow[]) {
  const whyNot = ({ cents_per_100_shares, order_coverage, marks }: RateRow) => {
    if (cents_per_100_shares === null) return "no rate is known";
    if (marks?.rate) return `doubtful: ${marks.rate.why}`;
    const coverage = coverageOf(order_coverage);
    if (coverage === "unknown") return "how many orders the rate speaks for is not known";
    return coverage === "not_enough" ? "the rate speaks for less than half the orders" : null;
  };
  return {
    highest_first: rows
      .filter((row) => whyNot(row) === null)
      .sort((a, b) => (b.cents_per_100_shares ?? 0) - (a.cents_per_100_shares ?? 0))
      .map((row) => row.broker_slug),
    not_ranked: rows.flatMap((row) => {
      const why = whyNot(row);
      return why === null ? [] : [{ broker_slug: row.broker_slug, why }];
    }),
  };
}
