import path from "node:path";
import { parseArgs } from "node:util";
import { readSettings } from "@/host/settings";
import { restore } from "@/store/backup/restore";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run restore -- FOLDER [--force]

Puts a backup (npm run backup) into the data folder, after checking all of it. Nothing is changed when it
fails. The server and imports must be stopped when there is a store already.
  --force   replace the store that is there; it is set aside beside the new one

Exit: 0 restored, 1 not restored, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, restoreFrom);

function restoreFrom({ backup, force }: { backup: string; force: boolean }): number {
  const settings = readSettings();
  const { made, reports, documents, lost, replaced } = restore(backup, settings, force);
  console.log(
    `Restored as of ${made}: ${settings.databaseFile} (reports: ${reports}, documents: ${documents})`,
  );
  if (lost.length > 0) console.error(`Documents lost before the backup was made: ${lost.length}`);
  if (replaced) console.log(`The store that was there is now ${replaced}`);
  return 0;
}

function readArguments(): { backup: string; force: boolean } | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { force: { type: "boolean", default: false }, help: { type: "boolean" } },
  });
  if (values.help) return null;
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error("Name one backup.");
  return { backup: path.resolve(folder), force: values.force };
}
