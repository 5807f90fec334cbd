import { FIGURE_INDEX, type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { formatCount, formatFiled, formatUsdExact } from "@/report/format";
import { ORDER_TYPE_LABELS, type OrderType } from "@/report/order-types";
import { impliedShares } from "@/report/rate";
import type { Format } from "@/report/report";
import type { Section } from "@/report/sections";
import { rateUnitOf } from "@/words/order-words";

/** `line 25`, `row 7`, `page 2, 345 points from its top` of a stored position. */
export function positionInText(position: string): string {
  const match = /^page (\d+) at (\d+)$/.exec(position);
  return match ? `page ${match[1]}, ${match[2]} points from its top` : position;
}

/** What a document calls a figure, and the kind of name that is. A table made by hand may head its columns either way;
 * of flat CSV the names are known. */
export function figureIn(
  format: Format,
  { xml, label, key }: FigureSpec,
  isFlatCsv: boolean,
): { readonly kind: string; readonly name: string } {
  if (format === "xml") return { kind: "Element", name: xml };
  return { kind: "Column", name: format === "csv" && isFlatCsv ? key : label };
}

/** `Market orders, net payment, USD`; percentages of all orders and of the order mix as the SEC's generator heads them. */
export function figureTitle(spec: FigureSpec, section: Section): string {
  const { unit, orderType, label } = spec;
  if (orderType === null || MIX_FIGURES.includes(spec)) return label;
  const orders = `${ORDER_TYPE_LABELS[orderType]} orders`;
  if (unit === "percent") return `${orders}, share sent to the venue, %`;
  return `${orders}, net payment, ${unit === "usd" ? "USD" : rateUnitOf(section)}`;
}

/** A figure as the store holds it. */
export function storedText(value: number | null, { unit }: FigureSpec): string {
  if (value === null) return "not filed, not zero";
  if (unit === "usd") return formatUsdExact(value);
  return unit === "cph" ? `${formatFiled(value, 4)} cents` : `${formatFiled(value, 2)}%`;
}

/** What the dollars and the rate of an order type make together; null when neither was filed. */
export function pairInText(
  figures: Readonly<Record<string, number | null>>,
  orderType: OrderType,
  section: Section,
): string | null {
  const value = (which: "usd" | "cph") =>
    figures[VENUE_FIGURES[FIGURE_INDEX[orderType][which]]?.key ?? ""] ?? null;
  const [usd, cph] = [value("usd"), value("cph")];
  if (usd === null && cph === null) return null;
  const said = `${usd === null ? "no dollars" : formatUsdExact(usd)} at ${cph === null ? "no rate" : `${formatFiled(cph, 4)} ${rateUnitOf(section)}`}`;
  const shares = impliedShares({ usd, cph });
  if (shares === null) return `Dollars and rate together: ${said}. No volume follows from them.`;
  const volume =
    section === "options" ? `${formatCount(shares / 100)} contracts` : `${formatCount(shares)} shares`;
  return `Dollars and rate together: ${said}, which is ${volume}.`;
}
