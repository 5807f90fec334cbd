import { existsSync, renameSync, rmSync } from "node:fs";
import SQLite from "better-sqlite3";
import { VENUE_FIGURES } from "@/report/figures";
import { ORDER_TYPES } from "@/report/order-types";

/** DuckDB on the raw rows, as the yardstick: the connection, and how to ask it. */
export interface Duck {
  readonly version: string;
  /** Runs a query and reads all of its rows. */
  readonly ask: (sql: string) => Promise<number>;
  readonly close: () => void;
}

const FIGURES = VENUE_FIGURES.map((figure) => figure.key);
const KEYS = ["broker", "quarter", "month", "section", "venue"];

/** The venue rows of the store's current reports in a DuckDB file beside it, names written out; kept for the next run. */
export async function duckOf(storeFile: string): Promise<Duck> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const file = `${storeFile}.duckdb`;
  if (!existsSync(file)) {
    const partial = `${file}.partial`;
    rmSync(partial, { force: true });
    const instance = await DuckDBInstance.create(partial);
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE row (broker VARCHAR, quarter INTEGER, month INTEGER, section VARCHAR, venue VARCHAR,
         ${FIGURES.map((name) => `${name} DOUBLE`).join(", ")})`,
    );
    const appender = await connection.createAppender("row");
    const store = new SQLite(storeFile, { readonly: true });
    const rows = store
      .prepare(
        `SELECT b.name, r.quarter, v.month, v.section, e.name, ${FIGURES.map((name) => `v.${name}`).join(", ")}
         FROM report r CROSS JOIN venue_row v ON v.report_id = r.id JOIN broker b ON b.id = r.broker_id
           JOIN filed_venue f ON f.id = v.filed_venue_id JOIN venue e ON e.id = f.venue_id
         WHERE r.is_current = 1 ORDER BY r.quarter, r.id`,
      )
      .raw()
      .iterate() as IterableIterator<(string | number | null)[]>;
    for (const row of rows) {
      for (const [i, value] of row.entries()) {
        if (value === null) appender.appendNull();
        else if (typeof value === "string") appender.appendVarchar(value);
        else if (i < KEYS.length) appender.appendInteger(value);
        else appender.appendDouble(value);
      }
      appender.endRow();
    }
    appender.closeSync();
    store.close();
    await connection.run("CHECKPOINT");
    connection.closeSync();
    instance.closeSync();
    renameSync(partial, file);
  }
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const version = await connection.runAndReadAll("SELECT version()");
  return {
    version: String(version.getRows()[0]?.[0]),
    ask: async (sql) => (await connection.runAndReadAll(sql)).getRows().length,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Payment and rate of all order types together. */
export function duckTotals(): string {
  const rated = (type: string) => `${type}_usd * ${type}_cph > 0`;
  const sum = (of: (type: string) => string) =>
    ORDER_TYPES.map((type) => `coalesce(${of(type)}, 0)`).join(" + ");
  const ratedUsd = sum((type) => `sum(${type}_usd) FILTER (WHERE ${rated(type)})`);
  const shares = sum((type) => `sum(${type}_usd * 10000 / ${type}_cph) FILTER (WHERE ${rated(type)})`);
  return `${sum((type) => `sum(${type}_usd)`)} AS usd, 10000 * (${ratedUsd}) / nullif(${shares}, 0) AS rate, ${shares} AS shares`;
}

/** Payment and rate of each order type, as columns. */
export function duckMeasures(): string {
  return ORDER_TYPES.flatMap((type) => {
    const rated = `FILTER (WHERE ${type}_usd * ${type}_cph > 0)`;
    return [
      `sum(${type}_usd) AS ${type}_usd`,
      `10000 * sum(${type}_usd) ${rated} / sum(${type}_usd * 10000 / ${type}_cph) ${rated} AS ${type}_rate`,
    ];
  }).join(", ");
}
