import { describe, expect, test } from "vitest";
import type { Mark } from "@/report/mark";
import type { OrderReading, ReadingKind } from "@/report/order-reading";
import { quartilesOf } from "@/report/quartiles";
import { orderStrip, type StripBroker, usualPeers } from "@/series/order-strip";
import { lanesOf, levelsOf } from "@/series/strip-layout";
import { dotSentence, findingSentence, uncoveredSentence, verdictSentence } from "@/words/strip-sentence";

const DOUBT: Mark = {
  code: "UNIT_RATIO" as Mark["code"],
  why: "w",
  whose: "rates look misfiled",
  report: "r",
};

function broker(name: string, kind: ReadingKind, cents: number | null, mark?: Mark): StripBroker {
  const reading: OrderReading = {
    kind,
    cents,
    coverage: 99,
    nothing: kind === "paid_nothing" ? 98 : 0,
    paidRate: cents,
    isApart: false,
    mark,
  };
  return { key: name.toLowerCase(), name, reading };
}

// S&P 500 market orders of 2025 Q3, cents per 100 shares as the reports give them, rounded.
const MARKET = [
  broker("Altruist", "paid", 15),
  broker("Edward Jones", "paid_nothing", 0),
  broker("Fidelity", "paid_nothing", 0),
  broker("Futu", "paid", 9.81),
  broker("Robinhood", "paid", 50.63),
  broker("SoFi", "paid", 16),
  broker("SogoTrade", "paid", 10.96),
  { key: "drivewealth", name: "DriveWealth", reading: null },
  broker("Small", "not_enough", null),
];
const strip = (brokers: readonly StripBroker[], own: string | null, peers: readonly string[] = []) =>
  orderStrip(brokers, { id: "s", title: "t", own, peers });

