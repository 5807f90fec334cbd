import { expect, test } from "vitest";
import { type Dimension, type Filters, filters } from "@/queries/filters";
import { iterateRates, rateColumns, rates } from "@/queries/rates";
import { MadeStore, reportOf, section } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const NONE = {
  payment_usd: null,
  cents_per_100_shares: null,
  implied_shares: null,
  rated_share: null,
};

/** One report, one month: what the market orders of a section give. */
function marketOf(...venues: Parameters<typeof section>[1][]) {
  const store = new MadeStore();
  store.save(reportOf("One", Q1, [{ month: 1, sections: [section("sp500", ...venues)] }]));
  const [row] = rates(filters({ orderType: ["market"] }), []);
  return row;
}

test("two rated venues: the rate is weighted by shares, not a mean of rates", () => {
  // $100 at 10 ¢ per 100 shares is 100,000 shares; $300 at 20 ¢ is 150,000.
  expect(marketOf(["A", 30, 100, 10], ["B", 50, 300, 20])).toEqual({
    payment_usd: 400,
    cents_per_100_shares: 16,
    implied_shares: 250_000,
    rated_share: 1,
    order_coverage: 80,
    paid_nothing_pct: 0,
    order_average_cents_per_100_shares: 16,
    reports: 1,
  });
});

const UNCOVERED = { order_coverage: 0, paid_nothing_pct: 0, order_average_cents_per_100_shares: null };
const UNKNOWN = { order_coverage: null, paid_nothing_pct: null, order_average_cents_per_100_shares: null };
const UNPAID = { order_coverage: 40, paid_nothing_pct: 40, order_average_cents_per_100_shares: 0 };

test.each([
  ["blank dollars and rate", [40, null, null], { ...NONE, ...UNCOVERED }],
  ["no order, all blank", [null, null, null], { ...NONE, ...UNKNOWN }],
  ["zero dollars, blank rate", [40, 0, null], { ...NONE, payment_usd: 0, ...UNPAID }],
  ["zero dollars, rate zero", [40, 0, 0], { ...NONE, payment_usd: 0, ...UNPAID }],
  ["zero dollars beside a rate", [40, 0, 7], { ...NONE, payment_usd: 0, ...UNCOVERED }],
  ["dollars without a rate", [40, 5, null], { ...NONE, payment_usd: 5, rated_share: 0, ...UNCOVERED }],
  ["dollars with rate zero", [40, 5, 0], { ...NONE, payment_usd: 5, rated_share: 0, ...UNCOVERED }],
  ["a rate without dollars", [40, null, 7], { ...NONE, ...UNCOVERED }],
  ["signs that disagree", [40, -5, 7], { ...NONE, payment_usd: -5, rated_share: 0, ...UNCOVERED }],
  [
    "the broker paid",
    [40, -5, -10],
    {
      payment_usd: -5,
      cents_per_100_shares: -10,
      implied_shares: 5_000,
      rated_share: 1,
      order_coverage: 40,
      paid_nothing_pct: 0,
      order_average_cents_per_100_shares: -10,
    },
  ],
  [
    "a rate without a percentage",
    [null, 5, 10],
    {
      payment_usd: 5,
      cents_per_100_shares: 10,
      implied_shares: 5_000,
      rated_share: 1,
      ...UNKNOWN,
    },
  ],
] as const)("one venue with %s", (_, [pct, usd, cph], expected) => {
  expect(marketOf(["A", pct, usd, cph])).toEqual({ ...expected, reports: 1 });
});

test("the rated share counts absolute dollars: one venue paid, one was paid without a rate", () => {
  expect(marketOf(["A", 50, -30, -10], ["B", 50, 10, null])).toMatchObject({
    payment_usd: -20,
    rated_share: 0.75,
  });
});

test("coverage is a plain mean over the months and sections that have any order", () => {
  const store = new MadeStore();
  store.save(
    reportOf("One", Q1, [
      { month: 1, sections: [section("sp500", ["A", 60, 1, 10], ["B", 40, null, null])] },
      { month: 2, sections: [section("sp500", ["A", 20, 1, 10]), section("options", ["A", 0, 0, null])] },
    ]),
  );
  expect(rates(filters(), [])[0]?.order_coverage).toBe(40);
  // One venue's share of the whole, also where others are left out.
  expect(rates(filters({ venue: ["b"] }), [])[0]?.order_coverage).toBe(0);
  expect(rates(filters(), ["venue"]).map((row) => [row.venue, row.order_coverage])).toEqual([
    ["A", 40],
    ["B", 0],
  ]);
});

test("nothing stored: one row in total, no groups", () => {
  new MadeStore();
  expect(rates(filters(), [])).toEqual([{ ...NONE, ...UNKNOWN, reports: 0 }]);
  expect(rates(filters(), ["broker"])).toEqual([]);
});

function smallMarket(): MadeStore {
  const store = new MadeStore();
  const january = [
    section("sp500", ["Wholesale", 50, 10, 10], ["Big Exchange", 50, -2, -20]),
    section("options", ["Big Exchange", 100, 40, 50]),
  ];
  store.save(reportOf("b Bank", Q1, [{ month: 1, sections: january }]));
  store.save(reportOf("A House", { year: 2020, quarter: 4 }, [{ month: 11, sections: january }]));
  return store;
}

