import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { DIMENSIONS, type Dimension, type Filters, filters } from "@/queries/filters";
import { type RateRow, rates } from "@/queries/rates";
import { trace } from "@/queries/trace";
import { type TracedCell, traceCells } from "@/queries/trace-cells";
import { TRACE_METRICS } from "@/queries/trace-parameters";
import { cellState } from "@/report/cell-sums";
import { ORDER_TYPES } from "@/report/order-types";
import { parseMonth, parseQuarter } from "@/report/quarter";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import { noFilings } from "../support/filings";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { measure } from "../support/metrics-of-cells";
import { storeWithFilings } from "../support/store-with-filings";

const Q = (year: number, quarter: number) => ({ year, quarter });
const at = (year: number, quarter: number) => ({ from: Q(year, quarter), to: Q(year, quarter) });

/** The filters that say what a group of `rates` is. */
function narrowed(some: Partial<Filters>, row: RateRow): Filters {
  const quarter = row.quarter === undefined ? null : parseQuarter(row.quarter);
  return filters({
    ...some,
    ...(row.broker_slug !== undefined && { broker: [row.broker_slug] }),
    ...(row.venue_slug !== undefined && { venue: [row.venue_slug] }),
    ...(row.venueKind !== undefined && { venueKind: [row.venueKind] }),
    ...(row.section !== undefined && { section: [row.section] }),
    ...(row.orderType !== undefined && { orderType: [row.orderType] }),
    ...(row.month !== undefined && { month: parseMonth(row.month) }),
    ...(quarter && { from: quarter, to: quarter }),
    ...(row.year !== undefined && { from: Q(row.year, 1), to: Q(row.year, 4) }),
  });
}

