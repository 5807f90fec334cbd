import path from "node:path";
import { parseArgs } from "node:util";
import { readSettings } from "@/host/settings";
import { backUp } from "@/store/backup/back-up";
import { backupName, removeOldBackups } from "@/store/backup/old-backups";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run backup -- FOLDER                    into a folder that is not there yet
       npm run backup -- --into FOLDER [--keep N]  into a new folder in FOLDER, named by the time;
                                                   of those before it, the newest N - 1 are kept

Copies the store, the source documents and the audit log, while the server and imports go on, and checks
the copy. npm run restore -- FOLDER puts it back.
  --incomplete   back up although documents of the data folder are lost or damaged

Exit: 0 backed up, 1 not backed up, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, backUpTo);

interface Arguments {
  readonly target: string;
  /** Of the folder the target is in: how many backups stay; null: all. */
  readonly keep: number | null;
  readonly incomplete: boolean;
}

function backUpTo({ target, keep, incomplete }: Arguments): number {
  const { reports, documents, lost } = backUp(readSettings(), target, incomplete);
  console.log(`Backed up and checked: ${target} (reports: ${reports}, documents: ${documents})`);
  if (lost.length > 0) console.error(`Lost documents left out: ${lost.length}; backup.json names them.`);
  const removed = keep === null ? [] : removeOldBackups(path.dirname(target), keep);
  if (removed.length > 0) console.log(`Removed ${removed.join(", ")}`);
  return 0;
}

function readArguments(): Arguments | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      into: { type: "string" },
      keep: { type: "string" },
      incomplete: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return null;
  const { into, keep, incomplete } = values;
  const [folder] = positionals;
  if (positionals.length > 1 || (folder === undefined) === (into === undefined))
    throw new Error("Name one folder.");
  if (keep !== undefined && (into === undefined || !/^[1-9]\d{0,3}$/.test(keep)))
    throw new Error("--keep takes a number from 1, beside --into.");
  const target = into === undefined ? (folder ?? "") : path.join(into, backupName());
  return { target: path.resolve(target), keep: keep === undefined ? null : Number(keep), incomplete };
}
