import { countOf } from "@/report/format";

/** How much of its quarter one broker's figures are of, where that is not all. `filed`: months with at least one figure, 0 to 3. */
export function monthsSentence(filed: number): string {
  if (filed >= 3) return "";
  if (filed === 0) return "None of the three months has a figure.";
  return `Only ${filed === 1 ? "one" : "two"} of the three months ${filed === 1 ? "has" : "have"} figures.`;
}

/** The same of all brokers of a quarter. */
export function incompleteSentence(brokers: readonly { readonly complete: boolean }[]): string {
  const incomplete = brokers.filter((one) => !one.complete).length;
  if (incomplete === 0) return "";
  const months = "figures for less than three months";
  if (brokers.length === 1) return `It filed ${months}.`;
  if (incomplete === brokers.length) return `Each of them filed ${months}.`;
  return `${countOf(incomplete, "broker")} of them filed ${months}.`;
}