function expectClose(a: number | null, b: number | null, what: string, tolerance = 1e-9): void {
  if (a === null || b === null) expect(a, what).toBe(b);
  else
    expect(Math.abs(a - b), `${what}: ${a} and ${b}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(b)),
    );
}

/** The trace of a group gives its figures, and the cells it lists give them again. */
function expectTraced(some: Partial<Filters>, row: RateRow): void {
  const scope = narrowed(some, row);
  const found = trace(scope);
  const what = JSON.stringify(row);
  expect(found.reports, what).toBe(row.reports);
  for (const key of [
    "payment_usd",
    "cents_per_100_shares",
    "implied_shares",
    "rated_share",
    "order_coverage",
    "paid_nothing_pct",
    "order_average_cents_per_100_shares",
  ] as const)
    expectClose(found[key], row[key], `${key} of ${what}`);

  const filed = traceCells(scope, { metric: "payment", cells: "counted" });
  const rated = traceCells(scope, { metric: "rate", cells: "counted" });
  const again = measure(
    filed.map(({ payment_usd, cents_per_100_shares }) => ({ usd: payment_usd, cph: cents_per_100_shares })),
  );
  expectClose(again.paymentUsd, row.payment_usd, `payment of the cells of ${what}`, 0.0051);
  expectClose(again.centsPer100Shares, row.cents_per_100_shares, `rate of the cells of ${what}`);
  expectClose(again.impliedShares, row.implied_shares, `volume of the cells of ${what}`);
  expectClose(again.ratedShare, row.rated_share, `rated share of the cells of ${what}`);
  expectClose(total(rated, "implied_shares"), row.implied_shares, `implied shares of the cells of ${what}`);
  const { rated_pct, paid_nothing_pct, orders } = found.sums;
  const covered = traceCells(scope, { metric: "order_coverage", cells: "counted" });
  const nothing = traceCells(scope, { metric: "paid_nothing", cells: "counted" });
  expectClose(total(rated, "venue_pct"), rated_pct, `rated orders of the cells of ${what}`);
  expectClose(total(nothing, "venue_pct"), paid_nothing_pct, `unpaid orders of the cells of ${what}`);
  const sum = total(covered, "venue_pct");
  if (rated_pct !== null && orders > 0)
    expectClose((sum ?? 0) / orders, row.order_coverage, `order coverage of ${what}`);

  const left = traceCells(scope, { metric: "rate", cells: "left_out" });
  const count = (list: readonly TracedCell[], state: string) =>
    list.filter((cell) => cell.state === state).length;
  for (const { state, cells } of found.cells) {
    if (state !== "blank") expect(count([...rated, ...left], state), `${state} of ${what}`).toBe(cells);
  }
}

function total(cells: readonly TracedCell[], key: "implied_shares" | "venue_pct"): number | null {
  const values = cells.flatMap((cell) => cell[key] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

describe.skipIf(noFilings)("traces give the figures of rates (needs ../shared/filings)", () => {
  beforeAll(async () => {
    await storeWithFilings();
  });

  const some = <T>(values: readonly T[], most: number) => fc.subarray([...values], { maxLength: most });
  const time = fc.constantFrom<readonly Dimension[]>([], ["month"], ["quarter"], ["year"]);
  const dimensions = DIMENSIONS.filter((one) => !["month", "quarter", "year"].includes(one));
  const view = fc.record({
    by: fc.tuple(some(dimensions, 3), time).map(([a, b]) => [...a, ...b]),
    filters: fc.record({
      broker: some(["charles-schwab", "robinhood-securities", "firstrade-securities", "apex-clearing"], 2),
      venueKind: some(VENUE_KINDS, 3),
      section: some(SECTIONS, 2),
      orderType: some(ORDER_TYPES, 2),
      exchanges: fc.constantFrom("include" as const, "exclude" as const),
      reReported: fc.constantFrom("include" as const, "exclude" as const),
      asOf: fc.constantFrom(null, "2021-11-10", "2022-05-01"),
    }),
  });

  test("whatever the dimensions and filters", () => {
    fc.assert(
      fc.property(view, fc.nat(), ({ by, filters: chosen }, pick) => {
        const rows = rates(filters(chosen), by);
        // One group of each view: a view can have thousands.
        const row = rows[pick % Math.max(1, rows.length)];
        if (row) expectTraced(chosen, row);
      }),
      { numRuns: 150, seed: 606 },
    );
  });

  test("every group of some views", () => {
    for (const by of [["broker", "section", "orderType"], ["broker", "quarter"], ["venueKind"]] as const) {
      for (const row of rates(filters(), by)) expectTraced({}, row);
    }
  });

  // Charles Schwab 2021 Q1, S&P 500, market orders: 606-CHAS-2021Q1.xml; the first of its cells stands on line 25.
  test("Schwab 2021 Q1, S&P 500, market orders: 8.92 cents, of these cells", () => {
    const scope = filters({
      broker: ["charles-schwab"],
      ...at(2021, 1),
      section: ["sp500"],
      orderType: ["market"],
    });
    const found = trace(scope);
    expect(found.cents_per_100_shares).toBeCloseTo(8.92, 2);
    const cells = traceCells(scope, { metric: "rate", cells: "counted" });
    const january = cells.find((cell) => cell.month === "2021-01" && cell.row === 1);
    expect(january).toEqual({
      broker: "Charles Schwab",
      broker_slug: "charles-schwab",
      report_id: expect.stringMatching(/^2021Q1-/),
      quarter: "2021Q1",
      month: "2021-01",
      section: "sp500",
      row: 1,
      venue: "Citadel Securities",
      venue_slug: "citadel-securities",
      filed_venue: "CITADEL SECURITIES LLC",
      orderType: "market",
      payment_usd: 247_709.63,
      cents_per_100_shares: 8.8907,
      venue_pct: 32.91,
      implied_shares: expect.closeTo(278_616_565.6, 0),
      state: "rated",
      source_file: "606-CHAS-2021Q1.xml",
      source_position: "line 18",
      cell: "2021-01-sp500-1-market_usd",
    });
  });

  test("Firstrade 2022 Q1 sends its Apex rows into Apex's report: left out, and said so", () => {
    // None of the filings is Firstrade's of 2022 Q1: no flow is re-reported.
    expect(trace(filters()).re_reported).toEqual([]);
  });
});

const Q1 = Q(2021, 1);

test("each state of a cell, in SQL as in TypeScript, and which cells enter what", () => {
  const pairs: [usd: number | null, cph: number | null][] = [
    [10, 20],
    [-10, -20],
    [5, null],
    [5, 0],
    [5, -1],
    [0, null],
    [0, 0],
    [0, 3],
    [null, 3],
    [null, null],
  ];
  const store = new MadeStore();
  const venues = pairs.map(([usd, cph], i) => [`V${i}`, 10, usd, cph] as const);
  store.save(reportOf("One", Q1, [{ month: 1, sections: [section("sp500", ...venues)] }]));
  const scope = filters({ orderType: ["market"] });
  const all = [
    ...traceCells(scope, { metric: "rate", cells: "counted" }),
    ...traceCells(scope, { metric: "rate", cells: "left_out" }),
  ];
  expect(all).toHaveLength(9);
  for (const cell of all) {
    const [usd, cph] = pairs[cell.row - 1] ?? [];
    expect(cell.state, cell.venue).toBe(cellState({ usd: usd ?? null, cph: cph ?? null }));
  }
  const rows = (cells: readonly TracedCell[]) => cells.map((cell) => cell.row);
  // Zero dollars come last.
  expect(rows(all)).toEqual([1, 2, 3, 4, 5, 9, 6, 7, 8]);
  expect(rows(traceCells(scope, { metric: "payment", cells: "counted" }))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows(traceCells(scope, { metric: "payment", cells: "left_out" }))).toEqual([9]);
  expect(trace(scope)).toMatchObject({
    payment_usd: 15,
    rated_share: 20 / 35,
    sums: {
      usd: 15,
      abs_usd: 35,
      rated_usd: 0,
      rated_abs_usd: 20,
      implied_shares: 10_000,
      rated_pct: 20,
      paid_nothing_pct: 20,
      orders: 1,
    },
    // Of 100 %: 20 rated at 20 and −20 cents, 20 paid nothing.
    order_coverage: 40,
    paid_nothing_pct: 20,
    order_average_cents_per_100_shares: 0,
    cells: [
      { state: "rated", cells: 2, usd: 0 },
      { state: "paid_nothing", cells: 2, usd: 0 },
      { state: "no_rate", cells: 1, usd: 5 },
      { state: "zero_rate", cells: 1, usd: 5 },
      { state: "signs_differ", cells: 1, usd: 5 },
      { state: "zero_dollars", cells: 1, usd: 0 },
      { state: "no_dollars", cells: 1, usd: null },
      { state: "blank", cells: 1, usd: null },
    ],
  });
});

test("the largest come first: by dollars, for coverage by percentage; windows cut anywhere", () => {
  const store = new MadeStore();
  store.save(
    reportOf(
      "One",
      Q1,
      wholeQuarter(Q1, section("sp500", ["A", 5, 1, 10], ["B", 60, -9, -10], ["C", 35, 3, 10])),
    ),
  );
  const names = (metric: (typeof TRACE_METRICS)[number]) =>
    traceCells(filters({ month: { year: 2021, month: 2 } }), { metric, cells: "counted" }).map(
      (cell) => cell.venue,
    );
  expect(names("payment")).toEqual(["B", "C", "A"]);
  expect(names("order_coverage")).toEqual(["B", "C", "A"]);
  const all = traceCells(filters(), { metric: "payment", cells: "counted" });
  expect(all).toHaveLength(9);
  expect(traceCells(filters(), { metric: "payment", cells: "counted" }, { limit: 4, offset: 3 })).toEqual(
    all.slice(3, 7),
  );
});

test("re-reported flow is left out by broker, and counted when asked for", () => {
  const store = new MadeStore();
  for (const broker of ["Big", "Small"]) {
    store.save(
      reportOf(broker, Q1, [
        { month: 1, sections: [section("sp500", ["A", 60, 8, 10], ["B", 40, null, null])] },
      ]),
    );
  }
  store.mark(Q1, [{ broker: "small", venue: null, inside: "big", from: null, to: null }]);
  expect(trace(filters())).toMatchObject({
    payment_usd: 8,
    re_reported: [{ broker: "Small", broker_slug: "small", cells: 1, usd: 8 }],
  });
  expect(trace(filters({ reReported: "include" }))).toMatchObject({ payment_usd: 16, re_reported: [] });
});

test("nothing stored: nothing to trace, and no fault", () => {
  new MadeStore();
  expect(trace(filters())).toMatchObject({
    payment_usd: null,
    cents_per_100_shares: null,
    reports: 0,
    cells: [],
  });
  for (const metric of TRACE_METRICS) expect(traceCells(filters(), { metric, cells: "counted" })).toEqual([]);
  expect(() => trace(filters({ broker: ["nobody"] }))).toThrow('"nobody" is not allowed for "broker"');
});
