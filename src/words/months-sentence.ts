import { countOf } from "@/report/format";

/** How much of its quarter one broker's figures are of, where that is not all. `filed`: months with at least one figure, 0 to 3. */
export function monthsSentence(filed: number): string {
  if (filed >= 3) return "";
  if (filed === 0) return "None of the three months has a figure.";
  return `Only ${filed === 1 ? "one" : "two"} of the three months ${filed === 1 ? "has" : "have"} figures.`;
}

/** A broker of a quarter: whether all three months have figures, and what it was paid; null: every cell is blank. */
interface FiledBroker {
  readonly complete: boolean;
  readonly payment_usd: number | null;
}

/** The same of all brokers of a quarter. A report whose cells are all blank, or left out, is not one of too few months. */
export function incompleteSentence(brokers: readonly FiledBroker[]): string {
  const filed = brokers.filter((one) => one.payment_usd !== null);
  const incomplete = filed.filter((one) => !one.complete).length;
  if (incomplete === 0) return "";
  const months = "figures for less than three months";
  if (filed.length === 1) return `${brokers.length === 1 ? "It" : "The one with a payment"} filed ${months}.`;
  if (incomplete === filed.length) return `Each of them filed ${months}.`;
  return `${countOf(incomplete, "broker")} of them filed ${months}.`;
}
