import { rowColumn } from "@/report/cell-sums";
import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";
import { toCents } from "./measures";
import { changedCells } from "./report-changes";
import { type Condition, where } from "./scope";

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
const MOST_SINGLE_AMENDMENTS = 12;

/** A report is an amendment when the store had one of its broker, quarter and series before: rows are numbered as they come. */
const FURTHER = `EXISTS (
  SELECT 1 FROM report o
  WHERE o.broker_id = r.broker_id AND o.quarter = r.quarter AND o.series = r.series AND o.id < r.id)`;

/** Reports of one quarter and import, all new or all amendments. */
interface Group {
  readonly quarter: number;
  readonly further: boolean;
  readonly ids: number[];
  readonly brokers: Set<number>;
  /** When the last and the first of them came in. */
  readonly at: string;
  first: string;
}

/** New reports and further versions, the newest `limit` of them, newest first; `of`: only of those reports (alias `r`).
 * @throws AppError store */
export function arrivals(limit: number, of: Condition = where("1")): Arrival[] {
  const names = selectRaw("SELECT id, name FROM broker ORDER BY name COLLATE NOCASE, slug");
  const firstOf = new Map(
    selectRaw(`SELECT r.quarter, min(r.id) FROM report r WHERE ${of.sql} GROUP BY r.quarter`, of.values).map(
      pair,
    ),
  );
  return newestGroups(limit, of)
    .flatMap(({ quarter, further, ids, brokers, first, at }): Arrival[] => {
      if (further && ids.length <= MOST_SINGLE_AMENDMENTS) return amendments(ids);
      const group = {
        quarter: quarterKeyOf(quarter),
        reports: ids.length,
        brokers: names.filter(([id]) => brokers.has(Number(id))).map(([, name]) => String(name)),
        first,
        at,
      };
      const isFirst = ids.includes(firstOf.get(quarter) ?? 0);
      return [further ? { kind: "amendments", ...group } : { kind: "reports", isFirst, ...group }];
    })
    .slice(0, limit);
}

/** Read from the newest report back and put together here: windows over every report of a market take a second. */
function newestGroups(limit: number, of: Condition): Group[] {
  const reports = selectRaw(
    `SELECT r.id, r.quarter, r.broker_id, r.imported_at, ${FURTHER} FROM report r WHERE ${of.sql} ORDER BY r.id DESC`,
    of.values,
  );
  const groups: Group[] = [];
  let together = new Map<string, Group>();
  let last = Number.POSITIVE_INFINITY;
  for (const [id, quarter, broker, importedAt, further] of reports) {
    const at = String(importedAt);
    const time = Date.parse(at);
    if (last - time > PAUSE_MINUTES * 60_000) {
      if (groups.length >= limit) break;
      together = new Map();
    }
    last = time;
    const key = `${quarter} ${further}`;
    let group = together.get(key);
    if (!group) {
      group = {
        quarter: Number(quarter),
        further: further === 1,
        ids: [],
        brokers: new Set(),
        at,
        first: at,
      };
      together.set(key, group);
      groups.push(group);
    }
    group.ids.push(Number(id));
    group.brokers.add(Number(broker));
    group.first = at;
  }
  return groups;
}

function pair([key, value]: readonly unknown[]): [number, number] {
  return [Number(key), Number(value)];
}

/** The newest further versions one by one, whatever came with them, newest first, and whether there are more.
 * @throws AppError store */
export function latestAmendments(limit: number): { amendments: readonly Amendment[]; isAll: boolean } {
  const ids = selectRaw(`SELECT r.id FROM report r WHERE ${FURTHER} ORDER BY r.id DESC LIMIT ?`, [limit + 1]);
  const newest = ids.slice(0, limit).map(([id]) => Number(id));
  return { amendments: amendments(newest), isAll: ids.length <= limit };
}

function amendments(ids: readonly number[]): Amendment[] {
  const rows = selectRaw(
    `
SELECT r.public_id, b.name, r.quarter, r.series, r.version, r.is_current, r.withdrawn_at IS NOT NULL, r.imported_at,
  before.id IS NOT NULL,
  (SELECT sum(${rowColumn("usd")}) FROM venue_row v WHERE v.report_id = r.id),
  (SELECT sum(${rowColumn("usd")}) FROM venue_row v WHERE v.report_id = before.id)
FROM report r JOIN broker b ON b.id = r.broker_id
  LEFT JOIN report before ON before.id = (
    SELECT id FROM report o
    WHERE o.broker_id = r.broker_id AND o.quarter = r.quarter AND o.series = r.series AND o.version < r.version
    ORDER BY o.version DESC LIMIT 1)
WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id DESC`,
    [JSON.stringify(ids)],
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
