import { parseArgs } from "node:util";
import { AppError } from "@/report/errors";
import { countOf } from "@/report/format";
import { exportRows } from "@/worker/export-rows";
import { runCommand } from "./run-command";

const USAGE = `Usage: npm run --silent export -- [--since DAY|VERSION] [FILE]

Writes filed rows as flat CSV, the columns of /api/v1/rows, into FILE or to standard output: all that count, or those of every report
and version that came in since a day (2026-11-01) or a version (v120.0.3). Standard error then says which reports were withdrawn or put
back and which names put right, and always ends with the version to give as --since the next time.

Exit: 0 done, 1 the store could not be read or FILE not written, 2 wrong usage.`;

process.exitCode = await runCommand(USAGE, readArguments, exportAll, (error) =>
  error instanceof AppError && error.kind === "invalid_input" ? 2 : 1,
);

interface Arguments {
  readonly since: string | null;
  readonly file: string | null;
}

function readArguments(): Arguments | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { since: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return null;
  if (positionals.length > 1) throw new Error("Name one file at most.");
  return { since: values.since ?? null, file: positionals[0] ?? null };
}

async function exportAll({ since, file }: Arguments): Promise<number> {
  const { version, news } = await exportRows(since, file ?? process.stdout);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (news) say(`${countOf(news.reports.length, "report")} since ${since}`);
  for (const { what, name, before, after } of news?.corrections ?? [])
    say(
      `${what} ${name}${before === null ? "" : `, before: ${before}`}${after === null ? "" : `: ${after}`}`,
    );
  say(`version ${version}`);
  return 0;
}
