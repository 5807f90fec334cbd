import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite, { type Database } from "better-sqlite3";
import { expect, test } from "vitest";
import { DocumentStore } from "@/ingest";
import { MIGRATIONS_DIR, migrate } from "@/store/migrate";
import { openWriter } from "@/store/write-connection";
import { withdraw } from "@/worker/withdraw";
import { expectRollupsOfFacts } from "../support/rollups-of-facts";
import { temporaryFolder } from "../support/temporary-folder";

/*
 * A store as the first released version left it: its migration alone, and reports as that version wrote them, in
 * plain SQL. Opening it with this version must bring all that has been added since, made from those rows.
 */

const FIRST = "20261122082853_first_schema";

/** What the first version wrote: two quarters of one broker, the later in two versions, and another broker's options. */
const ROWS = `
  INSERT INTO broker (id, slug, name, crd, known) VALUES (1, 'lane', 'Lane', NULL, 0), (2, 'pier', 'Pier', '77', 1);
  INSERT INTO venue (id, slug, name, known, kind_equities, kind_options) VALUES
    (1, 'citadel-securities', 'Citadel Securities', 1, 'wholesaler', 'options_market_maker'),
    (2, 'cboe-edgx', 'Cboe EDGX', 1, 'exchange', 'options_exchange');
  INSERT INTO broker_alias VALUES ('lane', 1, 'Lane', 'a filing');
  INSERT INTO venue_alias VALUES ('citadel', 'all', 1, 'Citadel', 'a filing');
  INSERT INTO filed_venue (id, name, mic, mpid, asset_class, venue_id, kind) VALUES
    (1, 'Citadel PRO', '', '', 'equities', 1, 'wholesaler'),
    (2, 'Citadel LITE', '', '', 'equities', 1, 'wholesaler'),
    (3, 'EDGX', 'EDGX', '', 'equities', 2, 'exchange'),
    (4, 'Citadel', '', '', 'options', 1, 'options_market_maker');
  INSERT INTO document (sha256, name, format, bytes, stored_at, completed_at) VALUES
    ('d1', 'lane-q1.xml', 'xml', 10, '2021-05-01T00:00:00Z', '2021-05-01T00:00:00Z'),
    ('d2', 'lane-q2.xml', 'xml', 10, '2021-08-01T00:00:00Z', '2021-08-01T00:00:00Z'),
    ('d3', 'lane-q2-again.xml', 'xml', 10, '2021-09-01T00:00:00Z', '2021-09-01T00:00:00Z'),
    ('d4', 'pier-q2.xml', 'xml', 10, '2021-08-02T00:00:00Z', '2021-08-02T00:00:00Z');
  INSERT INTO report (id, public_id, broker_id, quarter, series, filed_broker, version, generated_at, imported_at, format,
      document_sha256, figures_hash, is_current, withdrawn_at, withdrawn_why, filed_months) VALUES
    (1, '2021Q1-1', 1, 8084, '', 'Lane', 1, '2021-05-01T00:00:00Z', '2021-05-01T00:00:00Z', 'xml', 'd1', 'h1', 1, NULL, NULL, 2),
    (2, '2021Q2-2', 1, 8085, '', 'Lane', 1, '2021-08-01T00:00:00Z', '2021-08-01T00:00:00Z', 'xml', 'd2', 'h2', 1, NULL, NULL, 1),
    (3, '2021Q2-3', 1, 8085, '', 'Lane', 2, '2021-09-01T00:00:00Z', '2021-09-01T00:00:00Z', 'xml', 'd3', 'h3', 0, '2021-09-02T00:00:00Z', 'Another broker''s', 1),
    (4, '2021Q2-4', 2, 8085, '', 'Pier', 1, '2021-08-02T00:00:00Z', '2021-08-02T00:00:00Z', 'xml', 'd4', 'h4', 1, NULL, NULL, 1);
  INSERT INTO report_source VALUES (1, 'd1', 'xml', '2021'), (2, 'd2', 'xml', '2021'), (3, 'd3', 'xml', '2021'), (4, 'd4', 'xml', '2021');
  INSERT INTO report_month VALUES (1, 1), (1, 2), (2, 4), (3, 4), (4, 6);
  INSERT INTO section_summary VALUES
    (1, 1, 'sp500', 100, 100, 0, 0, 0), (1, 2, 'sp500', 100, 100, 0, 0, 0), (2, 4, 'sp500', 100, 100, 0, 0, 0),
    (3, 4, 'sp500', 100, 100, 0, 0, 0), (4, 6, 'options', 100, 50, 0, 0, 50);
  INSERT INTO material_aspects VALUES (1, 'a', 'Pays rebates for orders.'), (2, 'b', 'Charges fees.');
  INSERT INTO venue_row (report_id, month, section, row_number, filed_venue_id, order_pct, market_pct, market_usd, market_cph,
      other_usd, other_cph, material_aspects_id, position, re_reported) VALUES
    (1, 1, 'sp500', 1, 1, 40, 40, 20000, 10, NULL, NULL, 1, 'line 20', 0),
    (1, 1, 'sp500', 2, 2, 10, 10, 5000, 10, NULL, NULL, 1, 'line 30', 0),
    (1, 1, 'sp500', 3, 3, 50, 50, -300, -30, NULL, NULL, 2, 'line 40', 0),
    (1, 2, 'sp500', 1, 1, 50, 50, 21000, 10, NULL, NULL, 1, 'line 60', 0),
    (2, 4, 'sp500', 1, 1, 50, 50, 25000, 1, NULL, NULL, 1, 'line 20', 0),
    (2, 4, 'sp500', 2, 3, 50, 50, -310, -30, NULL, NULL, NULL, 'line 30', 1),
    (3, 4, 'sp500', 1, 1, 50, 50, 25000, 11, NULL, NULL, 1, 'line 20', 0),
    (4, 6, 'options', 1, 4, 100, 100, 4000, 40, 12.5, NULL, NULL, 'line 20', 0);
  INSERT INTO finding (report_id, code, severity, message, file) VALUES
    (1, 'unknown_broker', 'note', 'Lane is not known.', 'lane-q1.xml');`;

