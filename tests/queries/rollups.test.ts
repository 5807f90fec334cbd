import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIMENSIONS, type Dimension, type Filters, filters, TIME_GRAINS } from "@/queries/filters";
import { rollupSource } from "@/queries/rollup-source";
import { iterateSums, type SumRow, sumRows } from "@/queries/sums";
import { EVERYTHING } from "@/queries/window";
import { anyFilters } from "../support/any-filters";
import { market } from "../support/made-market";

const anyDimensions: fc.Arbitrary<Dimension[]> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...DIMENSIONS.filter((one) => !TIME_GRAINS.includes(one as never))), {
      maxLength: 3,
    }),
    fc.option(fc.constantFrom(...TIME_GRAINS), { nil: null }),
  )
  .map(([others, grain]) => (grain ? [...others, grain] : others));

function expectEqual(actual: readonly SumRow[], expected: readonly SumRow[]): void {
  expect(actual.map(({ keys, reports, types }) => ({ keys, reports, types }))).toEqual(
    expected.map(({ keys, reports, types }) => ({ keys, reports, types })),
  );
  for (const [i, row] of expected.entries()) {
    for (const [j, sums] of row.sums.entries()) {
      for (const [name, value] of Object.entries(sums)) {
        const own = actual[i]?.sums[j]?.[name as keyof typeof sums] ?? null;
        if (value === null || own === null) expect([name, own]).toEqual([name, value]);
        else expect(Math.abs(own - value), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }
    }
  }
}

function tableOf(source: ReturnType<typeof rollupSource>) {
  if (source === null) return "facts";
  if (source.from.includes("venue_rollup")) return "venues";
  if (source.from.startsWith("market")) return "market";
  return source.together ? "reportsTogether" : "reports";
}

test("rollups and facts give the same sums, whatever is asked for", () => {
  const used = { market: 0, reports: 0, reportsTogether: 0, venues: 0, facts: 0 };
  for (let seed = 1; seed <= 5; seed += 1) {
    market(seed);
    fc.assert(
      fc.property(anyFilters(), anyDimensions, (chosen, by) => {
        const source = rollupSource(chosen, by);
        used[tableOf(source)] += 1;
        const all = sumRows(chosen, by);
        expectEqual(all, sumRows(chosen, by, EVERYTHING, "facts"));
        expect([...iterateSums(chosen, by)]).toEqual(all);
        // A part of the groups is sorted by the database, all of them are not.
        expect(sumRows(chosen, by, { limit: 5, offset: 1 })).toEqual(all.slice(1, 6));
      }),
      { numRuns: 100 },
    );
  }
  // About fifteen at the least: that a table is not asked at all does not happen by chance.
  for (const [table, count] of Object.entries(used)) expect(count, table).toBeGreaterThan(0);
});

describe("the smallest table that tells apart what is asked for", () => {
  test.each<[string, Dimension[], Partial<Filters>, "market_rollup" | "rollup" | "venue_rollup" | "facts"]>([
    ["the market over time", ["section", "orderType", "quarter"], {}, "market_rollup"],
    ["its months", ["month"], {}, "market_rollup"],
    ["one month", ["section"], { month: { year: 2021, month: 2 } }, "market_rollup"],
    ["without exchanges", ["quarter"], { exchanges: "exclude" }, "market_rollup"],
    ["kinds", ["venueKind", "year"], {}, "market_rollup"],
    ["one venue over time", ["quarter"], { venue: ["inside"] }, "market_rollup"],
    ["all venues", ["venue"], {}, "market_rollup"],
    ["brokers in one section", ["broker"], { section: ["sp500"] }, "rollup"],
    ["as known on a day", ["quarter"], { asOf: "2021-06-15" }, "rollup"],
    ["brokers by venue", ["broker", "venue"], {}, "venue_rollup"],
    ["brokers without exchanges", ["broker"], { exchanges: "exclude" }, "venue_rollup"],
    ["two venues together", ["quarter"], { venue: ["inside", "wholesale"] }, "venue_rollup"],
    ["a venue's order types by broker", ["broker", "orderType"], { venue: ["inside"] }, "facts"],
    ["a broker's months", ["month"], { broker: ["one"] }, "facts"],
    ["two sections that are not the first", ["quarter"], { section: ["sp500", "options"] }, "rollup"],
  ])("%s", (_, by, some, table) => {
    market(1);
    const from = rollupSource(filters(some), by)?.from ?? "facts";
    expect(` ${from}`.includes(` ${table} t`) || from === table, from).toBe(true);
  });

  test("rollups that are behind the facts are not used", () => {
    const { database } = market(1);
    database.exec("INSERT INTO stale_rollup VALUES (8084, 1)");
    expect(rollupSource(filters(), ["quarter"])?.from).toContain("rollup t ON");
    database.exec("UPDATE stale_rollup SET what = 2");
    expect(rollupSource(filters(), ["quarter"])).toBeNull();
  });
});
