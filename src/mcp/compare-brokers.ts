import { z } from "zod";
import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { type OrderReading, orderReading, type ReadingKind } from "@/report/order-reading";
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
      "Two to six brokers side by side under the same filters: payment, rate, volume and coverage in stocks and in options, and who was paid most for an average order. Brokers that are paid nothing are ranked at 0; figures that speak for less than half the orders or are doubtful are shown and not ranked.",
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
          ? {
              reading: orderReading(own).kind,
              ...rateFigures(own, { ...filtersOfRow(own, filters), section }, link, METRICS),
            }
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
      ranked_by_average_for_an_order: {
        meaning: RANKED,
        ...Object.fromEntries(Object.entries(classes).map(([name, rows]) => [name, ranked(rows)])),
      },
      ...missing(scope),
    };
  },
);

const RANKED =
  "Cents per 100 shares in stocks, per contract in options, that a broker was paid for an average order: 0 where a payment of zero was filed (paid_nothing), below 0 where the broker paid (net_payer). The rate is that of paid orders alone.";

/** Why a reading of this kind has no rank. */
const NOT_RANKED: Partial<Record<ReadingKind, string>> = {
  not_filed: "payments are filed blank, not zero",
  unknown: "how many of the orders the filing speaks for is not known",
  not_enough: "the filing says what was paid for less than half of the orders",
};

function ranked(rows: readonly RateRow[]) {
  const read = rows.map((row) => ({ broker_slug: row.broker_slug, reading: orderReading(row) }));
  const whyNot = ({ kind, mark }: OrderReading) =>
    NOT_RANKED[kind] ?? (mark ? `doubtful: ${mark.why}` : null);
  return {
    highest_first: read
      .filter(({ reading }) => whyNot(reading) === null)
      .sort((a, b) => (b.reading.cents ?? 0) - (a.reading.cents ?? 0))
      .map(({ broker_slug, reading: { cents, kind } }) => ({ broker_slug, cents, reading: kind })),
    not_ranked: read.flatMap(({ broker_slug, reading }) => {
      const why = whyNot(reading);
      return why === null ? [] : [{ broker_slug, why }];
    }),
  };
}
