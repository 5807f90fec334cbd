import { parseArgs } from "node:util";
import { AppError, messageOf } from "@/report/errors";
import type { ImportEvent } from "@/report/import-events";
import { readSettings } from "@/report/settings";
import { expandPaths, importFiles } from "@/worker/import-files";

const USAGE = `Usage: npm run import -- [--json] PATH…

Imports Rule 606(a)(1) reports: SEC XML, its PDF, CSV, ZIP; files or folders.
  --json    one JSON object per line on standard output, the last a summary

Exit: 0 everything is stored, 1 something was rejected, 2 wrong usage.`;

process.exitCode = await main();

async function main(): Promise<number> {
  let parsed: { values: { json?: boolean; help?: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean" }, help: { type: "boolean" } },
    });
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${USAGE}`);
    return 2;
  }
  if (parsed.values.help) {
    console.log(USAGE);
    return 0;
  }
  if (parsed.positionals.length === 0) {
    console.error(USAGE);
    return 2;
  }
  try {
    const files = expandPaths(parsed.positionals);
    const tell = parsed.values.json ? tellJson : tellWords;
    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort());
    process.once("SIGTERM", () => stop.abort());
    const summary = await importFiles(files, readSettings(), tell, stop.signal);
    return summary.rejected > 0 || stop.signal.aborted ? 1 : 0;
  } catch (error) {
    console.error(messageOf(error));
    return error instanceof AppError && error.kind === "invalid_input" ? 2 : 1;
  }
}

function tellJson(event: ImportEvent): void {
  if (event.type === "progress") tellWords(event);
  else process.stdout.write(`${JSON.stringify(event)}\n`);
}

function tellWords(event: ImportEvent): void {
  if (event.type === "progress") {
    if (event.done === 0) return;
    const of = event.total === null ? "" : ` of ${event.total}`;
    process.stderr.write(`${event.name}: ${event.phase} ${event.done}${of}\n`);
  } else if (event.type === "file") {
    process.stderr.write(`${event.outcome.padEnd(9)} ${event.name} ${event.report ?? ""}\n`);
    for (const { severity, message, where } of event.findings) {
      process.stderr.write(`  ${severity}: ${where.position ? `${where.position}: ` : ""}${message}\n`);
    }
  } else {
    const { stored, versions, sources, duplicates, rejected, findings, seconds } = event;
    process.stderr.write(
      `${stored} stored, ${versions} versions, ${sources} sources, ${duplicates} duplicates, ${rejected} rejected, ${findings} findings in ${seconds} s\n`,
    );
  }
}
