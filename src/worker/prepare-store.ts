import { accessSync, constants, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import type { Settings } from "@/host/settings";
import { DIRECTORY } from "@/names/naming";
import { AppError } from "@/report/errors";
import { removePartialDocuments } from "@/store/documents";
import { areNamesBehind, NAMES_BEHIND } from "@/store/naming/names-version";
import { beginStarterData, endStarterData } from "@/store/starter-data";
import { storeTrouble } from "@/store/store-trouble";
import { removeAbandonedWork } from "@/store/work-folder";
import { openWriter } from "@/store/write-connection";
import { runImport } from "./import-process";

/** The starter data: flat CSV, 18 brokers, 2020 Q1 to 2025 Q3. See its README for where it is from. */
const STARTER = path.join(process.cwd(), "fixtures", "starter");

/**
 * Makes the store ready to serve: brings its schema up to date, removes what processes that were killed left behind, and
 * loads the starter data when it holds no report (unless the setting SEED is 0). Several servers may do this at
 * once. Returns how many reports were loaded.
 */
export async function prepareStore(settings: Settings): Promise<number> {
  checkDataFolder(settings.dataDir);
  const wanted = inStore(settings, (database) => {
    removeLeftOvers(database, settings.dataDir);
    if (areNamesBehind(database, DIRECTORY.version)) console.error(NAMES_BEHIND);
    return settings.seed && beginStarterData(database);
  });
  if (!wanted) return 0;
  const files = readdirSync(STARTER)
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => ({ name, path: path.join(STARTER, name) }));
  const problems: string[] = [];
  const summary = await runImport({
    files,
    by: { who: "start" },
    onEvent: (event) => {
      if (event.type === "file" && event.outcome === "rejected") {
        problems.push(...event.findings.map((one) => `${one.where.file}: ${one.message}`));
      }
    },
  });
  if (problems.length > 0) {
    throw new AppError("store", `The starter data could not be loaded:\n${problems.join("\n")}`);
  }
  inStore(settings, endStarterData);
  return summary.stored;
}

/** The database may lie elsewhere, or in files that can be written while their folder cannot: then uploads would fail, one by one. */
function checkDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw storeTrouble(error) ?? error;
  }
}

function removeLeftOvers(database: Database, dataDir: string): void {
  for (const folder of ["uploads", "downloads", "bulk"]) removeAbandonedWork(path.join(dataDir, folder));
  database.transaction(() => removePartialDocuments(dataDir)).immediate();
}

function inStore<T>({ databaseFile }: Settings, use: (database: Database) => T): T {
  const database = openWriter(databaseFile);
  try {
    return use(database);
  } catch (error) {
    throw storeTrouble(error) ?? error;
  } finally {
    database.close();
  }
}
