import { parseArgs } from "node:util";
import type { Database } from "better-sqlite3";
import { readSettings, type Settings } from "@/host/settings";
import { DIRECTORY } from "@/names/naming";
import { formatQuarter, parseQuarter, quarterFromIndex, quarterIndex } from "@/report/quarter";
import { audit } from "@/store/audit";
import type { NameChange } from "@/store/naming/name-change";
import { openWriter } from "@/store/write-connection";
import { nameAgain } from "@/worker/name-again";
import { tellingNews } from "@/worker/notify";
import { reviewCandidates } from "@/worker/review-candidates";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run names                           show what the directory of names would change in the store
       npm run names -- --apply                change it, in one transaction
       npm run names -- --candidates [2025Q3]  look for reports that may repeat another's flow, in one quarter or all

Run it after src/names has changed: stored reports are named again without importing them again. Candidates
become findings of both reports and change no total.

Exit: 0 done, 1 the store could not be changed, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readOptions, compareNames);

interface Options {
  readonly apply: boolean;
  readonly candidates: boolean;
  /** Index of the only quarter to look at; null: all. */
  readonly quarter: number | null;
}

function compareNames(options: Options): Promise<number> {
  const settings = readSettings();
  return tellingNews(settings, () => compare(options, settings));
}

function compare({ apply, candidates, quarter }: Options, { databaseFile, dataDir }: Settings): number {
  const database = openWriter(databaseFile);
  try {
    if (candidates) lookForCandidates(database, quarter, dataDir);
    else {
      const changes = nameAgain(database, DIRECTORY, { trial: !apply });
      tell(changes, apply);
      if (apply && changes.length > 0)
        audit(dataDir, { who: "command line" }, [{ what: "names", changes: changes.length }]);
    }
  } finally {
    database.close();
  }
  return 0;
}

function readOptions(): Options | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      apply: { type: "boolean", default: false },
      candidates: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const { apply, candidates } = values;
  const [text] = positionals;
  const quarter = text === undefined ? null : parseQuarter(text);
  if (apply && candidates) throw new Error("Either --apply or --candidates.");
  if (positionals.length > (candidates ? 1 : 0))
    throw new Error("One quarter at most, and only with --candidates.");
  if (text !== undefined && quarter === null) throw new Error(`${text} is no quarter such as 2025Q3.`);
  return { apply, candidates, quarter: quarter && quarterIndex(quarter) };
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
    const count =
      rows === undefined
        ? ""
        : ` (${rows} ${what === "filed broker" || what === "reporter" ? "reports" : "rows"})`;
    console.log(`${what} ${name}${count}`);
    console.log(`  ${before ?? "(not there)"} → ${after ?? "(removed)"}`);
  }
  if (changes.length === 0) console.log("The store agrees with the directory of names.");
  else if (applied) console.log(`${changes.length} changes applied.`);
  else
    console.log(`${changes.length} changes. Nothing is changed yet: npm run names -- --apply applies them.`);
}
