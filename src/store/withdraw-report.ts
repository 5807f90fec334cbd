import type { Database } from "better-sqlite3";
import { AppError } from "@/report/errors";
import type { ReReportedRule } from "@/report/named-report";
import type { ChangedQuarter } from "./naming/apply-names";
import { recordCorrections } from "./naming/corrections";
import { markReReported } from "./naming/re-reported";
import { refreshRollups } from "./sums/market-rollup";
import { redoVersionFindings } from "./version-findings";
import { renumberVersions } from "./versions";

/**
 * Takes a report out of every total, with a reason; it stays stored and shown as withdrawn, and the
 * version before it counts again. With `why` null it is put back. Returns whose reports of which quarter changed.
 */
export function withdrawReport(
  database: Database,
  publicId: string,
  why: string | null,
  rules: readonly ReReportedRule[],
): ChangedQuarter {
  const withdraw = database.transaction(() => {
    const report = database
      .prepare<[string], { id: number; brokerId: number; quarter: number }>(
        `SELECT id, broker_id AS brokerId, quarter FROM report WHERE public_id = ?`,
      )
      .get(publicId);
    if (!report) throw new AppError("not_found", `There is no report ${publicId}.`);
    database
      .prepare("UPDATE report SET withdrawn_at = ?, withdrawn_why = ? WHERE id = ?")
      .run(why === null ? null : new Date().toISOString(), why, report.id);
    renumberVersions(database, report.brokerId, report.quarter);
    redoVersionFindings(database, report.brokerId, report.quarter);
    markReReported(database, report.quarter, rules);
    refreshRollups(database);
    recordCorrections(database, [
      why === null ? { what: "put back", name: publicId } : { what: "withdrawn", name: publicId, after: why },
    ]);
    return { brokerId: report.brokerId, quarter: report.quarter };
  });
  return withdraw.immediate();
}
