import type { Database } from "better-sqlite3";
import { expect, test } from "vitest";
import { DocumentStore } from "@/ingest";
import { figuresHash } from "@/report/figures-hash";
import type { ReadDocument } from "@/report/read-document";
import { openWriter } from "@/store/write-connection";
import { reportOf, section, wholeQuarter } from "../../support/made-store";
import { temporaryFolder } from "../../support/temporary-folder";

const QUARTER = { year: 2021, quarter: 1 };

/** Five brokers' options rates, cents per contract: the last counts a contract as one share. */
const DOCUMENTS = [50, 45, 55, 60, 5_000].map((cents, i): ReadDocument => {
  const venue = ["Citadel Securities", 100, 100_000, cents] as const;
  const report = reportOf(`Broker ${i}`, QUARTER, wholeQuarter(QUARTER, section("options", venue)));
  const one = { report, figures: figuresHash(report), findings: [] };
  return {
    name: `${i}.xml`,
    sha256: `sha-${i}`,
    byteLength: 1,
    format: "xml",
    entry: null,
    reports: [one],
    findings: [],
  };
});

function importAll(database: Database): DocumentStore {
  const store = new DocumentStore(database, temporaryFolder());
  store.together(() => {
    for (const document of DOCUMENTS) store.store(document, null);
  });
  return store;
}

const flagged = (database: Database) =>
  database.prepare("SELECT file FROM finding WHERE code = 'options_rate_scale'").pluck().all();

test("an import that was killed before its last check is checked by the next, though all in it are duplicates", () => {
  const file = `${temporaryFolder()}/store.db`;
  // As a kill leaves it: every report is committed, and nothing was done after that.
  const killed = openWriter(file);
  importAll(killed);
  expect(flagged(killed)).toEqual([]);
  killed.close();

  const database = openWriter(file);
  importAll(database).reviewMarket();
  expect(flagged(database)).toEqual(["4.xml"]);
  expect(database.prepare("SELECT key FROM meta WHERE key LIKE 'review%'").all()).toEqual([]);
});

test("an import that is rolled back leaves nothing to check", () => {
  const database = openWriter(`${temporaryFolder()}/store.db`);
  const store = new DocumentStore(database, temporaryFolder());
  expect(() =>
    store.together(() => {
      for (const document of DOCUMENTS) store.store(document, null);
      throw new Error("disk full");
    }),
  ).toThrow("disk full");
  expect(database.prepare("SELECT key FROM meta WHERE key LIKE 'review%'").all()).toEqual([]);
});
