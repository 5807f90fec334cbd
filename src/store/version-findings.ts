import type { Database } from "better-sqlite3";
import { type CellChange, diffReports } from "@/report/diff-reports";
import { type Finding, finding } from "@/report/findings";
import { formatQuarter, quarterFromIndex } from "@/report/quarter";
import { changeFindingsOf, VERSION_CODES } from "./findings";
import { loadMonths } from "./load-report";
import { agreement, figuresOf } from "./nearly-equal";
import { statement } from "./statement";
import { compareVersions, type VersionFacts } from "./versions";

/** A report of one broker and quarter among others. */
interface SiblingReport extends VersionFacts {
  readonly publicId: string;
  readonly series: string;
  readonly figuresHash: string;
  readonly isCurrent: number;
  readonly replacedBy: number | null;
  /** Base name of its document. */
  readonly file: string;
}

/**
 * Compares the reports of a broker and quarter with one another: versions of one report that differ, reports of several
 * series. What is found does not depend on the order they came in. In the caller's transaction; returns the
 * findings by report.
 */
export function redoVersionFindings(
  database: Database,
  brokerId: number,
  quarter: number,
): ReadonlyMap<number, readonly Finding[]> {
  const reports = statement<[number, number], SiblingReport & { broker: string }>(
    database,
    `SELECT r.id, r.public_id AS publicId, r.series, r.format, r.filed_version AS filedVersion,
            r.figures_hash AS figuresHash, r.is_current AS isCurrent, r.replaced_by AS replacedBy,
            r.generated_at AS generatedAt, b.name AS broker, d.name AS file
     FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
     WHERE r.broker_id = ? AND r.quarter = ?`,
  ).all(brokerId, quarter);
  const series = [...new Set(reports.map((one) => one.series))].sort();
  const counting = series.filter((one) =>
    reports.some((report) => report.series === one && report.isCurrent === 1),
  );
  const found = new Map<number, readonly Finding[]>();
  for (const one of series) {
    const versions = reports.filter((report) => report.series === one).sort(compareVersions);
    for (const report of versions) {
      const findings = conflicts(database, report, versions);
      if (counting.includes(one) && one !== counting[0])
        findings.push(severalSeries(report, quarter, counting));
      findings.push(...corrections(database, report, reports));
      found.set(report.id, findings);
    }
  }
  const ids = reports.map((report) => report.id);
  changeFindingsOf(database, ids, VERSION_CODES, found);
  return found;
}

/** How a version differs from the one before it; one without a date, from the current dated one. `versions`: in order. */
function conflicts(database: Database, report: SiblingReport, versions: readonly SiblingReport[]): Finding[] {
  const last = versions.at(-1);
  const isBeside = (one: SiblingReport) => one.generatedAt === null && (last?.generatedAt ?? null) !== null;
  const undated = isBeside(report);
  const other = undated
    ? last
    : versions.slice(0, versions.indexOf(report)).findLast((one) => !isBeside(one));
  if (!other) return [];
  const own = { months: loadMonths(database, report.id) };
  const changes = listChanges(diffReports({ months: loadMonths(database, other.id) }, own));
  const message = undated
    ? `This document has no date and differs from the dated report ${other.publicId} in ${changes}. The dated one counts; this one is kept beside it.`
    : `Report ${other.publicId} of the same broker and quarter differs in ${changes}. By version and date this one is the later; both are kept.`;
  return [finding(undated ? "sources_disagree" : "version_conflict", message, { file: report.file })];
}

/** Said of a report that another series' nearly repeats, and of the current one that stands in its place. */
function corrections(
  database: Database,
  report: SiblingReport,
  reports: readonly SiblingReport[],
): Finding[] {
  const tell = (other: SiblingReport, counts: string) => {
    const { same, of } = agreement(figuresOf(database, report), figuresOf(database, other));
    const message = `${same} of the ${of} figures other than 0 and 100 are those of report ${other.publicId}, filed for the same quarter ${underSeries(other)}. They are taken for one report and its correction: ${counts}`;
    return finding("correction_under_another_name", message, { file: report.file });
  };
  const later = reports.find(({ id }) => id === report.replacedBy);
  if (later) return [tell(later, "that one is the later and counts; this one does not.")];
  return reports
    .filter(({ replacedBy }) => replacedBy === report.id)
    .map((earlier) => tell(earlier, "this one is the later and counts; that one does not."));
}

function underSeries({ series, file }: SiblingReport): string {
  return series === "" ? `without a suffix (${file})` : `under ${series} (${file})`;
}

/** Said in all series but the first. */
function severalSeries(
  { broker, file }: SiblingReport & { readonly broker: string },
  quarter: number,
  series: readonly string[],
): Finding {
  const names = series.map((one) => (one === "" ? "(no suffix)" : one)).join(", ");
  const of = `${broker} has several reports for ${formatQuarter(quarterFromIndex(quarter))}`;
  return finding("several_series", `${of}: ${names}. All of them count.`, { file });
}

/** `3 cells: month 1 sp500 Citadel market_usd 10 → 11; …` with the first few spelled out. */
function listChanges(changes: readonly CellChange[]): string {
  const shown = changes
    .slice(0, 3)
    .map(
      ({ month, section, venue, field, before, after }) =>
        `month ${month} ${section}${venue === null ? "" : ` ${venue.slice(0, 80)}`} ${field} ${before ?? "blank"} → ${after ?? "blank"}`,
    );
  const more = changes.length > shown.length ? "; …" : "";
  return `${changes.length} ${changes.length === 1 ? "cell" : "cells"} (${shown.join("; ")}${more})`;
}
