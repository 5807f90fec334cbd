import { describe, expect, it } from "vitest";
import type { BrokerPart } from "@/queries/broker-parts";
import { absoluteSeries, growthSeries, indexedSeries, measured, partOf } from "@/series/comparable-series";

function part(broker: string, period: string, usd: number | null, complete = true): BrokerPart {
  // 10 cents for every 100 shares.
  const shares = usd === null ? null : usd * 1000;
  return { broker, period, usd, ratedUsd: usd, shares, complete };
}

const PERIODS = ["2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1"];

/** A is there for four quarters, B enters small and then large, C alone has the last. */
const PARTS = [
  part("a", "2021Q1", 100),
  part("a", "2021Q2", 120),
  part("b", "2021Q2", 5),
  part("a", "2021Q3", 60),
  part("b", "2021Q3", 140),
  part("a", "2021Q4", 90),
  part("b", "2021Q4", 60),
  part("c", "2022Q1", 70),
];

describe("absoluteSeries", () => {
  it("joins two quarters only where the same brokers are most of both", () => {
    const values = new Map(PERIODS.map((period, i) => [period, [100, 125, 200, 150, 70][i] ?? null]));
    expect(absoluteSeries(PERIODS, values, PARTS)).toEqual({
      values: [100, 125, 200, 150, 70],
      // Q2: A is 96 % of it; Q3: A and B are in both; 2022 Q1: nobody is.
      joined: [false, true, true, true, false],
    });
  });

  it("does not join to a quarter without all its months, nor over a gap", () => {
    const parts = [part("a", "2021Q1", 100), part("a", "2021Q2", 30, false), part("a", "2021Q4", 100)];
    const values = new Map<string, number | null>([
      ["2021Q1", 100],
      ["2021Q2", 30],
      ["2021Q4", 100],
    ]);
    expect(absoluteSeries(PERIODS, values, parts)).toEqual({
      values: [100, 30, null, 100, null],
      joined: [false, false, false, false, false],
    });
  });

  it("follows months too", () => {
    const parts = [part("a", "2021-01", 1), part("a", "2021-02", 2)];
    const values = new Map([
      ["2021-01", 1],
      ["2021-02", 2],
    ]);
    expect(absoluteSeries(["2021-01", "2021-02"], values, parts).joined).toEqual([false, true]);
  });
});

describe("growthSeries", () => {
  it("counts the brokers of both quarters", () => {
    // Q2: A 100 → 120; Q3: A and B 125 → 200; Q4: 200 → 150.
    expect(growthSeries(PERIODS, PARTS, "dollars").values).toEqual([null, 20, 60, -25, null]);
  });

  it("is null against nothing and signed against a net payer", () => {
    const parts = [
      part("a", "2021Q1", -100),
      part("a", "2021Q2", -50),
      part("a", "2021Q3", 0),
      part("a", "2021Q4", 5),
    ];
    expect(growthSeries(PERIODS, parts, "dollars").values).toEqual([null, 50, 100, null, null]);
  });

  it("takes rates from sums", () => {
    const parts: BrokerPart[] = [
      { broker: "a", period: "2021Q1", usd: 10, ratedUsd: 10, shares: 100_000, complete: true },
      { broker: "b", period: "2021Q1", usd: 30, ratedUsd: 30, shares: 100_000, complete: true },
      { broker: "a", period: "2021Q2", usd: 10, ratedUsd: 10, shares: 100_000, complete: true },
      { broker: "b", period: "2021Q2", usd: 90, ratedUsd: 90, shares: 300_000, complete: true },
    ];
    // $40 over 200,000 shares is 2 ¢ per 100; $100 over 400,000 is 2.5 ¢.
    expect(growthSeries(["2021Q1", "2021Q2"], parts, "rate").values).toEqual([null, 25]);
    expect(growthSeries(["2021Q1", "2021Q2"], parts, "volume").values).toEqual([null, 100]);
  });
});

describe("indexedSeries", () => {
  it("starts at 100, grows by what can be compared, and starts again where nothing can", () => {
    const { values, joined } = indexedSeries(PERIODS, PARTS, "dollars");
    expect(values.map((value) => value && Math.round(value))).toEqual([100, 120, 192, 144, 100]);
    expect(joined).toEqual([false, true, true, true, false]);
  });

  it("has no value for a net payer", () => {
    const parts = [part("a", "2021Q1", -100), part("a", "2021Q2", 50)];
    expect(indexedSeries(["2021Q1", "2021Q2"], parts, "dollars").values).toEqual([null, 100]);
  });
});

describe("measured", () => {
  const row = {
    payment_usd: 5,
    cents_per_100_shares: 8,
    implied_shares: 600,
    order_coverage: 80,
    paid_nothing_pct: 10,
    order_average_cents_per_100_shares: 7,
  };
  it.each([
    ["dollars", "options", 5],
    ["rate", "options", 8],
    ["volume", "options", 6],
    ["volume", "equities", 600],
  ] as const)("%s of %s", (measure, asset, value) => {
    expect(measured(row, measure, asset)).toBe(value);
  });
  it("leaves out a rate that speaks for under half of the orders", () => {
    expect(measured({ ...row, order_coverage: 2.3 }, "rate", "equities")).toBeNull();
    expect(measured({ ...row, order_coverage: 2.3 }, "dollars", "equities")).toBe(5);
  });
  it("is 0 where orders are paid nothing, whatever a few of them brought", () => {
    const nothing = { order_coverage: 98, paid_nothing_pct: 97.9, order_average_cents_per_100_shares: -0.01 };
    expect(measured({ ...row, cents_per_100_shares: -14.5, ...nothing }, "rate", "equities")).toBe(0);
  });
  it("keeps blank as null", () => {
    const blank = { ...row, payment_usd: null, cents_per_100_shares: null, implied_shares: null };
    expect(measured(blank, "volume", "options")).toBeNull();
  });
});

describe("partOf", () => {
  it("gets the rated dollars back from rate and shares", () => {
    const row = {
      broker_slug: "a",
      payment_usd: 12,
      cents_per_100_shares: 10,
      implied_shares: 100_000,
      rated_share: 0.9,
      order_coverage: null,
      paid_nothing_pct: null,
      order_average_cents_per_100_shares: null,
      reports: 1,
    };
    expect(partOf(row, "2021Q1", true)).toEqual({
      broker: "a",
      period: "2021Q1",
      usd: 12,
      ratedUsd: 100,
      shares: 100_000,
      complete: true,
    });
    expect(
      partOf({ ...row, cents_per_100_shares: null, implied_shares: null }, "2021Q1", true),
    ).toMatchObject({
      ratedUsd: null,
      shares: null,
    });
  });
});
