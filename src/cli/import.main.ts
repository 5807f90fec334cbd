import { parseArgs } from "node:util";
import { readSettings } from "@/host/settings";
import { AppError } from "@/report/errors";
import type { ImportEvent, QuarterEvent } from "@/report/import-events";
import { parseQuarter, type Quarter } from "@/report/quarter";
import { importFinraQuarter } from "@/worker/import-finra";
import { importMarket } from "@/worker/import-market";
import { importPathsAndAddresses } from "@/worker/import-web-files";
import { tellingNews } from "@/worker/notify";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run import -- [--json] PATH|ADDRESS…
       npm run import -- [--json] --finra 2025Q3|all

Imports Rule 606(a)(1) reports: SEC XML, its PDF, CSV, ZIP; and Rule 605 reports: summaries (CSV) and detailed files.
PATH is a file or folder, ADDRESS the https address of a file.
  --finra   downloads and imports FINRA's ZIP of a quarter, about 1,200 reports; all: of every quarter since 2024Q2 that is
            new or has changed. Broken off, or with quarters that failed, it is finished by running it again
  --json    one JSON object per line on standard output, the last a summary

Exit: 0 everything is stored, 1 something was rejected or a quarter failed, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, importAll, (error) =>
  error instanceof AppError && error.kind === "invalid_input" ? 2 : 1,
);

interface Arguments {
  readonly json: boolean;
  readonly paths: readonly string[];
  readonly finra: Quarter | "all" | null;
}

function readArguments(): Arguments | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean" }, finra: { type: "string" } },
  });
  if (values.help) return null;
  const finra = values.finra === "all" ? "all" : parseQuarter(values.finra ?? "");
  if (values.finra !== undefined && finra === null) {
    throw new Error(`--finra takes a quarter such as 2025Q3, or all, not ${values.finra}`);
  }
  if ((finra === null) === (positionals.length === 0)) {
    throw new Error("Name files, folders or https addresses, or a quarter with --finra.");
  }
  return { json: values.json ?? false, paths: positionals, finra };
}

async function importAll({ json, paths, finra }: Arguments): Promise<number> {
  const settings = readSettings();
  const tell = json ? tellJson : tellWords;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  if (finra === "all") {
    const { summary, failed } = await tellingNews(settings, () =>
      importMarket(settings, json ? tell : tellMarket, stop.signal),
    );
    return failed + summary.rejected > 0 || stop.signal.aborted ? 1 : 0;
  }
  const summary = await tellingNews(settings, () =>
    finra
      ? importFinraQuarter(finra, settings, tell, stop.signal)
      : importPathsAndAddresses(paths, settings, tell, stop.signal),
  );
  return summary.rejected > 0 || stop.signal.aborted ? 1 : 0;
}

function tellJson(event: ImportEvent): void {
  if (event.type === "progress") tellWords(event);
  else process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Thousands of files: only those are named that were refused. */
function tellMarket(event: ImportEvent): void {
  if (event.type !== "file" || event.outcome === "rejected") tellWords(event);
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
  } else if (event.type === "quarter") {
    process.stderr.write(`[${event.number} of ${event.of}] ${event.quarter}: ${quarterWords(event)}\n`);
  } else {
    const { stored, versions, sources, duplicates, rejected, findings, seconds } = event;
    process.stderr.write(
      `${stored} stored, ${versions} versions, ${sources} sources, ${duplicates} duplicates, ${rejected} rejected, ${findings} findings in ${seconds} s\n`,
    );
  }
}

function quarterWords({ outcome, message, stored, versions, duplicates, rejected }: QuarterEvent): string {
  if (outcome === "unchanged") return "unchanged since it was read";
  if (outcome === "not_published") return "not published yet";
  if (outcome === "failed") return `failed, run this again: ${message}`;
  const parts = [
    `${stored} stored`,
    `${versions} versions`,
    `${duplicates} already here`,
    `${rejected} refused`,
  ];
  return parts.filter((part) => !part.startsWith("0 ")).join(", ") || "holds nothing";
}
