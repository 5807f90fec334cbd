import type { Database } from "better-sqlite3";
import { reviewOptionsRates, reviewVolumes } from "@/ingest";
import type { Naming } from "@/report/named-report";
import { applyNames } from "@/store/naming/apply-names";
import { figureMoving, recordCorrections } from "@/store/naming/corrections";
import type { NameChange } from "@/store/naming/name-change";
import { hasCandidates, hasFewReports, reviewCandidates } from "./review-candidates";

/**
 * Names the stored reports again after the directory of names has changed, without importing anything, in
 * one transaction: what the store says afterwards is what a new import of the same documents would say.
 * A trial changes nothing, but when there is nothing to change the store is named by `naming` from now on. Returns
 * what would change, or has changed.
 */
export function nameAgain(
  database: Database,
  naming: Naming,
  { trial }: { readonly trial: boolean },
): readonly NameChange[] {
  const { changes, quarters } = apply(database, naming, trial);
  if (!trial) {
    for (const quarter of quarters) {
      if (hasFewReports(database, quarter) || hasCandidates(database, quarter)) {
        reviewCandidates(database, quarter);
      }
    }
  }
  return changes;
}

/** The changes, and the quarters they touch. */
function apply(database: Database, naming: Naming, trial: boolean) {
  database.exec("BEGIN IMMEDIATE");
  try {
    const { changes, quarters, marked } = applyNames(database, naming);
    const touched = new Set(quarters.map((one) => one.quarter));
    if (!trial) {
      for (const { brokerId, quarter } of quarters) reviewVolumes(database, brokerId, quarter);
      reviewOptionsRates(database, touched);
      recordCorrections(database, figureMoving(changes));
    }
    database.exec(trial && changes.length > 0 ? "ROLLBACK" : "COMMIT");
    return { changes, quarters: new Set([...touched, ...marked]) };
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
