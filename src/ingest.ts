import type { Database } from "better-sqlite3";
import { DIRECTORY } from "@/names/naming";
import type { Finding, FindingCode } from "@/report/findings";
import type { FileEvent, Outcome } from "@/report/import-events";
import type { FiledVenueName, NamedReport, NamedVenue, Naming } from "@/report/named-report";
import { brokerFinding, venueFinding } from "@/report/naming-findings";
import { quarterIndex } from "@/report/quarter";
import type { ReadDocument, ReadReport } from "@/report/read-document";
import { assetClassOf } from "@/report/sections";
import type { ReportFinding } from "@/report/venue-volume";
import { saveExecution } from "@/store/execution/save-execution";
import { changeFindingsOf } from "@/store/findings";
import { saveIntroducingList } from "@/store/introducing-brokers";
import { completeDocument, completedDocuments, recordDocument } from "@/store/record-document";
import { ReportWriter, type SourceFacts } from "@/store/save-report";
import {
  OPTIONS_REACH,
  type OptionsRate,
  optionsRateScale,
  optionsRates,
} from "@/validate/options-rate-scale";
import { VOLUME_REACH, volumeJumps } from "@/validate/volume-jump";
import { markReReported } from "./store/naming/re-reported";
import { reviewLater, takePendingReviews } from "./store/reviews/pending-review";
import {
  brokerVolumes,
  optionsVolumes,
  reportsOfQuarter,
  storedPlaces,
} from "./store/reviews/report-volumes";

/*
 * The way of a filing into the store, in five steps:
 *   1. intake: bytes → documents          (ingest-read.ts, readDocuments: format, ZIP entries)
 *   2. parse: document → raw report       (readDocument)
 *   3. validate: raw → checked report     (readDocument)
 *   4. names: broker and venues           (nameReport)
 *   5. store: each report wholly or not   (DocumentStore.store)
 * Steps 1–3 run in a process that can be stopped (worker/reader); 4–5 in the one writer.
 */

type Names = Omit<Naming, "version">;

/** Step 4: the broker and venues of a report under the names of the directory. */
function nameReport({ report, figures }: ReadReport, naming: Names): NamedReport {
  return {
    report,
    figures,
    broker: naming.broker(report.filedBroker, report.crd),
    venueOf: ({ filedVenue, mic, mpid }, section) =>
      naming.venue({ name: filedVenue, mic, mpid }, assetClassOf(section)),
  };
}

/** The same naming, each venue looked up once: a market quarter names a few hundred in tens of thousands of rows. */
function remembering(naming: Naming): Names {
  const known = { equities: new Map<string, NamedVenue>(), options: new Map<string, NamedVenue>() };
  return {
    broker: naming.broker,
    rules: naming.rules,
    reporter: naming.reporter,
    venue: (filed, assetClass) => {
      const key = venueKey(filed);
      const venue = known[assetClass].get(key) ?? naming.venue(filed, assetClass);
      known[assetClass].set(key, venue);
      return venue;
    },
  };
}

function venueKey({ name, mic, mpid }: FiledVenueName): string {
  return mic === null && mpid === null ? (name ?? "") : `${name}\0${mic ?? ""}\0${mpid ?? ""}`;
}

/** Step 4 for a report, and what it has to say, without storing anything. */
export function namedReading(read: ReadReport, file: string, naming: Names = DIRECTORY) {
  const named = nameReport(read, naming);
  return { named, findings: namingFindings(named, file) };
}

/** What step 4 has to say: names the directory does not know, and codes that contradict a name. */
function namingFindings({ report, broker, venueOf }: NamedReport, file: string): Finding[] {
  const findings = [brokerFinding(report.filedBroker, broker, file)];
  const seen = { equities: new Set<string>(), options: new Set<string>() };
  for (const { month, sections } of [...report.months].sort((a, b) => a.month - b.month)) {
    for (const { section, venues } of sections) {
      const seenHere = seen[assetClassOf(section)];
      for (const row of venues) {
        const filed = { name: row.filedVenue, mic: row.mic, mpid: row.mpid };
        const key = venueKey(filed);
        if (seenHere.has(key)) continue;
        seenHere.add(key);
        const place = { file, position: row.position, month, section, venue: row.filedVenue };
        findings.push(venueFinding(filed, venueOf(row, section), place));
      }
    }
  }
  return findings.filter((one) => one !== null);
}

/** Step 5: documents into the store. One per writing process. */
export class DocumentStore {
  readonly #writer: ReportWriter;
  readonly #names: Names;
  constructor(
    readonly database: Database,
    readonly dataDir: string,
    readonly naming: Naming = DIRECTORY,
  ) {
    this.#writer = new ReportWriter(database);
    this.#names = remembering(naming);
  }

