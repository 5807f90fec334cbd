import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { ALL_BELOW_200000, type ExecutionType, type OrderSize, type Sp500, sizeOf } from "./order-sizes";

/** An order as a summary of rule 605 tells orders apart. */
export interface ExecutedOrder {
  readonly sp500: Sp500;
  readonly size: OrderSize;
  readonly type: ExecutionType;
}

/** Order types of rule 606 that summaries of rule 605 are about. */
const TYPES: Readonly<Partial<Record<OrderType, ExecutionType>>> = { market: "M", marketable_limit: "ML" };

/**
 * What a summary calls an order of rule 606's section and type. `dollars`: what it is worth; null: not said, then all orders
 * below $200,000, a total that is filed. Null: summaries say nothing of such orders.
 */
export function executedOrderOf(
  section: Section,
  orderType: OrderType,
  dollars: number | null,
): ExecutedOrder | null {
  const type = TYPES[orderType];
  if (section === "options" || type === undefined) return null;
  return {
    sp500: section === "sp500" ? "Y" : "N",
    size: dollars === null ? ALL_BELOW_200000 : sizeOf(dollars),
    type,
  };
}

/** Which row of a report it is, as addresses and anchors have it: `Y-1000-M`. */
export function rowKey({ sp500, order_size, order_type }: RowOfReport): string {
  return `${sp500}-${order_size}-${order_type}`;
}

/** What tells a row of a summary from its others, as queries name it. */
export interface RowOfReport {
  readonly sp500: string;
  readonly order_size: number;
  readonly order_type: string;
}