test.each<[Dimension[], Partial<Filters>, unknown[]]>([
  [
    ["broker"],
    {},
    [
      ["A House", "a-house"],
      ["b Bank", "b-bank"],
    ],
  ],
  [
    ["venue"],
    {},
    [
      ["Big Exchange", "big-exchange"],
      ["Wholesale", "wholesale"],
    ],
  ],
  [["venueKind"], {}, [["exchange"], ["options_exchange"], ["wholesaler"]]],
  [["section"], {}, [["sp500"], ["options"]]],
  [["quarter"], {}, [["2020Q4"], ["2021Q1"]]],
  [["month"], {}, [["2020-11"], ["2021-01"]]],
  [["year"], {}, [[2020], [2021]]],
  [["orderType"], { orderType: ["other", "market"] }, [["market"], ["other"]]],
  [
    ["year", "broker"],
    {},
    [
      [2020, "A House", "a-house"],
      [2021, "b Bank", "b-bank"],
    ],
  ],
  [
    ["orderType", "section"],
    { orderType: ["market"], broker: ["a-house"] },
    [
      ["market", "sp500"],
      ["market", "options"],
    ],
  ],
])("by %s: columns and order", (by, some, keys) => {
  smallMarket();
  const rows = rates(filters(some), by);
  expect(rows.map((row) => Object.values(row).slice(0, -8))).toEqual(keys);
  for (const row of rows) expect(Object.keys(row)).toEqual(rateColumns(by));
});

test.each<[string, Partial<Filters>, number | null]>([
  ["everything", {}, 96],
  ["one broker by slug", { broker: ["b-bank"] }, 48],
  ["slugs in any case", { broker: ["B-Bank"] }, 48],
  ["one venue", { venue: ["big-exchange"] }, 76],
  ["a kind of venue", { venueKind: ["options_exchange"] }, 80],
  ["without exchanges", { exchanges: "exclude" }, 20],
  ["a section", { section: ["sp500"] }, 16],
  ["from a quarter", { from: Q1 }, 48],
  ["up to a quarter", { to: { year: 2020, quarter: 4 } }, 48],
  ["a month", { month: { year: 2021, month: 1 } }, 48],
  ["a month of the quarter that was not filed", { month: { year: 2021, month: 2 } }, null],
  ["an order type with blanks only", { orderType: ["other"] }, null],
  ["filters together", { broker: ["b-bank"], section: ["sp500"], exchanges: "exclude" }, 10],
])("payment with %s", (_, some, usd) => {
  smallMarket();
  expect(rates(filters(some), [])[0]?.payment_usd).toBe(usd);
});

test("a CRD number finds its broker", () => {
  const store = new MadeStore();
  store.save(reportOf("One", Q1, [], { crd: "123" }));
  store.save(
    reportOf("Two", Q1, [{ month: 1, sections: [section("sp500", ["A", 1, 7, 7])] }], { crd: "45" }),
  );
  expect(rates(filters({ broker: ["45"] }), [])[0]?.payment_usd).toBe(7);
});

test("a broker or venue that is not stored is refused, not empty", () => {
  smallMarket();
  expect(() => rates(filters({ broker: ["bbank"] }), [])).toThrow('"bbank" is not allowed for "broker"');
  expect(() => rates(filters({ venue: ["x"] }), [])).toThrow('"x" is not allowed for "venue"');
});

test("windows cut anywhere, also within the order types of a group", () => {
  smallMarket();
  const by = ["broker", "orderType"] as const;
  const all = rates(filters(), by);
  expect(all).toHaveLength(8);
  for (const limit of [1, 3, 4, 5]) {
    const pages = [];
    for (let offset = 0; offset < all.length; offset += limit) {
      pages.push(...rates(filters(), by, { limit, offset }));
    }
    expect(pages).toEqual(all);
  }
});

test("re-reported flow counts only when asked for", () => {
  const store = smallMarket();
  store.mark(Q1, [{ broker: "b-bank", venue: "wholesale", inside: "b-bank", from: null, to: null }]);
  expect(rates(filters({ from: Q1 }), [])[0]?.payment_usd).toBe(38);
  expect(rates(filters({ from: Q1, reReported: "include" }), [])[0]?.payment_usd).toBe(48);
});

test("several reports of one broker and quarter are one row of it, and blank cells add nothing", () => {
  const store = new MadeStore();
  const file = (series: string, name: string, ...venues: Parameters<typeof section>[1][]) =>
    store.save(reportOf(name, Q1, [{ month: 1, sections: [section("sp500", ...venues)] }], { series }));
  // $10 at 10 ¢ per 100 shares are 10,000 shares, $20 at 40 ¢ are 5,000.
  file("", "Two", ["A", 100, 10, 10]);
  file("X", "Two", ["A", 100, 20, 40]);
  file("Y", "Two", ["A", 100, null, null]);
  file("", "One", ["A", 100, null, null]);
  const chosen = filters({ from: Q1, to: Q1, section: ["sp500"] });
  const expected = [
    { broker: "One", broker_slug: "one", ...NONE, ...UNCOVERED, reports: 1 },
    {
      broker: "Two",
      broker_slug: "two",
      payment_usd: 30,
      cents_per_100_shares: 20,
      implied_shares: 15_000,
      rated_share: 1,
      order_coverage: 200 / 3,
      paid_nothing_pct: 0,
      order_average_cents_per_100_shares: 20,
      reports: 3,
    },
  ];
  expect(rates(chosen, ["broker"])).toEqual(expected);
  expect([...iterateRates(chosen, ["broker"])]).toEqual(expected);
  expect(rates(chosen, ["broker", "quarter"])).toEqual(
    expected.map(({ broker, broker_slug, ...rest }) => ({ broker, broker_slug, quarter: "2021Q1", ...rest })),
  );
});
