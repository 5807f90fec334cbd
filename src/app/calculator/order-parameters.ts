import { z } from "zod";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import { DOLLARS_FOR, MOST_DOLLARS, MOST_SHARES, type OrderQuestion } from "./order-question";

const SIZE = { error: `allowed: a whole number from 1 to ${MOST_SHARES}` };
const DOLLARS = { error: `allowed: a number above 0 and up to ${MOST_DOLLARS}` };

/** What an order is, as parameters of a page. Sections and order types come as lists everywhere; here they have one entry. */
export const ORDER_PARAMETERS = {
  section: oneOf(SECTIONS, "sp500"),
  orderType: oneOf(ORDER_TYPES, "market"),
  size: z.coerce.number(SIZE).int(SIZE).min(1, SIZE).max(MOST_SHARES, SIZE).optional(),
  dollars: z.coerce.number(DOLLARS).positive(DOLLARS).max(MOST_DOLLARS, DOLLARS).optional(),
  dollarsFor: z.enum(DOLLARS_FOR, { error: `allowed: one of ${DOLLARS_FOR.join(", ")}` }).optional(),
} as const;

function oneOf<const T extends readonly string[]>(values: T, fallback: T[number]) {
  const error = `allowed: one of ${values.join(", ")}`;
  return z
    .array(z.enum(values, { error }))
    .max(1, { error })
    .transform(([one]): T[number] => one ?? fallback)
    .prefault([]);
}

/** Without a size: a hundred shares, or one contract. */
export function questionOf({
  section,
  orderType,
  size,
  dollars,
  dollarsFor,
}: z.output<z.ZodObject<typeof ORDER_PARAMETERS>>): OrderQuestion {
  return { section, orderType, size: size ?? (section === "options" ? 1 : 100), dollars, dollarsFor };
}

/** The order as a page's address says it; empty where it is the one asked about when nothing is said. */
export function orderInAddress({
  section,
  orderType,
  size,
  dollars,
  dollarsFor,
}: OrderQuestion): Record<string, string> {
  return {
    section: section === "sp500" ? "" : section,
    orderType: orderType === "market" ? "" : orderType,
    size: size === (section === "options" ? 1 : 100) ? "" : String(size),
    dollars: dollars === undefined ? "" : String(dollars),
    dollarsFor: dollars === undefined || dollarsFor !== "share" ? "" : dollarsFor,
  };
}