  /** Runs work on the store as one transaction, all there or not there; within an open one, as a part of it. */
  together<T>(work: () => T): T {
    return this.#writer.together(work);
  }

  /** Opens a transaction for many documents, unless one is open. True: it is a new one. */
  begin(): boolean {
    return this.#writer.begin();
  }

  /** Ends the open transaction: from here on others see what is in it. */
  commit(): void {
    this.#writer.commit();
  }

  /** Undoes what is not committed; nothing where no transaction is open. */
  rollBack(): void {
    this.#writer.rollBack();
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
      const { named, findings: naming } = namedReading(read, document.name, this.#names);
      const one = this.#writer.save(named, source, [...read.findings, ...naming]);
      for (const brokerId of one.touched) this.#review(named, brokerId);
      return {
        id: one.publicId,
        outcome: one.outcome,
        findings: [...read.findings, ...naming, ...one.findings],
      };
    });
    const all = [...saved, ...this.#saveExecutions(document, source)];
    completeDocument(this.database, document.sha256);
    return {
      type: "file",
      name: document.name,
      outcome: mainOutcome([...list, ...all.map((one) => one.outcome)]),
      report: all[0]?.id ?? null,
      reports: all.map(({ id, outcome }) => ({ id, outcome })),
      findings: [...document.findings, ...all.flatMap((one) => one.findings)],
    };
  }

  /** Reports of rule 605, under whose they are by the directory. */
  #saveExecutions({ executions = [] }: ReadDocument, source: SourceFacts) {
    return executions.map((read) => {
      const { code, participant } = read.report;
      const names = this.naming.reporter(code, participant);
      const { publicId: id, ...saved } = saveExecution(this.database, read, names, source);
      return { id, ...saved };
    });
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
    const { rules } = this.#names;
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
      reviewOptionsRates(this.database, quarters);
      return quarters;
    });
  }
}

/** Looks for misfiled volumes in the quarters a broker's report is a neighbour of, itself included. */
export function reviewVolumes(database: Database, brokerId: number, quarter: number): void {
  const isTouched = (other: number) => Math.abs(other - quarter) <= VOLUME_REACH;
  const around = [quarter - 2 * VOLUME_REACH, quarter + 2 * VOLUME_REACH] as const;
  const { reports, series } = brokerVolumes(database, brokerId, around);
  const touched = reports.filter((report) => isTouched(report.quarter)).map((report) => report.id);
  replaceReviewed(database, "volume_jump", touched, volumeJumps(series, storedPlaces(database), isTouched));
}

/** Compares the options rates of all brokers, in the quarters whose peers are other ones now. */
export function reviewOptionsRates(database: Database, changed: Iterable<number>): void {
  const touched = new Set<number>();
  for (const quarter of changed) {
    for (let by = -OPTIONS_REACH; by <= OPTIONS_REACH; by += 1) touched.add(quarter + by);
  }
  // Each quarter's rates are read once, and let go when no later quarter needs them.
  const known = new Map<number, readonly OptionsRate[]>();
  const ratesOf = (quarter: number) => {
    const rates = known.get(quarter) ?? optionsRates(optionsVolumes(database, quarter));
    known.set(quarter, rates);
    return rates;
  };
  for (const quarter of [...touched].sort((a, b) => a - b)) {
    const found = optionsRateScale(quarter, ratesOf, storedPlaces(database));
    replaceReviewed(database, "options_rate_scale", reportsOfQuarter(database, quarter), found);
    known.delete(quarter - OPTIONS_REACH);
  }
}

/**
 * Replaces what an earlier review found by what this one found. `reports` are all reports that were reviewed: one without a
 * finding now, for example because a later version replaced it, loses the finding it had.
 */
function replaceReviewed(
  database: Database,
  code: FindingCode,
  reports: readonly number[],
  found: readonly ReportFinding[],
): void {
  const wanted = new Map<number, Finding[]>();
  for (const { reportId, finding } of found) {
    const own = wanted.get(reportId as number);
    if (own) own.push(finding);
    else wanted.set(reportId as number, [finding]);
  }
  changeFindingsOf(database, reports, [code], wanted);
}

const OUTCOME_ORDER: readonly Outcome[] = ["stored", "version", "source", "duplicate"];

function mainOutcome(outcomes: readonly Outcome[]): Outcome {
  return OUTCOME_ORDER.find((one) => outcomes.includes(one)) ?? "rejected";
}
