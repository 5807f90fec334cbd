import fc from "fast-check";
import { expect, test } from "vitest";
import type { MonthReport, SectionReport } from "@/report/report";
import { SECTIONS } from "@/report/sections";
import { openWriter } from "@/store/write-connection";
import { MadeStore, reportOf, section } from "../../support/made-store";
import { expectRollupsOfFacts } from "../../support/rollups-of-facts";

const Q1 = { year: 2021, quarter: 1 };

/** All columns of one row of the market's rollup that are not empty. */
function marketRow(store: MadeStore, where: string) {
  const rows = store.database
    .prepare<[], Record<string, unknown>>(
      `SELECT reports, market_usd AS usd, market_shares AS shares, market_cover AS cover,
         market_orders AS orders FROM market_rollup WHERE ${where}`,
    )
    .all();
  return rows.map((row) => Object.values(row));
}

test("the market by section, month, kind and venue, worked out by hand", () => {
  const store = new MadeStore();
  // $10 at 10 ¢ per 100 shares is 10,000 shares; the exchange was paid $2 at 20 ¢: 1,000 shares.
  const stocks = section("sp500", ["Wholesale", 50, 10, 10], ["Big Exchange", 30, -2, -20]);
  const options = section("options", ["Wholesale", 100, 40, 50]);
  store.save(
    reportOf("One", Q1, [
      { month: 1, sections: [stocks] },
      { month: 2, sections: [stocks, options] },
    ]),
  );
  store.save(reportOf("Two", Q1, [{ month: 2, sections: [options] }]));
  const all = "venues = 'all' AND quarter = 8084";
  expect(marketRow(store, `${all} AND month = 0 AND section = 'sp500'`)).toEqual([[1, 16, 22_000, 160, 2]]);
  expect(marketRow(store, `${all} AND month = 0 AND section = 'equities'`)).toEqual([
    [1, 16, 22_000, 160, 2],
  ]);
  expect(marketRow(store, `${all} AND month = 0 AND section = 'options'`)).toEqual([[2, 80, 16_000, 200, 2]]);
  // One of the two reports is in both sections.
  expect(marketRow(store, `${all} AND month = 0 AND section = 'all'`)).toEqual([[2, 96, 38_000, 360, 4]]);
  expect(marketRow(store, `${all} AND month = 1 AND section = 'sp500'`)).toEqual([[1, 8, 11_000, 80, 1]]);
  expect(marketRow(store, "venues = 'exchange' AND month = 0 AND section = 'sp500'")).toEqual([
    [1, -4, 2_000, 60, 2],
  ]);
  expect(marketRow(store, "venues = 'no_exchanges' AND month = 2 AND section = 'sp500'")).toEqual([
    [1, 10, 10_000, 50, 1],
  ]);
  expect(marketRow(store, "venues = 'venue' AND month = 0 AND section = 'options'")).toEqual([
    [2, 80, 16_000, 200, 2],
  ]);
  expectRollupsOfFacts(store.database);
});

test("where flow is re-reported there are rows without it, with it and of it alone", () => {
  const store = new MadeStore();
  const both = section("sp500", ["Inside", 50, 10, 10], ["Wholesale", 50, 30, 10]);
  const alone = section("sp500", ["Inside", 100, 7, 10]);
  store.save(
    reportOf("One", Q1, [
      { month: 1, sections: [both] },
      { month: 2, sections: [alone] },
    ]),
  );
  store.mark(Q1, [{ broker: "one", venue: "inside", inside: "one", from: null, to: null }]);
  expect(
    store.database
      .prepare("SELECT re_reported, market_usd, market_orders FROM rollup ORDER BY 1")
      .raw()
      .all(),
  ).toEqual([
    ["in", 47, 2],
    ["only", 17, 2],
    ["out", 30, 1],
  ]);
  const all = "venues = 'all' AND section = 'sp500'";
  expect(marketRow(store, `${all} AND month = 0 AND re_reported = 'out'`)).toEqual([[1, 30, 30_000, 50, 1]]);
  expect(marketRow(store, `${all} AND month = 0 AND re_reported = 'in'`)).toEqual([[1, 47, 47_000, 200, 2]]);
  expect(marketRow(store, `${all} AND month = 2 AND re_reported = 'out'`)).toEqual([]);
  expect(marketRow(store, `${all} AND month = 2 AND re_reported = 'in'`)).toEqual([[1, 7, 7_000, 100, 1]]);
  expectRollupsOfFacts(store.database);
});

