import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { detectFormat } from "@/intake/detect-format";
import { parseFinraName } from "@/intake/finra-name";
import { readIntroducingList } from "@/intake/introducing-brokers";
import { readZip } from "@/intake/zip";
import { DIRECTORY } from "@/names/naming";
import { parseCsv } from "@/parse/csv";
import type { ParseResult } from "@/parse/parse-result";
import { parsePdf } from "@/parse/pdf";
import { parseXml } from "@/parse/xml";
import { figuresHash } from "@/report/figures-hash";
import { type Finding, type FindingCode, finding, hasError } from "@/report/findings";
import type { FileEvent, Outcome } from "@/report/import-events";
import type { NamedReport, Naming } from "@/report/named-report";
import { brokerFinding, venueFinding } from "@/report/naming-findings";
import { quarterIndex } from "@/report/quarter";
import type { RawReport } from "@/report/raw-report";
import type { ReadDocument, ReadReport } from "@/report/read-document";
import type { Report } from "@/report/report";
import { assetClassOf } from "@/report/sections";
import { replaceFindingsOf } from "@/store/findings";
import { saveIntroducingList } from "@/store/introducing-brokers";
import { type NeighbourRow, neighbourRows, optionsRows } from "@/store/neighbour-rows";
import { reviewLater, takePendingReviews } from "@/store/pending-review";
import { markReReported } from "@/store/re-reported";
import { completeDocument, completedDocuments, recordDocument } from "@/store/record-document";
import { ReportWriter } from "@/store/save-report";
import { OPTIONS_REACH, optionsRateScale } from "@/validate/options-rate-scale";
import { validate } from "@/validate/validate";
import type { ReportFinding } from "@/validate/venue-month";
import { VOLUME_REACH, volumeJumps } from "@/validate/volume-jump";

/*
 * The way of a filing into the store, in five steps:
 *   1. intake: bytes → documents          (readDocuments: format, ZIP entries)
 *   2. parse: document → raw report       (readDocument)
 *   3. validate: raw → checked report     (readDocument)
 *   4. names: broker and venues           (nameReport)
 *   5. store: each report wholly or not   (DocumentStore.store)
 * Steps 1–3 run in a worker thread that can be stopped (worker/reader); 4–5 in the one writer.
 */

/** What to read: a file, from its `from`-th document on (entries of a ZIP count), but for `skip`. */
export interface ReadRequest {
  readonly path: string;
  readonly name: string;
  readonly from: number;
  readonly skip: readonly number[];
}

/** Steps 1–3 for a file: every document in it, in order. */
export async function* readDocuments(
  file: ReadRequest,
  onBegin: (index: number, name: string) => void,
): AsyncGenerator<ReadDocument> {
  const bytes = readFileSync(file.path);
  const format = detectFormat(bytes, file.name);
  const wanted = (index: number) => index >= file.from && !file.skip.includes(index);
  if (format !== "zip") {
    if (!wanted(0)) return;
    onBegin(0, file.name);
    yield await readDocument(bytes, file.name, null);
    return;
  }
  let index = 0;
  for await (const entry of readZip(bytes, file.name)) {
    if (!wanted(index++)) continue;
    onBegin(index - 1, entry.name);
    yield "findings" in entry
      ? refused(entry.name, new Uint8Array(), "zip", entry.path, entry.findings)
      : await readDocument(entry.bytes, entry.name, entry.path, file.name);
  }
  if (index === 0) {
    const message = "The ZIP holds no file. Expected a 606 report as XML, PDF or CSV in it.";
    yield refused(file.name, bytes, "zip", null, [finding("empty_file", message, { file: file.name })]);
  }
}

