import type { Database } from "better-sqlite3";
import { statement } from "./statement";

/** The material-aspects texts a report has, by id. */
export function textsOf(database: Database, reportId: number): number[] {
  return statement<[number], number>(
    database,
    "SELECT material_aspects_id FROM report_text WHERE report_id = ?",
  )
    .pluck()
    .all(reportId);
}

/** Removes those of these texts that no report has any more; they are no longer found by their words either. */
export function removeUnusedTexts(database: Database, ids: readonly number[]): void {
  const remove = statement(
    database,
    `DELETE FROM material_aspects
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM report_text WHERE material_aspects_id = material_aspects.id)`,
  );
  for (const id of ids) remove.run(id);
}
