import { readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TABLES } from "@/dictionary/tables";
import { openWriter } from "@/store/write-connection";
import { loadPostgres } from "@/worker/load-postgres";
import { withdraw } from "@/worker/withdraw";
import { getJson } from "../support/call-api";
import { ownPostgres, POSTGRES } from "../support/own-postgres";
import { emptyStore, importInto, type TestStore } from "../support/store-with-filings";

test("a database that is not there is named, without its password", async () => {
  emptyStore();
  const load = loadPostgres("postgres://me:secret@127.0.0.1:1/nothing", () => {});
  const error = await load.then(
    () => "loaded",
    (reason: unknown) => String(reason),
  );
  expect(error).toMatch(/PostgreSQL at 127\.0\.0\.1:1\/nothing could not be loaded/);
  expect(error).not.toContain("secret");
});

describe.skipIf(!POSTGRES)("PostgreSQL (needs Debian's postgresql)", () => {
  let url: string;
  let client: pg.Client;
  let store: TestStore;
  beforeAll(async () => {
    const sample = path.resolve("fixtures/sample");
    store = emptyStore();
    const files = readdirSync(sample).filter((name) => name.endsWith(".csv"));
    await importInto({ ...store, maxUploadBytes: 2 ** 30 }, [
      ...files.map((name) => path.join(sample, name)),
      path.resolve("fixtures/starter/execution-2026-08.csv"),
    ]);
    url = await ownPostgres();
    await loadPostgres(url, () => {});
    client = new pg.Client(url);
    await client.connect();
  });
  afterAll(() => client?.end());
  const ask = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;

  test("has every column of /rows, with its type and meaning", async () => {
    const columns = await ask(`SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
        col_description(a.attrelid, a.attnum) AS says
      FROM pg_attribute a WHERE a.attrelid = 'pfof.filed_rows'::regclass AND a.attnum > 0 AND NOT a.attisdropped`);
    expect(columns.map((one) => one.name).sort()).toEqual(TABLES.rows.columns.map(({ name }) => name).sort());
    const usd = columns.find((one) => one.name === "market_usd");
    expect(usd).toMatchObject({ type: "double precision", says: expect.stringContaining("Unit: USD, net") });
    expect(columns.filter((one) => !one.says)).toEqual([]);
  });

  test("counts and sums as the API does", async () => {
    const where = "broker_slug = 'charles-schwab' AND section = 'options' AND year = 2021 AND quarter = 1";
    const [said] = await ask(`SELECT count(*)::int AS n, sum(market_usd) AS usd FROM pfof.filed_rows
      WHERE ${where} AND venue IS NOT NULL`);
    const scope = "broker=charles-schwab&section=options&from=2021Q1&to=2021Q1";
    const { rows } = (await getJson(`/api/v1/rows?${scope}&limit=10000`)).body;
    expect(said?.n).toBe((rows as { venue: string | null }[]).filter((row) => row.venue !== null).length);
    const rates = (await getJson(`/api/v1/rates?${scope}&orderType=market&reReported=include`)).body.rows;
    expect(said?.usd).toBeCloseTo(rates[0].payment_usd, 2);
    const [execution] = await ask(
      "SELECT count(*)::int AS n FROM pfof.execution_rows WHERE reporter = 'BATS'",
    );
    const bats = (await getJson("/api/v1/execution?reporter=BATS&limit=10000")).body.rows as unknown[];
    expect(execution?.n).toBe(bats.length);
  });

  test("texts come as filed, line breaks, tabs and backslashes too", async () => {
    const { rows } = (await getJson("/api/v1/rows?broker=charles-schwab&from=2021Q1&to=2021Q1&limit=10000"))
      .body;
    const texts = (all: readonly Record<string, unknown>[]) =>
      [...new Set(all.map((row) => row.material_aspects))].sort();
    const stored = await ask(
      "SELECT material_aspects FROM pfof.filed_rows WHERE broker_slug = 'charles-schwab' AND year = 2021 AND quarter = 1",
    );
    expect(texts(stored)).toEqual(texts(rows as Record<string, unknown>[]));
  });

  test("again it changes nothing; a quarter that changed is replaced, one that is no more removed", async () => {
    const count = async () => (await ask("SELECT count(*)::int AS n FROM pfof.filed_rows"))[0]?.n;
    const before = await count();
    expect(await loadPostgres(url, () => {})).toMatchObject({ loaded: [], removed: 0 });
    expect(await count()).toBe(before);

    const database = openWriter(store.databaseFile);
    const ids = database
      .prepare("SELECT public_id FROM report WHERE quarter = 2020 * 4 + 1 AND is_current = 1")
      .pluck()
      .all() as string[];
    const [first = "", ...others] = ids;
    withdraw(database, first, "A test.", []);
    expect((await loadPostgres(url, () => {})).loaded).toEqual(["606 2020Q2"]);
    expect(await ask(`SELECT 1 FROM pfof.filed_rows WHERE report_id = '${first}'`)).toEqual([]);
    for (const id of others) withdraw(database, id, "A test.", []);
    expect(await loadPostgres(url, () => {})).toMatchObject({ loaded: [], removed: 1 });
    for (const id of ids) withdraw(database, id, null, []);
    database.close();
    await loadPostgres(url, () => {});
    expect(await count()).toBe(before);
  });

  test("a load that fails leaves what was", async () => {
    await client.query(
      "ALTER TABLE pfof.published ADD CONSTRAINT full_disk CHECK (year <> 2021 OR rows < 0) NOT VALID",
    );
    await client.query("UPDATE pfof.published SET state = 'other' WHERE year = 2020");
    await client.query("DELETE FROM pfof.published WHERE year = 2021 AND quarter = 1");
    const [before] = await ask("SELECT count(*)::int AS n, sum(market_usd) AS usd FROM pfof.filed_rows");
    await expect(loadPostgres(url, () => {})).rejects.toThrow(/full_disk.*Nothing in it was changed/);
    expect(await ask("SELECT count(*)::int AS n, sum(market_usd) AS usd FROM pfof.filed_rows")).toEqual([
      before,
    ]);
  });
});
