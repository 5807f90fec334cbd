import { describe, expect, test } from "vitest";
import {
  answerOf,
  type BrokerAnswer,
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
  cents_per_100_shares: 94.86423422394311,
  rated_share: 1,
  order_coverage: 99.08,
};
/** Interactive Brokers 2022 Q1, S&P 500, market orders: IBKR_606a_2022_Q1.xml. */
const INTERACTIVE = {
  payment_usd: -143,
  cents_per_100_shares: -4.00339951725585,
  rated_share: 1,
  order_coverage: 2.2533333333333334,
};

describe("what a broker was paid for an order", () => {
  test.each<
    [string, Parameters<typeof answerOf>[0], boolean, Pick<OrderQuestion, "section" | "size">, OrderAnswer]
  >([
    [
      "Robinhood, 100 shares",
      ROBINHOOD,
      true,
      MARKET,
      { kind: "rate", cents: 94.86423422394311, rate: 94.86423422394311, coverage: 99.08 },
    ],
    [
      "Robinhood, 1 share",
      ROBINHOOD,
      true,
      { ...MARKET, size: 1 },
      { kind: "rate", cents: 0.9486423422394311, rate: 94.86423422394311, coverage: 99.08 },
    ],
    [
      "options: cents per contract times contracts",
      { ...ROBINHOOD, cents_per_100_shares: 50 },
      true,
      { section: "options", size: 3 },
      { kind: "rate", cents: 150, rate: 50, coverage: 99.08 },
    ],
    [
      "Interactive Brokers: 2.3 % of the orders",
      INTERACTIVE,
      true,
      MARKET,
      { kind: "not_enough", coverage: 2.2533333333333334 },
    ],
    [
      "half of the orders is enough",
      { ...ROBINHOOD, cents_per_100_shares: -4, order_coverage: 50 },
      true,
      MARKET,
      { kind: "rate", cents: -4, rate: -4, coverage: 50 },
    ],
    [
      "no venue shares filed",
      { ...ROBINHOOD, cents_per_100_shares: 20, order_coverage: null },
      true,
      MARKET,
      { kind: "rate", cents: 20, rate: 20, coverage: null },
    ],
    [
      "zero dollars filed at every venue",
      { payment_usd: 0, cents_per_100_shares: null, rated_share: null, order_coverage: 0 },
      true,
      MARKET,
      { kind: "zero" },
    ],
    [
      "dollars without a rate",
      { payment_usd: 5, cents_per_100_shares: null, rated_share: 0, order_coverage: 0 },
      true,
      MARKET,
      { kind: "not_enough", coverage: 0 },
    ],
    [
      "all blank",
      { payment_usd: null, cents_per_100_shares: null, rated_share: null, order_coverage: 0 },
      true,
      MARKET,
      { kind: "blank" },
    ],
    ["a report without such orders", undefined, true, MARKET, { kind: "no_orders" }],
    ["no report: never zero", undefined, false, MARKET, { kind: "no_report" }],
  ])("%s", (_, row, hasReport, question, answer) => {
    expect(answerOf(row, hasReport, question)).toEqual(answer);
  });
});

describe("in words", () => {
  const said = (broker: string, answer: OrderAnswer, question: Partial<OrderQuestion> = {}) =>
    orderSentence(broker, "2022 Q1", { ...MARKET, ...question }, answer);

  test("Robinhood 2022 Q1, 100 shares at the market", () => {
    expect(said("Robinhood", answerOf(ROBINHOOD, true, MARKET))).toBe(
      "Robinhood was paid 94.9 cents ($0.95) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1.",
    );
  });

  test("Interactive Brokers 2022 Q1: not enough filed", () => {
    expect(said("Interactive Brokers", answerOf(INTERACTIVE, true, MARKET))).toBe(
      "Not enough filed: the venues Interactive Brokers filed a rate for got 2.3% of its market orders in S&P 500 stocks in 2022 Q1, too few to say what it was paid for one.",
    );
  });

  test.each<[OrderAnswer, Partial<OrderQuestion>, string]>([
    [
      { kind: "rate", cents: -4.003, rate: -4.003, coverage: 80 },
      {},
      "A paid 4.0 cents ($0.04) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1, mostly exchange fees.",
    ],
    [
      { kind: "rate", cents: 52.1, rate: 52.1, coverage: 80 },
      { section: "options", size: 1, orderType: "marketable_limit" },
      "A was paid 52.1 cents ($0.52) on average for a marketable limit order for 1 option contract in 2022 Q1.",
    ],
    [
      { kind: "rate", cents: 1_234_567, rate: 12, coverage: 80 },
      { section: "non_sp500", size: 10_000, orderType: "other" },
      "A was paid 1,234,567.0 cents ($12,345.67) on average for an order of another kind for 10,000 shares of a stock outside the S&P 500 in 2022 Q1.",
    ],
    [
      { kind: "no_report" },
      {},
      "No report of A for 2022 Q1 is stored here. That is not zero: nothing is known.",
    ],
    [
      { kind: "no_orders" },
      { section: "options" },
      "A’s report for 2022 Q1 lists no venue for market orders in options.",
    ],
    [
      { kind: "blank" },
      {},
      "A filed no payment for market orders in S&P 500 stocks in 2022 Q1: the figures are blank, which is not zero.",
    ],
    [
      { kind: "zero" },
      {},
      "A filed $0 for market orders in S&P 500 stocks in 2022 Q1: none of the venues it lists paid, or was paid.",
    ],
  ])("%j %j", (answer, question, sentence) => {
    expect(said("A", answer, question)).toBe(sentence);
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
  const rate = (cents: number, coverage: number | null = 90): OrderAnswer => ({
    kind: "rate",
    cents,
    rate: cents,
    coverage,
  });
  const all = [
    broker("Low", rate(-4)),
    broker("Thin", { kind: "not_enough", coverage: 2.3 }),
    broker("Top", rate(95)),
    broker("Blank", { kind: "blank" }),
    broker("Middle", rate(15)),
    broker("Unknown", rate(50, null)),
  ];

  test("the best paid first, those without an answer last, by name", () => {
    expect(inOrder(all).map((one) => one.name)).toEqual(["Top", "Unknown", "Middle", "Low", "Blank", "Thin"]);
  });

  test.each([
    ["top", { place: 1, of: 3 }],
    ["middle", { place: 2, of: 3 }],
    ["low", { place: 3, of: 3 }],
    ["thin", null],
    ["blank", null],
    ["unknown", null],
    ["nobody", null],
  ])("%s is placed %j: nothing is ranked of which too little was filed", (slug, place) => {
    expect(placeAmong(slug, all)).toEqual(
      place && { ...place, equal: 1, allPaid: false, othersStored: true },
    );
  });

  test("alone it has no place among others; a report that filed too little is stored all the same", () => {
    const own = broker("Own", rate(9));
    const others = (answer: OrderAnswer) => placeAmong("own", [own, broker("Other", answer)])?.othersStored;
    expect(placeAmong("own", [own])?.othersStored).toBe(false);
    expect(others({ kind: "no_report" })).toBe(false);
    expect(others({ kind: "blank" })).toBe(true);
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
    const rest = { equal: 1, allPaid: false, othersStored: true };
    expect(placeSentence("A", place && { ...rest, ...place })).toBe(sentence);
  });
});
