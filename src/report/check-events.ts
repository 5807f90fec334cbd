import type { Finding, Severity } from "./findings";

/** A report that a checked document holds, as far as it can be stored. */
export interface CheckedReport {
  readonly rule: "606" | "605";
  /** Whose it is: the broker as filed and by the directory of names; under rule 605 the reporter's code and name. */
  readonly filed: string;
  readonly name: string;
  /** `2025Q3`; under rule 605 the month, `2026-08`. */
  readonly period: string;
  /** Filed rows. */
  readonly rows: number;
}

/** What the check of one document found: `accepted` would be stored, with what was found beside it; `refused` would not. */
export interface CheckedFile {
  readonly name: string;
  /** The ZIP it is an entry of. */
  readonly archive?: string;
  /** Null: it was given up. */
  readonly sha256: string | null;
  readonly outcome: "accepted" | "refused";
  readonly reports: readonly CheckedReport[];
  /** The gravest first, in the order of the document. */
  readonly findings: readonly Finding[];
}

export interface CheckSummary {
  readonly accepted: number;
  readonly refused: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

const GRAVEST: readonly Severity[] = ["error", "warning", "note"];

/** The gravest first, else as they come. */
export function gravestFirst(findings: readonly Finding[]): Finding[] {
  return GRAVEST.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

export function summaryOf(files: readonly CheckedFile[]): CheckSummary {
  const found = (severity: Severity) =>
    files.flatMap((file) => file.findings).filter((one) => one.severity === severity).length;
  return {
    accepted: files.filter((file) => file.outcome === "accepted").length,
    refused: files.filter((file) => file.outcome === "refused").length,
    errors: found("error"),
    warnings: found("warning"),
    notes: found("note"),
  };
}
