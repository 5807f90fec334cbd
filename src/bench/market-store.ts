import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import { DocumentStore, reviewOptionsRates, reviewVolumes } from "@/ingest";
import { DIRECTORY } from "@/names/naming";
import { figuresHash } from "@/report/figures-hash";
import type { NamedReport, NamedVenue } from "@/report/named-report";
import { monthsOf, type Quarter, quarterFromIndex, quarterIndex } from "@/report/quarter";
import type { Report } from "@/report/report";
import { assetClassOf } from "@/report/sections";
import { sha256 } from "@/report/sha256";
import { recordNamesVersion } from "@/store/naming/names-version";
import { completeDocument, recordDocument } from "@/store/record-document";
import { ReportWriter } from "@/store/save-report";
import { openWriter } from "@/store/write-connection";
import { brokerOf } from "./made-market";
import { marketShapes } from "./market-shapes";

export const FIRST_QUARTER: Quarter = { year: 2020, quarter: 1 };
export const QUARTERS = 27;
export const BROKERS = 1200;

/** Counted up when the made market becomes another one: a store kept of the one before is not taken for it. */
const MARKET = 2;

export function quarterOf(index: number): Quarter {
  return quarterFromIndex(quarterIndex(FIRST_QUARTER) + index);
}

/** Where the store of so many quarters is kept, made or not. */
export function marketFile(folder: string, quarters: number): string {
  return path.join(folder, `market-${MARKET}-${quarters}.db`);
}

/**
 * The store of a made market: so many quarters of 1,200 brokers, the sample reports repeated with their
 * dollars shifted. Written by the store's own writer, without reading any file, and compared quarter with quarter
 * as imports are; kept for the next run. As in a real store there are no statistics of ANALYZE: the plans of
 * queries are those that the app has, and are not made anew for each value that is looked up.
 */
export function marketStore(folder: string, quarters: number, brokers = BROKERS): string {
  const file = marketFile(folder, quarters);
  if (existsSync(file)) {
    bringUpToDate(file);
    return file;
  }
  mkdirSync(folder, { recursive: true });
  const partial = `${file}.partial`;
  for (const end of ["", "-wal", "-shm"]) rmSync(partial + end, { force: true });
  const database = openWriter(partial);
  recordNamesVersion(database, DIRECTORY.version);
  const writer = new ReportWriter(database);
  for (let index = 0; index < quarters; index += 1) {
    const shapes = marketShapes(index);
    writer.together(() => {
      for (let broker = 0; broker < brokers; broker += 1) {
        save(database, writer, marketReport(shapes, broker, index));
      }
    });
  }
  reviewOptionsRates(
    database,
    Array.from({ length: quarters }, (_, index) => quarterIndex(quarterOf(index))),
  );
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
  renameSync(partial, file);
  return file;
}

/** A store kept from before the schema changed. */
function bringUpToDate(file: string): void {
  const database = openWriter(file);
  new DocumentStore(database, path.dirname(file)).reviewMarket();
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

/**
 * Copies a store to work on, and waits until the disk has it: the first checkpoint would otherwise wait for all of the copy,
 * hundreds of megabytes that no import has written.
 */
export function copyStore(from: string, to: string): void {
  copyFileSync(from, to);
  const copy = openSync(to, "r+");
  fsyncSync(copy);
  closeSync(copy);
}

/** How much a broker's dollars are shifted in a quarter, so that no two reports are the same. */
export function shiftOf(broker: number, quarter: number): number {
  return (1 + broker / BROKERS / 10) * (1 + quarter / 200);
}

function marketReport(shapes: readonly Report[], broker: number, index: number): Report {
  const shape = shapes[broker % shapes.length] as Report;
  const quarter = quarterOf(index);
  const wanted = monthsOf(quarter);
  const factor = shiftOf(broker, index);
  const { name, crd } = brokerOf(broker);
  return {
    ...shape,
    filedBroker: name,
    crd,
    quarter,
    format: "xml",
    origin: null,
    filedVersion: 1,
    generatedAt: `${quarter.year + 1}-01-15T12:00:00Z`,
    months: shape.months.map((month, i) => ({
      month: wanted[i] as number,
      sections: month.sections.map((section) => ({
        ...section,
        venues: section.venues.map((row) => ({ ...row, figures: shifted(row.figures, factor) })),
      })),
    })),
  };
}

/** Dollars stand at 5, 7, 9 and 11 among a row's figures, with their rates beside them. */
function shifted(figures: readonly (number | null)[], factor: number): (number | null)[] {
  return figures.map((value, i) =>
    value !== null && i >= 5 && i % 2 === 1 ? Math.round(value * factor * 100) / 100 : value,
  );
}

const venues = new Map<string, NamedVenue>();

function save(database: Database, writer: ReportWriter, report: Report): void {
  const figures = figuresHash(report);
  const named: NamedReport = {
    report,
    figures,
    broker: DIRECTORY.broker(report.filedBroker, report.crd),
    venueOf: ({ filedVenue: name, mic, mpid }, section) => {
      const key = [name, mic, mpid, assetClassOf(section)].join("\0");
      const venue = venues.get(key) ?? DIRECTORY.venue({ name, mic, mpid }, assetClassOf(section));
      venues.set(key, venue);
      return venue;
    },
  };
  const document = { sha256: sha256(`${report.filedBroker} ${figures}`), name: `${report.crd}.xml` };
  recordDocument(database, { ...document, format: "xml", bytes: 1, container: null });
  const { brokerId } = writer.save(named, document, []);
  reviewVolumes(database, brokerId, quarterIndex(report.quarter));
  completeDocument(database, document.sha256);
}
