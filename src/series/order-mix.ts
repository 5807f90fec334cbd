import type { OrderMixRow } from "@/queries/order-mix";
import { formatPercent, listInText } from "@/report/format";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { manyOrders, ORDERS_IN } from "@/words/order-words";
import { type BarPanel, onOneScale } from "./bars";

/** The mix of one section, percentages 0–100 of the non-directed orders as filed, plain means of the months. */
export type SectionMix = Pick<
  OrderMixRow,
  "section" | "ndo_market_pct" | "ndo_marketable_limit_pct" | "ndo_non_marketable_limit_pct" | "ndo_other_pct"
>;

export function mixOf(row: SectionMix, orderType: OrderType): number | null {
  return row[`ndo_${orderType}_pct`];
}

/** One panel per section filed, all on one axis from 0 to 100 percent. */
export function orderMix(
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
        text: mixOf(row, orderType) === null ? "not filed" : formatPercent(mixOf(row, orderType)),
        color: orderType,
      })),
    };
  });
  return onOneScale(panels);
}

/** `The largest part of the orders Schwab routed were market orders in S&P 500 stocks (45.2%), … and … in options (…).` */
export function mixSentence(broker: string, rows: readonly SectionMix[]): string {
  const parts = SECTIONS.flatMap((section) => {
    const row = rows.find((one) => one.section === section);
    const top = row && largest(row);
    return top ? [`${manyOrders(top.type)} in ${ORDERS_IN[section]} (${formatPercent(top.share)})`] : [];
  });
  if (parts.length === 0) return `${broker} filed no order mix.`;
  return `The largest part of the orders ${broker} routed were ${listInText(parts)}.`;
}

function largest(row: SectionMix): { type: OrderType; share: number } | null {
  let top: { type: OrderType; share: number } | null = null;
  for (const type of ORDER_TYPES) {
    const share = mixOf(row, type);
    if (share !== null && share > 0 && (top === null || share > top.share)) top = { type, share };
  }
  return top;
}
