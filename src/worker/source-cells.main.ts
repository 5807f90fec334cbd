import { readFileSync } from "node:fs";
import { readAgain } from "@/ingest-read";
import { readZipEntry } from "@/intake/zip";
import { messageOf } from "@/report/errors";
import type { RawReport } from "@/report/raw-report";
import { sha256 } from "@/report/sha256";
import { guarded } from "./guarded";
import { MOST_SECONDS } from "./reading-process";

/* The process that reads kept documents again, to say where each filed cell stands in them. One request at a time. */

export interface SourceRequest {
  /** File that holds the document, and its path in it when that is a ZIP. */
  readonly file: string;
  readonly entry: string | null;
  readonly name: string;
  readonly sha256: string;
  /** `figuresHash` of the report wanted, and what tells reports with equal figures apart. */
  readonly figuresHash: string;
  readonly filedBroker: string;
  readonly series: string;
}

export type SourceAnswer = { readonly report: RawReport } | { readonly problem: string };

const mayTake = guarded();
process.on("message", async (request: SourceRequest) => {
  mayTake(MOST_SECONDS);
  let answer: SourceAnswer;
  try {
    answer = await read(request);
  } catch (error) {
    answer = { problem: messageOf(error) };
  }
  mayTake(Number.POSITIVE_INFINITY);
  process.send?.(answer);
});

async function read(wanted: SourceRequest): Promise<SourceAnswer> {
  const { file, entry, name } = wanted;
  const bytes = entry === null ? readFileSync(file) : readZipEntry(file, entry);
  if (sha256(bytes) !== wanted.sha256) {
    return {
      problem: `${name} is damaged: its bytes are no longer those that were imported. Restore it from a backup.`,
    };
  }
  const same = (await readAgain(bytes, name)).filter(({ figures }) => figures === wanted.figuresHash);
  const found = same.find(({ raw }) => isNamed(raw, wanted)) ?? same[0];
  if (!found) return { problem: `${name} is not read as this report any more. Import it again.` };
  return { report: withoutTexts(found.raw) };
}

/** FINRA's series come from the file's name and not from the file: only flat CSV says its own. */
function isNamed(raw: RawReport, { filedBroker, series }: SourceRequest): boolean {
  const broker = raw.broker.text.replace(/\s+/gu, " ").trim();
  return broker === filedBroker && (raw.series === undefined || raw.series === series);
}

/** As plain data for the other process: without the brokers' sentences, which are most of a report's bytes, and with
 * what classes of a parser only compute. */
function withoutTexts(raw: RawReport): RawReport {
  return {
    ...raw,
    months: raw.months.map(({ at, year, month, sections }) => ({
      at,
      year,
      month,
      sections: sections.map(({ section, at, mix, mixAt, venues }) => ({
        section,
        at,
        mix,
        mixAt,
        venues: venues.map(({ at, name, mic, mpid, figures, figuresAt, originPosition }) => ({
          at,
          name,
          mic,
          mpid,
          materialAspects: null,
          figures,
          figuresAt,
          originPosition,
        })),
      })),
    })),
  };
}
