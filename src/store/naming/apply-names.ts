import type { Database } from "better-sqlite3";
import type { Naming } from "@/report/named-report";
import { statement } from "@/store/statement";
import { refreshRollups } from "@/store/sums/market-rollup";
import { rebuildRollup } from "@/store/sums/rollups";
import { markAllStale } from "@/store/sums/stale-rollups";
import { redoVersionFindings } from "@/store/version-findings";
import { renumberVersions } from "@/store/versions";
import { joinEqualReports } from "./join-equal-reports";
import type { NameChange } from "./name-change";
import { recordNamesVersion } from "./names-version";
import { markReReported } from "./re-reported";
import { redoNamingFindings } from "./redo-findings";
import { renameBrokers } from "./rename-brokers";
import { renameReporters } from "./rename-reporters";
import { renameVenues } from "./rename-venues";

/** A broker's reports of a quarter that stand otherwise now. */
export interface ChangedQuarter {
  readonly brokerId: number;
  readonly quarter: number;
}

export interface AppliedNames {
  readonly changes: readonly NameChange[];
  /** Where reports have another broker, or rows another venue: checks across reports are to be made again. */
  readonly quarters: readonly ChangedQuarter[];
  /** Quarters in which other rows are marked as counted twice. */
  readonly marked: readonly number[];
}

/**
 * Names the whole store again, as if every report were imported now: venues, brokers, findings, versions,
 * re-reported marks, rollups. In the caller's transaction, so that a trial can be rolled back.
 */
export function applyNames(database: Database, naming: Naming): AppliedNames {
  const venues = renameVenues(database, naming);
  const brokers = renameBrokers(database, naming);
  const joined = joinEqualReports(database);
  const renumbered = distinct([
    ...brokers.moved.flatMap(({ quarter, from, to }) => [
      { brokerId: from, quarter },
      { brokerId: to, quarter },
    ]),
    ...joined.kept,
    ...quartersOf(database, "r.broker_id", brokers.renamed),
  ]);
  for (const { brokerId, quarter } of renumbered) renumber(database, brokerId, quarter);
  if (venues.moved.length > 0 || venues.ofOtherKind.length > 0) markAllStale(database);
  for (const { id } of joined.kept) rebuildRollup(database, id);
  const findings = redoNamingFindings(database, naming);
  const reporters = renameReporters(database, naming);
  const marks = markAll(database, naming);
  refreshRollups(database);
  const changes = [
    ...venues.changes,
    ...brokers.changes,
    ...joined.changes,
    ...findings,
    ...reporters,
    ...marks.changes,
  ];
  recordNamesVersion(database, naming.version);
  const moved = quartersOf(database, "v.filed_venue_id", venues.moved);
  return { changes, quarters: distinct([...renumbered, ...moved]), marked: marks.quarters };
}

function renumber(database: Database, brokerId: number, quarter: number): void {
  renumberVersions(database, brokerId, quarter);
  redoVersionFindings(database, brokerId, quarter);
}

function quartersOf(
  database: Database,
  column: "r.broker_id" | "v.filed_venue_id",
  ids: readonly number[],
): ChangedQuarter[] {
  const rows = column === "r.broker_id" ? "" : "JOIN venue_row v ON v.report_id = r.id";
  return statement<[string], ChangedQuarter>(
    database,
    `SELECT DISTINCT r.broker_id AS brokerId, r.quarter FROM report r ${rows}
     WHERE ${column} IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids));
}

/** Marks flow counted twice in every quarter again. */
function markAll(database: Database, naming: Naming): { changes: NameChange[]; quarters: number[] } {
  const before = markedRows(database);
  const quarters = statement<[], number>(database, "SELECT DISTINCT quarter FROM report").pluck().all();
  for (const quarter of quarters) markReReported(database, quarter, naming.rules);
  const after = markedRows(database);
  const words = (rows: number) => `${rows} rows left out of totals`;
  const changes: NameChange[] = [];
  const changed = new Set<number>();
  for (const [name, { quarter }] of [...before, ...after]) {
    const [was, is] = [before.get(name)?.rows ?? 0, after.get(name)?.rows ?? 0];
    if (was === is || changes.some((one) => one.name === name)) continue;
    changes.push({ what: "re-reported", name, before: words(was), after: words(is) });
    changed.add(quarter);
  }
  return { changes, quarters: [...changed] };
}

/** By report, where there are any: rows that another stored report contains too. */
function markedRows(database: Database): Map<string, { quarter: number; rows: number }> {
  const rows = statement<[], { publicId: string; quarter: number; rows: number }>(
    database,
    `SELECT r.public_id AS publicId, r.quarter, count(*) AS rows
     FROM (SELECT DISTINCT report_id AS id FROM rollup WHERE re_reported = 'in') marked
       CROSS JOIN report r ON r.id = marked.id
       CROSS JOIN venue_row v ON v.report_id = r.id AND v.re_reported = 1
     GROUP BY r.id`,
  ).all();
  return new Map(rows.map((row) => [row.publicId, row]));
}

function distinct(quarters: readonly ChangedQuarter[]): ChangedQuarter[] {
  const seen = new Map(quarters.map((one) => [`${one.brokerId} ${one.quarter}`, one]));
  return [...seen.values()].map(({ brokerId, quarter }) => ({ brokerId, quarter }));
}
