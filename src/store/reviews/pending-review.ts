import type { Database } from "better-sqlite3";
import { statement } from "@/store/statement";

/*
 * Checks that compare brokers with each other run once at the end of an import. Which quarters they are due for is
 * written with the reports: whoever imports next makes up for an import that did not live to its end.
 */

/** Notes that a quarter has changed, in the transaction that changes it. */
export function reviewLater(database: Database, quarter: number): void {
  statement(database, "INSERT INTO meta (key, value) VALUES (?, '') ON CONFLICT DO NOTHING").run(
    `review ${quarter}`,
  );
}

/** The quarters to review, and that they are: for the transaction that reviews them. */
export function takePendingReviews(database: Database): number[] {
  const taken = statement<[], { key: string }>(
    database,
    "DELETE FROM meta WHERE key LIKE 'review %' RETURNING key",
  ).all();
  return taken.map(({ key }) => Number(key.slice("review ".length))).sort((a, b) => a - b);
}
