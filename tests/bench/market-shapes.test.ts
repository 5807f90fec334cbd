import { existsSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { expect, test } from "vitest";
import { marketShapes } from "@/bench/market-shapes";
import { BROKERS, copyStore, marketFile, marketStore, QUARTERS } from "@/bench/market-store";
import { quarterIndex } from "@/report/quarter";
import type { Report } from "@/report/report";
import { temporaryFolder } from "../support/temporary-folder";

const quarters = Array.from({ length: QUARTERS }, (_, index) => marketShapes(index));

const rowsOf = (report: Report) =>
  report.months.flatMap(({ sections }) => sections).reduce((sum, { venues }) => sum + venues.length, 0);

test("a made broker's neighbouring quarters are a real broker's, or the same one", () => {
  const apart = new Set<number>();
  for (const [index, before] of quarters.slice(0, -1).entries()) {
    for (const [broker, report] of before.entries()) {
      const next = quarters[index + 1]?.[broker] as Report;
      expect(next.filedBroker).toBe(report.filedBroker);
      apart.add(quarterIndex(next.quarter) - quarterIndex(report.quarter));
    }
  }
  expect([...apart].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
});

test("there and back: Goldman's two quarters, and Schwab's eight", () => {
  const filed = (broker: number) =>
    quarters.slice(0, 17).map((reports) => {
      const { year, quarter } = (reports[broker] as Report).quarter;
      return `${year % 100}Q${quarter}`;
    });
  expect(filed(1).slice(0, 6)).toEqual(["20Q1", "20Q2", "20Q2", "20Q1", "20Q1", "20Q2"]);
  const schwab = ["20Q1", "20Q2", "20Q3", "20Q4", "21Q1", "21Q2", "21Q3", "21Q4"];
  expect(filed(0)).toEqual([...schwab, ...schwab.toReversed(), "20Q1"]);
  // The next who files as Schwab is a quarter ahead.
  expect(filed(4)).toEqual([...filed(0).slice(1), "20Q2"]);
});

test("every quarter is as large as any other, about 2.35 million rows in all", () => {
  const rows = quarters.map((reports) =>
    Array.from({ length: BROKERS }, (_, broker) => rowsOf(reports[broker % reports.length] as Report)).reduce(
      (sum, one) => sum + one,
      0,
    ),
  );
  expect(Math.max(...rows) / Math.min(...rows)).toBeLessThan(1.01);
  const all = rows.reduce((sum, one) => sum + one, 0);
  expect(Math.round(all / 50_000) * 50_000).toBe(2_350_000);
});

test("volumes jump about as often as in the real filings, where 2 reports of 22 have findings", () => {
  const folder = temporaryFolder();
  const file = marketStore(folder, 10, 64);
  expect(file).toBe(marketFile(folder, 10));
  const copy = path.join(folder, "copy.db");
  copyStore(file, copy);
  const database = new SQLite(copy, { readonly: true });
  const count = (sql: string) => database.prepare<[], number>(sql).pluck().get() as number;
  const jumps = count("SELECT count(DISTINCT report_id) FROM finding WHERE code = 'volume_jump'");
  expect(count("SELECT count(*) FROM report")).toBe(640);
  expect(jumps / 640).toBeGreaterThan(0.03);
  expect(jumps / 640).toBeLessThan(0.15);
  // As in a store of filings: nothing else is known to the planner than in the app's.
  expect(count("SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")).toBe(0);
  database.close();
  expect(existsSync(`${file}.partial`)).toBe(false);
});
