import type { Finding } from "@/report/findings";
import { countOf, formatBytes, formatCount } from "@/report/format";
import type { FileEvent, ImportSummary, Outcome } from "@/report/import-events";

/** One chosen file on its way: what is known of it so far. */
export interface UploadState {
  readonly phase: "waiting" | "sending" | "queued" | "reading" | "done" | "failed" | "cancelled";
  readonly name: string;
  /** Bytes of the file, and how many the server has. */
  readonly size: number;
  readonly sent: number;
  /** Uploads that are imported before this one. */
  readonly ahead: number;
  /** Documents read, of how many (null: not known yet). */
  readonly read: number;
  readonly total: number | null;
  /** The id to cancel by, once the server has the file. */
  readonly upload: string | null;
  readonly files: readonly FileEvent[];
  readonly summary: ImportSummary | null;
  /** Why it failed. */
  readonly problem: string | null;
  readonly findings: readonly Finding[];
}

export function chosenFile(name: string, size: number): UploadState {
  return {
    phase: "waiting",
    name,
    size,
    sent: 0,
    ahead: 0,
    read: 0,
    total: null,
    upload: null,
    files: [],
    summary: null,
    problem: null,
    findings: [],
  };
}

/** The state after a line of the server's answer; lines of a type not known here change nothing. */
export function afterEvent(state: UploadState, event: unknown): UploadState {
  const line = event as { type?: string } & Record<string, unknown>;
  switch (line.type) {
    case "started": {
      const ahead = Number(line.ahead ?? 0);
      const phase = ahead > 0 ? "queued" : "reading";
      return { ...state, phase, ahead, sent: state.size, upload: String(line.upload) };
    }
    case "progress":
      return {
        ...state,
        phase: "reading",
        read: Number(line.done ?? 0),
        total: typeof line.total === "number" ? line.total : null,
      };
    case "file":
      return {
        ...state,
        phase: "reading",
        read: Math.max(state.read, state.files.length + 1),
        files: [...state.files, line as unknown as FileEvent],
      };
    case "cancelled":
      return { ...state, phase: "cancelled" };
    case "summary":
      return {
        ...state,
        phase: state.phase === "cancelled" ? "cancelled" : "done",
        summary: line as unknown as ImportSummary,
      };
    case "error": {
      const { message } = line.error as { message: string };
      return { ...state, phase: "failed", problem: message };
    }
    default:
      return state;
  }
}

/** What happens to the file now, in words. */
export function progressWords({ phase, sent, size, ahead, read, total }: UploadState): string {
  switch (phase) {
    case "waiting":
      return "Waiting";
    case "sending":
      return `Sending: ${formatBytes(sent)} of ${formatBytes(size)}`;
    case "queued":
      return `Waiting for ${countOf(ahead, "other upload")}`;
    case "reading":
      return total !== null && total > 1
        ? `Reading ${formatCount(read)} of ${formatCount(total)}`
        : "Reading";
    case "cancelled":
      return "Cancelled";
    case "failed":
      return "Failed";
    case "done":
      return "Done";
  }
}

/** 0–1 of the phase at hand; null while it is not known. */
export function progressShare({ phase, sent, size, read, total }: UploadState): number | null {
  if (phase === "sending") return size === 0 ? 1 : sent / size;
  if (phase === "reading") return total === null || total === 0 ? null : Math.min(1, read / total);
  if (phase === "waiting") return 0;
  return phase === "queued" ? null : 1;
}

const OUTCOME_WORDS: Record<Outcome, string> = {
  stored: "Stored as a new report.",
  version: "Stored as another version of a report that is already here.",
  source: "Holds the same figures as a report that is already here; kept as a second source of it.",
  duplicate: "This very file is already here; nothing was stored again.",
  rejected: "Refused; nothing of it was stored.",
};

export function outcomeWords({ outcome, reports }: Pick<FileEvent, "outcome" | "reports">): string {
  if (reports.length <= 1) return OUTCOME_WORDS[outcome];
  const counts = countOutcomes(reports.map((one) => one.outcome));
  return `${counts} in this file.`;
}

/** The end of a whole upload, for archives: `1,198 new reports, 2 files refused (4.2 s).` Without seconds where they are null. */
export function summaryWords(
  summary: Omit<ImportSummary, "seconds"> & { readonly seconds: number | null },
): string {
  const parts = [
    summary.stored > 0 ? countOf(summary.stored, "new report") : "",
    summary.versions > 0 ? countOf(summary.versions, "new version") : "",
    summary.sources > 0 ? countOf(summary.sources, "second source") : "",
    summary.duplicates > 0 ? `${formatCount(summary.duplicates)} already here` : "",
    summary.rejected > 0 ? `${countOf(summary.rejected, "file")} refused` : "",
  ].filter(Boolean);
  const took = summary.seconds === null ? "" : ` (${summary.seconds.toFixed(1)} s)`;
  return `${parts.length > 0 ? parts.join(", ") : "Nothing was stored"}${took}.`;
}

function countOutcomes(outcomes: readonly Outcome[]): string {
  const count = (wanted: Outcome) => outcomes.filter((one) => one === wanted).length;
  return [
    count("stored") > 0 ? countOf(count("stored"), "new report") : "",
    count("version") > 0 ? countOf(count("version"), "new version") : "",
    count("source") > 0 ? countOf(count("source"), "second source") : "",
    count("duplicate") > 0 ? `${formatCount(count("duplicate"))} already here` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Did it change what the pages show? */
export function changedStore({ files }: UploadState): boolean {
  return files.some((file) => ["stored", "version", "source"].includes(file.outcome));
}