/** Steps 2–3 for one document. Any error refuses all of it. */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  entry: string | null,
  archive = "",
): Promise<ReadDocument> {
  if (isBlank(bytes)) {
    const message = `${name} is empty. Expected a Rule 606(a)(1) report as SEC XML, its PDF, CSV or ZIP.`;
    return refused(name, bytes, "unknown", entry, [finding("empty_file", message, { file: name })]);
  }
  const document = { name, sha256: sha256(bytes), byteLength: bytes.length, entry };
  const list = readIntroducingList(bytes, name, archive);
  if (list) return { ...document, ...list, format: "list", reports: [] };
  const format = detectFormat(bytes, name) ?? "unknown";
  const parsed = await parseDocument(bytes, name);
  const findings: Finding[] = [...parsed.findings];
  const reports: ReadReport[] = [];
  for (const raw of parsed.reports) {
    const checked = validate(raw, name);
    if (checked.report && !hasError(checked.findings)) {
      const report = withFinraIdentity(checked.report, name);
      reports.push({ report, figures: figuresHash(report), findings: checked.findings });
    } else findings.push(...checked.findings);
  }
  if (hasError(findings) || reports.length === 0) {
    if (!hasError(findings)) {
      findings.push(finding("not_a_report", `${name} holds no report.`, { file: name }));
    }
    return refused(name, bytes, format, entry, [...findings, ...reports.flatMap((one) => one.findings)]);
  }
  return { ...document, format, reports, findings };
}

/** Step 2 alone: what a document says, cell by cell, not judged. */
export function parseDocument(bytes: Uint8Array, name: string): ParseResult | Promise<ParseResult> {
  const format = detectFormat(bytes, name);
  if (format === "xml") return parseXml(bytes, name);
  if (format === "pdf") return parsePdf(bytes, name);
  if (format === "csv") return parseCsv(bytes, name);
  const message = `${name} is not a Rule 606(a)(1) report this app can read. Expected the SEC's XML, the PDF drawn from it, CSV, or a ZIP of these.`;
  return { reports: [], findings: [finding("not_a_report", message, { file: name })] };
}

/**
 * Every report of a kept document as filed, with the hash its figures have in the store: what a stored report is
 * found again by. Null: the report would be refused now.
 */
export async function readAgain(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly raw: RawReport; readonly figures: string | null }[]> {
  const { reports } = await parseDocument(bytes, name);
  return reports.map((raw) => {
    const { report } = validate(raw, name);
    return { raw, figures: report && figuresHash(report) };
  });
}

/** FINRA's file names carry what the XML does not: CRD, series and version. */
function withFinraIdentity(report: Report, name: string): Report {
  const identity = parseFinraName(name);
  if (!identity) return report;
  return { ...report, crd: identity.crd, series: identity.series, filedVersion: identity.version };
}

