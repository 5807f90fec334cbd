import { selectRaw } from "./database";
import { type Condition, where } from "./scope";

/** Reports of rule 605 for one month that came in with one import. */
export interface NewExecutions {
  readonly kind: "executions";
  /** 202608. */
  readonly month: number;
  /** Nothing of the month was stored before. */
  readonly isFirst: boolean;
  readonly reports: number;
  /** Names of the reporters, in order. */
  readonly reporters: readonly string[];
  /** When the first and the last of them came in, ISO 8601 UTC. */
  readonly first: string;
  readonly at: string;
}

/** A reporter's month with other figures than before. */
export interface AmendedExecution {
  readonly kind: "amended_execution";
  readonly id: string;
  readonly reporter: string;
  readonly month: number;
  readonly version: number;
  /** What was found to differ, in words; null: nothing was said. */
  readonly says: string | null;
  readonly at: string;
}

export type ExecutionArrival = NewExecutions | AmendedExecution;

/** What comes in within as many minutes of each other is told as one import. */
const PAUSE_MINUTES = 10;

/** New months, further reports of known ones and amended reports, the newest `limit` of them, newest first; `of`: only of those
 * reporters (alias `p`). @throws AppError store */
export function executionArrivals(limit: number, of: Condition = where("1")): ExecutionArrival[] {
  const rows = selectRaw(
    `
SELECT r.public_id, r.month, p.name, r.version, r.imported_at,
  EXISTS (SELECT 1 FROM execution_report o
    WHERE o.reporter_id = r.reporter_id AND o.kind = r.kind AND o.month = r.month AND o.id < r.id),
  NOT EXISTS (SELECT 1 FROM execution_report o JOIN reporter p ON p.id = o.reporter_id
    WHERE o.month = r.month AND o.id < r.id AND ${of.sql}),
  (SELECT message FROM execution_finding f WHERE f.report_id = r.id AND f.code = 'execution_changed' LIMIT 1)
FROM execution_report r JOIN reporter p ON p.id = r.reporter_id WHERE ${of.sql} ORDER BY r.id DESC`,
    [...of.values, ...of.values],
  );
  const told: ExecutionArrival[] = [];
  const open = new Map<
    number,
    { names: Set<string>; reports: number; isFirst: boolean; first: string; at: string }
  >();
  const close = () => {
    for (const [month, { names, ...group }] of open) {
      told.push({ kind: "executions", month, reporters: [...names].sort(), ...group });
    }
    open.clear();
  };
  let last = Number.POSITIVE_INFINITY;
  for (const [id, monthGiven, name, version, importedAt, further, isFirst, says] of rows) {
    const [month, reporter, at] = [Number(monthGiven), String(name), String(importedAt)];
    if (last - Date.parse(at) > PAUSE_MINUTES * 60_000) {
      close();
      if (told.length >= limit) break;
    }
    last = Date.parse(at);
    if (further === 1) {
      const text = says === null ? null : String(says);
      told.push({
        kind: "amended_execution",
        id: String(id),
        reporter,
        month,
        version: Number(version),
        says: text,
        at,
      });
      continue;
    }
    const group = open.get(month) ?? { names: new Set<string>(), reports: 0, isFirst: false, first: at, at };
    group.names.add(reporter);
    group.reports += 1;
    group.first = at;
    group.isFirst ||= isFirst === 1;
    open.set(month, group);
  }
  close();
  return told.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, limit);
}
