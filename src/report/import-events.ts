import type { Finding } from "./findings";

/**
 * What an import tells while it runs, one JSON object per line: on standard output of
 * `npm run import -- --json` and in the answer of `POST /api/v1/uploads`. The last is always the summary.
 * Readers ignore types they do not know.
 */
export type ImportEvent = ProgressEvent | FileEvent | SummaryEvent;

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

/** One per report of a document, or one per document that holds none. */
export interface FileEvent {
  readonly type: "file";
  /** The file as named by the person; an entry of a ZIP by its base name. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Public id of the report (`2021Q1-<10 hex>`); null when rejected. */
  readonly report: string | null;
  readonly findings: readonly Finding[];
}

/**
 * Counts over all documents. `stored`: reports that are new (a CSV or ZIP can hold many); `versions`: reports
 * stored as another version of one held before; `duplicates` and `rejected`: documents. Second sources
 * are in none of them.
 */
export interface ImportSummary {
  readonly stored: number;
  readonly versions: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** All findings, of stored and of rejected documents. */
  readonly findings: number;
  /** Wall-clock time of the import. */
  readonly seconds: number;
}

export interface SummaryEvent extends ImportSummary {
  readonly type: "summary";
}
