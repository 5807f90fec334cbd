import type { Database } from "better-sqlite3";
import type { IntroducingList } from "@/report/introducing-broker";
import { RowInserter } from "./insert-rows";
import { statement } from "./statement";

/**
 * Keeps FINRA's list of introducing brokers as data: a later list of a quarter replaces an earlier one. Its
 * document must be recorded already. In the caller's transaction.
 */
export function saveIntroducingList(
  database: Database,
  sha256: string,
  { quarter, firms }: IntroducingList,
): void {
  statement(
    database,
    "DELETE FROM introducing_broker WHERE document_sha256 = ? OR (quarter IS NOT NULL AND quarter = ?)",
  ).run(sha256, quarter);
  new RowInserter(database, "introducing_broker", [
    "quarter",
    "crd",
    "name",
    "clearing_crd",
    "clearing_name",
    "document_sha256",
    "line",
  ]).insert(
    firms.flatMap(({ crd, name, clearingCrd, clearingName, line }) => [
      quarter,
      crd,
      name,
      clearingCrd,
      clearingName,
      sha256,
      line,
    ]),
  );
}