describe("a strip", () => {
  test("has every broker once, those paid nothing in a zone before the scale", () => {
    const { dots, bands, uncovered } = strip(MARKET, "sofi");
    expect(dots.map(({ name, zone }) => [name, zone])).toEqual([
      ["Edward Jones", "paid_nothing"],
      ["Fidelity", "paid_nothing"],
      ["Futu", "paid"],
      ["SogoTrade", "paid"],
      ["Altruist", "paid"],
      ["SoFi", "paid"],
      ["Robinhood", "paid"],
    ]);
    expect(bands.map(({ zone }) => zone)).toEqual(["paid_nothing", "paid"]);
    const edge = bands[1]?.from ?? 0;
    expect(dots.every(({ zone, at }) => (zone === "paid" ? at > edge : at < edge))).toBe(true);
    expect(uncovered).toEqual([
      { why: "not_enough", names: ["Small"] },
      { why: "no_orders", names: ["DriveWealth"] },
    ]);
  });

  test("puts a value where the scale says it is: 10 of 60 cents a sixth along", () => {
    const { dots, ticks, bands } = strip([broker("A", "paid", 10), broker("B", "paid", 60)], null);
    expect(bands).toEqual([{ zone: "paid", from: 0, to: 1 }]);
    expect(ticks.map(({ cents }) => cents)).toEqual([0, 20, 40, 60]);
    expect(dots.map(({ at }) => at)).toEqual([10 / 60, 1]);
  });

  test("keeps net payers apart from those paid nothing and those paid", () => {
    const { dots, bands } = strip(
      [broker("P", "net_payer", -4), broker("N", "paid_nothing", 0), broker("R", "paid", 4)],
      null,
    );
    expect(bands.map(({ zone }) => zone)).toEqual(["net_payer", "paid_nothing", "paid"]);
    expect(
      dots.map(({ name, at }) => [name, bands.findIndex(({ from, to }) => at >= from && at <= to)]),
    ).toEqual([
      ["P", 0],
      ["N", 1],
      ["R", 2],
    ]);
  });

  test("median and quartiles leave doubtful figures out, and count nothing as 0", () => {
    expect(strip(MARKET, null).quartiles).toMatchObject({ low: 4.905, median: 10.96, high: 15.5 });
    const doubted = [...MARKET, broker("Odd", "paid", 900, DOUBT)];
    expect(strip(doubted, null).quartiles?.median).toBe(10.96);
    expect(strip(doubted, null).dots.at(-1)?.mark).toBe(DOUBT);
    expect(quartilesOf([1, 2])).toBeNull();
    expect(quartilesOf([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
  });

  test("pins those that are compared, each in a color and named; one of another quarter is no part of the median", () => {
    const apart = { ...broker("Schwab, 2021 Q4", "paid", 9), isApart: true };
    const pinned = new Map([
      ["sofi", "hue1"],
      ["schwab, 2021 q4", "hue2"],
    ] as const);
    const chart = orderStrip([...MARKET, apart], { id: "s", title: "t", own: null, peers: [], pinned });
    expect(chart.labels.map(({ dot: { name, role, color } }) => [name, role, color])).toEqual([
      ["Schwab, 2021 Q4", "pinned", "hue2"],
      ["SoFi", "pinned", "hue1"],
    ]);
    expect(chart.quartiles?.median).toBe(10.96);
    expect(verdictSentence(chart)).toBe("SoFi 16.0 ¢; Schwab, 2021 Q4 9.0 ¢; median of 7 brokers 11.0 ¢.");
  });

  test("no dot covers another, in a market too; all stay in their zone", () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      broker(`B${i}`, i % 4 === 0 ? "paid_nothing" : "paid", i % 4 === 0 ? 0 : 1 + (i % 60)),
    );
    const { dots, dot, bands } = strip(many, "b1");
    expect(dots).toHaveLength(400);
    for (const [i, one] of dots.entries()) {
      for (const other of dots.slice(i + 1)) {
        if (one.lane === other.lane) expect(Math.abs(one.at - other.at)).toBeGreaterThan(dot * 0.99);
      }
      const band = bands.find(({ zone }) => zone === one.zone);
      expect(one.at >= (band?.from ?? 1) && one.at <= (band?.to ?? 0)).toBe(true);
    }
    expect(dots.find(({ role }) => role === "own")?.lane).toBe(0);
  });
});

test("lanes go out from the middle", () => {
  const dot = (first = false) => ({ at: 0.5, from: 0, to: 1, first });
  expect(lanesOf([dot(), dot(true), dot()], { diameter: 0.1, most: 1 }).map(({ lane }) => lane)).toEqual([
    1, 0, -1,
  ]);
  expect(lanesOf([dot(), dot(), dot(), dot()], { diameter: 0.1, most: 1 })[3]).toEqual({ at: 0.6, lane: 0 });
});

test("labels that would cover each other take lines of their own, and places apart", () => {
  const places = levelsOf([
    { at: 0.5, name: "Charles Schwab", isBelow: true },
    { at: 0.52, name: "Interactive Brokers", isBelow: true },
    { at: 0, name: "Fidelity", isBelow: true },
    { at: 0.51, name: "Asked about", isBelow: false },
  ]);
  expect(places.map(({ level }) => level)).toEqual([0, 1, 0, 0]);
  expect((places[1]?.up ?? 0) - (places[3]?.up ?? 0)).toBeGreaterThanOrEqual(0.0799);
});

describe("whom to name beside a broker", () => {
  const known = (key: string, cents: number) => ({ ...broker(key, "paid", cents), key });
  test("those readers know, one of each firm, then the ends", () => {
    const brokers = [
      known("fidelity-brokerage-services", 1),
      known("robinhood-securities", 90),
      known("robinhood-financial", 50),
      known("x", 2),
    ];
    expect(usualPeers(brokers, null)).toEqual([
      "fidelity-brokerage-services",
      "robinhood-financial",
      "robinhood-securities",
    ]);
    expect(usualPeers(brokers, "robinhood-securities")).toEqual([
      "fidelity-brokerage-services",
      "robinhood-financial",
    ]);
    expect(usualPeers([known("a", 1), known("b", 2), known("c", 3)], "b")).toEqual(["c", "a"]);
  });
});

describe("in words", () => {
  test.each([
    ["sofi", "Higher than 5 of 6 other brokers; median 11.0 ¢; Fidelity nothing, Robinhood 50.6 ¢."],
    ["robinhood", "Higher than all 6 other brokers; median 11.0 ¢; Fidelity nothing."],
    ["fidelity", "Lower than 5 of 6 other brokers, the same as 1; median 11.0 ¢; Robinhood 50.6 ¢."],
    [
      null,
      "7 brokers filed enough to compare, from 0 ¢ to 50.6 ¢; median 11.0 ¢; Fidelity nothing, Robinhood 50.6 ¢.",
    ],
  ])("%s", (own, says) => {
    const peers = ["fidelity", "robinhood"].filter((one) => one !== own);
    expect(verdictSentence(strip(MARKET, own, peers))).toBe(says);
  });

  test("a doubtful figure is not compared, its dot says why", () => {
    const doubted = [broker("Odd", "paid", 1, DOUBT), broker("A", "paid", 2), broker("B", "paid", 4)];
    const shown = strip(doubted, "odd");
    expect(findingSentence(shown)).toBe(`Odd 1.0 ¢ †. ${verdictSentence(shown)}`);
    expect(findingSentence(strip(MARKET, "fidelity", []))).toBe(
      "Fidelity nothing: lower than 5 of 6 other brokers, the same as 1; median 11.0 ¢.",
    );
    expect(verdictSentence(shown)).toBe("2 brokers filed enough to compare, from 2.0 ¢ to 4.0 ¢.");
    expect(dotSentence(shown.dots[0] as never)).toBe("Odd: 1.0 ¢ †; doubtful: rates look misfiled");
  });

  test("whom it leaves out", () => {
    expect(uncoveredSentence(strip(MARKET, null).uncovered)).toBe(
      "Not in it: Small, which filed too little to say it; DriveWealth, which lists no such orders. That is not zero.",
    );
    expect(uncoveredSentence([{ why: "not_filed", names: ["A", "B", "C"] }])).toBe(
      "Not in it: 3 brokers that left their payments blank. That is not zero.",
    );
    expect(uncoveredSentence([])).toBe("");
  });
});
