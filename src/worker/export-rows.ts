import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { flatCsvOf } from "@/export/flat-csv-lines";
import { asOfOneMoment } from "@/queries/database";
import { filters } from "@/queries/filters";
import {
  markInText,
  type News,
  type NewsMark,
  newsMark,
  newsMarkAt,
  newsSince,
  parseMark,
} from "@/queries/news";
import { AppError } from "@/report/errors";

export interface Exported {
  /** To be given as `since` the next time: `v1234.5.6`. */
  readonly version: string;
  /** What the rows are of, and what was put right; null without `since`. */
  readonly news: News | null;
}

/**
 * Writes filed rows as flat CSV v1 into a file, or to the stream given: all that count, or with `since` those of every report and
 * version that came in since a day (`2026-11-01`), a time, or a version an export or a notice ended with.
 * @throws AppError invalid_input when `since` is none of these
 */
export async function exportRows(since: string | null, target: string | Writable): Promise<Exported> {
  const markOf = since === null ? () => null : readSince(since);
  return asOfOneMoment(async () => {
    const mark = markOf();
    const out = typeof target === "string" ? createWriteStream(target) : target;
    const wanted = filters({ reReported: "include", versions: mark ? "all" : "current" });
    const lines = flatCsvOf(wanted, mark ? { laterThan: mark.report } : {});
    await pipeline(Readable.from(lines), out, { end: typeof target === "string" });
    return { version: markInText(newsMark()), news: mark && newsSince(mark) };
  });
}

/** What finds the mark in the store. */
function readSince(since: string): () => NewsMark {
  const mark = parseMark(since);
  if (mark) return () => mark;
  const isDay = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(since) && !Number.isNaN(Date.parse(since));
  if (isDay) return () => newsMarkAt(new Date(since).toISOString());
  const message = `--since takes a day such as 2026-11-01, or the version the last export ended with, not ${since}.`;
  throw new AppError("invalid_input", message);
}
