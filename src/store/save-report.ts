import type { Database } from "better-sqlite3";
import { publicIdOf } from "@/report/figures-hash";
import type { Finding } from "@/report/findings";
import type { NamedReport } from "@/report/named-report";
import { quarterIndex } from "@/report/quarter";
import { isBlankMonth, type Report } from "@/report/report";
import { assetClassOf } from "@/report/sections";
import { sha256 } from "@/report/sha256";
import { Entities } from "./entities";
import { addFindings, replaceFindings } from "./findings";
import { RowInserter, type Value } from "./insert-rows";
import { VenueRowInserter } from "./insert-venue-rows";
import { MIX_COLUMNS } from "./load-report";
import { TABLES_OF_ROWS } from "./report-tables";
import { writeVolumes } from "./reviews/report-volumes";
import { statement } from "./statement";
import { MarketAdditions } from "./sums/market-rollup";
import type { RollupRow } from "./sums/rollup-sums";
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
}

/** The document a report was read from, already kept and recorded. */
export interface SourceFacts {
  readonly sha256: string;
  readonly name: string;
}

interface StoredVersion extends VersionFacts {
  readonly publicId: string;
  readonly series: string;
  readonly figuresHash: string;
  readonly version: number;
}

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
];

/** Writes reports, each wholly or not at all. One per writing connection. */
export class ReportWriter {
  readonly entities: Entities;
  readonly #market: MarketAdditions;
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
    this.#market = new MarketAdditions(database);
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

  /** Runs work that saves reports as one transaction, all there or not there; within an open one, as a part of it. */
  together<T>(work: () => T): T {
    if (!this.begin()) return work();
    try {
      const result = work();
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

  /** Ends the open transaction, with the rollups brought up to date. */
  commit(): void {
    this.#market.settle();
    this.#db.exec("COMMIT");
    this.#isOpen = false;
  }

  /** Undoes the open transaction; nothing where none is open. */
  rollBack(): void {
    if (!this.#isOpen) return;
    // A full disk makes SQLite undo it of its own accord.
    if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
    this.#isOpen = false;
    this.#market.forget();
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
    const brokerId = this.entities.brokerId(named.broker);
    const quarter = quarterIndex(report.quarter);
    const stored = statement<[number, number], StoredVersion>(
      this.#db,
      `SELECT id, public_id AS publicId, series, figures_hash AS figuresHash, version, format,
                filed_version AS filedVersion, generated_at AS generatedAt
         FROM report WHERE broker_id = ? AND quarter = ?`,
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
      ).lastInsertRowid,
    );
    this.#recordSource(rowId, report, source);
    const rows = this.#fill(rowId, named);
    addFindings(this.#db, rowId, findings);
    if (versions.length === 0) this.#market.add(quarter, rows);
    else {
      renumberVersions(this.#db, brokerId, quarter, report.series);
      markStale(this.#db, rowId);
    }
    const found = stored.length > 0 ? redoVersionFindings(this.#db, brokerId, quarter).get(rowId) : [];
    return {
      outcome: versions.length > 0 ? "version" : "stored",
      rowId,
      publicId,
      brokerId,
      findings: found ?? [],
    };
  }

  #addSource(
    equal: StoredVersion,
    brokerId: number,
    named: NamedReport,
    source: SourceFacts,
    findings: readonly Finding[],
  ): SavedReport {
    const { report } = named;
    const result = { rowId: equal.id, publicId: equal.publicId, brokerId, findings: [] };
    if (!this.#recordSource(equal.id, report, source)) return { ...result, outcome: "duplicate" };
    const gainsDate = equal.generatedAt === null && report.generatedAt !== null;
    // What names a report again later must be with it, whichever of its documents said it.
    statement(this.#db, "UPDATE report SET crd = coalesce(crd, ?) WHERE id = ?").run(report.crd, equal.id);
    if (outranks(report.format, equal.format)) {
      // The better document becomes the one shown: its names, texts and positions replace the others'.
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
        equal.id,
      );
      const texts = textsOf(this.#db, equal.id);
      for (const table of TABLES_OF_ROWS) {
        statement(this.#db, `DELETE FROM ${table} WHERE report_id = ?`).run(equal.id);
      }
      this.#fill(equal.id, named);
      removeUnusedTexts(this.#db, texts);
      this.entities.forgetTexts();
      markStale(this.#db, equal.id);
      replaceFindings(this.#db, equal.id, findings);
    }
    const quarter = quarterIndex(report.quarter);
    const filedVersion = Math.max(equal.filedVersion ?? 0, report.filedVersion ?? 0) || null;
    if (gainsDate || filedVersion !== equal.filedVersion) {
      statement(
        this.#db,
        "UPDATE report SET generated_at = coalesce(generated_at, ?), filed_version = ? WHERE id = ?",
      ).run(report.generatedAt, filedVersion, equal.id);
      renumberVersions(this.#db, brokerId, quarter, equal.series);
    }
    redoVersionFindings(this.#db, brokerId, quarter);
    return { ...result, outcome: "source" };
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

  /** Writes what the report says, and what derives from it; returns its rows as rollups see them. */
  #fill(rowId: number, { report, venueOf }: NamedReport): RollupRow[] {
    const summaries: Value[] = [];
    const rows: RollupRow[] = [];
    const texts = new Set<number>();
    for (const { month, sections } of report.months) {
      for (const { section, mix, venues } of sections) {
        summaries.push(rowId, month, section, ...mix);
        const assetClass = assetClassOf(section);
        const facts: Value[] = [];
        for (const row of venues) {
          const { figures, materialAspects, position } = row;
          const { id, venueId, kind } = this.entities.filedVenue(row, assetClass, () =>
            venueOf(row, section),
          );
          const textId = this.entities.textId(materialAspects, sha256);
          if (textId !== null) texts.add(textId);
          facts.push(id, ...figures, textId, position);
          rows.push({ month, section, filedVenueId: id, venueId, kind, reReported: false, figures });
        }
        this.#venueRows.insert(rowId, month, section, facts);
      }
    }
    this.#months.insert(report.months.flatMap((month) => [rowId, month.month]));
    this.#summaries.insert(summaries);
    this.#texts.insert([...texts].flatMap((id) => [rowId, id]));
    writeRollup(this.#db, rowId, rows);
    writeVolumes(this.#db, rowId, rows);
    return rows;
  }
}
