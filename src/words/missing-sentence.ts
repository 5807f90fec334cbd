import { countOf, listInText } from "@/report/format";

/** Who has a report for the quarter before and none for this one, and the other way round. Names of brokers; `both`: how many
 * have one for each. */
export function missingSentence(
  quarter: string,
  before: string,
  missing: readonly string[],
  entered: readonly string[],
  both: number,
): string {
  if (missing.length === 0 && both === 0) {
    return `No report for ${before} is stored here, so nobody can be missing since.`;
  }
  const gone =
    missing.length === 0
      ? `Every broker with a report for ${before} has one for ${quarter} here`
      : `${countOf(missing.length, "broker")} with a report for ${before} ${missing.length === 1 ? "has" : "have"} none for ${quarter} here: ${listInText(missing, 4)}`;
  if (entered.length === 0) return `${gone}.`;
  const fresh = `${countOf(entered.length, "broker")} ${entered.length === 1 ? "has" : "have"} one for ${quarter} and none for ${before}: ${listInText(entered, 4)}`;
  return `${gone}. ${fresh}.`;
}
