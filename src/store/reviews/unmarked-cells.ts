import type { Database } from "better-sqlite3";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { statement } from "@/store/statement";

/** A current report with the cells that count in no other report. */
export interface UnmarkedReport {
  /** Public id. */
  readonly id: string;
  readonly quarter: number;
  readonly reportRow: number;
  /** The broker's name. */
  readonly broker: string;
  /** Base name of its document. */
  readonly file: string;
  /** Read when asked for: a quarter's cells need not be held at once. */
  readonly cells: Iterable<UnmarkedCell>;
}

export interface UnmarkedCell {
  readonly month: number;
  readonly section: Section;
  /** Canonical slug. */
  readonly venue: string;
  readonly orderType: OrderType;
  /** Net dollars, positive: received. Null: blank. */
  readonly usd: number | null;
  /** Net cents per hundred shares. Null: blank. */
  readonly cph: number | null;
}

/** The current reports of a quarter with their cells, without rows that are marked as re-reported (counted in another report). */
export function unmarkedReports(database: Database, quarter: number): UnmarkedReport[] {
  return statement<[number], Omit<UnmarkedReport, "cells">>(
    database,
    `SELECT r.public_id AS id, r.quarter, r.id AS reportRow, b.name AS broker, d.name AS file
     FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
     WHERE r.quarter = ? AND r.is_current = 1 ORDER BY r.id`,
  )
    .all(quarter)
    .map((report) => ({
      ...report,
      cells: { [Symbol.iterator]: () => cellsOf(database, report.reportRow) },
    }));
}

function* cellsOf(database: Database, reportRow: number): Generator<UnmarkedCell> {
  const rows = statement<[number]>(
    database,
    `SELECT v.month, v.section, n.slug, ${ORDER_TYPES.map((type) => `v.${type}_usd, v.${type}_cph`).join(", ")}
     FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id JOIN venue n ON n.id = f.venue_id
     WHERE v.report_id = ? AND v.re_reported = 0`,
  )
    .raw()
    .all(reportRow) as [number, Section, string, ...(number | null)[]][];
  for (const [month, section, venue, ...figures] of rows) {
    for (const [i, orderType] of ORDER_TYPES.entries()) {
      yield {
        month,
        section,
        venue,
        orderType,
        usd: figures[2 * i] ?? null,
        cph: figures[2 * i + 1] ?? null,
      };
    }
  }
}
