import type { Database } from "better-sqlite3";
import { FORMATS, type Format } from "@/report/report";
import { statement } from "./statement";
import { markStale } from "./sums/stale-rollups";

/** What decides which of several versions of one report counts. */
export interface VersionFacts {
  readonly id: number;
  readonly filedVersion: number | null;
  readonly generatedAt: string | null;
  readonly format: Format;
}

/**
 * Negative: `a` is the earlier version. A higher filed version is later; else a later generation
 * timestamp; a document without a date never displaces a dated one. Between undated ones the better
 * format, then the later arrival.
 */
export function compareVersions(a: VersionFacts, b: VersionFacts): number {
  if (a.filedVersion !== null && b.filedVersion !== null && a.filedVersion !== b.filedVersion) {
    return a.filedVersion - b.filedVersion;
  }
  if ((a.generatedAt === null) !== (b.generatedAt === null)) return a.generatedAt === null ? -1 : 1;
  if (a.generatedAt !== b.generatedAt) {
    return (a.generatedAt ?? "") < (b.generatedAt ?? "") ? -1 : 1;
  }
  return FORMATS.indexOf(b.format) - FORMATS.indexOf(a.format) || a.id - b.id;
}

/** Whether the first format is the better source of the same figures: XML, then PDF, then CSV. */
export function outranks(a: Format, b: Format): boolean {
  return FORMATS.indexOf(a) < FORMATS.indexOf(b);
}

/**
 * Numbers the versions of (broker, quarter, series) from 1 in order — never below the version a file
 * came with — and marks the last one that is not withdrawn as current.
 */
export function renumberVersions(
  database: Database,
  brokerId: number,
  quarter: number,
  series: string,
): void {
  const reports = statement<
    [number, number, string],
    VersionFacts & { withdrawnAt: string | null; wasCurrent: number }
  >(
    database,
    `SELECT id, filed_version AS filedVersion, generated_at AS generatedAt, format,
            withdrawn_at AS withdrawnAt, is_current AS wasCurrent
     FROM report WHERE broker_id = ? AND quarter = ? AND series = ?`,
  )
    .all(brokerId, quarter, series)
    .sort(compareVersions);
  const current = reports.findLast((report) => report.withdrawnAt === null);
  const update = statement(database, "UPDATE report SET version = ?, is_current = ? WHERE id = ?");
  let version = 0;
  for (const report of reports) {
    version = Math.max(version + 1, report.filedVersion ?? 0);
    const isCurrent = report === current ? 1 : 0;
    update.run(version, isCurrent, report.id);
    if (isCurrent !== report.wasCurrent) markStale(database, report.id);
  }
}