function refused(
  name: string,
  bytes: Uint8Array,
  format: string,
  entry: string | null,
  findings: readonly Finding[],
): ReadDocument {
  return { name, sha256: sha256(bytes), byteLength: bytes.length, format, entry, reports: [], findings };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.length < 4096 && bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Step 4: the broker and venues of a report under the names of the directory. */
export function nameReport({ report, figures }: ReadReport, naming: Naming = DIRECTORY): NamedReport {
  return {
    report,
    figures,
    broker: naming.broker(report.filedBroker, report.crd),
    venueOf: ({ filedVenue, mic, mpid }, section) =>
      naming.venue({ name: filedVenue, mic, mpid }, assetClassOf(section)),
  };
}

/** What step 4 has to say: names the directory does not know, and codes that contradict a name. */
function namingFindings({ report, broker, venueOf }: NamedReport, file: string): Finding[] {
  const findings = [brokerFinding(report.filedBroker, broker, file)];
  const seen = new Set<string>();
  for (const { month, sections } of [...report.months].sort((a, b) => a.month - b.month)) {
    for (const { section, venues } of sections) {
      for (const row of venues) {
        const { filedVenue, mic, mpid, position } = row;
        const key = [filedVenue, mic, mpid, assetClassOf(section)].join("\0");
        if (seen.has(key)) continue;
        seen.add(key);
        const place = { file, position, month, section, venue: filedVenue };
        findings.push(venueFinding({ name: filedVenue, mic, mpid }, venueOf(row, section), place));
      }
    }
  }
  return findings.filter((one) => one !== null);
}

/** Step 5: documents into the store. One per writing process. */
export class DocumentStore {
  readonly #writer: ReportWriter;
  constructor(
    readonly database: Database,
    readonly dataDir: string,
    readonly naming: Naming = DIRECTORY,
  ) {
    this.#writer = new ReportWriter(database);
  }

  /**
   * Runs work on the store as one transaction, all there or not there: a batch of documents commits
   * at once, so that a market quarter does not wait for 1,200 commits. No report straddles two.
   */
  together<T>(work: () => T): T {
    return this.#writer.together(work);
  }

  /**
   * Stores every report of a document whose bytes are kept, within `together`. What the store has
   * already counts as duplicate, so an import that was interrupted can simply be run again.
   */
  store(document: ReadDocument, container: string | null): FileEvent {
    const source = { sha256: document.sha256, name: document.name };
    recordDocument(this.database, {
      ...source,
      format: document.format,
      bytes: document.byteLength,
      container: container && document.entry ? { sha256: container, entry: document.entry } : null,
    });
    const list = this.#keepList(document);
    const saved = document.reports.map((read) => {
      const named = nameReport(read, this.naming);
      const naming = namingFindings(named, document.name);
      const one = this.#writer.save(named, source, [...read.findings, ...naming]);
      if (one.outcome !== "duplicate") this.#review(named, one.brokerId);
      return {
        id: one.publicId,
        outcome: one.outcome,
        findings: [...read.findings, ...naming, ...one.findings],
      };
    });
    completeDocument(this.database, document.sha256);
    return {
      type: "file",
      name: document.name,
      outcome: mainOutcome([...list, ...saved.map((one) => one.outcome)]),
      report: saved[0]?.id ?? null,
      reports: saved.map(({ id, outcome }) => ({ id, outcome })),
      findings: [...document.findings, ...saved.flatMap((one) => one.findings)],
    };
  }

  /** FINRA's list of introducing brokers, when the document is one. */
  #keepList({ sha256, introducing }: ReadDocument): Outcome[] {
    if (!introducing) return [];
    if (completedDocuments(this.database, sha256).length > 0) return ["duplicate"];
    saveIntroducingList(this.database, sha256, introducing);
    return ["stored"];
  }

  /** Checks that look beyond one report, and flow that is now in two reports. */
  #review(named: NamedReport, brokerId: number): void {
    const { slug } = named.broker;
    const quarter = quarterIndex(named.report.quarter);
    reviewLater(this.database, quarter);
    const { rules } = this.naming;
    if (rules.some((rule) => rule.broker === slug || rule.inside === slug)) {
      markReReported(this.database, quarter, rules);
    }
    reviewVolumes(this.database, brokerId, quarter);
  }

  /**
   * Checks that compare brokers with each other, once for all the quarters an import touched: at its
   * end, because their peers are all the reports of the quarter. An import that was killed before this left
   * word of its quarters. Returns the quarters.
   */
  reviewMarket(): readonly number[] {
    return this.together(() => {
      const quarters = takePendingReviews(this.database);
      for (const quarter of quarters) reviewOptionsRates(this.database, quarter);
      return quarters;
    });
  }
}

/** Looks for misfiled volumes in the quarters a broker's report is a neighbour of, itself included. */
export function reviewVolumes(database: Database, brokerId: number, quarter: number): void {
  const rows = neighbourRows(database, brokerId, quarter, 2 * VOLUME_REACH);
  const touched = rows.filter((row) => Math.abs(row.quarter - quarter) <= VOLUME_REACH);
  replaceReviewed(database, "volume_jump", touched, volumeJumps(rows));
}

/** Compares the options rates of all brokers of a quarter. */
export function reviewOptionsRates(database: Database, quarter: number): void {
  const rows = optionsRows(database, quarter - OPTIONS_REACH, quarter + OPTIONS_REACH);
  const own = rows.filter((row) => row.quarter === quarter);
  replaceReviewed(database, "options_rate_scale", own, optionsRateScale(rows));
}

function replaceReviewed(
  database: Database,
  code: FindingCode,
  rows: readonly NeighbourRow[],
  found: readonly ReportFinding[],
): void {
  for (const [reportId, row] of new Map(rows.map((one) => [one.reportId, one.reportRow]))) {
    const own = found.filter((one) => one.reportId === reportId).map((one) => one.finding);
    replaceFindingsOf(database, row, [code], own);
  }
}

const OUTCOME_ORDER: readonly Outcome[] = ["stored", "version", "source", "duplicate"];

function mainOutcome(outcomes: readonly Outcome[]): Outcome {
  return OUTCOME_ORDER.find((one) => outcomes.includes(one)) ?? "rejected";
}
