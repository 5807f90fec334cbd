import { FIGURE_INDEX, ORDER_PCT } from "@/report/figures";
import type { Finding } from "@/report/findings";
import { ORDER_TYPES } from "@/report/order-types";
import { quarterIndex, quarterOfMonth } from "@/report/quarter";
import { impliedShares } from "@/report/rate";
import type { Report, VenueRow } from "@/report/report";
import type { Section } from "@/report/sections";
import { sum } from "./compare";

/**
 * One venue in one month and section of a broker's report, its filed rows added up. Take the current
 * reports of one or more brokers, all quarters there are.
 */
export interface VenueMonth {
  /** What the report is known by; comes back with the finding. */
  readonly reportId: string;
  /** Base name of the report's file. */
  readonly file: string;
  /** Slug of the broker and of the venue: names change from filing to filing. */
  readonly broker: string;
  readonly venue: string;
  readonly filedVenue: string;
  readonly section: Section;
  readonly year: number;
  readonly month: number;
  /** Where the (first) filed row stands: `line 23`. */
  readonly position: string;
  /** Net dollars of the cells with implied shares; positive when received. */
  readonly ratedUsd: number | null;
  /** Σ usd × 10,000 ÷ cph over the cells where both are filed, not zero and of one sign. */
  readonly impliedShares: number | null;
  /** The venue's filed percentage of the section's non-directed orders, 0–100. */
  readonly orderPct: number | null;
}

/** A finding of a check over many reports, and the report it belongs to. */
export interface ReportFinding {
  readonly reportId: string;
  readonly finding: Finding;
}

/** A report and what its broker and venues are called in the directory. */
export interface ReportSource {
  readonly report: Report;
  readonly reportId: string;
  readonly file: string;
  readonly broker: string;
  readonly venueOf: (row: VenueRow, section: Section) => string;
}

/** The venue months of a report: two filed rows of one venue (Citadel's "PRO" and "LITE") are added up. */
export function venueMonths({ report, reportId, file, broker, venueOf }: ReportSource): VenueMonth[] {
  const { year } = report.quarter;
  return report.months.flatMap(({ month, sections }) =>
    sections.flatMap(({ section, venues }) => {
      const months = new Map<string, VenueMonth>();
      for (const row of venues) {
        const venue = venueOf(row, section);
        const { filedVenue, position } = row;
        const own = {
          reportId,
          file,
          broker,
          venue,
          filedVenue,
          section,
          year,
          month,
          position,
          ...amountsOf(row),
        };
        const known = months.get(venue);
        months.set(venue, known === undefined ? own : added(known, own));
      }
      return [...months.values()];
    }),
  );
}

type Amounts = Pick<VenueMonth, "ratedUsd" | "impliedShares" | "orderPct">;

function amountsOf({ figures }: VenueRow): Amounts {
  let amounts: Amounts = { ratedUsd: null, impliedShares: null, orderPct: figures[ORDER_PCT] ?? null };
  for (const type of ORDER_TYPES) {
    const { usd, cph } = FIGURE_INDEX[type];
    const ratedUsd = figures[usd] ?? null;
    const shares = impliedShares({ usd: ratedUsd, cph: figures[cph] ?? null });
    if (shares !== null) amounts = added(amounts, { ratedUsd, impliedShares: shares, orderPct: null });
  }
  return amounts;
}

/** The first with the second's amounts added; null is not known and adds nothing. */
function added<One extends Amounts>(one: One, other: Amounts): One {
  const plus = (a: number | null, b: number | null) => (a === null ? b : a + (b ?? 0));
  return {
    ...one,
    ratedUsd: plus(one.ratedUsd, other.ratedUsd),
    impliedShares: plus(one.impliedShares, other.impliedShares),
    orderPct: plus(one.orderPct, other.orderPct),
  };
}

/** Dollars in a month below which a rate is mostly rounding and chance. */
export const LEAST_USD = 1000;

/** Shares (options: contracts × 100) per percent of the section's orders. */
export function perOrder(row: VenueMonth): number {
  return (row.impliedShares as number) / (row.orderPct as number);
}

/** Cents per 100 shares (options: per contract) over all the rows. */
export function rateOf(rows: readonly VenueMonth[]): number {
  return (
    (10_000 * sum(rows.map((row) => row.ratedUsd ?? 0))) / sum(rows.map((row) => row.impliedShares ?? 0))
  );
}

/** `quarterIndex` of the row's month. */
export function quarterOf(row: VenueMonth): number {
  return quarterIndex(quarterOfMonth(row.year, row.month));
}
