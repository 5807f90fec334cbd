import type { Database } from "better-sqlite3";
import { ORDER_TYPES } from "@/report/order-types";
import { quarterFromIndex } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { statement } from "./statement";

/** One venue of one month and section of a current report, its filed rows added up. */
export interface NeighbourRow {
  readonly reportRow: number;
  readonly reportId: string;
  readonly file: string;
  readonly broker: string;
  readonly venue: string;
  readonly filedVenue: string;
  readonly section: Section;
  readonly quarter: number;
  readonly year: number;
  readonly month: number;
  readonly position: string;
  readonly ratedUsd: number | null;
  readonly impliedShares: number | null;
  readonly orderPct: number | null;
}

const RATED_USD = ORDER_TYPES.map((type) => rated(type, `v.${type}_usd`)).join(" + ");
const SHARES = ORDER_TYPES.map((type) => rated(type, `v.${type}_usd * 10000 / v.${type}_cph`)).join(" + ");

function rated(type: string, value: string): string {
  return `CASE WHEN v.${type}_usd * v.${type}_cph > 0 THEN ${value} ELSE 0 END`;
}

function select(condition: string): string {
  return `
    SELECT r.id AS reportRow, r.public_id AS reportId, coalesce(r.origin_file, d.name) AS file,
           b.slug AS broker, n.slug AS venue, f.name AS filedVenue, v.section, r.quarter, v.month,
           min(v.row_number), v.position, nullif(total(${RATED_USD}), 0) AS ratedUsd,
           nullif(total(${SHARES}), 0) AS impliedShares, sum(v.order_pct) AS orderPct
    FROM report r
    JOIN broker b ON b.id = r.broker_id
    JOIN document d ON d.sha256 = r.document_sha256
    JOIN venue_row v ON v.report_id = r.id
    JOIN filed_venue f ON f.id = v.filed_venue_id
    JOIN venue n ON n.id = f.venue_id
    WHERE r.is_current = 1 AND ${condition}
    GROUP BY r.id, v.month, v.section, n.id`;
}

type Selected = Omit<NeighbourRow, "year">;

/** A broker's current reports of the quarters from `quarter - reach` to `quarter + reach`. Empty when
 * there is only one: nothing to compare. */
export function neighbourRows(
  database: Database,
  brokerId: number,
  quarter: number,
  reach: number,
): NeighbourRow[] {
  const range = [brokerId, quarter - reach, quarter + reach] as const;
  const quarters = statement<[number, number, number], number>(
    database,
    `SELECT count(DISTINCT quarter) FROM report
     WHERE broker_id = ? AND quarter BETWEEN ? AND ? AND is_current = 1`,
  )
    .pluck()
    .get(...range);
  if ((quarters ?? 0) < 2) return [];
  return withYear(
    statement<[number, number, number], Selected>(
      database,
      select("r.broker_id = ? AND r.quarter BETWEEN ? AND ?"),
    ).all(...range),
  );
}

/** The options sections of all brokers' current reports of the quarters from `from` to `to`. */
export function optionsRows(database: Database, from: number, to: number): NeighbourRow[] {
  return withYear(
    statement<[number, number], Selected>(
      database,
      select("r.quarter BETWEEN ? AND ? AND v.section = 'options'"),
    ).all(from, to),
  );
}

function withYear(rows: readonly Selected[]): NeighbourRow[] {
  return rows.map((row) => ({ ...row, year: quarterFromIndex(row.quarter).year }));
}
