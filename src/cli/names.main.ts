import { parseArgs } from "node:util";
import { DIRECTORY } from "@/names/naming";
import { messageOf } from "@/report/errors";
import { readSettings } from "@/report/settings";
import type { NameChange } from "@/store/name-change";
import { openWriter } from "@/store/write-connection";
import { nameAgain } from "@/worker/name-again";

const USAGE = `Usage: npm run names              show what the directory of names would change in the store
       npm run names -- --apply   change it, in one transaction

Run it after src/names has changed: stored reports are named again without importing them again.

Exit: 0 done, 1 the store could not be changed, 2 wrong usage.`;

process.exitCode = main();

function main(): number {
  let apply: boolean;
  try {
    const { values } = parseArgs({ options: { apply: { type: "boolean" }, help: { type: "boolean" } } });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    apply = values.apply ?? false;
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${USAGE}`);
    return 2;
  }
  try {
    const database = openWriter(readSettings().databaseFile);
    try {
      tell(nameAgain(database, DIRECTORY, { trial: !apply }), apply);
    } finally {
      database.close();
    }
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
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
