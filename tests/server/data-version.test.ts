import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, expect, it, vi } from "vitest";
import { dataVersion } from "@/server/data-version";

const folder = mkdtempSync(path.join(os.tmpdir(), "data-version-"));
afterEach(() => vi.restoreAllMocks());

it("changes when another connection commits, and only then", () => {
  const file = path.join(folder, "store.db");
  const writer = new SQLite(file);
  writer.pragma("journal_mode = WAL");
  writer.exec("CREATE TABLE t (a)");
  const reader = new SQLite(file, { readonly: true });
  const version = dataVersion(() => reader);
  const first = version();
  expect(first).not.toBeNull();
  expect(version()).toBe(first);
  reader.prepare("SELECT * FROM t").all();
  expect(version()).toBe(first);

  writer.exec("BEGIN; INSERT INTO t VALUES (1)");
  expect(version()).toBe(first);
  writer.exec("COMMIT");
  const second = version();
  expect(second).not.toBe(first);
  expect(version()).toBe(second);

  writer.exec("BEGIN; INSERT INTO t VALUES (2); ROLLBACK");
  expect(version()).toBe(second);
  writer.close();
  reader.close();
  rmSync(folder, { recursive: true });
});

it("is null while the store cannot be read, and says so once", () => {
  const lines = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const version = dataVersion(() => {
    throw new Error("no such file");
  });
  expect(version()).toBeNull();
  expect(version()).toBeNull();
  expect(lines).toHaveBeenCalledTimes(1);
  expect(String(lines.mock.calls[0]?.[0])).toContain("no such file");
});
