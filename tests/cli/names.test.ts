import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openWriter } from "@/store/write-connection";
import { emptyStore, importInto } from "../support/store-with-filings";

const root = path.resolve(import.meta.dirname, "../..");
let store: ReturnType<typeof emptyStore>;

/** `npm run names -- ARG…` without npm. */
function names(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/names.js", ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, DATA_DIR: store.dataDir, DATABASE_URL: `file:${store.databaseFile}` },
  });
  return { status, out: stdout, err: stderr };
}

beforeAll(async () => {
  store = emptyStore();
  await importInto(store, [path.join(root, "fixtures/sample/firstrade-securities.csv")]);
  // As an older directory had it.
  const database = openWriter(store.databaseFile);
  database.prepare("UPDATE broker SET name = 'Firstrade of old'").run();
  database.prepare("UPDATE meta SET value = 'old' WHERE key = 'names'").run();
  database.close();
});

test("shows what would change, applies it, and then agrees", () => {
  const change = /broker firstrade-securities\n {2}Firstrade of old, .* → Firstrade Securities, /;
  const shown = names();
  expect(shown.status).toBe(0);
  expect(shown.out).toMatch(change);
  expect(shown.out).toContain("Nothing is changed yet");
  expect(names().out).toBe(shown.out);
  const applied = names("--apply");
  expect(applied.out).toMatch(change);
  expect(applied.out).toMatch(/\d+ changes? applied\.\n$/);
  expect(names()).toEqual({ status: 0, out: "The store agrees with the directory of names.\n", err: "" });
});

test("looks for candidates in a quarter or in all", () => {
  expect(names("--candidates", "2020Q2")).toEqual({ status: 0, out: "2020Q2: 0 candidates\n", err: "" });
  expect(names("--candidates").out.trim().split("\n")).toHaveLength(6);
});

test.each([["--nope"], ["2020Q1"], ["--candidates", "2020Q5"], ["--apply", "--candidates"]])(
  "wrong usage: %s %s",
  (...args) => {
    const { status, err } = names(...args);
    expect(status).toBe(2);
    expect(err).toContain("Usage: npm run names");
  },
);
