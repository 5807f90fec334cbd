import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const src = path.join(root, "src");

/** The import table: folder → project folders it may import, beside itself, `report` and `execution`. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  report: [],
  execution: [],
  "execution/read": ["parse"],
  host: [],
  dictionary: [],
  intake: ["dictionary"],
  parse: ["dictionary"],
  validate: [],
  names: [],
  store: ["store/sums", "store/naming", "host"],
  "store/sums": ["store"],
  "store/reviews": ["store", "store/sums"],
  "store/naming": ["store", "store/sums"],
  "store/execution": ["store", "store/naming"],
  "store/backup": ["store"],
  "ingest.ts": [
    "intake",
    "parse",
    "validate",
    "names",
    "execution/read",
    "store",
    "store/naming",
    "store/reviews",
    "store/execution",
  ],
  queries: ["dictionary", "store", "store/sums", "store/execution", "host"],
  export: ["queries", "dictionary"],
  words: ["queries", "series"],
  series: ["queries"],
  charts: ["names", "queries", "series", "words", "site"],
  drawings: ["series", "words", "site"],
  pictures: ["queries", "charts", "series", "drawings", "site"],
  site: ["queries", "host"],
  forms: ["site"],
  tables: ["queries", "series", "words", "site"],
  app: [
    "dictionary",
    "names",
    "store",
    "queries",
    "export",
    "words",
    "series",
    "charts",
    "drawings",
    "pictures",
    "site",
    "forms",
    "tables",
    "worker",
    "mcp",
    "host",
  ],
  cli: [
    "names",
    "store",
    "store/execution",
    "store/naming",
    "store/backup",
    "worker",
    "mcp",
    "host",
    "bench",
  ],
  bench: [
    "execution/read",
    "parse",
    "validate",
    "names",
    "store",
    "store/naming",
    "store/backup",
    "ingest.ts",
    "queries",
  ],
  worker: [
    "dictionary",
    "intake",
    "names",
    "store",
    "store/naming",
    "store/reviews",
    "store/backup",
    "ingest.ts",
    "queries",
    "export",
    "pictures",
    "host",
  ],
  mcp: ["dictionary", "names", "queries", "site", "host"],
  server: ["store", "worker", "host"],
  // Read by the framework at its start, by this name.
  "instrumentation.ts": ["host"],
};

/** What the subjects are to everything else: reports of rule 606 and of rule 605. */
const EVERYONES = ["report", "execution"];

const FORBIDDEN_FOLDERS = ["utils", "helpers", "services", "types", "lib", "common", "shared"];

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(src, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith("store/client/"));
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(src, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** The part of the table a file or import target belongs to: `store/sums`, `store`, `ingest.ts` … */
function partOf(file: string): string {
  const [first = file, second] = file.split(path.sep);
  if (`${first}/${second}` in MAY_IMPORT) return `${first}/${second}`;
  return first.startsWith("ingest") ? "ingest.ts" : first;
}

/** Every import of one part from another, as "file → target". */
function importsBetween(wanted: (from: string, to: string) => boolean): string[] {
  const found: string[] = [];
  for (const file of sourceFiles()) {
    const from = partOf(file);
    for (const target of importsOf(file)) {
      const inside = target.startsWith("@/")
        ? target.slice(2)
        : target.startsWith(".")
          ? path.relative(src, path.resolve(src, path.dirname(file), target))
          : null;
      if (inside === null) continue;
      if (partOf(inside) !== from && wanted(from, partOf(inside))) found.push(`${file} → ${inside}`);
    }
  }
  return found;
}

test("every import follows the table", () => {
  expect(importsBetween((from, to) => !EVERYONES.includes(to) && !MAY_IMPORT[from]?.includes(to))).toEqual(
    [],
  );
});

test("the table allows nothing that is not done", () => {
  const done = new Set<string>();
  importsBetween((from, to) => done.add(`${from} → ${to}`) && false);
  const allowed = Object.entries(MAY_IMPORT).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
  expect(allowed.filter((one) => !done.has(one))).toEqual([]);
});

test("no barrels, no folders without a subject", () => {
  const files = sourceFiles();
  expect(files.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
  expect(
    files.filter((file) => file.split(path.sep).some((part) => FORBIDDEN_FOLDERS.includes(part))),
  ).toEqual([]);
});

test("every part of the source is in the table", () => {
  const parts = new Set(sourceFiles().map(partOf));
  expect([...parts].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
});

test("the map in CONTRIBUTING names every folder, and none that is not there", () => {
  const rows = readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8").matchAll(/^\| (`.+?) \|/gm);
  const named = [...rows].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+?)\/?`/g)].map(([, name]) => name),
  );
  const folders = Object.keys(MAY_IMPORT).filter((part) => !part.endsWith(".ts"));
  expect(named).toEqual(expect.arrayContaining(folders.map((part) => `src/${part}`)));
  expect(named.filter((name) => !existsSync(path.join(root, name ?? "")))).toEqual([]);
});
