import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const src = path.resolve(import.meta.dirname, "../src");

/** The import table: folder → project folders it may import, beside itself and `report`. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  report: [],
  intake: [],
  parse: [],
  validate: [],
  names: [],
  store: [],
  "ingest.ts": ["intake", "parse", "validate", "names", "store"],
  queries: ["store"],
  export: ["queries"],
  charts: ["queries"],
  components: ["queries", "charts"],
  app: ["ingest.ts", "queries", "export", "charts", "components", "worker", "names", "store"],
  cli: [
    "ingest.ts",
    "names",
    "queries",
    "export",
    "charts",
    "worker",
    "store",
    "parse",
    "validate",
    "intake",
  ],
  worker: ["ingest.ts", "names", "queries", "export", "charts", "store", "intake"],
  server: ["store", "worker"],
  // Read by the framework at its start, by this name.
  "instrumentation.ts": [],
};

const FORBIDDEN_FOLDERS = ["utils", "helpers", "services", "types", "lib", "common"];

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

/** The part of the table a file or import target belongs to: `store`, `ingest.ts` … */
function partOf(file: string): string {
  const first = file.split(path.sep)[0] ?? file;
  return first.startsWith("ingest") ? "ingest.ts" : first;
}

test("every import follows the table", () => {
  const broken: string[] = [];
  for (const file of sourceFiles()) {
    const from = partOf(file);
    for (const target of importsOf(file)) {
      const inside = target.startsWith("@/")
        ? target.slice(2)
        : target.startsWith(".")
          ? path.relative(src, path.resolve(src, path.dirname(file), target))
          : null;
      if (inside === null) continue;
      const to = partOf(inside);
      const allowed = to === from || to === "report" || MAY_IMPORT[from]?.includes(to);
      if (!allowed) broken.push(`${file} → ${inside}`);
    }
  }
  expect(broken).toEqual([]);
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
