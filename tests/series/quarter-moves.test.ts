import { describe, expect, it } from "vitest";
import { listedOnlyIn, movesOf, movesPanel, movesSentence } from "@/series/quarter-moves";

const part = (name: string, usd: number | null) => ({ key: name, name, usd });

// Schwab 2020 Q1 → Q2: the worked example of the metrics, +23.45 %.
const MOVES = movesOf(
  [
    part("Schwab", 53_577_202.81),
    part("Goldman Sachs", -1_591_574.72),
    part("Firstrade", 100),
    part("Gone", 7),
  ],
  [
    part("Schwab", 66_142_014.6),
    part("Goldman Sachs", -2_591_574.72),
    part("Firstrade", 60),
    part("Firstrade", 40),
    part("New", 9),
    part("Blank", null),
  ],
);

describe("movesOf", () => {
  it("takes what has an amount in both quarters, the largest change first, parts added up", () => {
    expect(MOVES.map((move) => [move.name, move.beforeUsd, move.afterUsd])).toEqual([
      ["Schwab", 53_577_202.81, 66_142_014.6],
      ["Goldman Sachs", -1_591_574.72, -2_591_574.72],
      ["Firstrade", 100, 100],
    ]);
  });
  it("is empty without a quarter before", () => {
    expect(movesOf([], [part("A", 1)])).toEqual([]);
  });
});

describe("movesPanel", () => {
  it("draws rises and falls, with percent where there was a payment before", () => {
    const panel = movesPanel(MOVES, { id: "moves", title: "Moves", limit: 5 });
    expect(panel.bars.map((bar) => [bar.label, bar.text, bar.color])).toEqual([
      ["Schwab", "+$13M (+23.5%)", "payment"],
      ["Goldman Sachs", "−$1M", "paid"],
    ]);
    expect(panel.domain[0]).toBeCloseTo(-1_000_000, 2);
  });
});

describe("movesSentence", () => {
  it.each([
    [
      MOVES,
      "The payment to Schwab rose most, by $12.6 million (+23.5%); the payment to Goldman Sachs fell most, by $1.00 million.",
    ],
    [MOVES.slice(0, 1), "The payment to Schwab rose, by $12.6 million (+23.5%)."],
    [MOVES.slice(1, 2), "The payment to Goldman Sachs fell, by $1.00 million."],
    [MOVES.slice(2), "Nothing changed from the quarter before."],
    [[], "Nothing can be compared with the quarter before."],
  ])("%#", (moves, says) => {
    expect(movesSentence("the payment to", moves)).toBe(says);
  });
});

describe("listedOnlyIn", () => {
  const row = (broker: string, venue: string, payment_usd: number | null) => ({
    broker,
    broker_slug: broker.toLowerCase(),
    venue,
    venue_slug: venue.toLowerCase(),
    payment_usd,
  });
  it("finds pairs of one quarter that the other does not have", () => {
    const before = [row("Schwab", "Citadel", 5), row("Firstrade", "Virtu", 1)];
    const after = [
      row("Schwab", "Citadel", 5),
      row("Schwab", "Virtu", 2),
      row("Firstrade", "Jane Street", -30),
      row("Schwab", "IEX", null),
    ];
    expect(
      listedOnlyIn(after, before).map((one) => [one.venue, one.broker, one.usd, one.everywhere]),
    ).toEqual([
      ["Jane Street", "Firstrade", -30, true],
      ["Virtu", "Schwab", 2, false],
      ["IEX", "Schwab", null, true],
    ]);
    expect(listedOnlyIn(before, after).map((one) => one.venue)).toEqual(["Virtu"]);
    expect(listedOnlyIn([], before)).toEqual([]);
  });
});
