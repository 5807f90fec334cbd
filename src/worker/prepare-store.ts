import { readdirSync } from "node:fs";
import path from "node:path";
import { DIRECTORY } from "@/names/naming";
import { AppError } from "@/report/errors";
import type { Settings } from "@/report/settings";
import { areNamesBehind, NAMES_BEHIND } from "@/store/names-version";
import { openWriter } from "@/store/write-connection";
import { runImport } from "./import-process";

/** The starter data: flat CSV, six brokers, 2020 Q1 to 2022 Q3. See its README for where it is from. */
const STARTER = path.join(process.cwd(), "fixtures", "starter");

/**
 * Makes the store ready to serve: brings its schema up to date, and loads the starter data when it
 * holds no report (unless the setting SEED is 0). Returns how many reports were loaded.
 */
export async function prepareStore(settings: Settings): Promise<number> {
  const database = openWriter(settings.databaseFile);
  let isEmpty: boolean;
  try {
    isEmpty = database.prepare("SELECT 1 FROM report LIMIT 1").get() === undefined;
    if (areNamesBehind(database, DIRECTORY.version)) console.error(NAMES_BEHIND);
  } finally {
    database.close();
  }
  if (!isEmpty || !settings.seed) return 0;
  const files = readdirSync(STARTER)
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => ({ name, path: path.join(STARTER, name) }));
  const problems: string[] = [];
  const summary = await runImport({
    files,
    onEvent: (event) => {
      if (event.type === "file" && event.outcome === "rejected") {
        problems.push(...event.findings.map((one) => `${one.where.file}: ${one.message}`));
      }
    },
  });
  if (problems.length > 0) {
    throw new AppError("store", `The starter data could not be loaded:\n${problems.join("\n")}`);
  }
  return summary.stored;
}
