import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FINDINGS } from "@/report/findings";
import type { FileEvent } from "@/report/import-events";
import { storeProblems } from "../support/store-problems";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";
import { type Damage, several } from "./damage";
import { CSV_DAMAGE, PDF_DAMAGE, XML_DAMAGE, ZIP_DAMAGE } from "./format-damage";
import { CSV_SEEDS, PDF_SEEDS, XML_SEEDS, ZIP_SEEDS } from "./seeds";

/*
 * Damaged files through the whole importer: reading thread with its limits, checks, names, store. In CI the same thousand
 * each time. A long search: FUZZ_SEED=7 FUZZ_TIMES=50 npx vitest run tests/fuzz/parsers.test.ts
 */
const SEED = Number(process.env.FUZZ_SEED ?? 606);
const TIMES = Number(process.env.FUZZ_TIMES ?? 1);

interface Kind {
  readonly format: string;
  readonly seeds: readonly string[];
  readonly damage: fc.Arbitrary<Damage>;
  readonly count: number;
}
const KINDS: readonly Kind[] = [
  { format: "xml", seeds: XML_SEEDS, damage: XML_DAMAGE, count: 300 },
  { format: "csv", seeds: CSV_SEEDS, damage: CSV_DAMAGE, count: 250 },
  { format: "pdf", seeds: PDF_SEEDS, damage: PDF_DAMAGE, count: 120 },
  { format: "zip", seeds: ZIP_SEEDS, damage: ZIP_DAMAGE, count: 300 },
];

/** What is wrong with how a file was answered; null when nothing is. */
function complaint({ outcome, findings }: FileEvent): string | null {
  if (outcome === "rejected" && !findings.some((one) => one.severity === "error"))
    return "refused without a reason";
  if (outcome !== "rejected" && findings.some((one) => one.severity === "error"))
    return "stored in spite of an error";
  for (const { code, message } of findings) {
    if (!(code in FINDINGS)) return `finding ${code} is not in the table`;
    if (message.trim() === "" || message.length > 1000) return `a message of ${message.length} characters`;
    if (/was given up|\[object /.test(message)) return message;
  }
  return findings.length > 500 ? `${findings.length} findings` : null;
}

describe(`damaged files (FUZZ_SEED=${SEED})`, () => {
  test.each(KINDS)(
    "$format: read or refused with a reason, never thrown at, never hung on; the store stays whole",
    async ({ format, seeds, damage, count }) => {
      const folder = temporaryFolder();
      const made = fc.sample(fc.tuple(fc.constantFrom(...seeds), several(damage)), {
        seed: SEED,
        numRuns: count * TIMES,
      });
      const files = made.map(([text, ways], i) => {
        const file = path.join(folder, `${i}.${format}`);
        writeFileSync(
          file,
          ways.reduce((now, one) => one.apply(now), text),
          "latin1",
        );
        return file;
      });
      const store = emptyStore();
      const { events } = await importInto(store, files);
      const told = events.filter((event): event is FileEvent => event.type === "file");
      const complaints = told.flatMap((event) => {
        const wrong = complaint(event);
        return wrong === null ? [] : [`${event.archive ?? event.name}: ${wrong}`];
      });
      for (const [i, file] of files.entries()) {
        const name = path.basename(file);
        if (!told.some((event) => event.name === name || event.archive === name))
          complaints.push(`${name}: no word of it`);
        if (complaints.some((one) => one.startsWith(`${name}:`))) {
          complaints.push(`  ${keep(file)}: ${made[i]?.[1].map(({ what }) => what).join(", then ")}`);
        }
      }
      expect(complaints).toEqual([]);
      expect(new Set(told.map(({ outcome }) => outcome))).toContain("stored");
      expect(storeProblems(store.databaseFile, store.dataDir)).toEqual([]);
    },
    600_000,
  );
});

/** Keeps a file that was answered wrongly beyond the test. */
function keep(file: string): string {
  const folder = path.join(process.env.FUZZ_KEEP ?? temporaryFolder());
  mkdirSync(folder, { recursive: true });
  const kept = path.join(folder, `${SEED}-${path.basename(file)}`);
  writeFileSync(kept, readFileSync(file));
  return kept;
}
