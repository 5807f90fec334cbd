import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";
import { ANY_USD, toCents } from "./measures";
import { changedCells } from "./report-changes";

/** Reports of one quarter that came in with one import. */
export interface NewReports {
  readonly kind: "reports";
  /** `2021Q1` */
  readonly quarter: string;
  /** Nothing of the quarter was stored before. */
  readonly isFirst: boolean;
  readonly reports: number;
  /** Names of the brokers, in order. */
  readonly brokers: readonly string[];
  /** When the first and the last of them came in, ISO 8601 UTC. */
  readonly first: string;
  readonly at: string;
}

/** A further version of a report that was stored already. */
export interface Amendment {
  readonly kind: "amendment";
  readonly id: string;
  readonly broker: string;
  readonly quarter: string;
  readonly series: string;
  readonly version: number;
  /** What became of it: an earlier version that comes in late counts no more than one that was withdrawn. */
  readonly isCurrent: boolean;
  readonly isWithdrawn: boolean;
  readonly at: string;
  /** Figures that differ from the version before it; null: it is the first, and came in after a later one. */
  readonly changes: number | null;
  /** Net dollars of this version and of the one before it; null: every cell is blank, or there is none before. */
  readonly paymentUsd: number | null;
  readonly beforeUsd: number | null;
}

/** Many further versions of one quarter at once. */
export interface Amendments extends Omit<NewReports, "kind" | "isFirst"> {
  readonly kind: "amendments";
}

export type Arrival = NewReports | Amendment | Amendments;

/** What comes in within as many minutes of each other is told as one import. */
const PAUSE_MINUTES = 10;
/** Further versions of one quarter and import that are told one by one. */
export const MOST_SINGLE_AMENDMENTS = 12;

// A report is an amendment when the store had one of its broker, quarter and series before: rows are numbered as they come.
const ARRIVED = `
SELECT id, quarter, imported_at,
  row_number() OVER (PARTITION BY broker_id, quarter, series ORDER BY id) > 1 AS further,
  coalesce((julianday(imported_at) - julianday(lag(imported_at) OVER (ORDER BY imported_at, id))) * 1440 > ${PAUSE_MINUTES}, 1)
    AS begins
FROM report`;

/** New reports and further versions, the newest `limit` of them, newest first. @throws AppError store */
export function arrivals(limit: number): Arrival[] {
  const groups = selectRaw(
    `
SELECT quarter, further, count(*), min(imported_at), max(imported_at), json_group_array(id),
  min(imported_at) = (SELECT min(imported_at) FROM report r WHERE r.quarter = together.quarter)
FROM (SELECT *, sum(begins) OVER (ORDER BY imported_at, id) AS import FROM (${ARRIVED})) together
GROUP BY import, quarter, further ORDER BY 5 DESC, quarter DESC LIMIT ?`,
    [limit],
  );
  return groups
    .flatMap(([quarter, further, reports, first, at, ids, isFirst]): Arrival[] => {
      if (further === 1 && Number(reports) <= MOST_SINGLE_AMENDMENTS) return amendments(String(ids));
      const group = {
        quarter: quarterKeyOf(Number(quarter)),
        reports: Number(reports),
        brokers: brokersOf(String(ids)),
        first: String(first),
        at: String(at),
      };
      return [
        further === 1
          ? { kind: "amendments", ...group }
          : { kind: "reports", isFirst: isFirst === 1, ...group },
      ];
    })
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, limit);
}

/** The newest further versions one by one, whatever came with them, newest first. @throws AppError store */
export function latestAmendments(limit: number): Amendment[] {
  const ids = selectRaw(
    `SELECT id FROM (${ARRIVED}) WHERE further = 1 ORDER BY imported_at DESC, id DESC LIMIT ?`,
    [limit],
  );
  return amendments(JSON.stringify(ids.flat()));
}

export function countAmendments(): number {
  const [row] = selectRaw(`SELECT count(*) FROM (${ARRIVED}) WHERE further = 1`);
  return Number(row?.[0]);
}

function brokersOf(ids: string): string[] {
  return selectRaw(
    `SELECT DISTINCT b.name FROM report r JOIN broker b ON b.id = r.broker_id
     WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY b.name COLLATE NOCASE`,
    [ids],
  ).map(([name]) => String(name));
}

function amendments(ids: string): Amendment[] {
  const rows = selectRaw(
    `
SELECT r.public_id, b.name, r.quarter, r.series, r.version, r.is_current, r.withdrawn_at IS NOT NULL, r.imported_at,
  before.id IS NOT NULL,
  (SELECT sum(${ANY_USD}) FROM venue_row v WHERE v.report_id = r.id),
  (SELECT sum(${ANY_USD}) FROM venue_row v WHERE v.report_id = before.id)
FROM report r JOIN broker b ON b.id = r.broker_id
  LEFT JOIN report before ON before.id = (
    SELECT id FROM report o
    WHERE o.broker_id = r.broker_id AND o.quarter = r.quarter AND o.series = r.series AND o.version < r.version
    ORDER BY o.version DESC LIMIT 1)
WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.imported_at DESC, r.id DESC`,
    [ids],
  );
  return rows.map(
    ([id, broker, quarter, series, version, current, withdrawn, at, hasBefore, usd, beforeUsd]) => ({
      kind: "amendment",
      id: String(id),
      broker: String(broker),
      quarter: quarterKeyOf(Number(quarter)),
      series: String(series),
      version: Number(version),
      isCurrent: current === 1,
      isWithdrawn: withdrawn === 1,
      at: String(at),
      changes: hasBefore === 1 ? changedCells(String(id)).changes.length : null,
      paymentUsd: toCents(usd as number | null),
      beforeUsd: toCents(beforeUsd as number | null),
    }),
  );
}
