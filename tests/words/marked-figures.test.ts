import { describe, expect, test } from "vitest";
import { mixPanels, mixSentence } from "@/charts/order-mix";
import { rankSentence, recipientsSentence } from "@/charts/payments-by-broker";
import { trendSentence } from "@/charts/payments-by-quarter";
import { payersSentence, topVenueSentence } from "@/charts/payments-by-venue";
import { rateSentence } from "@/charts/rates-by-order-type";
import { doubtSentence, leftOutSentence, type Mark, markTogether } from "@/report/mark";
import type { ComparedBroker, ComparedRow } from "@/series/compare-panels";
import { flowLayout } from "@/series/flow-layout";
import { paymentsRanking } from "@/series/payments-ranking";
import { quarterColumns } from "@/series/quarter-columns";
import { movesOf, movesPanel, movesSentence } from "@/series/quarter-moves";
import { venueGrowthSentence } from "@/series/venue-growth";
import { compareSentence, paymentsSentence } from "@/words/compare-sentence";
import { bandSentence } from "@/words/flow-sentence";
import { growthSentence } from "@/words/growth-sentence";
import { barReadings, periodReadings } from "@/words/readings";
import { seriesSentence } from "@/words/trend-words";

const MARK: Mark = {
  code: "volume_jump",
  why: "Firstrade Securities 2020 Q2: implied volume is far from its neighbors (Apex Clearing, S&P 500 stocks)",
  whose: "implied volume is far from its neighbors (Apex Clearing, S&P 500 stocks)",
  report: "2020Q2-0123456789",
};
const LEFT = `Left out: Firstrade, whose ${MARK.whose}.`;

const paid = (name: string, paymentUsd: number | null, mark: Mark | null = null) => ({
  key: name,
  name,
  paymentUsd,
  mark,
});

describe("who was paid most", () => {
  test("is not one whose payment is doubtful", () => {
    expect(
      rankSentence("2020 Q2", [paid("Firstrade", 9e6, MARK), paid("Schwab", 5e6), paid("Two", 1e6)]),
    ).toBe(`Schwab was paid most in 2020 Q2: $5.00 million, ahead of Two with $1.00 million. ${LEFT}`);
    expect(rankSentence("2020 Q2", [paid("Firstrade", -9e6, MARK), paid("Schwab", 5e6)])).toBe(
      `Schwab was paid $5.00 million in 2020 Q2. ${LEFT}`,
    );
  });

  test("cannot be said where every payment is", () => {
    expect(rankSentence("2020 Q2", [paid("Firstrade", 9e6, MARK)])).toBe(
      `No other payments were filed for 2020 Q2. ${LEFT}`,
    );
  });

  test("by one venue, to one broker, of all venues", () => {
    const rows = [paid("Firstrade", 9e6, MARK), paid("A", 2e6), paid("B", 1e6)];
    expect(recipientsSentence("Apex", "2020 Q2", rows)).toBe(
      `Apex paid A most in 2020 Q2: $2.00 million, 66.7% of what it paid. ${LEFT}`,
    );
    expect(topVenueSentence("X", "2020 Q2", [paid("Firstrade", 9e6, MARK), paid("A", 2e6)])).toBe(
      `A paid X $2.00 million in 2020 Q2. ${LEFT}`,
    );
    expect(payersSentence("2020 Q2", rows)).toBe(
      `A paid brokers most in 2020 Q2: $2.00 million, 66.7% of what venues paid. ${LEFT}`,
    );
  });

  test("nothing is added where nothing is doubtful", () => {
    expect(rankSentence("2020 Q2", [paid("Schwab", 5e6)])).toBe("Schwab was paid $5.00 million in 2020 Q2.");
    expect(leftOutSentence([])).toBe("");
    expect(doubtSentence(null, "several")).toBe("");
    expect(doubtSentence(MARK, "one report")).toBe(`This is doubtful: ${MARK.whose}.`);
  });
});

