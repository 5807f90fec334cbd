import { formatGrowth, formatUsdInText, formatUsdShort } from "@/report/format";
import { leftOutSentence, type Mark, withSign } from "@/report/mark";
import { growth } from "@/report/rate";
import { type BarPanel, domainOf } from "./bars";

/** Net dollars of one broker or venue in two quarters in a row, both known. */
export interface Move {
  readonly key: string;
  readonly name: string;
  readonly beforeUsd: number;
  readonly afterUsd: number;
  /** Why one of the two is doubtful: drawn, and not said to have moved most. */
  readonly mark?: Mark | null;
}

/** One part of an amount in one of the two quarters; null: blank. */
export interface MovePart {
  readonly key: string;
  readonly name: string;
  readonly usd: number | null;
  readonly mark?: Mark | null;
}

/** What changed, the largest change in dollars first. Only what has an amount in both quarters: what is missing in one is no
 * change from or to zero. */
export function movesOf(before: readonly MovePart[], after: readonly MovePart[]): Move[] {
  const [old, now] = [sums(before), sums(after)];
  return [...now]
    .flatMap(([key, { name, usd, mark }]) => {
      const earlier = old.get(key);
      if (!earlier) return [];
      return [{ key, name, beforeUsd: earlier.usd, afterUsd: usd, mark: mark ?? earlier.mark }];
    })
    .sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)) || a.name.localeCompare(b.name, "en"));
}

interface Sum {
  readonly name: string;
  usd: number;
  readonly mark?: Mark | null;
}

function sums(parts: readonly MovePart[]): Map<string, Sum> {
  const found = new Map<string, Sum>();
  for (const { key, name, usd, mark } of parts) {
    if (usd === null) continue;
    const known = found.get(key);
    if (known) known.usd += usd;
    else found.set(key, { name, usd, mark });
  }
  return found;
}

/** Dollars more (less: negative) than in the quarter before. */
export function changeOf({ beforeUsd, afterUsd }: Move): number {
  return afterUsd - beforeUsd;
}

/** In percent; null where the amount before was not above zero, because a share of it would not say what changed. */
export function percentOf({ beforeUsd, afterUsd }: Move): number | null {
  return beforeUsd > 0 ? growth(afterUsd, beforeUsd) : null;
}

/** The largest changes as bars, rises first. */
export function movesPanel(
  moves: readonly Move[],
  { id, title, limit }: { id: string; title: string; limit: number },
): BarPanel {
  const shown = moves
    .filter((move) => changeOf(move) !== 0)
    .slice(0, limit)
    .sort((a, b) => changeOf(b) - changeOf(a));
  return {
    id,
    title,
    domain: domainOf(shown.map(changeOf)),
    bars: shown.map((move) => ({
      key: move.key,
      label: move.name,
      value: changeOf(move),
      text: withSign(withPercent(signed(changeOf(move), formatUsdShort), percentOf(move)), move.mark),
      mark: move.mark,
      color: changeOf(move) < 0 ? "paid" : "payment",
    })),
  };
}

/** `The payment to Schwab rose most, by $12.6 million (+23.5%); that to Goldman Sachs fell most, by $… `. `what`: what the payment is,
 * with its name to follow: `the payment to`, `what was paid by`. */
export function movesSentence(what: string, moves: readonly Move[]): string {
  const left = leftOutSentence(moves.flatMap(({ name, mark }) => (mark ? [{ name, mark }] : [])));
  const leftOut = left && ` ${left}`;
  const told = moves.filter((move) => !move.mark);
  const risen = told.find((move) => changeOf(move) > 0);
  const fallen = told.find((move) => changeOf(move) < 0);
  if (moves.length === 0) return "Nothing can be compared with the quarter before.";
  const said = (move: Move) =>
    withPercent(`by ${formatUsdInText(Math.abs(changeOf(move)))}`, percentOf(move));
  const many = told.length > 1 ? " most" : "";
  const up = risen && `${what} ${risen.name} rose${many}, ${said(risen)}`;
  const down = fallen && `${what} ${fallen.name} fell${many}, ${said(fallen)}`;
  if (!up && !down) {
    return `${left ? "Of the others nothing" : "Nothing"} changed from the quarter before.${leftOut}`;
  }
  const both = [up, down].filter(Boolean).join("; ");
  return `${both.charAt(0).toUpperCase()}${both.slice(1)}.${leftOut}`;
}

function withPercent(text: string, percent: number | null): string {
  return percent === null ? text : `${text} (${formatGrowth(percent)})`;
}

function signed(value: number, write: (value: number) => string): string {
  return value > 0 ? `+${write(value)}` : write(value);
}

/** A broker that lists a venue in one quarter and not in the other. */
export interface ListingChange {
  readonly broker: string;
  readonly brokerSlug: string;
  readonly venue: string;
  readonly venueSlug: string;
  /** What it paid in the quarter that lists it. */
  readonly usd: number | null;
  readonly mark?: Mark | null;
  /** No other compared broker lists it in the other quarter either. */
  readonly everywhere: boolean;
}

interface Listing {
  readonly broker: string;
  readonly broker_slug: string;
  readonly venue: string;
  readonly venue_slug: string;
  readonly payment_usd: number | null;
  readonly mark?: Mark | null;
}

/** (Broker, venue) pairs of `here` that `there` does not have, the most money first. Pass the rows of brokers with complete
 * reports for both quarters. */
export function listedOnlyIn(here: readonly Listing[], there: readonly Listing[]): ListingChange[] {
  const listed = new Map<string, Set<string>>();
  for (const { broker_slug, venue_slug } of there) {
    const own = listed.get(broker_slug);
    if (own) own.add(venue_slug);
    else listed.set(broker_slug, new Set([venue_slug]));
  }
  const venues = new Set(there.map((row) => row.venue_slug));
  return here
    .filter((row) => !listed.get(row.broker_slug)?.has(row.venue_slug))
    .map((row) => ({
      broker: row.broker,
      brokerSlug: row.broker_slug,
      venue: row.venue,
      venueSlug: row.venue_slug,
      usd: row.payment_usd,
      mark: row.mark,
      everywhere: !venues.has(row.venue_slug),
    }))
    .sort((a, b) => Math.abs(b.usd ?? 0) - Math.abs(a.usd ?? 0) || a.venue.localeCompare(b.venue, "en"));
}
