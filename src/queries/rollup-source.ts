import { sectionsOf } from "@/report/sections";
import { EXCHANGE_KINDS } from "@/report/venue-kinds";
import { STALE } from "@/store/sums/stale-rollups";
import { selectRaw } from "./database";
import type { Dimension, Filters } from "./filters";
import { ABS_USD, ANY_USD } from "./measures";
import { and, type Condition, chosenQuarters, isIn, shownReports, shownVenues, where } from "./scope";

/*
 * Where sums are read from. The rule: the smallest table that tells apart what is asked for.
 *   market_rollup   no broker asked for, current reports: 0.1 % of the rows
 *   rollup          no venue, no kind and no month asked for: 5 % of the rows
 *   venue_rollup    no order type and no month asked for: a third of the rows, half as wide
 *   the facts       anything else, and everything while rollups are behind the facts
 */

/** Rows of sums, alias `t`, whose columns add up to those of any group. */
export interface RollupSource {
  readonly from: string;
  readonly condition: Condition;
  /** How many reports a group draws on. */
  readonly reports: string;
  /** What rows are grouped by. */
  readonly keys: Readonly<Partial<Record<Dimension, string>>>;
  /** The rows have order types together, and how their orders are counted: `added` up; packed `by month` (venue_rollup);
   * packed and to be counted `once`, as a group may have several rows of one report and section. Null: a column for each
   * order type. */
  readonly together: "added" | "by month" | "once" | null;
}

/** The rollup that answers, or null: only the facts do.
 * @throws AppError invalid_input for an unknown broker or venue */
export function rollupSource(filters: Filters, by: readonly Dimension[]): RollupSource | null {
  const behind = behindFacts();
  if (behind !== null && behind >= STALE.reports) return null;
  // Else only the market is to be counted again.
  return (behind === null ? market(filters, by) : null) ?? reports(filters, by) ?? reportVenues(filters, by);
}

/** What is behind the facts (`STALE`), at the worst; null: nothing. */
function behindFacts(): number | null {
  const what = selectRaw("SELECT max(what) FROM stale_rollup")[0]?.[0] ?? null;
  return what === null ? null : Number(what);
}

/** Whether what is kept of single reports (`rollup`, `venue_rollup`) equals their facts just now. */
export function reportRollupsHold(): boolean {
  return (behindFacts() ?? 0) < STALE.reports;
}

/** What each report `t` says of each venue: report, section, venue, re-reported, dollars and absolute dollars. From the filed
 * rows where a month is asked for, then with a column for it. */
export function reportVenuesTable({ month }: Partial<Filters> = {}): string {
  if (!month && reportRollupsHold()) return "venue_rollup";
  return `(SELECT v.report_id, v.month, v.section, f.venue_id, v.re_reported, ${ANY_USD} AS usd, ${ABS_USD} AS abs
    FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id)`;
}

/**
 * Where the payments of reports `r` are read, order types together: the smallest table that tells apart what is asked for,
 * as `t` with a column `usd`, and the condition on it.
 * @throws AppError invalid_input for an unknown venue
 */
export function reportPayments(filters: Filters): {
  readonly rows: string;
  readonly condition: Condition;
} {
  const { venue, venueKind, exchanges, month } = filters;
  const ofVenues = venue.length > 0 || venueKind.length > 0 || exchanges === "exclude" || month !== null;
  if (!ofVenues && reportRollupsHold()) {
    return { rows: "CROSS JOIN rollup t ON t.report_id = r.id", condition: and(sectionsAndFlow(filters)) };
  }
  return {
    rows: `CROSS JOIN ${reportVenuesTable(filters)} t ON t.report_id = r.id CROSS JOIN venue e ON e.id = t.venue_id`,
    condition: shownReportVenues(filters),
  };
}

function market(filters: Filters, by: readonly Dimension[]): RollupSource | null {
  if (filters.asOf !== null || filters.broker.length > 0 || by.includes("broker")) return null;
  const venues = venuesOf(filters, by);
  const count = countOf(filters, by);
  if (venues === null || count === null) return null;
  const byMonth = by.includes("month") || filters.month !== null;
  if (byMonth && venues.ofOne) return null;
  const months = filters.month
    ? where("t.month = ?", filters.month.month)
    : where(byMonth ? "t.month > 0" : "t.month = 0");
  return {
    from: "market_rollup t",
    condition: and([venues.condition, months, ...chosenQuarters(filters, "t"), ...sectionsAndFlow(filters)]),
    reports: `sum(t.${count})`,
    keys: {
      venue: "t.venue_id",
      venueKind: "t.venues",
      section: "t.section",
      month: "t.quarter / 4 * 12 + t.month - 1",
      quarter: "t.quarter",
      year: "t.quarter / 4",
    },
    together: null,
  };
}

