import type { BrokerPart } from "@/queries/broker-parts";
import { total } from "@/report/blank-sums";
import { formatCount, formatPercent, formatUsdInText, listInText } from "@/report/format";
import { type Mark, markTogether } from "@/report/mark";
import { growth } from "@/report/rate";
import { type Period, periodBefore, periodInText } from "./periods";

/** What a venue paid the same brokers in two quarters in a row. Net dollars, positive: the venue paid. */
export interface VenueChange {
  readonly before: Period;
  readonly after: Period;
  /** Names of the brokers complete in both quarters that list it in at least one. */
  readonly brokers: readonly string[];
  readonly beforeUsd: number | null;
  readonly afterUsd: number | null;
  /** Why one of the two amounts is doubtful: then nothing rose or fell. */
  readonly mark?: Mark | null;
}

/**
 * The change of a venue's payments over the brokers with complete reports for both quarters. `parts`: every (broker,
 * quarter) that lists the venue; `complete`: `slug quarter` of every quarter with all three months, listed or not.
 */
export function venueChange(
  quarter: Period,
  parts: readonly (BrokerPart & { readonly name: string; readonly mark?: Mark | null })[],
  complete: ReadonlySet<string>,
): VenueChange {
  const before = periodBefore(quarter);
  const own = parts.filter(
    ({ period, broker }) =>
      (period === quarter || period === before) &&
      complete.has(`${broker} ${quarter}`) &&
      complete.has(`${broker} ${before}`),
  );
  const of = (period: Period) => own.filter((part) => part.period === period);
  const sum = (period: Period) => total(of(period).map((part) => part.usd));
  return {
    before,
    after: quarter,
    brokers: [...new Set(own.map((part) => part.name))].sort((a, b) => a.localeCompare(b, "en")),
    beforeUsd: sum(before),
    afterUsd: sum(quarter),
    mark: markTogether(of(quarter)) ?? markTogether(of(before)),
  };
}

/** More brokers than this are counted and not named. */
const MOST_NAMED = 6;

/** The change in a sentence; what cannot be compared is said. */
export function venueGrowthSentence(venue: string, change: VenueChange): string {
  const [before, after] = [periodInText(change.before), periodInText(change.after)];
  const { brokers, beforeUsd, afterUsd, mark } = change;
  if (brokers.length === 0) {
    return `No broker that lists ${venue} has complete reports for both ${before} and ${after}, so the two cannot be compared.`;
  }
  if (mark) {
    return `From ${before} to ${after} no change of what ${venue} paid can be told. Doubtful: ${mark.why}.`;
  }
  const whom =
    brokers.length > MOST_NAMED
      ? `the ${formatCount(brokers.length)} brokers with complete reports for both`
      : listInText(brokers, 3);
  if (beforeUsd === null && afterUsd === null)
    return `No payment between ${venue} and ${whom} was filed for ${before} or ${after}.`;
  if (beforeUsd === null)
    return `In ${after}, ${venue} is listed by ${whom} with ${formatUsdInText(afterUsd)}; for ${before} no payment was filed.`;
  if (afterUsd === null)
    return `For ${after} no payment of ${venue} was filed by ${whom}; for ${before} it was ${formatUsdInText(beforeUsd)}.`;
  const percent = growth(afterUsd, beforeUsd);
  const span = `From ${before} to ${after}`;
  if (beforeUsd <= 0 || afterUsd <= 0 || percent === null) {
    return `${span}, the net payment of ${venue} to ${whom} went from ${formatUsdInText(beforeUsd)} to ${formatUsdInText(afterUsd)}.`;
  }
  if (Math.abs(percent) < 0.05)
    return `${span}, ${venue} paid ${whom} as much as before: ${formatUsdInText(afterUsd)}.`;
  const more = percent > 0 ? "more" : "less";
  return `${span}, ${venue} paid ${whom} ${formatPercent(Math.abs(percent))} ${more}: ${formatUsdInText(afterUsd)} after ${formatUsdInText(beforeUsd)}.`;
}
