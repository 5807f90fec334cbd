import { expect, test } from "vitest";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filters } from "@/queries/filters";
import { quarterTable } from "@/queries/quarter-table";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };
const stocks = (usd: number, cph: number) => section("non_sp500", ["Wholesale", 90, usd, cph]);
const options = (usd: number, cph: number) => section("options", ["Wholesale", 80, usd, cph]);

/** Steady and Half were there in Q1 and Q2 (Half with two months of Q2), Gone only in Q1, New only in Q2. */
function market(): MadeStore {
  const store = new MadeStore();
  store.save(reportOf("Steady", Q1, wholeQuarter(Q1, stocks(100, 10), options(50, 50))));
  store.save(reportOf("Steady", Q2, wholeQuarter(Q2, stocks(150, 12), options(40, 40))));
  store.save(reportOf("Half", Q1, wholeQuarter(Q1, stocks(10, 10))));
  store.save(reportOf("Half", Q2, wholeQuarter(Q2, stocks(10, 10)).slice(0, 2)));
  store.save(reportOf("Gone", Q1, wholeQuarter(Q1, stocks(1, 10))));
  store.save(reportOf("New", Q2, wholeQuarter(Q2, stocks(1000, 10))));
  return store;
}

test("one broker: payments, rates, volumes, and growth of each", () => {
  market();
  const { rows } = quarterTable(Q2, filters());
  expect(rows.map((row) => row.broker)).toEqual(["New", "Steady", "Half"]);
  expect(rows[1]).toEqual({
    broker: "Steady",
    broker_slug: "steady",
    complete: true,
    reports: 1,
    payment_usd: 570,
    equities_usd: 450,
    options_usd: 120,
    equities_cents_per_100_shares: 12,
    options_cents_per_contract: 40,
    // $450 × 10,000 ÷ 12; $120 × 10,000 ÷ 40 shares are 300 contracts.
    equities_implied_shares: 375_000,
    options_implied_contracts: 300,
    equities_order_coverage: 90,
    options_order_coverage: 80,
    equities_paid_nothing_pct: 0,
    options_paid_nothing_pct: 0,
    re_reported_usd: null,
    // Q1: $450 in all, $300 at 10 ¢ (300,000 shares), $150 at 50 ¢ (300 contracts).
    payment_growth: expect.closeTo(26.6667, 4),
    equities_growth: 50,
    options_growth: -20,
    equities_rate_growth: 20,
    options_rate_growth: -20,
    equities_volume_growth: 25,
    options_volume_growth: 0,
  });
});

test("no growth for a broker that entered, or lacks a month", () => {
  market();
  const { rows } = quarterTable(Q2, filters());
  for (const row of [rows[0], rows[2]]) {
    expect(row).toMatchObject({ payment_growth: null, equities_rate_growth: null });
  }
  expect(rows[2]).toMatchObject({ broker: "Half", complete: false, payment_usd: 20 });
});

test("the total counts all, its growth like with like, and says with whom", () => {
  market();
  const { total, like_for_like } = quarterTable(Q2, filters());
  expect(total).toMatchObject({
    broker: "3 brokers of a sample",
    broker_slug: null,
    complete: false,
    reports: 3,
    payment_usd: 3590,
    payment_growth: expect.closeTo(26.6667, 4),
  });
  const name = (broker: string) => ({ broker, broker_slug: broker.toLowerCase() });
  expect(like_for_like).toEqual({
    brokers: [name("Steady")],
    entered: [name("New")],
    missing: [name("Gone")],
    incomplete: [name("Half")],
    payment_usd: 570,
    previous_payment_usd: 450,
  });
});

test("the first quarter stored has no growth", () => {
  market();
  const { total, like_for_like } = quarterTable(Q1, filters());
  expect(total).toMatchObject({ payment_usd: 483, payment_growth: null, equities_volume_growth: null });
  expect(like_for_like).toMatchObject({ brokers: [], payment_usd: null, previous_payment_usd: null });
  expect(like_for_like.entered).toHaveLength(3);
});

test("a quarter without reports is an empty table", () => {
  market();
  const table = quarterTable({ year: 2030, quarter: 4 }, filters());
  expect(table).toMatchObject({ rows: [], total: { payment_usd: null, reports: 0, complete: false } });
});

test("what is left out as re-reported is said beside", () => {
  const store = market();
  store.mark(Q2, [{ broker: "steady", venue: null, inside: "new", from: null, to: null }]);
  const { rows, total } = quarterTable(Q2, filters());
  expect(total).toMatchObject({ payment_usd: 3020, re_reported_usd: 570 });
  expect(rows.find((row) => row.broker === "Steady")).toMatchObject({
    payment_usd: null,
    re_reported_usd: 570,
    payment_growth: null,
  });
  expect(quarterTable(Q2, filters({ reReported: "include" })).total).toMatchObject({
    payment_usd: 3590,
    re_reported_usd: null,
  });
});

test("filters narrow the table", () => {
  market();
  expect(quarterTable(Q2, filters({ broker: ["steady", "gone"] }))).toMatchObject({
    rows: [{ broker: "Steady" }],
    total: { payment_usd: 570 },
    like_for_like: { missing: [{ broker_slug: "gone" }] },
  });
  expect(quarterTable(Q2, filters({ section: ["options"] })).total).toMatchObject({
    payment_usd: 120,
    equities_usd: null,
  });
});

test("months of several reports: the one with the fewest decides, one that says nothing does not", () => {
  const store = new MadeStore();
  store.save(reportOf("One", Q1, wholeQuarter(Q1, stocks(1, 1))));
  store.save(reportOf("One", Q1, [], { series: "EMPTY" }));
  store.save(reportOf("Two", Q1, wholeQuarter(Q1, stocks(2, 1))));
  store.save(reportOf("Two", Q1, wholeQuarter(Q1, stocks(3, 1)).slice(1), { series: "X" }));
  store.save(reportOf("Three", Q1, []));
  expect(brokerQuarters().map((one) => [one.broker, one.filed_months, one.complete, one.reports])).toEqual([
    ["One", 3, true, 2],
    ["Three", 0, false, 1],
    ["Two", 2, false, 2],
  ]);
});
