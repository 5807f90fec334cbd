import type { ArrangementRow } from "@/queries/arrangements";
import { ARRANGEMENT_KINDS, ARRANGEMENT_LABELS } from "@/report/arrangement";
import { countOf, listInText } from "@/report/format";

/** `The report for 2022 Q1 states a share of the spread (5 venues) and a schedule with tiers (1 venue); on 4 venues it does
 * not say how they pay.` `rows`: of one broker and quarter. */
export function arrangementSentence(
  quarter: string,
  rows: readonly Pick<ArrangementRow, "kind" | "venues">[],
): string {
  if (rows.length === 0) return `No text on the broker’s arrangements is stored for ${quarter}.`;
  const venues = (kind: ArrangementRow["kind"]) =>
    new Set(rows.filter((row) => row.kind === kind).flatMap((row) => row.venues.map((one) => one.venue_slug)))
      .size;
  const stated = ARRANGEMENT_KINDS.filter((kind) => kind !== "unknown" && venues(kind) > 0).map(
    (kind) => `${lowerFirst(ARRANGEMENT_LABELS[kind])} (${countOf(venues(kind), "venue")})`,
  );
  const unsaid = venues("unknown");
  if (stated.length === 0) return `The report for ${quarter} does not say how its venues pay.`;
  const rest =
    unsaid === 0
      ? ""
      : `; on ${countOf(unsaid, "venue")} it does not say, for some orders at least, how ${unsaid === 1 ? "it pays" : "they pay"}`;
  return `The report for ${quarter} states ${listInText(stated)}${rest}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