function firstStore(): { file: string; database: Database } {
  const folder = temporaryFolder();
  const file = path.join(folder, "store.db");
  const database = new SQLite(file);
  // As the first version applied it, recorded in Prisma's table: only what comes after it is due.
  const sql = readFileSync(path.join(MIGRATIONS_DIR, FIRST, "migration.sql"), "utf8");
  const migrations = path.join(folder, "migrations");
  writeMigration(migrations, sql);
  expect(migrate(database, migrations)).toEqual([FIRST]);
  return { file, database };
}

function writeMigration(folder: string, sql: string): void {
  mkdirSync(path.join(folder, FIRST), { recursive: true });
  writeFileSync(path.join(folder, FIRST, "migration.sql"), sql);
}

function expectWhole(database: Database): void {
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(database.pragma("foreign_key_check")).toEqual([]);
  // Rollups, sums of venues and volumes, each counted again from the rows.
  expectRollupsOfFacts(database);
}

const rows = (database: Database, sql: string) => database.prepare(sql).raw().all();

test("a store of the first version with reports in it is brought up to date, and is whole", () => {
  const { file, database: old } = firstStore();
  old.exec(ROWS);
  const before = rows(old, "SELECT * FROM venue_row");
  old.close();

  const database = openWriter(file);
  expectWhole(database);
  expect(rows(database, "SELECT * FROM venue_row")).toEqual(before);
  expect(rows(database, "SELECT migration_name FROM _prisma_migrations ORDER BY 1")).toEqual(
    readdirSync(MIGRATIONS_DIR, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => [entry.name])
      .sort(),
  );

  // $20,000 + $5,000 at 10 ¢ are 25 million shares, $300 at 30 ¢ one hundred thousand; February 21 million.
  expect(
    rows(
      database,
      "SELECT market_usd, market_shares FROM market_rollup WHERE venues = 'all' AND section = 'all' AND month = 0 AND quarter = 8084",
    ),
  ).toEqual([[45_700, 46_100_000]]);
  expect(rows(database, "SELECT market_usd, re_reported FROM rollup WHERE report_id = 2 ORDER BY 2")).toEqual(
    [
      [24_690, "in"],
      [-310, "only"],
      [25_000, "out"],
    ],
  );
  expect(
    rows(database, "SELECT rowid FROM material_aspects_fts WHERE material_aspects_fts MATCH 'rebate'"),
  ).toEqual([[1]]);
  expect(rows(database, "SELECT * FROM report_text ORDER BY 1, 2")).toEqual([
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 1],
  ]);
  expect(rows(database, "SELECT what, name, after FROM correction")).toEqual([
    ["withdrawn", "2021Q2-3", "Another broker's"],
  ]);
  database.close();
});

test("an old store that was brought up to date is written to as a new one", () => {
  const { file, database: old } = firstStore();
  old.exec(ROWS);
  old.close();
  const database = openWriter(file);
  // Its quarters wait for the comparisons of this version.
  expect(rows(database, "SELECT key FROM meta WHERE key LIKE 'review%' ORDER BY 1")).toEqual([
    ["review 8084"],
    ["review 8085"],
  ]);
  new DocumentStore(database, temporaryFolder()).reviewMarket();
  // The withdrawn version with the right rate counts again, and is withdrawn again: only then a volume stands out.
  withdraw(database, "2021Q2-3", null, []);
  expect(rows(database, "SELECT id FROM report WHERE is_current = 1 ORDER BY 1")).toEqual([[1], [3], [4]]);
  const jumps = () => rows(database, "SELECT report_id, position FROM finding WHERE code = 'volume_jump'");
  expect(jumps()).toEqual([]);
  withdraw(database, "2021Q2-3", "Another broker's", []);
  expect(jumps()).toEqual([[2, "line 20"]]);
  expectWhole(database);
  database.close();
});

test("an empty store of the first version too", () => {
  const { file, database: old } = firstStore();
  old.close();
  const database = openWriter(file);
  expectWhole(database);
  expect(rows(database, "SELECT count(*) FROM report")).toEqual([[0]]);
  database.close();
});
