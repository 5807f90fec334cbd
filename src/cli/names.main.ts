import { parseArgs } from "node:util";
import type { Database } from "better-sqlite3";
import { DIRECTORY } from "@/names/naming";
import { messageOf } from "@/report/errors";
import { formatQuarter, parseQuarter, quarterFromIndex, quarterIndex } from "@/report/quarter";
import { readSettings } from "@/report/settings";
import { audit } from "@/store/audit";
import type { NameChange } from "@/store/name-change";
import { openWriter } from "@/store/write-connection";
import { nameAgain } from "@/worker/name-again";
import { reviewCandidates } from "@/worker/review-candidates";

const USAGE = `Usage: npm run names                           show what the directory of names would change in the store
       npm run names -- --apply                change it, in one transaction
       npm run names -- --candidates [2025Q3]  look for reports that may repeat another's flow, in one quarter or all

Run it after src/names has changed: stored reports are named again without importing them again. Candidates
become findings of both reports and change no total.

Exit: 0 done, 1 the store could not be changed, 2 wrong usage.`;

process.exitCode = main();

function main(): number {
  const options = readOptions();
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  try {
    const { databaseFile, dataDir } = readSettings();
    const database = openWriter(databaseFile);
    try {
      if (options.candidates) lookForCandidates(database, options.quarter, dataDir);
      else {
        const changes = nameAgain(database, DIRECTORY, { trial: !options.apply });
        tell(changes, options.apply);
        if (options.apply && changes.length > 0)
          audit(dataDir, { who: "command line" }, [{ what: "names", changes: changes.length }]);
      }
    } finally {
      database.close();
    }
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

/** What was asked for, or why it cannot be understood. */
function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        apply: { type: "boolean", default: false },
        candidates: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const [text] = positionals;
    const quarter = text === undefined ? null : parseQuarter(text);
    const tooMany = positionals.length > (values.candidates ? 1 : 0) || (values.apply && values.candidates);
    if (tooMany || (text !== undefined && quarter === null)) return USAGE;
    return { ...values, quarter: quarter && quarterIndex(quarter) };
  } catch (error) {
    return `${messageOf(error)}\n\n${USAGE}`;
  }
}

function lookForCandidates(database: Database, only: number | null, dataDir: string): void {
  const stored = database.prepare<[], number>("SELECT DISTINCT quarter FROM report ORDER BY quarter").pluck();
  for (const index of only === null ? stored.all() : [only]) {
    const found = reviewCandidates(database, index);
    const quarter = formatQuarter(quarterFromIndex(index));
    const reports = [...new Set(found.flatMap(({ report, inside }) => [report, inside]))];
    audit(dataDir, { who: "command line" }, [{ what: "candidates", quarter, reports }]);
    console.log(`${quarter}: ${found.length} candidates`);
    for (const { report, inside, factor, matchingCells, comparedCells } of found) {
      const share = `${matchingCells} of ${comparedCells} payments`;
      console.log(`  ${report}: ${share} are ${(100 * factor).toFixed(1)} % of those in ${inside}`);
    }
  }
}

function tell(changes: readonly NameChange[], applied: boolean): void {
  for (const { what, name, before, after, rows } of changes) {
    const count = rows === undefined ? "" : ` (${rows} ${what === "filed broker" ? "reports" : "rows"})`;
    console.log(`${what} ${name}${count}`);
    console.log(`  ${before ?? "(not there)"} → ${after ?? "(removed)"}`);
  }
  if (changes.length === 0) console.log("The store agrees with the directory of names.");
  else if (applied) console.log(`${changes.length} changes applied.`);
  else
    console.log(`${changes.length} changes. Nothing is changed yet: npm run names -- --apply applies them.`);
}
