import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

interface Entry {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly gypfile?: boolean;
}

function entriesOf(file: string): [string, Entry][] {
  const { packages } = JSON.parse(readFileSync(path.join(root, file), "utf8"));
  return Object.entries<Entry>(packages).filter(([place]) => place !== "");
}

describe.each(["package-lock.json", "scripts/node-20/package-lock.json"])("%s", (file) => {
  const entries = entriesOf(file);

  it("has the integrity of every package (node scripts/lock.mjs adds what npm left out)", () => {
    expect(entries.length).toBeGreaterThan(30);
    const without = entries.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
    expect(without.map(([place]) => place)).toEqual([]);
  });

  it("names no registry, so that each machine's own is asked", () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});

test("npm starts no compiler for the ready-made driver (node scripts/lock.mjs says so in the lock)", () => {
  const [, driver] =
    entriesOf("package-lock.json").find(([place]) => place === "node_modules/better-sqlite3") ?? [];
  expect(driver?.gypfile).toBe(false);
});
