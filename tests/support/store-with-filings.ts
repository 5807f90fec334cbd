import { readdirSync } from "node:fs";
import path from "node:path";
import type { ImportEvent, ImportSummary } from "@/report/import-events";
import { importFiles } from "@/worker/import-files";
import { FILINGS } from "./filings";
import { temporaryFolder } from "./temporary-folder";

export interface TestStore {
  readonly databaseFile: string;
  readonly dataDir: string;
}

/** An empty store in a folder of its own; the settings of this process point to it. */
export function emptyStore(): TestStore & { maxUploadBytes: number } {
  const dataDir = temporaryFolder();
  const databaseFile = path.join(dataDir, "pfof.db");
  process.env.DATA_DIR = dataDir;
  process.env.DATABASE_URL = `file:${databaseFile}`;
  return { dataDir, databaseFile, maxUploadBytes: 256 * 1024 * 1024 };
}

/** Imports files or folders as `npm run import` does; every event, and the summary. */
export async function importInto(
  store: TestStore & { maxUploadBytes: number },
  files: readonly string[],
): Promise<{ events: ImportEvent[]; summary: ImportSummary }> {
  const events: ImportEvent[] = [];
  const summary = await importFiles(
    files.map((file) => ({ path: file, name: path.basename(file) })),
    store,
    (event) => events.push(event),
  );
  return { events, summary };
}

/** The real filings of a format, as paths. */
export function filings(format: "xml" | "pdf" | "zip", matching = ""): string[] {
  return readdirSync(FILINGS)
    .filter((name) => name.endsWith(`.${format}`) && name.includes(matching))
    .sort()
    .map((name) => path.join(FILINGS, name));
}

/** What other tests expect figures of was read by hand from 22 of the real XML filings; these came later. */
const LATER =
  /APEX-2022Q[24]|CHAS-2022|HOOD-2022Q[34]|GSCO_606_Q[34]|IBKR_606a_2022_Q[34]|routing_report_(?:2021q[34]|2022)/;

/** A store with 22 of the real XML filings in it: six brokers, 2020 Q1 to 2022 Q3, not every quarter of each. */
export async function storeWithFilings(): Promise<TestStore> {
  const store = emptyStore();
  const { summary } = await importInto(
    store,
    filings("xml").filter((file) => !LATER.test(file)),
  );
  if (summary.stored !== 22) throw new Error(`expected 22 reports stored, got ${JSON.stringify(summary)}`);
  return store;
}
