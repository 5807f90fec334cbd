import path from "node:path";
import { parseArgs } from "node:util";
import { type CheckedFile, summaryOf } from "@/report/check-events";
import { countOf } from "@/report/format";
import { checkFiles } from "@/worker/check-files";
import { expandPaths } from "@/worker/import-files";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run check-report -- [--json] FILE…

Says all that is found in Rule 606(a)(1) and Rule 605 reports (XML, PDF, CSV, ZIP; files or folders), before they are filed or
published. Nothing is stored, and no store is needed.
  --json    one JSON object per document on standard output

Exit: 0 every file would be accepted, 1 something would be refused, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, check);

interface Arguments {
  readonly json: boolean;
  readonly paths: readonly string[];
}

function readArguments(): Arguments | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) return null;
  if (positionals.length === 0) throw new Error("Name files or folders to check.");
  // Named wrongly is wrong usage: nothing was checked.
  expandPaths(positionals);
  return { json: values.json ?? false, paths: positionals };
}

async function check({ json, paths }: Arguments): Promise<number> {
  const files: CheckedFile[] = [];
  const given = expandPaths(paths).map((file) => ({ ...file, path: path.resolve(file.path) }));
  for await (const file of checkFiles(given)) {
    files.push(file);
    console.log(json ? JSON.stringify(file) : inWords(file));
  }
  const { accepted, refused, errors, warnings, notes } = summaryOf(files);
  if (!json)
    console.log(
      `${accepted} accepted, ${refused} refused: ${countOf(errors, "error")}, ${countOf(warnings, "warning")}, ${countOf(notes, "note")}. Nothing was stored.`,
    );
  return refused > 0 ? 1 : 0;
}

function inWords({ name, outcome, reports, findings }: CheckedFile): string {
  const held = reports.map(
    (one) => `  Rule ${one.rule}, ${one.name}, ${one.period}: ${countOf(one.rows, "row")}`,
  );
  const found = findings.map(({ severity, message, where, filed }) => {
    const place = [where.position, where.field].filter(Boolean).join(", ");
    const text = filed === undefined ? "" : ` (filed: ${filed === "" ? "blank" : filed})`;
    return `  ${severity}: ${place === "" ? "" : `${place}: `}${message}${text}`;
  });
  return [`${name}: ${outcome}`, ...held, ...(found.length > 0 ? found : ["  nothing was found"])].join("\n");
}
