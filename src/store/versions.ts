import type { Database } from "better-sqlite3";
import { FORMATS, type Format } from "@/report/report";
import { agreement, figuresOf } from "./nearly-equal";
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
 * Negative: `a` is the earlier version. A higher filed version is later, and a name that has lost its version counts as
 * the first; else a later generation timestamp; a document without a date never displaces a dated one. Between undated
 * ones the better format, then the later arrival.
 */
export function compareVersions(a: VersionFacts, b: VersionFacts): number {
  return (a.filedVersion ?? 1) - (b.filedVersion ?? 1) || compareDates(a, b) || compareArrivals(a, b);
}

/** The same between series, whose versions are counted apart: the later timestamp comes first. */
function compareSeries(a: VersionFacts, b: VersionFacts): number {
  return compareDates(a, b) || (a.filedVersion ?? 1) - (b.filedVersion ?? 1) || compareArrivals(a, b);
}

function compareDates({ generatedAt: a }: VersionFacts, { generatedAt: b }: VersionFacts): number {
  if (a === b) return 0;
  // null, undated, is before any date.
  return (a ?? "") < (b ?? "") ? -1 : 1;
}

function compareArrivals(a: VersionFacts, b: VersionFacts): number {
  return FORMATS.indexOf(b.format) - FORMATS.indexOf(a.format) || a.id - b.id;
}

/** Whether the first format is the better source of the same figures: XML, then PDF, then CSV. */
export function outranks(a: Format, b: Format): boolean {
  return FORMATS.indexOf(a) < FORMATS.indexOf(b);
}

interface NumberedReport extends VersionFacts {
  readonly series: string;
  readonly figuresHash: string;
  readonly withdrawnAt: string | null;
  readonly version: number;
  readonly isCurrent: number;
  readonly replacedBy: number | null;
}

/**
 * Numbers the versions of each series of a broker's quarter from 1 in order — never below the version a file came
 * with — and marks the last one that is not withdrawn as current, unless a later report of another series is a
 * correction of it under another name.
 */
export function renumberVersions(database: Database, brokerId: number, quarter: number): void {
  const reports = statement<[number, number], NumberedReport>(
    database,
    `SELECT id, series, filed_version AS filedVersion, generated_at AS generatedAt, format, version,
            figures_hash AS figuresHash, withdrawn_at AS withdrawnAt, is_current AS isCurrent, replaced_by AS replacedBy
     FROM report WHERE broker_id = ? AND quarter = ?`,
  ).all(brokerId, quarter);
  const numbers = new Map<number, number>();
  const latest: NumberedReport[] = [];
  for (const series of new Set(reports.map((one) => one.series))) {
    const versions = reports.filter((one) => one.series === series).sort(compareVersions);
    let version = 0;
    for (const one of versions) {
      version = Math.max(version + 1, one.filedVersion ?? 0);
      numbers.set(one.id, version);
    }
    const last = versions.findLast((one) => one.withdrawnAt === null);
    if (last) latest.push(last);
  }
  const replaced = correctionsAmong(database, latest);
  const update = statement(
    database,
    "UPDATE report SET version = ?, is_current = ?, replaced_by = ? WHERE id = ?",
  );
  for (const report of reports) {
    const version = numbers.get(report.id) as number;
    const by = replaced.get(report.id) ?? null;
    const isCurrent = latest.includes(report) && by === null ? 1 : 0;
    if (version === report.version && isCurrent === report.isCurrent && by === report.replacedBy) continue;
    update.run(version, isCurrent, by, report.id);
    if (isCurrent !== report.isCurrent) markStale(database, report.id);
  }
}

/** Of the latest reports of several series: each that a later one nearly repeats, with the last of those. */
function correctionsAmong(database: Database, latest: readonly NumberedReport[]): Map<number, number> {
  const found = new Map<number, number>();
  const inOrder = [...latest].sort(compareSeries);
  for (const [i, earlier] of inOrder.entries()) {
    const later = inOrder
      .slice(i + 1)
      .findLast((one) => agreement(figuresOf(database, earlier), figuresOf(database, one)).isCorrection);
    if (later) found.set(earlier.id, later.id);
  }
  return found;
}
