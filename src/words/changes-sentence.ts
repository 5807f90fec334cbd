import { countOf, formatGrowth, formatUsdInText } from "@/report/format";

/** One of two versions of a report. */
export interface ComparedVersion {
  readonly version: number;
  readonly paymentUsd: number | null;
}

/** `3 figures differ between version 1 and version 2. The net payment rose from $100 to $130.` */
export function comparisonSentence(before: ComparedVersion, after: ComparedVersion, changes: number): string {
  const names = `version ${before.version} and version ${after.version}`;
  if (changes === 0) return `No figure differs between ${names}.`;
  const count = `${countOf(changes, "figure")} ${changes === 1 ? "differs" : "differ"} between ${names}.`;
  return `${count} ${paymentWords(before.paymentUsd, after.paymentUsd)}`;
}

function paymentWords(before: number | null, after: number | null): string {
  if (before === null && after === null) return "Neither has a payment.";
  if (before === null) return `The net payment, blank before, is ${formatUsdInText(after)}.`;
  if (after === null) return `The net payment was ${formatUsdInText(before)} and is blank now.`;
  const difference = after - before;
  if (Math.abs(difference) < 0.005) return "The net payment is the same.";
  const verb = difference > 0 ? "rose" : "fell";
  const [from, to] = [formatUsdInText(before), formatUsdInText(after)];
  // A change too small for rounded figures is told as itself.
  if (from === to) return `The net payment ${verb} by ${formatUsdInText(Math.abs(difference))}.`;
  const share = before > 0 && after > 0 ? ` (${formatGrowth((100 * difference) / before)})` : "";
  return `The net payment ${verb} from ${from} to ${to}${share}.`;
}
