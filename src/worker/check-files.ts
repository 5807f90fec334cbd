import { statSync } from "node:fs";
import { namedReading } from "@/ingest";
import { firstBytes } from "@/intake/byte-source";
import { detectFormat } from "@/intake/detect-format";
import { resolveReporter } from "@/names/resolve-reporter";
import { type CheckedFile, type CheckedReport, gravestFirst } from "@/report/check-events";
import { AppError } from "@/report/errors";
import { type FindingCode, finding } from "@/report/findings";
import { formatMonth, formatQuarter } from "@/report/quarter";
import type { ReadDocument } from "@/report/read-document";
import type { InputFile } from "./import-files";
import { Reader, type ReadItem } from "./reader";

/**
 * Reads files as an import does, and gives all that is found in each document, one after the other. Nothing is stored, and no
 * store is needed: checks that compare a report with those of other quarters and brokers are not made.
 * @throws AppError invalid_input for a path that is no file
 */
export async function* checkFiles(
  files: readonly InputFile[],
  signal?: AbortSignal,
): AsyncGenerator<CheckedFile> {
  const reader = new Reader(signal);
  try {
    for (const { path, name } of files) {
      if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
        throw new AppError("invalid_input", `${path} is not a file that can be read.`);
      }
      const isZip = detectFormat(firstBytes(path), name) === "zip";
      for await (const batch of reader.read({ path, name })) {
        for (const item of batch) yield { ...checked(item), ...(isZip ? { archive: name } : {}) };
      }
    }
  } finally {
    await reader.close();
  }
}

function checked(item: ReadItem): CheckedFile {
  if ("stopped" in item) {
    const { name, why } = item.stopped;
    const code: FindingCode = "limit_exceeded";
    const findings = [finding(code, `${name} was given up: ${why}.`, { file: name })];
    return { name, sha256: null, outcome: "refused", reports: [], findings };
  }
  const { name, sha256 } = item;
  const { reports, findings } = readingOf(item);
  const outcome = reports.length > 0 || item.introducing ? "accepted" : "refused";
  return { name, sha256, outcome, reports, findings: gravestFirst(findings) };
}

function readingOf(document: ReadDocument): Pick<CheckedFile, "reports" | "findings"> {
  const reports: CheckedReport[] = [];
  const findings = [...document.findings];
  for (const read of document.reports) {
    const { named, findings: naming } = namedReading(read, document.name);
    const sections = read.report.months.flatMap((month) => month.sections);
    reports.push({
      rule: "606",
      filed: read.report.filedBroker,
      name: named.broker.name,
      period: formatQuarter(read.report.quarter),
      rows: sections.reduce((sum, { venues }) => sum + venues.length, 0),
    });
    findings.push(...read.findings, ...naming);
  }
  for (const { report, findings: own } of document.executions ?? []) {
    reports.push({
      rule: "605",
      filed: report.code,
      name: resolveReporter(report.code, report.participant).name,
      period: formatMonth({ year: Math.floor(report.month / 100), month: report.month % 100 }),
      rows: report.rows.length || report.sums.reduce((sum, { rows }) => sum + rows, 0),
    });
    findings.push(...own);
  }
  return { reports, findings };
}
