import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleReports } from "@/bench/made-market";
import { DocumentStore } from "@/ingest";
import { figuresHash } from "@/report/figures-hash";
import type { Quarter } from "@/report/quarter";
import type { ReadDocument } from "@/report/read-document";
import type { Report } from "@/report/report";
import { openWriter } from "@/store/write-connection";
import { withdraw } from "@/worker/withdraw";
import { dumpStore } from "../support/dump-store";
import { reportOf, section, wholeQuarter } from "../support/made-store";
import { expectRollupsOfFacts } from "../support/rollups-of-facts";
import { temporaryFolder } from "../support/temporary-folder";

let documents = 0;

function document(report: Report): ReadDocument {
  documents += 1;
  return {
    name: `${documents}.${report.format}`,
    sha256: `sha-${documents}`,
    byteLength: 1,
    format: report.format,
    entry: null,
    reports: [{ report, figures: figuresHash(report), findings: [] }],
    findings: [],
  };
}

/** A store of the documents in this order, what is looked at once per import done after each or after all. */
function storeOf(order: readonly ReadDocument[], reviewEach = false): Database {
  const database = openWriter(`${temporaryFolder()}/store.db`);
  const store = new DocumentStore(database, ".");
  for (const one of order) {
    store.together(() => store.store(one, null));
    if (reviewEach) store.reviewMarket();
  }
  store.reviewMarket();
  return database;
}

/** What a store says but for the list of filed names, whose broker or venue has the name that came first. */
function saidBy(database: Database) {
  const { finding, reports, venue_row, rollup } = dumpStore(database);
  return { finding, reports, venue_row, rollup };
}

const codes = (database: Database) =>
  database
    .prepare<[], [string, string, number]>(
      `SELECT b.name, f.code, r.quarter % 4 + 1 FROM finding f JOIN report r ON r.id = f.report_id
       JOIN broker b ON b.id = r.broker_id
       WHERE f.code NOT IN ('unknown_broker', 'unknown_venue') ORDER BY 1, 2, 3`,
    )
    .raw()
    .all();

const quarter = (number: number): Quarter => ({ year: 2021, quarter: number });

/** Stocks at 10 cents: $20,000 are 20 million shares a month. */
const stocks = (number: number, usd: number, cph: number, more: Partial<Report> = {}) =>
  reportOf(
    "Lane",
    quarter(number),
    wholeQuarter(
      quarter(number),
      section("sp500", ["Northgate", 50, usd, cph], ["Harborview", 50, 20_000, 10]),
    ),
    more,
  );

const options = (broker: string, number: number, cents: number) =>
  reportOf(
    broker,
    quarter(number),
    wholeQuarter(quarter(number), section("options", ["Northgate", 100, 100_000, cents])),
  );

const MADE: readonly ReadDocument[] = [
  stocks(1, 20_000, 10),
  // A tenth of the usual rate: its volume jumps. Filed again with the right one, and once more without a date.
  stocks(2, 20_000, 1, { generatedAt: "2021-07-20T00:00:00Z" }),
  stocks(2, 20_100, 10, { generatedAt: "2021-09-20T00:00:00Z" }),
  stocks(2, 20_200, 10, { generatedAt: null, format: "pdf" }),
  stocks(3, 21_000, 1, { series: "CLRA" }),
  stocks(3, 22_000, 10, { series: "CLRB" }),
  // Counts a contract as one share; most of its peers are of other quarters, before and after.
  options("Scale", 2, 5_000),
  options("One", 1, 50),
  options("Two", 3, 45),
  options("Three", 4, 55),
].map(document);

test("the findings are these", () => {
  expect(codes(storeOf(MADE))).toEqual([
    ["Lane", "several_series", 3],
    ["Lane", "sources_disagree", 2],
    ["Lane", "version_conflict", 2],
    ["Lane", "volume_jump", 3],
    ["Scale", "options_rate_scale", 2],
  ]);
});

test("a store says the same in whatever order its reports came in", () => {
  const expected = saidBy(storeOf(MADE));
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...MADE], { minLength: MADE.length }),
      fc.boolean(),
      (order, reviewEach) => {
        const database = storeOf(order, reviewEach);
        expect(saidBy(database)).toEqual(expected);
        database.close();
      },
    ),
    { numRuns: 60 },
  );
});

test("every order of a misfiled report, its correction and the quarters beside it", () => {
  const few = MADE.slice(0, 4);
  const expected = saidBy(storeOf(few));
  for (const order of permutations(few)) expect(saidBy(storeOf(order, true))).toEqual(expected);
});

test("starter reports in any order", () => {
  const reports = sampleReports(["charles-schwab.csv", "goldman-sachs.csv", "robinhood-securities.csv"]);
  const files = reports.filter((report) => report.quarter.year < 2022).map(document);
  expect(files.length).toBeGreaterThan(6);
  const expected = saidBy(storeOf(files));
  expect(expected.finding?.length).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (order) => {
      expect(saidBy(storeOf(order))).toEqual(expected);
    }),
    { numRuns: 6 },
  );
});

test("a withdrawn report is a neighbour and a peer no more, and is one again when put back", () => {
  const database = storeOf([
    document(stocks(1, 20_000, 10)),
    document(stocks(2, 20_000, 1)),
    document(options("Scale", 2, 5_000)),
    ...["One", "Two", "Three"].map((broker) => document(options(broker, 2, 50))),
  ]);
  const before = saidBy(database).finding;
  const idOf = (broker: string, number: number) =>
    database
      .prepare<[string, number], string>(
        "SELECT public_id FROM report WHERE filed_broker = ? AND quarter % 4 + 1 = ?",
      )
      .pluck()
      .get(broker, number) as string;
  expect(codes(database)).toEqual([
    ["Lane", "volume_jump", 2],
    ["Scale", "options_rate_scale", 2],
  ]);
  const withdrawn = [idOf("Lane", 1), idOf("Two", 2)];
  for (const id of withdrawn) withdraw(database, id, "test", []);
  expect(codes(database)).toEqual([]);
  expectRollupsOfFacts(database);
  for (const id of withdrawn) withdraw(database, id, null, []);
  expect(saidBy(database).finding).toEqual(before);
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}
