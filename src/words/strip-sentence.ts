import { countOf, formatCount, formatRateInText, listInText } from "@/report/format";
import type { OrderStrip, StripDot, Uncovered } from "@/series/order-strip";
import { dotText } from "@/series/reading-text";

/** `Schwab: 10.0 ¢` */
export function dotSentence(dot: Pick<StripDot, "name" | "cents" | "zone" | "mark">): string {
  const doubt = dot.mark ? `; doubtful: ${dot.mark.whose}` : "";
  return `${dot.name}: ${dotText(dot)}${doubt}`;
}

/** Of several that are compared: `Firstrade 17.0 ¢; Schwab 10.0 ¢; median of 95 brokers 14.0 ¢.`; of one how it compares: `Lower than 71 of 95 other brokers; median 14.0 ¢; Fidelity nothing.` Without one, or with one
 * that cannot be compared, what the others were paid. Empty where there is nobody. */
export function verdictSentence({ dots, labels, quartiles }: OrderStrip): string {
  const own = dots.find(({ role }) => role === "own");
  const pinned = dots.filter(({ role }) => role === "pinned").toReversed();
  const ranked = dots.filter(({ mark, isApart }) => !mark && !isApart);
  if (pinned.length > 0) {
    const all = quartiles
      ? `median of ${countOf(ranked.length, "broker")} ${formatRateInText(quartiles.median)} ¢`
      : "";
    return `${[...pinned.map((dot) => `${dot.name} ${dotText(dot)}`), all].filter(Boolean).join("; ")}.`;
  }
  const others = ranked.filter(({ role }) => role !== "own");
  const median = quartiles ? `median ${formatRateInText(quartiles.median)} ¢` : "";
  const peers = labels.flatMap(({ dot }) => (dot.role === "peer" && !dot.mark ? [dot] : []));
  const named = peers.map((dot) => `${dot.name} ${dotText(dot)}`).join(", ");
  if (others.length === 0) return "";
  const place =
    own && !own.mark
      ? placeOf(own, others)
      : `${countOf(ranked.length, "broker")} filed enough to compare${extent(ranked)}`;
  return `${[place, median, named].filter(Boolean).join("; ")}.`;
}

/** The same with what the one broker was paid: `Schwab 10.0 ¢: lower than 71 of 95 other brokers …`. */
export function findingSentence(strip: OrderStrip): string {
  const own = strip.dots.find(({ role }) => role === "own");
  const verdict = verdictSentence(strip);
  if (!own) return verdict;
  const paid = `${own.name} ${dotText(own)}`;
  if (verdict === "") return "";
  return own.mark ? `${paid}. ${verdict}` : `${paid}: ${verdict.charAt(0).toLowerCase()}${verdict.slice(1)}`;
}

function placeOf(own: StripDot, others: readonly StripDot[]): string {
  const [more, less] = [
    others.filter(({ cents }) => cents > own.cents).length,
    others.filter(({ cents }) => cents < own.cents).length,
  ];
  const equal = others.length - more - less;
  if (more === 0 && less === 0) return `The same as ${ofOthers(equal, others.length)}`;
  const [word, count] = more >= less ? ["Lower", more] : ["Higher", less];
  const asMuch = equal > 0 ? `, the same as ${formatCount(equal)}` : "";
  return `${word} than ${ofOthers(count, others.length)}${asMuch}`;
}

/** `71 of 95 other brokers`, `all 4 other brokers`, `the one other broker`. */
function ofOthers(count: number, all: number): string {
  if (all === 1) return "the one other broker";
  return count === all
    ? `all ${formatCount(all)} other brokers`
    : `${formatCount(count)} of ${formatCount(all)} other brokers`;
}

/** The lowest and the highest. */
function extent(ranked: readonly StripDot[]): string {
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last || first.cents === last.cents) return "";
  return `, from ${dotText(first).replace("nothing", "0 ¢")} to ${dotText(last)}`;
}

const WHY: Record<Uncovered["why"], readonly [one: string, many: string]> = {
  not_enough: ["filed too little to say it", "filed too little to say it"],
  unknown: ["does not say for how many of its orders", "do not say for how many of their orders"],
  not_filed: ["left its payments blank", "left their payments blank"],
  no_orders: ["lists no such orders", "list no such orders"],
};
const MOST_NAMED = 2;

/** Whom a strip leaves out: `Not in it: Interactive Brokers, which filed too little to say it.` Empty where nobody. */
export function uncoveredSentence(uncovered: readonly Uncovered[]): string {
  if (uncovered.length === 0) return "";
  const said = uncovered.map(({ why, names }) => {
    const [one, many] = WHY[why];
    if (names.length === 1) return `${names[0]}, which ${one}`;
    return names.length <= MOST_NAMED
      ? `${listInText(names)}, which ${many}`
      : `${countOf(names.length, "broker")} that ${many}`;
  });
  return `Not in it: ${said.join("; ")}. That is not zero.`;
}
