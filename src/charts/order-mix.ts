import { type OrderMixRow, orderMix as readOrderMix } from "@/queries/order-mix";
import { AppError } from "@/report/errors";
import { formatPercent, listInText } from "@/report/format";
import { leftOutSentence, withSign } from "@/report/mark";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { type BarPanel, onOneScale } from "@/series/bars";
import { shareHref } from "@/site/traced";
import { manyOrders, ORDERS_IN } from "@/words/order-words";
import { type About, type Chart, isOneQuarter } from "./chart";

/** Which kinds of orders one broker's customers gave: bars by section, percentages as filed. */
export const orderMix: Chart<readonly OrderMixRow[]> = {
  title: () => "Order mix",
  by: () => null,
  read(filters) {
    if (filters.broker.length !== 1 || !isOneQuarter(filters)) {
      const message = `"order-mix" is of one broker and quarter; allowed: "broker" with one broker and "quarter".`;
      throw new AppError("invalid_input", message);
    }
    return readOrderMix(filters);
  },
  show(rows, { broker, scope }) {
    const parts = mixPanels(rows, "mix").map((chart) => ({
      heading: SECTION_LABELS[chart.section],
      unit: "Percent of non-directed orders",
      legend: [],
      kind: "bars" as const,
      chart,
      traceOf: (orderType: string) => mixHref(scope, chart.section, orderType as OrderType),
    }));
    return {
      says: broker === null ? null : mixSentence(broker, rows),
      parts,
      notes: [
        "Non-directed orders are those whose venue the broker chose. As filed, a plain mean of the months: order counts are not filed.",
      ],
    };
  },
};

/** Address of where a share comes from; without an order type, of what was not directed. */
export function mixHref(scope: About["scope"], section: Section, orderType?: OrderType): string {
  const { broker, from, to, asOf } = scope;
  return shareHref({ broker, section: [section], orderType: orderType ? [orderType] : [], from, to, asOf });
}

/** The mix of one section, percentages 0–100 of the non-directed orders as filed, plain means of the months. */
export type SectionMix = Pick<
  OrderMixRow,
  | "mark"
  | "section"
  | "ndo_market_pct"
  | "ndo_marketable_limit_pct"
  | "ndo_non_marketable_limit_pct"
  | "ndo_other_pct"
>;

export function mixOf(row: SectionMix, orderType: OrderType): number | null {
  return row[`ndo_${orderType}_pct`];
}

/** One panel per section filed, all on one axis from 0 to 100 percent. */
export function mixPanels(
  rows: readonly SectionMix[],
  idPrefix: string,
): (BarPanel & { readonly section: Section })[] {
  const panels = SECTIONS.flatMap((section) => {
    const row = rows.find((one) => one.section === section);
    if (!row) return [];
    return {
      id: `${idPrefix}-${section.replace("_", "-")}`,
      section,
      title: `${SECTION_LABELS[section]}: percent of non-directed orders by order type`,
      domain: [0, 100] as const,
      bars: ORDER_TYPES.map((orderType) => ({
        key: orderType,
        label: ORDER_TYPE_LABELS[orderType],
        value: mixOf(row, orderType),
        text:
          mixOf(row, orderType) === null
            ? "not filed"
            : withSign(formatPercent(mixOf(row, orderType)), row.mark),
        color: orderType,
        mark: mixOf(row, orderType) === null ? null : row.mark,
      })),
    };
  });
  return onOneScale(panels);
}

/** `The largest part of the orders Schwab routed were market orders in S&P 500 stocks (45.2%), … and … in options (…).` */
export function mixSentence(broker: string, rows: readonly SectionMix[]): string {
  const parts = SECTIONS.flatMap((section) => {
    const row = rows.find((one) => one.section === section);
    const top = row && !row.mark && largest(row);
    return top ? [`${manyOrders(top.type)} in ${ORDERS_IN[section]} (${formatPercent(top.share)})`] : [];
  });
  const left = leftOutSentence(
    rows.flatMap(({ section, mark }) => (mark ? [{ name: SECTION_LABELS[section], mark }] : [])),
  );
  if (parts.length === 0) {
    return left
      ? `What ${broker} filed of its order mix is doubtful. ${left}`
      : `${broker} filed no order mix.`;
  }
  return `The largest part of the orders ${broker} routed were ${listInText(parts)}. ${left}`.trim();
}

function largest(row: SectionMix): { type: OrderType; share: number } | null {
  let top: { type: OrderType; share: number } | null = null;
  for (const type of ORDER_TYPES) {
    const share = mixOf(row, type);
    if (share !== null && share > 0 && (top === null || share > top.share)) top = { type, share };
  }
  return top;
}
