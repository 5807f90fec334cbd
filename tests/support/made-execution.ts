import type { Database } from "better-sqlite3";
import { readExecution } from "@/execution/read/read-execution";
import { SUMMARY_FIELDS } from "@/execution/statistics";
import { saveExecution } from "@/store/execution/save-execution";

const NAMES = { slug: "abcd", name: "ABCD", kind: "unknown", venueSlug: null, brokerSlug: null };

/** Saves a made summary of ABCD for August 2026, two rows, as from a document that is recorded; gives its public id. */
export function saveMadeSummary(database: Database, sha256: string, code = "ABCD"): string {
  const row = (size: number) =>
    `T,${code},202608,Y,${size},M,20,${2 * size},100,0.9,0.5,0.0005,0.0004,0.001,0.4,-0.0001,,12.5\n`;
  const text = `${SUMMARY_FIELDS.join(",")}\n${row(1000)}${row(250)}`;
  const [read] = readExecution(Buffer.from(text), "ABCD202608.csv")?.executions ?? [];
  if (!read) throw new Error("the made summary is refused");
  return saveExecution(database, read, NAMES, { sha256, name: "ABCD202608.csv" }).publicId;
}
