import type { Database } from "better-sqlite3";
import { publicIdOf } from "@/report/figures-hash";
import { type Finding, finding } from "@/report/findings";
import type { NamedReport } from "@/report/named-report";
import { quarterIndex } from "@/report/quarter";
import { isBlankMonth, type Report } from "@/report/report";
import { assetClassOf } from "@/report/sections";
import { sha256 } from "@/report/sha256";
import { hasUnusablePercentages } from "@/report/unusable-percentages";
import { Entities } from "./entities";
import { addFindings, replaceFindings, replaceFindingsOf } from "./findings";
import { RowInserter, type Value } from "./insert-rows";
import { VenueRowInserter } from "./insert-venue-rows";
import { MIX_COLUMNS } from "./load-report";
import { TABLES_OF_ROWS } from "./report-tables";
import { statement } from "./statement";
import { refreshRollups } from "./sums/market-rollup";
import { writeRollup } from "./sums/rollups";
import { markStale } from "./sums/stale-rollups";
import { removeUnusedTexts, textsOf } from "./texts";
import { redoVersionFindings } from "./version-findings";
import { outranks, renumberVersions, type VersionFacts } from "./versions";

export type SaveOutcome = "stored" | "version" | "source" | "duplicate";

export interface SavedReport {
  readonly outcome: SaveOutcome;
  /** Row id and public id of the report the document now belongs to. */
  readonly rowId: number;
  readonly publicId: string;
  readonly brokerId: number;
  /** What saving it found: versions that differ, sources that disagree. */
  readonly findings: readonly Finding[];
  /** Brokers of whose reports of the quarter others count now, or stand otherwise; none where nothing was stored. */
  readonly touched: readonly number[];
}

/** The document a report was read from, already kept and recorded. */
export interface SourceFacts {
  readonly sha256: string;
  readonly name: string;
}

interface StoredVersion extends VersionFacts {
  readonly publicId: string;
  readonly brokerId: number;
  readonly series: string;
  readonly figuresHash: string;
  readonly crd: string | null;
}

const STORED_VERSION = `id, public_id AS publicId, broker_id AS brokerId, series, figures_hash AS figuresHash, crd,
  format, filed_version AS filedVersion, generated_at AS generatedAt`;

const REPORT_COLUMNS = [
  "public_id",
  "broker_id",
  "quarter",
  "series",
  "filed_broker",
  "crd",
  "version",
  "filed_version",
  "generated_at",
  "imported_at",
  "format",
  "document_sha256",
  "origin_file",
  "origin_sha256",
  "figures_hash",
  "is_current",
  "filed_months",
  "pct_unusable",
];