const figure = (values: readonly number[]) => fc.option(fc.constantFrom(...values), { freq: 3 });
const venueRow = fc.tuple(
  fc.constantFrom("Wholesale", "Other House", "Inside", "Big Exchange", "Small Exchange"),
  figure([0, 20, 33.33]),
  figure([0, 1250.5, -3.25, 700]),
  figure([0, 9.5, -12.25, 0.0833]),
);
const sectionReport = fc
  .tuple(fc.constantFrom(...SECTIONS), fc.array(venueRow, { maxLength: 4 }))
  .map(([name, rows]): SectionReport => section(name, ...rows));
const monthReport = fc
  .tuple(
    fc.constantFrom(1, 2, 3),
    fc.uniqueArray(sectionReport, { selector: (one) => one.section, maxLength: 3 }),
  )
  .map(([month, sections]): MonthReport => ({ month, sections }));
const months = fc.uniqueArray(monthReport, { selector: (one) => one.month, maxLength: 3 });

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      broker: fc.constantFrom("One", "Two", "Three"),
      months,
      day: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ withdraw: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ mark: fc.boolean() }) },
);

test("rollups equal the facts after any imports, new versions, withdrawals and marks", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const store = new MadeStore();
      const ids: string[] = [];
      for (const one of steps) {
        if ("months" in one) {
          const generatedAt = `2021-05-0${one.day}T00:00:00Z`;
          ids.push(store.save(reportOf(one.broker, Q1, one.months, { generatedAt })));
        } else if ("withdraw" in one) {
          const id = ids[one.withdraw % Math.max(1, ids.length)];
          if (id) store.withdraw(id, "test");
        } else {
          const rule = { broker: "one", venue: "inside", inside: "two", from: null, to: null };
          store.together(() => store.mark(Q1, one.mark ? [rule] : []));
        }
        expectRollupsOfFacts(store.database);
      }
      store.database.close();
    }),
    { numRuns: 60 },
  );
});

test("a batch that is rolled back leaves the rollups as they were", () => {
  const store = new MadeStore();
  const january = (usd: number) => [{ month: 1, sections: [section("sp500", ["Wholesale", 50, usd, 10])] }];
  store.save(reportOf("One", Q1, january(1)));
  expect(() =>
    store.together(() => {
      store.save(reportOf("Two", Q1, january(2)));
      throw new Error("stop");
    }),
  ).toThrow("stop");
  expectRollupsOfFacts(store.database);
  store.together(() => {
    store.save(reportOf("Two", Q1, january(2)));
    store.save(reportOf("Three", Q1, january(3)));
  });
  expectRollupsOfFacts(store.database);
  expect(marketRow(store, "venues = 'all' AND month = 0 AND section = 'sp500'")).toEqual([
    [3, 6, 6_000, 150, 3],
  ]);
});

test("rollups that were left behind are made again when the store is opened for writing", () => {
  const store = new MadeStore();
  store.save(reportOf("One", Q1, [{ month: 1, sections: [section("options", ["Wholesale", 50, 1, 10])] }]));
  const { database } = store;
  database.exec("DELETE FROM rollup; DELETE FROM market_rollup; INSERT INTO stale_rollup VALUES (8084, 2)");
  openWriter(database.name).close();
  expectRollupsOfFacts(database);
});
