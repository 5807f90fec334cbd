import { readdirSync } from "node:fs";
import path from "node:path";
import { type RunningServer, runningServer } from "./running-server";
import { importInto } from "./store-with-filings";
import { temporaryFolder } from "./temporary-folder";

/** 22 reports of six brokers, 2020 Q1 to 2022 Q3: what figures in tests were worked out from by hand. The starter data have
 * them too, among others, and grow. */
export const SAMPLE = path.resolve(import.meta.dirname, "../../fixtures/sample");

/** Its files, as paths. */
export function sampleFiles(): string[] {
  return readdirSync(SAMPLE)
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => path.join(SAMPLE, name));
}

/** A server over the sample. */
export async function sampleServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = temporaryFolder();
  const store = { dataDir, databaseFile: path.join(dataDir, "pfof.db"), maxUploadBytes: 256 * 1024 * 1024 };
  const { summary } = await importInto(store, sampleFiles());
  if (summary.stored !== 22) throw new Error(`expected 22 reports stored, got ${JSON.stringify(summary)}`);
  return runningServer({ SEED: "0", DATA_DIR: dataDir, ...environment });
}
