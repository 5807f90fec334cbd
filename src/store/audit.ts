import { appendFileSync, mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import type { Author } from "@/host/author";
import { logLine } from "@/host/log";
import { messageOf } from "@/report/errors";

/** What was changed, in one line of `audit.log`. */
export type AuditEntry =
  | {
      readonly what: "import";
      readonly file: string;
      readonly archive?: string;
      readonly outcome: string;
      readonly reports: readonly string[];
    }
  | { readonly what: "withdraw"; readonly report: string; readonly why: string }
  | { readonly what: "put back"; readonly report: string }
  | { readonly what: "wrong token" }
  | { readonly what: "names"; readonly changes: number }
  /** Looked for flow that two reports repeat: findings of these reports, and no others of the quarter, now say so. */
  | { readonly what: "candidates"; readonly quarter: string; readonly reports: readonly string[] }
  | {
      readonly what: "restore";
      readonly from: string;
      readonly made: string;
      readonly replaced: string | null;
    };

/** The file is only ever added to, and served nowhere. */
export function auditFile(dataDir: string): string {
  return path.join(dataDir, "audit.log");
}

/**
 * Adds a line of JSON for each change that was made: when, who, what, which report. Called after the change is
 * committed; should the line not be written, the change stands, and the log of errors says so.
 */
export function audit(dataDir: string, by: Author, entries: readonly AuditEntry[]): void {
  if (entries.length === 0) return;
  const time = new Date().toISOString();
  const user = by.who === "command line" ? { user: systemUser() } : {};
  const lines = entries.map((entry) => `${JSON.stringify({ time, ...by, ...user, ...entry })}\n`);
  try {
    mkdirSync(dataDir, { recursive: true });
    // One write for all: processes that add at the same time do not mix their lines.
    appendFileSync(auditFile(dataDir), lines.join(""), { mode: 0o600 });
  } catch (error) {
    const what = "The audit log cannot be written";
    logLine("error", { ...by, what, message: messageOf(error), lost: entries });
  }
}

function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no name.
    return null;
  }
}
