import type { Database } from "better-sqlite3";
import { reviewOptionsRates, reviewVolumes } from "@/ingest";
import type { ReReportedRule } from "@/report/named-report";
import { withdrawReport } from "@/store/withdraw-report";
import { hasCandidates, reviewCandidates } from "./review-candidates";

/**
 * Takes a report out of every total and every comparison, with a reason; with `why` null it is put back. Reports that
 * were compared with it are compared anew, so that the store says what it would if the report had never counted.
 */
export function withdraw(
  database: Database,
  publicId: string,
  why: string | null,
  rules: readonly ReReportedRule[],
): void {
  const all = database.transaction(() => {
    const { brokerId, quarter } = withdrawReport(database, publicId, why, rules);
    reviewVolumes(database, brokerId, quarter);
    reviewOptionsRates(database, [quarter]);
    if (hasCandidates(database, quarter)) reviewCandidates(database, quarter);
  });
  all.immediate();
}
