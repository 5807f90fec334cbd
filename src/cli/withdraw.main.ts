import { parseArgs } from "node:util";
import { isExecutionId } from "@/execution/execution-id";
import { readSettings, type Settings } from "@/host/settings";
import { reReportedRules } from "@/names/re-reported";
import { AppError } from "@/report/errors";
import { audit } from "@/store/audit";
import { withdrawExecution } from "@/store/execution/withdraw-execution";
import { openWriter } from "@/store/write-connection";
import { tellingNews } from "@/worker/notify";
import { withdraw } from "@/worker/withdraw";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run withdraw -- REPORT --why "reason"
       npm run withdraw -- REPORT --undo

Takes a report out of every total, or puts it back. It stays stored and is shown as withdrawn with the
reason. REPORT is its id, as in its address: 2021Q1-0123456789, or 202608-0123456789 of Rule 605.`;

process.exitCode = await runCommand(USAGE, readArguments, withdrawOrPutBack, (error) =>
  error instanceof AppError && error.kind === "store" ? 1 : 2,
);

interface Arguments {
  readonly id: string;
  /** Null: puts it back. */
  readonly why: string | null;
}

function withdrawOrPutBack(given: Arguments): Promise<number> {
  const settings = readSettings();
  return tellingNews(settings, () => change(given, settings));
}

function change({ id, why }: Arguments, { databaseFile, dataDir }: Settings): number {
  const database = openWriter(databaseFile);
  try {
    if (isExecutionId(id)) withdrawExecution(database, id, why);
    else withdraw(database, id, why, reReportedRules());
  } finally {
    database.close();
  }
  const entry = why
    ? ({ what: "withdraw", report: id, why } as const)
    : ({ what: "put back", report: id } as const);
  audit(dataDir, { who: "command line" }, [entry]);
  console.log(why ? `Report ${id} is withdrawn: ${why}` : `Report ${id} counts again.`);
  return 0;
}

function readArguments(): Arguments | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { why: { type: "string" }, undo: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) return null;
  const [id] = positionals;
  const why = values.why?.trim();
  if (positionals.length !== 1 || !id) throw new Error("Name one report.");
  if (Boolean(why) === Boolean(values.undo)) throw new Error("Say --why, or --undo.");
  return { id, why: why ?? null };
}
