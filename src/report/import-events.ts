import type { Finding } from "./findings";

/**
 * What an import tells while it runs, one JSON object per line: on standard output of
 * `npm run import -- --json` and in the answer of `POST /api/v1/uploads`. The last is always the summary.
 * Readers ignore types they do not know.
 */
export type ImportEvent = ProgressEvent | FileEvent | QuarterEvent | SummaryEvent;

/** How far the import is. Sent now and then, not for every step. */
export interface ProgressEvent {
  readonly type: "progress";
  /** `downloading` counts bytes; `reading` counts documents (files, and entries of ZIPs). */
  readonly phase: "downloading" | "reading";
  /** The document at hand, as given by the person. */
  readonly name: string;
  readonly done: number;
  /** null while it is not known (a ZIP still being listed, a download without a length). */
  readonly total: number | null;
}

/**
 * What became of a document: `stored` a new report, `version` another version of a stored one, `source`
 * a second document of the same figures, `duplicate` the same bytes again, `rejected` nothing stored.
 */
export const OUTCOMES = ["stored", "version", "source", "duplicate", "rejected"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One per document: a file, or an entry of a ZIP. */
export interface FileEvent {
  readonly type: "file";
  /** The file as named by the person; an entry of a ZIP by its base name. */
  readonly name: string;
  /** The ZIP the document is an entry of, as named by the person. */
  readonly archive?: string;
  /** Of several reports in one document the outcome that changed most: stored, version, source, duplicate. */
  readonly outcome: Outcome;
  /** Public id of the report (`2021Q1-<10 hex>`), the first of several; null when rejected, and for FINRA's
   * list of introducing brokers, which is kept but is no report. */
  readonly report: string | null;
  /** All reports of the document (flat CSV can hold many). */
  readonly reports: readonly { readonly id: string; readonly outcome: Outcome }[];
  readonly findings: readonly Finding[];
}

/**
 * What became of a quarter of FINRA's: `read` to its end, `unchanged` since it was, `not_published` yet, or `failed`: what was
 * stored of it is safe, and another run goes on with it.
 */
export const QUARTER_OUTCOMES = ["read", "unchanged", "not_published", "failed"] as const;

/** One per quarter, when all quarters are asked for. */
export interface QuarterEvent extends Omit<ImportSummary, "seconds"> {
  readonly type: "quarter";
  /** `2025Q3` */
  readonly quarter: string;
  readonly outcome: (typeof QUARTER_OUTCOMES)[number];
  /** Why, of `not_published` and `failed`; else null. */
  readonly message: string | null;
  /** Which of how many it is, from 1. */
  readonly number: number;
  readonly of: number;
}

/** Counts of reports by outcome, but `rejected` counts documents; `findings` counts all of them. */
export interface ImportSummary {
  readonly stored: number;
  readonly versions: number;
  readonly sources: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly findings: number;
  /** Wall-clock time of the import. */
  readonly seconds: number;
}

export interface SummaryEvent extends ImportSummary {
  readonly type: "summary";
}
