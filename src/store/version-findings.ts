import type { Database } from "better-sqlite3";
import { type CellChange, diffReports } from "@/report/diff-reports";
import { type Finding, type FindingCode, finding } from "@/report/findings";
import { formatQuarter, type Quarter } from "@/report/quarter";
import type { MonthReport } from "@/report/report";
import { loadMonths } from "./load-report";
import { compareVersions, type VersionFacts } from "./versions";

/** What is found by comparing a report with the others of its broker and quarter. */
export const VERSION_CODES: readonly FindingCode[] = [
  "version_conflict",
  "sources_disagree",
  "several_series",
];

/** A report of one broker and quarter among others. */
export interface SiblingReport extends VersionFacts {
  readonly publicId: string;
  readonly series: string;
}

/** A report that has come in, with what its findings speak of. */
export interface NewReport extends VersionFacts {
  readonly series: string;
  readonly quarter: Quarter;
  readonly months: readonly MonthReport[];
  /** The broker's name. */
  readonly broker: string;
  /** Base name of its document. */
  readonly file: string;
}

/** How a report differs from the version it stands beside, and whether the broker has reports of other
 * series for the quarter. `before`: the broker's reports for the quarter that came in before it. */
export function versionFindings(
  database: Database,
  report: NewReport,
  before: readonly SiblingReport[],
): Finding[] {
  return [...conflicts(database, report, before), ...severalSeries(report, before)];
}

function conflicts(database: Database, report: NewReport, before: readonly SiblingReport[]): Finding[] {
  const versions = before.filter((one) => one.series === report.series);
  const other = versions.sort(compareVersions).at(-1);
  if (!other) return [];
  const changes = diffReports({ months: loadMonths(database, other.id) }, report);
  const isLater = compareVersions(report, other) > 0;
  const undated = report.generatedAt === null && other.generatedAt !== null && !isLater;
  const counts = isLater ? "this one counts" : "the stored one counts";
  const message = undated
    ? `This document has no date and differs from the dated report ${other.publicId} in ${listChanges(changes)}. The dated one counts; this one is kept beside it.`
    : `Report ${other.publicId} of the same broker and quarter differs in ${listChanges(changes)}. By version and date ${counts}; both are kept.`;
  return [finding(undated ? "sources_disagree" : "version_conflict", message, { file: report.file })];
}

function severalSeries(report: NewReport, before: readonly SiblingReport[]): Finding[] {
  const others = [...new Set(before.map((one) => one.series))].filter((one) => one !== report.series);
  if (others.length === 0) return [];
  const names = [report.series, ...others].map((one) => (one === "" ? "(no suffix)" : one)).join(", ");
  return [
    finding(
      "several_series",
      `${report.broker} has several reports for ${formatQuarter(report.quarter)}: ${names}. All of them count.`,
      { file: report.file },
    ),
  ];
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
