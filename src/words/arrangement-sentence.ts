import type { ArrangementRow } from "@/queries/arrangements";
import { ARRANGEMENT_KINDS, ARRANGEMENT_LABELS } from "@/report/arrangement";
import { countOf, formatUsdInText, listInText } from "@/report/format";

type Said = Pick<ArrangementRow, "kind" | "venues" | "contradiction" | "received_usd">;

/** `The report for 2022 Q1 states a share of the spread (5 venues) and a schedule with tiers (1 venue); on 4 venues it does
 * not say how they pay.` What it says is set against what it filed. `rows`: of one broker and quarter. */
export function arrangementSentence(quarter: string, rows: readonly Said[]): string {
  if (rows.length === 0) return `No text on the broker’s arrangements is stored for ${quarter}.`;
  return `The report for ${quarter} ${statedIn(rows)}.${contradictionsIn(rows)}`;
}

function statedIn(rows: readonly Said[]): string {
  const stated = ARRANGEMENT_KINDS.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    if (kind === "unknown" || own.length === 0) return [];
    const what = kind === "none" ? "that it receives no payment" : lowerFirst(ARRANGEMENT_LABELS[kind]);
    return `${what} (${countOf(venuesIn(own), "venue")})`;
  });
  const unsaid = venuesIn(rows.filter((row) => row.kind === "unknown"));
  if (stated.length === 0) return "does not say how its venues pay";
  const rest =
    unsaid === 0
      ? ""
      : `; on ${countOf(unsaid, "venue")} it does not say, for some orders at least, how ${unsaid === 1 ? "it pays" : "they pay"}`;
  return `states ${listInText(stated)}${rest}`;
}

/** Where the words and the filed dollars differ. Which of them is right is not for us to say. */
function contradictionsIn(rows: readonly Said[]): string {
  const received = rows.filter((row) => row.contradiction === "received");
  const nothing = rows.filter((row) => row.contradiction === "nothing");
  const usd = received.reduce((sum, row) => sum + (row.received_usd ?? 0), 0);
  const first =
    received.length === 0
      ? ""
      : ` Its figures say otherwise: ${formatUsdInText(usd)} received from ${countOf(venuesIn(received), "venue")} of which it says that.`;
  const second =
    nothing.length === 0
      ? ""
      : ` For ${countOf(venuesIn(nothing), "venue")} whose payment it describes, it filed $0.00.`;
  return first + second;
}

/** What the filed dollars say otherwise than a sentence; empty where they do not. */
export function contradictionSentence({
  contradiction,
  received_usd,
}: Pick<ArrangementRow, "contradiction" | "received_usd">): string {
  if (contradiction === null) return "";
  return contradiction === "received"
    ? `But the report files ${formatUsdInText(received_usd)} received for these orders.`
    : "But the report files $0.00 for these orders.";
}

function venuesIn(rows: readonly Said[]): number {
  return new Set(rows.flatMap((row) => row.venues.map((one) => one.venue_slug))).size;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