describe("what rose and fell", () => {
  const q = (quarter: string, value: number, mark: Mark | null = null) => ({ quarter, value, mark });

  test("is told between figures that are not doubtful", () => {
    expect(
      trendSentence("the payment", [q("2020Q1", 1e6), q("2020Q2", 9e6, MARK), q("2020Q3", 2e6)], "dollars"),
    ).toBe("From 2020 Q1 to 2020 Q3, the payment rose from $1.00 million to $2.00 million.");
    expect(
      trendSentence("the payment", [q("2020Q1", 1e6), q("2020Q2", 2e6), q("2020Q3", 9e6, MARK)], "dollars"),
    ).toBe(
      `From 2020 Q1 to 2020 Q2, the payment rose from $1.00 million to $2.00 million. Left out: 2020 Q3, whose ${MARK.whose}.`,
    );
  });

  test("lines go over a doubtful figure and do not end at one", () => {
    const periods = ["2020Q1", "2020Q2", "2020Q3", "2020Q4"];
    const view = { measure: "rate", scale: "absolute", asset: "equities" } as const;
    const says = (marks: (Mark | null)[]) =>
      seriesSentence(
        "the rate",
        { values: [9, 2, 10, 12], joined: periods.map(() => true), marks },
        periods,
        view,
      );
    expect(says([null, MARK, null, null])).toBe(
      "From 2020 Q1 to 2020 Q4, the rate rose from 9.0 to 12.0 cents per 100 shares, by 33.3%.",
    );
    expect(says([null, null, null, MARK])).toBe(
      `From 2020 Q1 to 2020 Q3, the rate rose from 9.0 to 10.0 cents per 100 shares, by 11.1%. Left out: 2020 Q4, whose ${MARK.whose}.`,
    );
  });

  test("of brokers, the largest that is not doubtful", () => {
    const [before, after] = [
      [paid("Firstrade", 1), paid("A", 100), paid("B", 100)],
      [paid("Firstrade", 900, MARK), paid("A", 300), paid("B", 50)],
    ].map((rows) => rows.map(({ key, name, paymentUsd, mark }) => ({ key, name, usd: paymentUsd, mark })));
    const moves = movesOf(before ?? [], after ?? []);
    expect(movesSentence("the payment to", moves)).toBe(
      `The payment to A rose most, by $200 (+200.0%); the payment to B fell most, by $50 (−50.0%). ${LEFT}`,
    );
    const panel = movesPanel(moves, { id: "m", title: "m", limit: 8 });
    expect(panel.bars.map(({ label, text, mark }) => [label, text, mark === MARK])).toEqual([
      ["Firstrade", "+$899 (+89,900.0%) †", true],
      ["A", "+$200 (+200.0%)", false],
      ["B", "−$50 (−50.0%)", false],
    ]);
  });

  test("of the market nothing, where one of its totals is doubtful", () => {
    const change = { before: "2020 Q1", after: "2020 Q2", brokers: ["A", "B"], beforeUsd: 1, afterUsd: 2 };
    expect(growthSentence({ ...change, entered: [], missing: [], mark: MARK })).toBe(
      `From 2020 Q1 to 2020 Q2 no change can be told. Doubtful: ${MARK.why}.`,
    );
  });
});

test("a doubtful rate is neither said nor the highest", () => {
  const row = (orderType: "market" | "other", cents: number, mark?: Mark) => ({
    section: "sp500" as const,
    orderType,
    payment_usd: 1,
    cents_per_100_shares: cents,
    order_coverage: 100,
    paid_nothing_pct: 0,
    order_average_cents_per_100_shares: cents,
    ...(mark && { marks: { rate: mark } }),
  });
  expect(rateSentence("X", "sp500", [row("market", 9), row("other", 99, MARK)])).toBe(
    `X was paid 9.0 cents for every 100 shares of a market order in an S&P 500 stock. Left out: the rate of other orders (stop, opening, closing), whose ${MARK.whose}.`,
  );
  expect(rateSentence("X", "sp500", [row("market", 2, MARK), row("other", 9, MARK)])).toBe(
    `What X was paid for orders in S&P 500 stocks cannot be said. All that was filed of it is doubtful: ${MARK.whose}.`,
  );
});

test("brokers are compared without one whose rate is doubtful", () => {
  const broker = (name: string): ComparedBroker => ({
    slug: name.toLowerCase(),
    name,
    color: "hue1",
    reported: true,
  });
  const row = (slug: string, cents: number, mark?: Mark): ComparedRow => ({
    broker_slug: slug,
    section: "sp500",
    orderType: "market",
    payment_usd: 1,
    cents_per_100_shares: cents,
    implied_shares: 1,
    rated_share: 1,
    order_coverage: 100,
    paid_nothing_pct: 0,
    order_average_cents_per_100_shares: cents,
    ...(mark && { marks: { rate: mark } }),
  });
  const brokers = ["Firstrade", "A", "B"].map(broker);
  expect(
    compareSentence("2020 Q2", brokers, [row("firstrade", 2, MARK), row("a", 12), row("b", 10)], "rate"),
  ).toBe(
    `In 2020 Q2 they differ most in market orders in S&P 500 stocks: A was paid 12.0 cents per 100 shares, B was paid 10.0 cents per 100 shares. Left out: Firstrade in S&P 500 stocks, whose ${MARK.whose}.`,
  );
  expect(paymentsSentence("2020 Q2", [paid("Firstrade", 9e6, MARK), paid("A", 2e6)])).toBe(
    `In 2020 Q2, A was paid $2.00 million. ${LEFT}`,
  );
});

