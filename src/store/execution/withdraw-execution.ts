import type { Database } from "better-sqlite3";
import { AppError } from "@/report/errors";
import { recordCorrections } from "../naming/corrections";
import { renumberExecutions } from "./save-execution";

/** Takes a report of rule 605 out of what is shown, with a reason; the version before it counts again. With `why` null it is
 * put back. */
export function withdrawExecution(database: Database, publicId: string, why: string | null): void {
  const withdraw = database.transaction(() => {
    const report = database
      .prepare<[string], { id: number; reporterId: number; kind: string; month: number }>(
        "SELECT id, reporter_id AS reporterId, kind, month FROM execution_report WHERE public_id = ?",
      )
      .get(publicId);
    if (!report) throw new AppError("not_found", `There is no report ${publicId}.`);
    database
      .prepare("UPDATE execution_report SET withdrawn_at = ?, withdrawn_why = ? WHERE id = ?")
      .run(why === null ? null : new Date().toISOString(), why, report.id);
    renumberExecutions(database, report.reporterId, report.kind, report.month);
    recordCorrections(database, [
      why === null ? { what: "put back", name: publicId } : { what: "withdrawn", name: publicId, after: why },
    ]);
  });
  withdraw.immediate();
}
