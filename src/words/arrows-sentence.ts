import { countOf, formatCount, formatRateInText } from "@/report/format";
import type { Arrow, Counts, QuarterArrows } from "@/series/quarter-arrows";

/** What changed: `From 2020 Q1 to 2020 Q2 the average for a market order in an S&P 500 stock rose at 3 of 5 brokers and fell at
 * 2; most at Schwab, from 8.9 to 11.3 cents per 100 shares.` Null where no broker has both figures. `order`: `a market order in
 * an S&P 500 stock`. */
export function arrowsSentence(
  { counts, most }: Pick<QuarterArrows, "counts" | "most">,
  { before, after, order, unit }: { before: string; after: string; order: string; unit: string },
): string | null {
  const all = counts.rose + counts.fell + counts.same;
  if (all === 0) return null;
  const begin = `From ${before} to ${after} the average for ${order}`;
  const [up, down] = [most.up, most.down];
  if (!up && !down) {
    return `${begin} stayed the same${all === 1 ? " at the one broker" : ` at all ${formatCount(all)} brokers`} that can be compared.`;
  }
  const only = up ?? down;
  if (all === 1 && only) {
    return `${begin} ${up ? "rose" : "fell"} at ${only.name}, ${span(only)} ${unit}.`;
  }
  const moves = [
    ...(counts.rose > 0 ? [`rose at ${formatCount(counts.rose)} of ${countOf(all, "broker")}`] : []),
    ...(counts.fell > 0
      ? [`fell at ${formatCount(counts.fell)}${counts.rose > 0 ? "" : ` of ${countOf(all, "broker")}`}`]
      : []),
  ].join(" and ");
  const said = [
    ...(up ? [`${counts.rose > 1 ? "most " : ""}at ${up.name}, ${span(up)}`] : []),
    ...(down ? [`${up ? "down " : counts.fell > 1 ? "most " : ""}at ${down.name}, ${span(down)}`] : []),
  ].join("; ");
  return `${begin} ${moves}: ${said} ${unit}.`;
}

/** `from 8.9 to 11.3`; nothing is `0`. */
function span({ before, after }: Arrow): string {
  return `from ${formatRateInText(before)} to ${formatRateInText(after)}`;
}

/** Those that are not drawn: `287 other brokers moved less: 120 up, 97 down, 70 not at all.` Empty where all are. */
export function othersSentence({ rose, fell, same }: Counts): string {
  const all = rose + fell + same;
  if (all === 0) return "";
  const parts = [
    ...(rose > 0 ? [`${formatCount(rose)} up`] : []),
    ...(fell > 0 ? [`${formatCount(fell)} down`] : []),
    ...(same > 0 ? [`${formatCount(same)} not at all`] : []),
  ];
  return `${countOf(all, "other broker")} moved less: ${parts.join(", ")}.`;
}