test("points say that they are doubtful when they are read", () => {
  expect(
    barReadings({
      id: "b",
      title: "b",
      domain: [0, 1],
      bars: [{ key: "a", label: "A", value: 1, text: "1 ¢ †", color: "payment", mark: MARK }],
    }),
  ).toEqual([[`A: 1 ¢ †; doubtful: ${MARK.whose}`]]);
  expect(
    periodReadings({
      id: "p",
      title: "p",
      unit: "cents",
      periods: ["2020Q1", "2020Q2"],
      axis: { domain: [0, 1], ticks: [0, 1] },
      labelled: true,
      lines: [
        { key: "a", label: "A", color: "sp500", values: [8, 2], joined: [true, true], marks: [null, MARK] },
      ],
    }),
  ).toEqual([["A, 2020 Q1: 8.00 ¢", `A, 2020 Q2: 2.00 ¢; doubtful: ${MARK.whose}`]]);
});

describe("parts put together", () => {
  test("are marked where a twentieth of them is, by the largest of those", () => {
    const other = { ...MARK, why: "other" };
    const [mark, small] = [MARK, other];
    expect(
      markTogether([
        { usd: 96, mark: null },
        { usd: -4, mark },
      ]),
    ).toBeNull();
    expect(
      markTogether([
        { usd: 95, mark: null },
        { usd: -5, mark },
      ]),
    ).toBe(MARK);
    expect(markTogether([{ usd: 50 }, { usd: 2, mark: small }, { usd: -8, mark }])).toBe(MARK);
    expect(markTogether([{ usd: null, mark }, { usd: 1 }])).toBeNull();
    expect(markTogether([])).toBeNull();
  });

  test("of bars, columns and flows", () => {
    const bars = [paid("A", 100), paid("B", 90), paid("C", 5, MARK), paid("D", 4)];
    expect(
      paymentsRanking(bars, { id: "x", title: "x", limit: 2, color: "payment" }).bars.at(-1),
    ).toMatchObject({ label: "2 others", value: 9, text: "$9 †", mark: MARK });

    const column = (slug: string, quarter: string, paymentUsd: number, mark: Mark | null = null) => ({
      slug,
      name: slug,
      quarter,
      paymentUsd,
      mark,
    });
    const rows = [column("a", "2020Q1", 100), column("b", "2020Q1", 2, MARK), column("c", "2020Q2", 3)];
    expect(quarterColumns(rows, { id: "x", title: "x", limit: 1 }).series.at(-1)).toMatchObject({
      values: [2, 3],
      marks: [MARK, null],
    });

    const flow = (broker: string, venue: string, usd: number, mark: Mark | null = null) => ({
      brokerKey: broker,
      broker,
      venueKey: venue,
      venue,
      usd,
      mark,
    });
    const { bands, venues } = flowLayout(
      [flow("A", "Big", 100), flow("B", "Apex", 3, MARK), flow("C", "Apex", 2)],
      { brokers: 1, venues: 8 },
    );
    expect(bands.map((band) => [band.venue, band.usd, band.mark])).toEqual([
      ["Big", 100, null],
      ["Apex", 5, MARK],
    ]);
    expect(venues.map((node) => node.mark)).toEqual([null, MARK]);
    expect(bandSentence(bands[1] as (typeof bands)[0])).toBe(
      `Apex paid 2 other brokers $5; doubtful: ${MARK.whose}`,
    );
  });
});

test("a venue is not said to have paid more or less where one of the amounts is doubtful", () => {
  const change = {
    before: "2020Q1",
    after: "2020Q2",
    brokers: ["Firstrade"],
    beforeUsd: 1,
    afterUsd: 2,
    mark: MARK,
  };
  expect(venueGrowthSentence("Apex", change)).toBe(
    `From 2020 Q1 to 2020 Q2 no change of what Apex paid can be told. Doubtful: ${MARK.why}.`,
  );
});

test("a doubtful order mix is drawn with its sign and not said", () => {
  const mark = { ...MARK, code: "order_mix_sum" as const, whose: "order types do not add to 100 %" };
  const mix = (section: "sp500" | "options", market: number, doubt?: Mark) => ({
    section,
    ndo_market_pct: market,
    ndo_marketable_limit_pct: null,
    ndo_non_marketable_limit_pct: 5,
    ndo_other_pct: 5,
    ...(doubt && { mark: doubt }),
  });
  const rows = [mix("sp500", 80, mark), mix("options", 60)];
  expect(mixPanels(rows, "mix")[0]?.bars.map((bar) => [bar.text, bar.mark ?? null])).toEqual([
    ["80.0% †", mark],
    ["not filed", null],
    ["5.0% †", mark],
    ["5.0% †", mark],
  ]);
  expect(mixSentence("X", rows)).toBe(
    "The largest part of the orders X routed were market orders in options (60.0%). Left out: S&P 500 stocks, whose order types do not add to 100 %.",
  );
});
