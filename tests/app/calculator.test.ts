import { describe, expect, test } from "vitest";
import {
  answerOf,
  type BrokerAnswer,
  centsOf,
  inOrder,
  type OrderAnswer,
  type OrderQuestion,
  placeAmong,
} from "@/app/calculator/order-question";
import {
  amountInText,
  dollarsOfCents,
  oneSuchOrder,
  orderSentence,
  placeSentence,
} from "@/app/calculator/order-sentences";

const MARKET: OrderQuestion = { section: "sp500", orderType: "market", size: 100 };

/** Robinhood Securities 2022 Q1, S&P 500, market orders: 606-HOOD-2022Q1.xml. */
const ROBINHOOD = {
  payment_usd: 2_574_554.13,
  cents_per_100_shares: 94.864,
  order_coverage: 100,
  paid_nothing_pct: 0.92,
  order_average_cents_per_100_shares: 93.991,
};
/** Interactive Brokers 2022 Q1, S&P 500, market orders: IBKR_606a_2022_Q1.xml. */
const INTERACTIVE = {
  payment_usd: -143,
  cents_per_100_shares: -4.003,
  order_coverage: 2.25,
  paid_nothing_pct: 0,
  order_average_cents_per_100_shares: -3.814,
};
/** Fidelity 2025 Q3, S&P 500, market orders and non-marketable limit orders. */
const FIDELITY = {
  payment_usd: -564,
  cents_per_100_shares: -14.567,
  order_coverage: 97.81,
  paid_nothing_pct: 97.807,
  order_average_cents_per_100_shares: -0.0005,
};
const FIDELITY_WAITING = {
  payment_usd: 1_766_979,
  cents_per_100_shares: 31.731,
  order_coverage: 98.703,
  paid_nothing_pct: 21.857,
  order_average_cents_per_100_shares: 24.704,
};
/** Wholly made up: the report's percentages are no shares of its orders. */
const UNUSABLE = {
  payment_usd: 145.83,
  cents_per_100_shares: 15.595,
  order_coverage: null,
  paid_nothing_pct: null,
  order_average_cents_per_100_shares: null,
};

