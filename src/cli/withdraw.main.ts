import { parseArgs } from "node:util";
import { reReportedRules } from "@/names/re-reported";
import { AppError, messageOf } from "@/report/errors";
import { readSettings } from "@/report/settings";
import { audit } from "@/store/audit";
import { openWriter } from "@/store/write-connection";
import { withdraw } from "@/worker/withdraw";

const USAGE = `Usage: npm run withdraw -- REPORT --why "reason"
       npm run withdraw -- REPORT --undo

Takes a report out of every total, or puts it back. It stays stored and is shown as withdrawn with the
reason. REPORT is its id, as in its address: 2021Q1-0123456789.`;

process.exitCode = main();

function main(): number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { why: { type: "string" }, undo: { type: "boolean" } },
    });
    const [id] = positionals;
    const why = values.why?.trim();
    if (positionals.length !== 1 || !id || Boolean(why) === Boolean(values.undo)) {
      console.error(USAGE);
      return 2;
    }
    const { databaseFile, dataDir } = readSettings();
    const database = openWriter(databaseFile);
    try {
      withdraw(database, id, why ?? null, reReportedRules());
    } finally {
      database.close();
    }
    const entry = why
      ? ({ what: "withdraw", report: id, why } as const)
      : ({ what: "put back", report: id } as const);
    audit(dataDir, { who: "command line" }, [entry]);
    console.log(why ? `Report ${id} is withdrawn: ${why}` : `Report ${id} counts again.`);
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return error instanceof AppError && error.kind === "store" ? 1 : 2;
  }
}