/** Which rows of market_rollup tell of the venues asked for. */
function venuesOf(
  filters: Filters,
  by: readonly Dimension[],
): { readonly condition: Condition; readonly ofOne: boolean } | null {
  const { venue, venueKind, exchanges } = filters;
  const some = (condition: Condition, ofOne = false) => ({ condition, ofOne });
  const kindsMatter = venueKind.length > 0 || exchanges === "exclude";
  if (by.includes("venue") || venue.length > 0) {
    const apart = by.includes("venue") || venue.length === 1;
    if (!apart || kindsMatter || by.includes("venueKind")) return null;
    return some(and([where("t.venues = 'venue'"), ...shownVenues(filters, "t.venue_id")]), true);
  }
  if (by.includes("venueKind")) {
    const parts = [where("t.venues NOT IN ('all', 'no_exchanges', 'venue')")];
    if (venueKind.length > 0) parts.push(isIn("t.venues", venueKind));
    if (exchanges === "exclude") {
      parts.push(where("t.venues NOT IN (SELECT value FROM json_each(?))", JSON.stringify(EXCHANGE_KINDS)));
    }
    return some(and(parts));
  }
  if (!kindsMatter) return some(where("t.venues = 'all'"));
  if (venueKind.length === 0) return some(where("t.venues = 'no_exchanges'"));
  return venueKind.length === 1 && exchanges === "include" ? some(isIn("t.venues", venueKind)) : null;
}

/** Reports of several sections are counted at the first: that adds up over the first sections, and over all. */
function countOf({ section }: Filters, by: readonly Dimension[]): "reports" | "reports_first" | null {
  if (by.includes("section") || section.length === 1) return "reports";
  if (section.length === 0 || section.length === 3) return "reports_first";
  return sectionsOf("equities").every((one) => section.includes(one)) ? "reports_first" : null;
}

const OF_REPORTS: readonly Dimension[] = ["broker", "section", "orderType", "quarter", "year"];

function reports(filters: Filters, by: readonly Dimension[]): RollupSource | null {
  const { venue, venueKind, exchanges, month, section, orderType, reReported } = filters;
  const ofVenues = venue.length > 0 || venueKind.length > 0 || exchanges === "exclude";
  if (ofVenues || month !== null || !by.every((one) => OF_REPORTS.includes(one))) return null;
  const once = reReported === "exclude" && (by.includes("section") || section.length === 1);
  return {
    from: "report r CROSS JOIN rollup t ON t.report_id = r.id",
    condition: and([shownReports({ ...filters, versions: "current" }), ...sectionsAndFlow(filters)]),
    reports: once ? "count(*)" : "count(DISTINCT t.report_id)",
    keys: { broker: "r.broker_id", section: "t.section", quarter: "r.quarter", year: "r.quarter / 4" },
    together: orderType.length === 0 && !by.includes("orderType") ? "added" : null,
  };
}

const OF_VENUES: readonly Dimension[] = ["broker", "venue", "venueKind", "section", "quarter", "year"];
/** The kind of venue `e` in the section of a row. */
const KIND = "iif(t.section = 'options', e.kind_options, e.kind_equities)";

/** Which rows `t` of `reportVenuesTable`, with their venue `e`, the filters choose: the twin of `shownRows`.
 * @throws AppError invalid_input for an unknown venue */
export function shownReportVenues(filters: Filters): Condition {
  const { venueKind, exchanges, month } = filters;
  const parts = shownVenues(filters, "t.venue_id");
  if (month) parts.push(where("t.month = ?", month.month));
  if (venueKind.length > 0) parts.push(isIn(KIND, venueKind));
  if (exchanges === "exclude") {
    parts.push(where(`${KIND} NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(EXCHANGE_KINDS)));
  }
  return and([...parts, ...sectionsAndFlow(filters)]);
}

function reportVenues(filters: Filters, by: readonly Dimension[]): RollupSource | null {
  const { venue, venueKind, exchanges, month, orderType, section, reReported } = filters;
  if (orderType.length > 0 || month !== null || !by.every((one) => OF_VENUES.includes(one))) return null;
  const looksAtKinds = venueKind.length > 0 || exchanges === "exclude" || by.includes("venueKind");
  const ofOneVenue = by.includes("venue") || venue.length === 1;
  const ofOneSection = by.includes("section") || section.length === 1;
  const ofSeveral = !ofOneVenue || reReported === "include";
  return {
    from: `report r CROSS JOIN venue_rollup t ON t.report_id = r.id${looksAtKinds ? " CROSS JOIN venue e ON e.id = t.venue_id" : ""}`,
    condition: and([shownReports({ ...filters, versions: "current" }), shownReportVenues(filters)]),
    reports: ofOneSection ? "count(*)" : "count(DISTINCT t.report_id)",
    keys: {
      broker: "r.broker_id",
      venue: "t.venue_id",
      venueKind: KIND,
      section: "t.section",
      quarter: "r.quarter",
      year: "r.quarter / 4",
    },
    together: ofSeveral ? "once" : "by month",
  };
}

function sectionsAndFlow({ section, reReported }: Filters): Condition[] {
  const parts: Condition[] = [];
  if (section.length > 0) parts.push(isIn("t.section", section));
  if (reReported === "exclude") parts.push(where("t.re_reported = 0"));
  return parts;
}
