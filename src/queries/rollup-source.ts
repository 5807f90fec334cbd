import { rowColumn } from "@/report/cell-sums";
import { SECTIONS } from "@/report/sections";
import { EXCHANGE_KINDS } from "@/report/venue-kinds";
import { STALE } from "@/store/sums/stale-rollups";
import { selectRaw } from "./database";
import type { Dimension, Filters } from "./filters";
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
  /** The rows have order types together, and how their orders are counted: `added` up; added up `by month` (venue_rollup); by month
   * and `once`, as a group may have several rows of one report and section. Null: columns for each order type. */
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
  return `(SELECT v.report_id, v.month, v.section, f.venue_id, v.re_reported, ${rowColumn("usd")} AS usd, ${rowColumn("abs")} AS abs
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
  /** Which rows are of flow that counts, and of flow another report contains as well. */
  readonly counted: string;
  readonly repeated: string;
} {
  const { venue, venueKind, exchanges, month } = filters;
  const ofVenues = venue.length > 0 || venueKind.length > 0 || exchanges === "exclude" || month !== null;
  if (!ofVenues && reportRollupsHold()) {
    return {
      rows: "CROSS JOIN rollup t ON t.report_id = r.id",
      condition: and(sections(filters)),
      counted: FLOW.exclude,
      repeated: FLOW.only,
    };
  }
  return {
    rows: `CROSS JOIN ${reportVenuesTable(filters)} t ON t.report_id = r.id CROSS JOIN venue e ON e.id = t.venue_id`,
    condition: shownReportVenues({ ...filters, reReported: "include" }),
    counted: "t.re_reported = 0",
    repeated: "t.re_reported = 1",
  };
}

function market(filters: Filters, by: readonly Dimension[]): RollupSource | null {
  if (filters.asOf !== null || filters.broker.length > 0 || by.includes("broker")) return null;
  const venues = venuesOf(filters, by);
  const section = by.includes("section") ? and(sections(filters)) : askedSections(filters);
  if (venues === null || section === null) return null;
  const byMonth = by.includes("month") || filters.month !== null;
  const months = filters.month
    ? where("t.month = ?", filters.month.month)
    : where(byMonth ? "t.month > 0" : "t.month = 0");
  const apart = by.includes("section") ? [isIn("t.section", SECTIONS)] : [];
  return {
    from: "market_rollup t",
    condition: and([venues, months, ...chosenQuarters(filters, "t"), section, ...apart, flow(filters)]),
    reports: "sum(t.reports)",
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

/** The one row of market_rollup that these sections together are; null: none is. */
function askedSections({ section }: Filters): Condition | null {
  const chosen = SECTIONS.filter((one) => section.includes(one));
  if (chosen.length === 0 || chosen.length === SECTIONS.length) return where("t.section = 'all'");
  if (chosen.length === 1) return where("t.section = ?", chosen[0]);
  return chosen.includes("options") ? null : where("t.section = 'equities'");
}

/** Which rows of market_rollup tell of the venues asked for. */
function venuesOf(filters: Filters, by: readonly Dimension[]): Condition | null {
  const { venue, venueKind, exchanges } = filters;
  const kindsMatter = venueKind.length > 0 || exchanges === "exclude";
  if (by.includes("venue") || venue.length > 0) {
    const apart = by.includes("venue") || venue.length === 1;
    if (!apart || kindsMatter || by.includes("venueKind")) return null;
    return and([where("t.venues = 'venue'"), ...shownVenues(filters, "t.venue_id")]);
  }
  if (by.includes("venueKind")) {
    const parts = [where("t.venues NOT IN ('all', 'no_exchanges', 'venue')")];
    if (venueKind.length > 0) parts.push(isIn("t.venues", venueKind));
    if (exchanges === "exclude") {
      parts.push(where("t.venues NOT IN (SELECT value FROM json_each(?))", JSON.stringify(EXCHANGE_KINDS)));
    }
    return and(parts);
  }
  if (!kindsMatter) return where("t.venues = 'all'");
  if (venueKind.length === 0) return where("t.venues = 'no_exchanges'");
  return venueKind.length === 1 && exchanges === "include" ? isIn("t.venues", venueKind) : null;
}

const OF_REPORTS: readonly Dimension[] = ["broker", "section", "orderType", "quarter", "year"];

function reports(filters: Filters, by: readonly Dimension[]): RollupSource | null {
  const { venue, venueKind, exchanges, month, section, orderType } = filters;
  const ofVenues = venue.length > 0 || venueKind.length > 0 || exchanges === "exclude";
  if (ofVenues || month !== null || !by.every((one) => OF_REPORTS.includes(one))) return null;
  const once = by.includes("section") || section.length === 1;
  return {
    from: "report r CROSS JOIN rollup t ON t.report_id = r.id",
    condition: and([shownReports({ ...filters, versions: "current" }), ...sections(filters), flow(filters)]),
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
  if (filters.reReported === "exclude") parts.push(where("t.re_reported = 0"));
  return and([...parts, ...sections(filters)]);
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

function sections({ section }: Filters): Condition[] {
  return section.length > 0 ? [isIn("t.section", section)] : [];
}

/** The rows of `rollup` or `market_rollup` without re-reported flow, with it, and of it alone. */
export const FLOW = {
  exclude: "t.re_reported IN ('none', 'out')",
  include: "t.re_reported IN ('none', 'in')",
  only: "t.re_reported = 'only'",
} as const;

function flow({ reReported }: Filters): Condition {
  return where(FLOW[reReported]);
}
