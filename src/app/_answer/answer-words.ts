import { formatRateInText } from "@/report/format";
import type { OrderAnswer } from "../calculator/order-question";
import { dollarsOfCents } from "../calculator/order-sentences";

/** The end of the sentence that begins `When you buy 100 shares of an S&P 500 stock at market, Schwab`: `receives 10.0 cents`.
 * Null answer: no broker is chosen. */
export function receivesWords(answer: OrderAnswer | null): string {
  if (answer === null) return "receives how much?";
  const cents = "cents" in answer ? answer.cents : null;
  if (cents === null) return "receives an amount that is not known";
  if (answer.kind === "paid_nothing") return "receives nothing";
  return `${cents < 0 ? "pays" : "receives"} ${amountWords(Math.abs(cents))}`;
}

/** `10.0 cents`; from a dollar on `$1.25`. */
function amountWords(cents: number): string {
  if (cents >= 99.95) return dollarsOfCents(cents);
  const text = formatRateInText(cents);
  if (text === "<0.1") return "less than 0.1 cents";
  return `${text} ${text === "1.0" ? "cent" : "cents"}`;
}