describe("what a broker was paid for an order", () => {
  test.each<
    [string, Parameters<typeof answerOf>[0], Pick<OrderQuestion, "section" | "size">, string, number | null]
  >([
    ["Robinhood, 100 shares: 0.9 % were paid nothing", ROBINHOOD, MARKET, "paid", 93.991],
    ["Robinhood, 1 share", ROBINHOOD, { ...MARKET, size: 1 }, "paid", 0.93991],
    [
      "options: cents per contract times contracts",
      ROBINHOOD,
      { section: "options", size: 3 },
      "paid",
      281.973,
    ],
    ["Fidelity, market orders: nothing, not −14.57", FIDELITY, MARKET, "paid_nothing", 0],
    ["Fidelity, limit orders that wait", FIDELITY_WAITING, MARKET, "paid", 24.704],
    ["Interactive Brokers: 2.3 % of the orders", INTERACTIVE, MARKET, "not_enough", null],
    ["half of the orders is enough", { ...INTERACTIVE, order_coverage: 50 }, MARKET, "net_payer", -3.814],
    ["percentages that are no shares of the orders", UNUSABLE, MARKET, "unknown", null],
    [
      "zero dollars filed at every venue",
      { ...FIDELITY, payment_usd: 0, cents_per_100_shares: null, order_average_cents_per_100_shares: 0 },
      MARKET,
      "paid_nothing",
      0,
    ],
    [
      "dollars without a rate",
      {
        payment_usd: 5,
        cents_per_100_shares: null,
        order_coverage: 0,
        paid_nothing_pct: 0,
        order_average_cents_per_100_shares: null,
      },
      MARKET,
      "not_enough",
      null,
    ],
    ["all blank", { ...UNUSABLE, payment_usd: null, cents_per_100_shares: null }, MARKET, "not_filed", null],
  ])("%s", (_, row, question, kind, cents) => {
    const answer = answerOf(row, true, question);
    expect(answer.kind).toBe(kind);
    const found = centsOf(answer);
    if (cents === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(cents, 8);
  });

  test("a report without such orders; no report: never zero", () => {
    expect(answerOf(undefined, true, MARKET)).toEqual({ kind: "no_orders" });
    expect(answerOf(undefined, false, MARKET)).toEqual({ kind: "no_report" });
  });
});

describe("in words", () => {
  const said = (row: Parameters<typeof answerOf>[0], question: Partial<OrderQuestion> = {}) => {
    const asked = { ...MARKET, ...question };
    return orderSentence("A", "2022 Q1", asked, answerOf(row, true, asked));
  };

  test.each<[string, Parameters<typeof answerOf>[0], Partial<OrderQuestion>, string]>([
    [
      "nearly all were paid",
      ROBINHOOD,
      {},
      "A was paid 94.0 cents ($0.94) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1.",
    ],
    [
      "paid nothing",
      FIDELITY,
      {},
      "A was paid nothing for 97.8% of its market orders in S&P 500 stocks in 2022 Q1: 0 cents ($0.00) on average for a market order for 100 shares of an S&P 500 stock.",
    ],
    [
      "paid nothing for some",
      FIDELITY_WAITING,
      { orderType: "non_marketable_limit" },
      "A was paid 24.7 cents ($0.25) on average for a non-marketable limit order for 100 shares of an S&P 500 stock in 2022 Q1, nothing for 21.9% of them. The orders that money was paid for brought 31.7 cents per 100 shares.",
    ],
    [
      "not enough filed",
      INTERACTIVE,
      {},
      "Not enough filed: A says of 2.3% of its market orders in S&P 500 stocks in 2022 Q1 what it was paid, too few to say it of one.",
    ],
    [
      "a net payer",
      { ...INTERACTIVE, order_coverage: 80 },
      {},
      "A paid 3.8 cents ($0.04) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1, mostly exchange fees.",
    ],
    [
      "unusable percentages",
      UNUSABLE,
      { section: "options", size: 1 },
      "What A was paid for an average order is unknown: its report for 2022 Q1 does not say, in venue percentages that can be used, for how many of its market orders in options it was paid. The orders that money was paid for brought 15.6 cents per contract.",
    ],
    [
      "no such orders",
      undefined,
      { section: "options" },
      "A’s report for 2022 Q1 lists no venue for market orders in options.",
    ],
    [
      "blank",
      { ...UNUSABLE, payment_usd: null, cents_per_100_shares: null },
      {},
      "A filed no payment for market orders in S&P 500 stocks in 2022 Q1: the figures are blank, not zero.",
    ],
  ])("%s", (_, row, question, sentence) => {
    expect(said(row, question)).toBe(sentence);
  });

  test("no report", () => {
    expect(orderSentence("A", "2022 Q1", MARKET, { kind: "no_report" })).toBe(
      "No report of A for 2022 Q1 is stored here. That is not zero: nothing is known.",
    );
  });

  test.each([
    [{ section: "sp500", orderType: "market", size: 1 }, "a market order for 1 share of an S&P 500 stock"],
    [
      { section: "options", orderType: "non_marketable_limit", size: 1_500 },
      "a non-marketable limit order for 1,500 option contracts",
    ],
  ] as const)("%j is %s", (question, words) => {
    expect(oneSuchOrder(question)).toBe(words);
  });

  test.each([
    [94.86, "94.9 cents ($0.95)"],
    [0.9486, "0.9 cents ($0.0095)"],
    [1.02, "1.0 cent ($0.01)"],
    [0.0312, "less than 0.1 cents ($0.00031)"],
    [1_500, "1,500.0 cents ($15.00)"],
    [0, "0 cents ($0.00)"],
  ])("%d cents are %s", (cents, words) => {
    expect(amountInText(cents)).toBe(words);
  });

  test.each([
    [-400.3, "−$4.00"],
    [null, "–"],
    [123_456.7, "$1,234.57"],
  ])("dollars of %s cents: %s", (cents, words) => {
    expect(dollarsOfCents(cents)).toBe(words);
  });
});

describe("beside other brokers", () => {
  const broker = (name: string, answer: OrderAnswer): BrokerAnswer => ({
    slug: name.toLowerCase(),
    name,
    answer,
  });
  const rate = (cents: number): OrderAnswer =>
    answerOf(
      {
        payment_usd: cents,
        cents_per_100_shares: cents || null,
        order_coverage: 90,
        paid_nothing_pct: cents === 0 ? 90 : 0,
        order_average_cents_per_100_shares: cents,
      },
      true,
      MARKET,
    );
  const BLANK = answerOf({ ...UNUSABLE, payment_usd: null }, true, MARKET);
  const all = [
    broker("Low", rate(-4)),
    broker("Nothing", rate(0)),
    broker("Thin", answerOf(INTERACTIVE, true, MARKET)),
    broker("Top", rate(95)),
    broker("Blank", BLANK),
    broker("Middle", rate(15)),
    broker("Unknown", answerOf(UNUSABLE, true, MARKET)),
  ];

  test("the best paid first, those without an answer last, by name", () => {
    expect(inOrder(all).map((one) => one.name)).toEqual([
      "Top",
      "Middle",
      "Nothing",
      "Low",
      "Blank",
      "Thin",
      "Unknown",
    ]);
  });

  test.each([
    ["top", { place: 1, of: 4 }],
    ["middle", { place: 2, of: 4 }],
    ["nothing", { place: 3, of: 4 }],
    ["low", { place: 4, of: 4 }],
    ["thin", null],
    ["blank", null],
    ["unknown", null],
    ["nobody", null],
  ])("%s is placed %j: nothing is ranked of which too little was filed", (slug, place) => {
    expect(placeAmong(slug, all)).toEqual(
      place && {
        ...place,
        equal: 1,
        better: place.place - 1,
        allPaid: false,
        isNothing: slug === "nothing",
        othersStored: true,
      },
    );
  });

  test("alone it has no place among others; a report that filed too little is stored all the same", () => {
    const own = broker("Own", rate(9));
    const others = (answer: OrderAnswer) => placeAmong("own", [own, broker("Other", answer)])?.othersStored;
    expect(placeAmong("own", [own])?.othersStored).toBe(false);
    expect(others({ kind: "no_report" })).toBe(false);
    expect(others(BLANK)).toBe(true);
  });

  test("equals share a place", () => {
    const four = [broker("A", rate(9)), broker("B", rate(9)), broker("C", rate(2)), broker("D", rate(2))];
    expect(four.map(({ slug }) => placeAmong(slug, four)?.place)).toEqual([1, 1, 4, 4]);
    const same = [broker("A", rate(9)), broker("B", rate(9))];
    expect(same.map(({ slug }) => placeAmong(slug, same)?.place)).toEqual([1, 1]);
  });

  test.each([
    [{ place: 1, of: 3 }, "Of the 3 brokers that filed enough, A was paid the most."],
    [{ place: 1, of: 2 }, "Of the two brokers that filed enough, A was paid more."],
    [{ place: 2, of: 2 }, "Of the two brokers that filed enough, A was paid less."],
    [{ place: 1, of: 2, equal: 2 }, "Of the two brokers that filed enough, both were paid the same."],
    [{ place: 1, of: 4, equal: 4 }, "Of the 4 brokers that filed enough, all were paid the same."],
    [
      { place: 1, of: 3, equal: 2 },
      "Of the 3 brokers that filed enough, A was paid the most (as one other).",
    ],
    [{ place: 1, of: 4, equal: 3 }, "Of the 4 brokers that filed enough, A was paid the most (as 2 others)."],
    [
      { place: 1, of: 2, equal: 2, isNothing: true },
      "Of the two brokers that filed enough, both were paid nothing.",
    ],
    [{ place: 3, of: 3, isNothing: true }, "Of the 3 brokers that filed enough, 2 were paid more."],
    [
      { place: 8, of: 12, equal: 4, better: 7, isNothing: true },
      "Of the 12 brokers that filed enough, 7 were paid more, and 3 others were paid nothing too.",
    ],
    [{ place: 1, of: 2, allPaid: true }, "Of the two brokers that filed enough, A paid less."],
    [{ place: 2, of: 2, allPaid: true }, "Of the two brokers that filed enough, A paid more."],
    [{ place: 2, of: 3, allPaid: true }, "Of the 3 brokers that filed enough, A paid the 2nd least."],
    [
      { place: 1, of: 2, equal: 2, allPaid: true },
      "Of the two brokers that filed enough, both paid the same.",
    ],
    [{ place: 3, of: 3 }, "Of the 3 brokers that filed enough, A was paid the least."],
    [{ place: 2, of: 3 }, "Of the 3 brokers that filed enough, A was paid the 2nd most."],
    [{ place: 12, of: 30 }, "Of the 30 brokers that filed enough, A was paid the 12th most."],
    [{ place: 1, of: 1 }, "No other stored broker filed enough for such orders in that quarter."],
    [
      { place: 1, of: 1, othersStored: false },
      "No report of another broker for that quarter is stored here.",
    ],
    [null, null],
  ])("%j: %s", (place, sentence) => {
    const rest = { equal: 1, better: 2, allPaid: false, isNothing: false, othersStored: true };
    expect(placeSentence("A", place && { ...rest, ...place })).toBe(sentence);
  });
});
