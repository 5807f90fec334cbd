import { countOf, formatCount, formatPercent, formatRateInText, UNKNOWN } from "@/report/format";
import { doubtSentence } from "@/report/mark";
import { NOTHING_SHOWN_FROM } from "@/report/order-reading";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { manyOrders, ORDERS_IN } from "@/words/order-words";
import type { OrderAnswer, OrderQuestion, Place } from "./order-question";

const MINUS = "\u2212";

/** What one broker was paid for such an order, in one sentence. `quarter`: `2022 Q1`. */
export function orderSentence(
  broker: string,
  quarter: string,
  question: OrderQuestion,
  answer: OrderAnswer,
): string {
  const orders = `${manyOrders(question.orderType)} in ${ORDERS_IN[question.section]}`;
  const one = oneSuchOrder(question);
  switch (answer.kind) {
    case "no_report":
      return `No report of ${broker} for ${quarter} is stored here. That is not zero: nothing is known.`;
    case "no_orders":
      return `${broker}’s report for ${quarter} lists no venue for ${orders}.`;
    case "not_filed":
      return `${broker} filed no payment for ${orders} in ${quarter}: the figures are blank, not zero.`;
    case "unknown":
      return answer.paidRate === null
        ? `${broker} filed no payment other than $0 for ${orders} in ${quarter}, without saying for how many.`
        : `What ${broker} was paid for an average order is unknown: its report for ${quarter} does not say, in venue percentages that can be used, for how many of its ${orders} it was paid. ${ofPaidOrders(question.section, answer.paidRate)}`;
    case "not_enough":
      return `Not enough filed: ${broker} says of ${formatPercent(answer.coverage)} of its ${orders} in ${quarter} what it was paid, too few to say it of one.`;
    case "paid_nothing":
      return `${broker} was paid nothing for ${formatPercent(answer.nothing)} of its ${orders} in ${quarter}: ${amountInText(0)} on average for ${one}.`;
    case "paid":
    case "net_payer": {
      const cents = answer.cents ?? 0;
      const isPayer = cents < 0;
      const nothing =
        (answer.nothing ?? 0) >= NOTHING_SHOWN_FROM
          ? `, nothing for ${formatPercent(answer.nothing)} of them`
          : "";
      const main = `${broker} ${isPayer ? "paid" : "was paid"} ${amountInText(Math.abs(cents))} on average for ${one} in ${quarter}${nothing || (isPayer ? ", mostly exchange fees" : "")}.`;
      const apart = answer.isApart ? ` ${ofPaidOrders(question.section, answer.paidRate ?? 0)}` : "";
      const doubt = answer.mark ? ` ${doubtSentence(answer.mark, "one report")}` : "";
      return `${main}${apart}${doubt}`;
    }
  }
}

/** What the rate is of, where it is not what an average order brought. */
function ofPaidOrders(section: Section, rate: number): string {
  const amount = formatRateInText(Math.abs(rate));
  const cents = `${amount === "<0.1" ? "less than 0.1" : amount} cents`;
  const verb = rate < 0 ? "cost" : "brought";
  return `The orders that money was paid for ${verb} ${cents} ${section === "options" ? "per contract" : "per 100 shares"}.`;
}

/** How it compares with the others that filed enough; null without a place. */
export function placeSentence(broker: string, place: Place | null): string | null {
  if (place === null) return null;
  const { of, equal, better, allPaid, isNothing, othersStored } = place;
  if (!othersStored) return "No report of another broker for that quarter is stored here.";
  if (of === 1) return "No other stored broker filed enough for such orders in that quarter.";
  const among = `Of the ${of === 2 ? "two" : formatCount(of)} brokers that filed enough,`;
  if (equal === of)
    return `${among} ${of === 2 ? "both" : "all"} ${allPaid ? "paid" : "were paid"} ${isNothing ? "nothing" : "the same"}.`;
  if (isNothing && place.place > 1) {
    const more = `${among} ${formatCount(better)} ${better === 1 ? "was" : "were"} paid more`;
    if (equal === 1) return `${more}.`;
    return `${more}, and ${equal === 2 ? "one other was" : `${formatCount(equal - 1)} others were`} paid nothing too.`;
  }
  // Where every one of them paid, the one with the least to pay comes first.
  const [verb, most, least] = allPaid
    ? ["paid", of === 2 ? "less" : "the least", of === 2 ? "more" : "the most"]
    : ["was paid", of === 2 ? "more" : "the most", of === 2 ? "less" : "the least"];
  const asMuch = equal > 1 ? ` (as ${equal === 2 ? "one other" : `${formatCount(equal - 1)} others`})` : "";
  if (place.place === 1) return `${among} ${broker} ${verb} ${most}${asMuch}.`;
  if (place.place === of) return `${among} ${broker} ${verb} ${least}${asMuch}.`;
  return `${among} ${broker} ${verb} the ${ordinal(place.place)} ${allPaid ? "least" : "most"}${asMuch}.`;
}

/** `a market order for 100 shares of an S&P 500 stock`, `a market order for 1 option contract`. */
export function oneSuchOrder({ section, orderType, size }: OrderQuestion): string {
  return `${ONE_ORDER[orderType]} for ${sizeInText(section, size)}${STOCK[section]}`;
}

const ONE_ORDER: Record<OrderType, string> = {
  market: "a market order",
  marketable_limit: "a marketable limit order",
  non_marketable_limit: "a non-marketable limit order",
  other: "an order of another kind",
};

const STOCK: Record<Section, string> = {
  sp500: " of an S&P 500 stock",
  non_sp500: " of a stock outside the S&P 500",
  options: "",
};

function sizeInText(section: Section, size: number): string {
  return section === "options" ? countOf(size, "option contract") : countOf(size, "share");
}

/** Cents and dollars of an amount that is not negative: `94.9 cents ($0.95)`, `1,234.5 cents ($12.35)`. */
export function amountInText(cents: number): string {
  const said = formatRateInText(cents);
  const unit = said === "1.0" ? "cent" : "cents";
  return `${said === "<0.1" ? "less than 0.1" : said} ${unit} (${dollarsOfCents(cents)})`;
}

/** Dollars of cents: to the cent, below one cent with two figures: `$0.95`, `−$12.35`, `$0.0065`. */
export function dollarsOfCents(cents: number | null): string {
  if (cents === null) return UNKNOWN;
  const dollars = Math.abs(cents) / 100;
  const text =
    dollars !== 0 && dollars < 0.00995
      ? dollars.toLocaleString("en-US", { maximumSignificantDigits: 2, maximumFractionDigits: 20 })
      : dollars.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${cents < 0 ? MINUS : ""}$${text}`;
}

const WHY: Record<Exclude<OrderAnswer["kind"], "paid" | "net_payer" | "paid_nothing">, string> = {
  not_enough: "not enough filed",
  unknown: "share of orders unknown",
  not_filed: "filed blank",
  no_orders: "no such orders listed",
  no_report: "no report",
};

/** In few words why it cannot be said what an order brought; of those of which it can, nothing. */
export function whyUnknown({ kind }: OrderAnswer): string {
  return kind === "paid" || kind === "net_payer" || kind === "paid_nothing" ? "" : WHY[kind];
}

/** `1st`, `412th`. */
export function ordinal(number: number): string {
  const [tens, ones] = [number % 100, number % 10];
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][ones] ?? "th");
  return `${number}${ending}`;
}
