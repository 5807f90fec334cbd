import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readAnswers } from "@/app/_answer/read-answers";
import { centsOf, inOrder, placeAmong } from "@/app/calculator/order-question";
import { rateByOrderType, rateSentence } from "@/charts/rates-by-order-type";
import { filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { orderReading } from "@/report/order-reading";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { CASES, FIGURES_2025Q3, noFilings } from "../support/filings";
import { printedFigures } from "../support/printed-figures";
import { emptyStore, filings, importInto } from "../support/store-with-filings";

const LAST = { year: 2025, quarter: 3 };

/*
 * What real filings say was paid, read by hand off the filed rows: the percentages and rates in the comments.
 */
describe.skipIf(noFilings)("paid nothing (needs ../shared)", () => {
  beforeAll(async () => {
    await importInto(emptyStore(), [
      ...readdirSync(FIGURES_2025Q3)
        .filter((name) => name.endsWith(".csv"))
        .map(printedFigures),
      path.join(CASES, "c_paid_nothing_for_most.xml"),
      path.join(CASES, "d_types_add_up_by_venue.xml"),
      ...filings("xml", "IBKR_606a_2022_Q1"),
      ...filings("xml", "APEX-2022Q1"),
    ]);
  });

  const read = (broker: string, section: Section, orderType: OrderType, quarter = LAST) => {
    const [row] = rates(
      filters({ broker: [broker], section: [section], orderType: [orderType], from: quarter, to: quarter }),
      [],
    );
    if (!row) throw new Error(`nothing of ${broker}`);
    return { ...orderReading(row), usd: row.payment_usd };
  };

  test("Fidelity, S&P 500, market: nothing for 97.8 %, though under 0.1 % were filed at −14.57", () => {
    const found = read("fidelity-brokerage-services", "sp500", "market");
    expect(found).toMatchObject({ kind: "paid_nothing", cents: 0, usd: -564 });
    expect(found.nothing).toBeCloseTo(97.8, 1);
    expect(found.paidRate).toBeCloseTo(-14.57, 2);
  });

  test("Fidelity, S&P 500, non-marketable limit: 21.9 % nothing; the rate is of the 76.8 % that are paid", () => {
    const found = read("fidelity-brokerage-services", "sp500", "non_marketable_limit");
    expect(found).toMatchObject({ kind: "paid", isApart: true });
    expect(found.nothing).toBeCloseTo(21.9, 1);
    expect((found.coverage ?? 0) - (found.nothing ?? 0)).toBeCloseTo(76.8, 1);
    expect(found.paidRate).toBeCloseTo(31.73, 2);
    // 31.73 × 76.8 ÷ 98.7
    expect(found.cents).toBeCloseTo(24.7, 1);
  });

  test("Edward Jones: nothing for 98 % of its market orders in S&P 500 stocks", () => {
    const found = read("edward-jones", "sp500", "market");
    expect(found).toMatchObject({ kind: "paid_nothing", cents: 0, paidRate: null, usd: 0 });
    expect(found.nothing).toBeCloseTo(98, 1);
  });

  test("Interactive Brokers 2022 Q1: 61.5 % of marketable limit orders are spoken for, of market orders 2.3 %", () => {
    const quarter = { year: 2022, quarter: 1 };
    const limit = read("interactive-brokers", "sp500", "marketable_limit", quarter);
    expect(limit.kind).toBe("net_payer");
    expect(limit.coverage).toBeCloseTo(61.5, 1);
    expect(limit.nothing).toBeCloseTo(36.7, 1);
    const market = read("interactive-brokers", "sp500", "market", quarter);
    expect(market).toMatchObject({ kind: "not_enough", cents: null });
    expect(market.coverage).toBeCloseTo(2.3, 1);
  });

  test("Apex 2022 Q1: 59.1 % of market orders rated, 30.9 % blank, which is not paid nothing", () => {
    const found = read("apex-clearing", "sp500", "market", { year: 2022, quarter: 1 });
    expect(found).toMatchObject({ kind: "paid", nothing: 0 });
    expect(found.coverage).toBeCloseTo(59.1, 1);
  });

  test("mostly nothing, made up: 82 % at 31 and 32, 8 % nothing", () => {
    const waiting = read("zero-pier-brokerage", "sp500", "non_marketable_limit");
    expect(waiting.coverage).toBeCloseTo(90, 8);
    expect(waiting.nothing).toBeCloseTo(8, 8);
    // $9,000 at 31 and $6,000 at 32 a month: 31.392, × 82 ÷ 90.
    expect(waiting.cents).toBeCloseTo(28.602, 2);
    expect(read("zero-pier-brokerage", "sp500", "market")).toMatchObject({ kind: "paid_nothing", cents: 0 });
  });

  test("percentages that are no shares of the orders: dollars and rates as filed, no average", () => {
    const found = read("row-wise-options", "options", "non_marketable_limit");
    expect(found).toMatchObject({
      kind: "unknown",
      cents: null,
      coverage: null,
      nothing: null,
      usd: 96_268.47,
    });
    expect(found.paidRate).toBeCloseTo(70.23, 2);
  });

  test("the calculator ranks those paid nothing, at 0", () => {
    const question = { section: "sp500", orderType: "market", size: 100 } as const;
    const { answers } = readAnswers({
      question,
      quarter: LAST,
      broker: null,
      view: { exchanges: "include", asOf: null },
    });
    const ranked = inOrder(answers).flatMap(({ slug, answer }) => {
      const cents = centsOf(answer);
      return cents === null ? [] : [[slug, Math.round(cents)]];
    });
    expect(ranked.slice(0, 2)).toEqual([
      ["robinhood-financial", 51],
      ["sofi-securities", 16],
    ]);
    expect(ranked.slice(-4)).toEqual([
      ["edward-jones", 0],
      ["fidelity-brokerage-services", 0],
      ["velox-clearing", 0],
      ["zero-pier-brokerage", 0],
    ]);
    expect(placeAmong("fidelity-brokerage-services", answers)).toMatchObject({
      place: ranked.length,
      equal: 4,
    });
  });

  test("the broker's page says it and draws it", () => {
    const rows = rates(filters({ broker: ["fidelity-brokerage-services"], from: LAST, to: LAST }), [
      "section",
      "orderType",
    ]);
    expect(rateSentence("Fidelity", "sp500", rows)).toBe(
      "Fidelity was paid nothing for 97.8% of its market orders in S&P 500 stocks, but was paid 24.7 cents for non-marketable limit orders.",
    );
    expect(rateByOrderType(rows, "x")[0]?.bars.map((bar) => bar.text)).toEqual([
      "paid nothing",
      "−0.53 ¢",
      "24.70 ¢",
      "paid nothing",
    ]);
  });
});
