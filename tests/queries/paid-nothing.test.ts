import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Filters, filters } from "@/queries/filters";
import { type RateRow, rates } from "@/queries/rates";
import { trace } from "@/queries/trace";
import { CASES, noFilings } from "../support/filings";
import { printedFigures } from "../support/printed-figures";
import { emptyStore, importInto, storeWithFilings } from "../support/store-with-filings";

const SP500 = { section: ["sp500"] } as const;

/** Coverage, paid nothing and average for an order, by order type. */
function ofOrders(some: Partial<Filters>): Record<string, readonly (string | null)[]> {
  // Without the sign of what is rounded to zero.
  const shown = (value: number | null) => value?.toFixed(1).replace("-0.0", "0.0") ?? null;
  return Object.fromEntries(
    rates(filters(some), ["orderType"]).map((row) => [
      row.orderType,
      [row.order_coverage, row.paid_nothing_pct, row.order_average_cents_per_100_shares].map(shown),
    ]),
  );
}

describe.skipIf(noFilings)("what is filed of orders (needs ../shared)", () => {
  describe("2025 Q3, from printed figures", () => {
    beforeAll(async () => {
      const { summary } = await importInto(emptyStore(), ["7784.csv", "250-EDJO.csv"].map(printedFigures));
      expect(summary).toMatchObject({ stored: 2, rejected: 0 });
    });

    test("Fidelity is paid nothing for 97.8 % of its S&P 500 market orders, 24.7 cents for a non-marketable limit order", () => {
      const found = ofOrders({ broker: ["7784"], ...SP500 });
      expect(found.market).toEqual(["97.8", "97.8", "0.0"]);
      expect(found.non_marketable_limit).toEqual(["98.7", "21.9", "24.7"]);
    });

    test("its rate of paid flow stays what it was: weighted by shares, over the rated cells", () => {
      const { cents_per_100_shares: rate } = row({ broker: ["7784"], ...SP500, orderType: ["market"] });
      expect(rate?.toFixed(1)).toBe("-14.6");
      expect(
        row({
          broker: ["7784"],
          ...SP500,
          orderType: ["non_marketable_limit"],
        }).cents_per_100_shares?.toFixed(2),
      ).toBe("31.73");
    });

    test("Edward Jones is paid nothing for 98 %", () => {
      const { paid_nothing_pct, payment_usd } = row({ broker: ["250"], ...SP500, orderType: ["market"] });
      expect(paid_nothing_pct).toBeGreaterThan(97.5);
      expect(payment_usd).toBe(0);
    });
  });

  describe("2022 Q1, from the filings", () => {
    beforeAll(async () => {
      await storeWithFilings();
    });
    const Q1 = { from: { year: 2022, quarter: 1 }, to: { year: 2022, quarter: 1 } };

    test("Interactive Brokers: marketable limit 24.8 % rated and 36.7 % zero, market orders 2.3 %", () => {
      const found = ofOrders({ broker: ["interactive-brokers"], ...Q1, ...SP500 });
      expect(found.marketable_limit?.slice(0, 2)).toEqual(["61.5", "36.7"]);
      expect(found.market?.slice(0, 2)).toEqual(["2.3", "0.0"]);
    });

    test("Apex: 59.1 % rated, the rest blank", () => {
      expect(ofOrders({ broker: ["apex-clearing"], ...Q1, ...SP500 }).market?.slice(0, 2)).toEqual([
        "59.1",
        "0.0",
      ]);
    });
  });

  describe("made-up cases", () => {
    const imported = async (name: string) => {
      const { summary } = await importInto(emptyStore(), [path.join(CASES, name)]);
      expect(summary.stored).toBe(1);
    };

    test("c: paid nothing for 97.8 % of market orders; non-marketable limit 82 % rated, 8 % nothing", async () => {
      await imported("c_paid_nothing_for_most.xml");
      const found = ofOrders({});
      expect(found.market).toEqual(["97.8", "97.8", "0.0"]);
      expect(found.non_marketable_limit?.slice(0, 2)).toEqual(["90.0", "8.0"]);
    });

    test.each(["d_types_add_up_by_venue.xml", "282000_606_NMS_2025_Q3_V1.xml"])(
      "%s: percentages that are no shares of the orders are used for nothing; dollars and rates are",
      async (name) => {
        await imported(name);
        const all = row({});
        expect(all.payment_usd).not.toBeNull();
        const unknown = {
          order_coverage: null,
          paid_nothing_pct: null,
          order_average_cents_per_100_shares: null,
        };
        expect(all).toMatchObject(unknown);
        expect(trace(filters({}))).toMatchObject({
          ...unknown,
          sums: { rated_pct: null, paid_nothing_pct: null, orders: 0 },
        });
        for (const by of [["broker", "venue"], ["month"], ["orderType"], ["section", "quarter"]] as const) {
          for (const one of rates(filters({}), by)) expect(one).toMatchObject(unknown);
        }
      },
    );

    test("such a report leaves the figures of a group to the others", async () => {
      await importInto(emptyStore(), [
        path.join(CASES, "c_paid_nothing_for_most.xml"),
        path.join(CASES, "282000_606_NMS_2025_Q3_V1.xml"),
      ]);
      const market = (some: Partial<Filters>) => ofOrders({ ...some, ...SP500 }).market;
      const [c] = rates(filters({}), ["broker"]).filter((one) => one.order_coverage !== null);
      expect(market({})).toEqual(market({ broker: [c?.broker_slug ?? ""] }));
    });
  });
});

function row(some: Partial<Filters>): RateRow {
  return rates(filters(some), [])[0] as RateRow;
}
