import { Worker } from "node:worker_threads";
import { formatPosition, type RawReport } from "@/report/raw-report";
import type { Section } from "@/report/sections";
import { sourceOfReport } from "@/store/source-document";
import { programFile } from "./program-file";
import type { SourceAnswer, SourceRequest } from "./source-cells.main";

/** A cell as filed: its text, character for character, and where it stands in the document. */
export interface FiledCell {
  readonly text: string;
  readonly position: string;
}

/** What a kept document says, read again: filed cells by month, section and row. */
export interface SourceCells {
  readonly document: string;
  readonly sha256: string;
  /** Thirteen cells in the order of `VENUE_FIGURES`; null where the file has none. Rows count from 1. */
  readonly row: (month: number, section: Section, row: number) => readonly (FiledCell | null)[];
  /** Five cells in the order of `MIX_FIGURES`. */
  readonly mix: (month: number, section: Section) => readonly (FiledCell | null)[];
}

const TIMEOUT_MS = 30_000;

/** What identifies a report in a document that holds several (flat CSV). */
export interface WantedReport {
  readonly publicId: string;
  readonly filedBroker: string;
  readonly year: number;
  readonly quarter: number;
  readonly series: string;
}

/**
 * Reads the document of a report again, in a thread that can be stopped, for the filed text and
 * position of every cell. A missing or unreadable document is an answer, not a fault: the figures are
 * in the store, only their trace is not.
 */
export async function sourceCells(wanted: WantedReport): Promise<SourceCells | { problem: string }> {
  const source = await sourceOfReport(wanted.publicId);
  const answer = await readAgain({ file: source.file, entry: source.entry, name: source.name });
  if ("problem" in answer) return answer;
  const raw = answer.reports.find((one) => isWanted(one, wanted));
  if (!raw) return { problem: `${source.name} no longer holds this report` };
  const sectionOf = (month: number, section: Section) =>
    raw.months
      .find((one) => Number(one.month.text) === month)
      ?.sections.find((one) => one.section === section);
  return {
    document: source.name,
    sha256: source.sha256,
    row: (month, section, row) => {
      const venue = sectionOf(month, section)?.venues[row - 1];
      return venue ? cells(raw, venue.figures, venue.figuresAt) : [];
    },
    mix: (month, section) => {
      const found = sectionOf(month, section);
      return found ? cells(raw, found.mix, found.mixAt) : [];
    },
  };
}

function cells(raw: RawReport, texts: readonly (string | null)[], at: readonly number[]) {
  return texts.map((text, i) =>
    text === null ? null : { text, position: formatPosition(raw.format, at[i] ?? 0) },
  );
}

function isWanted(raw: RawReport, wanted: WantedReport): boolean {
  return (
    Number(raw.year.text) === wanted.year &&
    Number(raw.quarter.text) === wanted.quarter &&
    raw.broker.text.replace(/\s+/gu, " ").trim() === wanted.filedBroker &&
    (raw.series ?? "") === (raw.format === "csv" ? wanted.series : "")
  );
}

function readAgain(request: SourceRequest): Promise<SourceAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(programFile("source-cells.js"), {
      resourceLimits: { maxOldGenerationSizeMb: 384 },
      stdout: true,
      stderr: true,
    });
    const done = (answer: SourceAnswer) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => done({ problem: "the document took too long to read again" }), TIMEOUT_MS);
    worker.once("message", done);
    worker.once("error", (error) => done({ problem: error.message }));
    worker.postMessage(request);
  });
}
