import { formatCount, formatRateInText, listInText } from "@/report/format";
import { withSign } from "@/report/mark";
import type { OrderAnswer } from "../calculator/order-question";
import { dollarsOfCents, whyUnknown } from "../calculator/order-sentences";

/** The end of the sentence that begins `When you buy 100 shares of an S&P 500 stock at market, Schwab`: `receives 10.0 cents`.
 * Null answer: no broker is chosen. */
export function receivesWords(answer: OrderAnswer | null): string {
  if (answer === null) return "receives how much?";
  const cents = "cents" in answer ? answer.cents : null;
  if (cents === null) return "receives an amount that is not known";
  if (answer.kind === "paid_nothing") return "receives nothing";
  return `${cents < 0 ? "pays" : "receives"} ${amountWords(Math.abs(cents))}`;
}

/** A broker that is compared with others. */
export interface ComparedAnswer {
  readonly name: string;
  readonly answer: OrderAnswer;
}

/** The end of the same sentence where several are compared: `Firstrade receives 17.0 cents and Schwab 8.9 cents.` Of more than
 * two the one that receives most and the one that receives least. Doubtful figures are not compared. */
export function comparedWords(brokers: readonly ComparedAnswer[]): string {
  const known = brokers
    .flatMap(({ name, answer }) => {
      if (!("cents" in answer) || answer.cents === null || answer.mark) return [];
      return [{ name, cents: answer.kind === "paid_nothing" ? 0 : answer.cents, answer }];
    })
    .sort((a, b) => b.cents - a.cents);
  const [high, low] = [known[0], known.at(-1)];
  if (!high || !low) return "what these brokers receive is not known.";
  const alone = `${high.name} ${receivesWords(high.answer)}`;
  if (known.length === 1)
    return `${alone}; of ${brokers.length === 2 ? "the other" : "the others"} it is not known.`;
  const same = receivesWords(high.answer) === receivesWords(low.answer);
  if (same) {
    const many = receivesWords(high.answer)
      .replace(/^receives/, "receive")
      .replace(/^pays/, "pay");
    return known.length === brokers.length
      ? `${known.length === 2 ? "both" : `all ${formatCount(known.length)}`} ${many}.`
      : `${listInText(known.map(({ name }) => name))} ${many}.`;
  }
  if (known.length === 2) {
    const verbs = [high, low].map(({ cents }) => (cents < 0 ? "pays" : "receives"));
    return `${alone} and ${low.name} ${verbs[0] === verbs[1] ? amountOf(low.cents) : receivesWords(low.answer)}.`;
  }
  if (high.cents < 0) {
    return `${high.name} pays the least, ${amountOf(high.cents)}, and ${low.name} the most, ${amountOf(low.cents)}.`;
  }
  const least = low.cents < 0 ? receivesWords(low.answer) : `the least, ${amountOf(low.cents)}`;
  return `${high.name} receives the most, ${amountOf(high.cents)}, and ${low.name} ${least}.`;
}

/** What one received, or why it cannot be said: `8.9 cents`, `nothing`, `pays 1.2 cents`, `no report`. */
export function answerWords(answer: OrderAnswer): string {
  if (!("cents" in answer) || answer.cents === null) return whyUnknown(answer);
  if (answer.kind === "paid_nothing") return "nothing";
  const words = withSign(amountOf(answer.cents), answer.mark);
  return answer.cents < 0 ? `pays ${words}` : words;
}

function amountOf(cents: number): string {
  return cents === 0 ? "nothing" : amountWords(Math.abs(cents));
}

/** `10.0 cents`; from a dollar on `$1.25`. */
function amountWords(cents: number): string {
  if (cents >= 99.95) return dollarsOfCents(cents);
  const text = formatRateInText(cents);
  if (text === "<0.1") return "less than 0.1 cents";
  return `${text} ${text === "1.0" ? "cent" : "cents"}`;
}
