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

const RATED_USD = ORDER_TYPES.map((type) => cell(type, `v.${type}_usd`)).join(" + ");
const SHARES = ORDER_TYPES.map((type) => cell(type, `v.${type}_usd * 10000 / v.${type}_cph`)).join(" + ");

function cell(type: string, value: string): string {
  return `CASE WHEN v.${type}_usd * v.${type}_cph > 0 THEN ${value} ELSE 0 END`;
}

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
  return statement<[number, number, number], Omit<NeighbourRow, "year">>(
    database,
    `SELECT r.id AS reportRow, r.public_id AS reportId, coalesce(r.origin_file, d.name) AS file, b.slug AS broker,
            n.slug AS venue, min(f.name) AS filedVenue, v.section, r.quarter, v.month, min(v.position) AS position,
            nullif(total(${RATED_USD}), 0) AS ratedUsd, nullif(total(${SHARES}), 0) AS impliedShares,
            sum(v.order_pct) AS orderPct
     FROM report r
     JOIN broker b ON b.id = r.broker_id
     JOIN document d ON d.sha256 = r.document_sha256
     JOIN venue_row v ON v.report_id = r.id
     JOIN filed_venue f ON f.id = v.filed_venue_id
     JOIN venue n ON n.id = f.venue_id
     WHERE r.broker_id = ? AND r.quarter BETWEEN ? AND ? AND r.is_current = 1
     GROUP BY r.id, v.month, v.section, n.id`,
  )
    .all(...range)
    .map((row) => ({ ...row, year: quarterFromIndex(row.quarter).year }));
}