/** Writes reports, each wholly or not at all. One per writing connection. */
export class ReportWriter {
  readonly entities: Entities;
  readonly #db: Database;
  readonly #venueRows: VenueRowInserter;
  readonly #summaries: RowInserter;
  readonly #months: RowInserter;
  readonly #texts: RowInserter;
  #isOpen = false;
  #seen: unknown = null;
  constructor(database: Database) {
    this.#db = database;
    this.entities = new Entities(database);
    this.#months = new RowInserter(database, "report_month", ["report_id", "month"]);
    this.#texts = new RowInserter(database, "report_text", ["report_id", "material_aspects_id"]);
    this.#summaries = new RowInserter(database, "section_summary", [
      "report_id",
      "month",
      "section",
      ...MIX_COLUMNS,
    ]);
    this.#venueRows = new VenueRowInserter(database);
  }

  /** Runs work that saves reports as one transaction, all there or not there, with the rollups brought up to date; within an
   * open one, as a part of it. */
  together<T>(work: () => T): T {
    if (!this.begin()) return work();
    try {
      const result = work();
      refreshRollups(this.#db);
      this.commit();
      return result;
    } catch (error) {
      this.rollBack();
      throw error;
    }
  }

  /**
   * Opens a transaction for many reports: a market quarter must not wait for 1,200 commits, nor readers make every
   * page anew for each. No report straddles two. True when none was open.
   */
  begin(): boolean {
    if (this.#isOpen) return false;
    this.#db.exec("BEGIN IMMEDIATE");
    this.#isOpen = true;
    this.#forgetWhatOthersChanged();
    return true;
  }

  /** Ends the open transaction. The market's rollups are left behind: they are counted again at the end of an import, not
   * with each of its commits. */
  commit(): void {
    this.#db.exec("COMMIT");
    this.#isOpen = false;
  }

  /** Undoes the open transaction; nothing where none is open. */
  rollBack(): void {
    if (!this.#isOpen) return;
    // A full disk makes SQLite undo it of its own accord.
    if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
    this.#isOpen = false;
    this.entities.forget();
  }

  /** Another process may have removed an entity or a text since the last transaction. */
  #forgetWhatOthersChanged(): void {
    const version = this.#db.pragma("data_version", { simple: true });
    if (version !== this.#seen) this.entities.forget();
    this.#seen = version;
  }

  /**
   * Saves a report as what it is to the store: a duplicate (this document gave this report before), a
   * further source of a version whose figures it repeats, a further version of a report, or new.
   */
  save(named: NamedReport, source: SourceFacts, findings: readonly Finding[]): SavedReport {
    return this.together(() => this.#save(named, source, findings));
  }

  #save(named: NamedReport, source: SourceFacts, findings: readonly Finding[]): SavedReport {
    const { report } = named;
    const quarter = quarterIndex(report.quarter);
    const elsewhere = this.#underAnotherBroker(named, source);
    if (elsewhere) {
      // Whichever of the two names says whose report it is decides for both.
      const owner = report.crd === null ? elsewhere.brokerId : this.entities.brokerId(named.broker);
      return this.#addSource(elsewhere, owner, named, source, findings);
    }
    const brokerId = this.entities.brokerId(named.broker);
    const stored = statement<[number, number], StoredVersion>(
      this.#db,
      `SELECT ${STORED_VERSION} FROM report WHERE broker_id = ? AND quarter = ?`,
    ).all(brokerId, quarter);
    const equal = stored.find((one) => one.figuresHash === named.figures);
    if (equal) return this.#addSource(equal, brokerId, named, source, findings);

    const versions = stored.filter((one) => one.series === report.series);
    const publicId = this.#freePublicId(named);
    const rowId = Number(
      statement(
        this.#db,
        `INSERT INTO report (${REPORT_COLUMNS.join(", ")})
           VALUES (${REPORT_COLUMNS.map(() => "?").join(", ")})`,
      ).run(
        publicId,
        brokerId,
        quarter,
        report.series,
        report.filedBroker,
        report.crd,
        Math.max(1, report.filedVersion ?? 0),
        report.filedVersion,
        report.generatedAt,
        new Date().toISOString(),
        report.format,
        source.sha256,
        report.origin?.file ?? null,
        report.origin?.sha256 ?? null,
        named.figures,
        1,
        report.months.filter((month) => !isBlankMonth(month)).length,
        hasUnusablePercentages(findings.map(({ code }) => code)) ? 1 : 0,
      ).lastInsertRowid,
    );
    this.#recordSource(rowId, report, source);
    this.#fill(rowId, named);
    addFindings(this.#db, rowId, findings);
    if (stored.length > 0) renumberVersions(this.#db, brokerId, quarter);
    markStale(this.#db, rowId);
    const found = stored.length > 0 ? redoVersionFindings(this.#db, brokerId, quarter).get(rowId) : [];
    return {
      outcome: versions.length > 0 ? "version" : "stored",
      rowId,
      publicId,
      brokerId,
      findings: found ?? [],
      touched: [brokerId],
    };
  }

  /**
   * A stored report with these figures whose name did not say whose it is, where this one's does, or the other way
   * round: the broker's name as filed may be a code (`SOGO`), which only the firm's CRD resolves. It is the same document,
   * or its broker is filed under the same name; and only one of the two has a CRD.
   */
  #underAnotherBroker(
    { report, figures }: NamedReport,
    { sha256: document }: SourceFacts,
  ): StoredVersion | null {
    const quarter = quarterIndex(report.quarter);
    const sameBytes = statement<[string, string, number], StoredVersion>(
      this.#db,
      `SELECT ${STORED_VERSION} FROM report
       WHERE id IN (SELECT report_id FROM report_source WHERE document_sha256 = ?) AND figures_hash = ? AND quarter = ?`,
    ).all(document, figures, quarter);
    // A report with a CRD looks for its public id under the name without one; one without looks through the quarter.
    const sameName =
      report.crd === null
        ? statement<[number, string, string], StoredVersion>(
            this.#db,
            `SELECT ${STORED_VERSION} FROM report
             WHERE quarter = ? AND figures_hash = ? AND crd IS NOT NULL AND filed_broker = ? COLLATE NOCASE`,
          ).all(quarter, figures, report.filedBroker)
        : statement<[string, string], StoredVersion>(
            this.#db,
            `SELECT ${STORED_VERSION} FROM report WHERE public_id IN (?, ?) AND crd IS NULL`,
          ).all(publicIdOf(report, figures), publicIdOf({ ...report, series: "" }, figures));
    return [...sameBytes, ...sameName].find(({ crd }) => (crd === null) !== (report.crd === null)) ?? null;
  }

  #addSource(
    equal: StoredVersion,
    brokerId: number,
    named: NamedReport,
    source: SourceFacts,
    findings: readonly Finding[],
  ): SavedReport {
    const { report } = named;
    const result = { rowId: equal.id, publicId: equal.publicId, brokerId };
    const isNew = this.#recordSource(equal.id, report, source);
    if (isNew && outranks(report.format, equal.format)) this.#show(equal.id, named, source, findings);
    const learned = this.#learn(equal, brokerId, report);
    const quarter = quarterIndex(report.quarter);
    const touched = [...new Set([brokerId, equal.brokerId])];
    if (learned.length > 0) {
      if (equal.brokerId !== brokerId) {
        replaceFindingsOf(
          this.#db,
          equal.id,
          ["unknown_broker"],
          findings.filter(({ code }) => code === "unknown_broker"),
        );
      }
      for (const one of touched) renumberVersions(this.#db, one, quarter);
    }
    if (isNew || learned.length > 0) {
      for (const one of touched) redoVersionFindings(this.#db, one, quarter);
      this.entities.removeUnused(equal.brokerId);
    }
    const told = learned.filter((one) => one !== null);
    const message = `The report ${equal.publicId} is stored under a name that said less. From this one it has ${told.join(", ")}.`;
    return {
      ...result,
      outcome: isNew ? "source" : "duplicate",
      touched:
        isNew || learned.length > 0 ? touched.filter((one) => one === brokerId || this.#hasReports(one)) : [],
      findings: told.length > 0 ? [finding("identity_learned", message, { file: source.name })] : [],
    };
  }

  #hasReports(brokerId: number): boolean {
    return statement(this.#db, "SELECT 1 FROM report WHERE broker_id = ?").get(brokerId) !== undefined;
  }

  /** The better document becomes the one shown: its names, texts and positions replace the others'. */
  #show(rowId: number, named: NamedReport, source: SourceFacts, findings: readonly Finding[]): void {
    const { report } = named;
    statement(
      this.#db,
      `UPDATE report SET format = ?, document_sha256 = ?, origin_file = ?, origin_sha256 = ?,
           filed_broker = ? WHERE id = ?`,
    ).run(
      report.format,
      source.sha256,
      report.origin?.file ?? null,
      report.origin?.sha256 ?? null,
      report.filedBroker,
      rowId,
    );
    const texts = textsOf(this.#db, rowId);
    for (const table of TABLES_OF_ROWS) {
      statement(this.#db, `DELETE FROM ${table} WHERE report_id = ?`).run(rowId);
    }
    this.#fill(rowId, named);
    removeUnusedTexts(this.#db, texts);
    this.entities.forgetTexts();
    markStale(this.#db, rowId);
    replaceFindings(this.#db, rowId, findings);
  }

  /**
   * What a further document with the same figures, or the same bytes under another name, says of a stored report that
   * is not known of it: in words, null for a date. Whichever came first, the two together say the same.
   */
  #learn(stored: StoredVersion, brokerId: number, report: Report): (string | null)[] {
    const crd = stored.crd ?? report.crd;
    const series = betterSeries(stored.series, report.series);
    const filedVersion = Math.max(stored.filedVersion ?? 0, report.filedVersion ?? 0) || null;
    const generatedAt = stored.generatedAt ?? report.generatedAt;
    const learned = [
      ...(crd === stored.crd ? [] : [`the CRD ${crd}`]),
      ...(series === stored.series ? [] : [`the series ${series}`]),
      ...(filedVersion === stored.filedVersion ? [] : [`the version ${filedVersion}`]),
      ...(generatedAt === stored.generatedAt && brokerId === stored.brokerId ? [] : [null]),
    ];
    if (learned.length > 0) {
      statement(
        this.#db,
        "UPDATE report SET broker_id = ?, crd = ?, series = ?, filed_version = ?, generated_at = ? WHERE id = ?",
      ).run(brokerId, crd, series, filedVersion, generatedAt, stored.id);
      markStale(this.#db, stored.id);
    }
    return learned;
  }

  /** Two firms with one filed name and equal figures (both all zeros, say) are told apart by the broker. */
  #freePublicId({ report, figures, broker }: NamedReport): string {
    const id = publicIdOf(report, figures);
    const taken = statement(this.#db, "SELECT 1 FROM report WHERE public_id = ?").get(id) !== undefined;
    return taken ? publicIdOf(report, `${figures} ${broker.slug} ${broker.crd ?? ""}`) : id;
  }

  /** False when this document is recorded as a source of the report already. */
  #recordSource(rowId: number, report: Report, source: SourceFacts): boolean {
    return (
      statement(
        this.#db,
        `INSERT INTO report_source (report_id, document_sha256, format, added_at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO NOTHING`,
      ).run(rowId, source.sha256, report.format, new Date().toISOString()).changes > 0
    );
  }

  /** Writes what the report says, and what derives from it. */
  #fill(rowId: number, { report, venueOf }: NamedReport): void {
    const summaries: Value[] = [];
    const texts = new Set<number>();
    for (const { month, sections } of report.months) {
      for (const { section, mix, venues } of sections) {
        summaries.push(rowId, month, section, ...mix);
        const assetClass = assetClassOf(section);
        const facts: Value[] = [];
        for (const row of venues) {
          const { figures, materialAspects, position } = row;
          const id = this.entities.filedVenueId(row, assetClass, () => venueOf(row, section));
          const textId = this.entities.textId(materialAspects, sha256);
          if (textId !== null) texts.add(textId);
          facts.push(id, ...figures, textId, position);
        }
        this.#venueRows.insert(rowId, month, section, facts);
      }
    }
    this.#months.insert(report.months.flatMap((month) => [rowId, month.month]));
    this.#summaries.insert(summaries);
    this.#texts.insert([...texts].flatMap((id) => [rowId, id]));
    writeRollup(this.#db, rowId);
  }
}

/** Of two series that one report goes under: a suffix says more than none, and of two the first in the alphabet is kept. */
function betterSeries(a: string, b: string): string {
  if (a === "" || b === "") return a || b;
  return a < b ? a : b;
}
