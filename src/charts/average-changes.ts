import { namesAmong } from "@/names/called";
import { markedRates } from "@/queries/marked-rates";
import type { RateRow } from "@/queries/rates";
import { quarterInText } from "@/report/format";
import { orderReading } from "@/report/order-reading";
import type { OrderType } from "@/report/order-types";
import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import type { ChartPart } from "@/series/chart-part";
import { householdNames } from "@/series/order-strip";
import { quarterArrows } from "@/series/quarter-arrows";
import { keptView } from "@/site/kept-view";
import { pagePath } from "@/site/page-path";
import { traceHref } from "@/site/traced";
import { arrowsSentence, othersSentence } from "@/words/arrows-sentence";
import { oneOrder, rateUnitOf } from "@/words/order-words";
import { ordersOf } from "./averages-by-broker";
import { type Chart, capitalized } from "./chart";

interface Rows {
  /** Null: nothing is stored. */
  readonly quarter: Quarter | null;
  readonly section: Section;
  readonly orderType: OrderType;
  readonly before: readonly RateRow[];
  readonly after: readonly RateRow[];
  /** Slugs that are named in any case. */
  readonly chosen: readonly string[];
}

/** Arrows drawn for those that moved most, beside those of well-known brokers. */
const MOST_ARROWS = 12;

export type ArrowsPart = Extract<ChartPart, { kind: "arrows" }>;

/** What brokers were paid for an average order of one kind in a quarter, as arrows from the quarter before. */
export const averageChanges: Chart<Rows, ArrowsPart> = {
  title: () => "Average for an order, from quarter to quarter",
  by: () => ["broker", "quarter"],
  figures(filters) {
    const scope = ordersOf({ ...filters, broker: [] });
    return { ...scope, from: scope.from && shiftQuarter(scope.from, -1) };
  },
  page({ broker: _, ...filters }) {
    const { from, section, orderType, ...others } = ordersOf({ ...filters, broker: [] });
    return pagePath(from ? `/quarters/${formatQuarter(from)}` : "/quarters", {
      section: section[0] === "sp500" ? "" : section,
      orderType: orderType[0] === "market" ? "" : orderType,
      asOf: keptView(others).asOf,
    });
  },
  read(filters) {
    const scope = ordersOf({ ...filters, broker: [] });
    const { from: quarter } = scope;
    const [section = "sp500"] = scope.section;
    const [orderType = "market"] = scope.orderType;
    if (quarter === null) return { quarter, section, orderType, before: [], after: [], chosen: [] };
    const earlier = shiftQuarter(quarter, -1);
    return {
      quarter,
      section,
      orderType,
      before: markedRates({ ...scope, from: earlier, to: earlier }, ["broker"]),
      after: markedRates(scope, ["broker"]),
      chosen: filters.broker,
    };
  },
  show({ quarter, section, orderType, before, after, chosen }, { scope }) {
    const earlier = new Map(before.map((row) => [row.broker_slug, row]));
    const both = after.flatMap((row) => {
      const old = earlier.get(row.broker_slug);
      const { broker_slug: slug = "", broker: name = "" } = row;
      return old ? [{ slug, name, before: orderReading(old), after: orderReading(row) }] : [];
    });
    const called = namesAmong(both);
    const [said, saidBefore] = quarter
      ? [quarterInText(quarter), quarterInText(shiftQuarter(quarter, -1))]
      : ["", ""];
    const order = oneOrder(orderType, section);
    const unit = rateUnitOf(section);
    const known = both.filter((one) => one.before.cents !== null && one.after.cents !== null);
    const chart = quarterArrows(
      known.map((one) => ({ key: one.slug, name: called(one), before: one.before, after: one.after })),
      {
        id: "average-changes",
        title: `Average for ${order}, ${unit}, ${saidBefore} to ${said}, of each broker`,
        most: MOST_ARROWS,
        named: [...chosen, ...householdNames((slug) => known.some((one) => one.slug === slug))],
      },
    );
    const part: ArrowsPart = {
      heading: null,
      unit: `${capitalized(unit)}, average for ${order}, ${saidBefore} → ${said}`,
      legend: [],
      kind: "arrows",
      chart,
      traceOf: (slug) =>
        traceHref({
          ...scope,
          reReported: "include",
          exchanges: "include",
          broker: [slug],
          section: [section],
          orderType: [orderType],
          from: quarter,
          to: quarter,
          metric: "order_average",
        }),
    };
    return {
      says: arrowsSentence(chart, { before: saidBefore, after: said, order, unit }),
      parts: chart.arrows.length > 0 ? [part] : [],
      notes: [
        [
          "Each arrow leads from the quarter before to this one: averages over all such orders, those paid nothing counting as 0.",
          othersSentence(chart.others),
          "Brokers that did not file enough in one of the two are left out.",
        ]
          .filter(Boolean)
          .join(" "),
      ],
    };
  },
};
