import { describe, expect, test } from "vitest";
import type { Mark } from "@/report/mark";
import type { OrderReading } from "@/report/order-reading";
import { quarterArrows, type ReadTwice } from "@/series/quarter-arrows";
import { arrowText } from "@/series/reading-text";
import { arrowsSentence, othersSentence } from "@/words/arrows-sentence";

const DOUBT: Mark = {
  code: "UNIT_RATIO" as Mark["code"],
  why: "w",
  whose: "rates look misfiled",
  report: "r",
};

function reading(cents: number | null, mark?: Mark): OrderReading {
  const kind = cents === null ? "not_enough" : "paid";
  return { kind, cents, coverage: 99, nothing: 0, paidRate: cents, isApart: false, mark };
}
function broker(name: string, before: number | null, after: number | null, mark?: Mark): ReadTwice {
  return { key: name.toLowerCase(), name, before: reading(before), after: reading(after, mark) };
}
const WORDS = {
  before: "2020 Q1",
  after: "2020 Q2",
  order: "a market order in an S&P 500 stock",
  unit: "cents per 100 shares",
};
const arrows = (brokers: readonly ReadTwice[], most = 12, named: readonly string[] = []) =>
  quarterArrows(brokers, { id: "a", title: "t", most, named });

const FIVE = [
  broker("Schwab", 8, 10),
  broker("Apex", 20, 14),
  broker("Firstrade", 12, 12.04),
  broker("Odd", 1, 16, DOUBT),
  broker("Blank", null, 4),
];

describe("arrows from quarter to quarter", () => {
  test("run from the figure before to the one now, on one axis; who has only one is left out", () => {
    const { arrows: drawn, ticks } = arrows(FIVE);
    expect(ticks.map(({ cents }) => cents)).toEqual([0, 5, 10, 15, 20]);
    expect(drawn.map(({ name, from, to, color }) => [name, from, to, color])).toEqual([
      ["Odd", 0.05, 0.8, "payment"],
      ["Schwab", 0.4, 0.5, "payment"],
      ["Firstrade", 0.6, 0.602, "rest"],
      ["Apex", 1, 0.7, "paid"],
    ]);
    expect(drawn.map(arrowText)).toEqual([
      "1.0 → 16.0 ¢ †",
      "8.0 → 10.0 ¢",
      "12.0 → 12.0 ¢",
      "20.0 → 14.0 ¢",
    ]);
  });

  test("of many those that moved most and the named ones are drawn; the others are counted", () => {
    const { arrows: drawn, others } = arrows(FIVE, 2, ["firstrade"]);
    expect(drawn.map(({ name }) => name)).toEqual(["Odd", "Firstrade", "Apex"]);
    expect(others).toEqual({ rose: 1, fell: 0, same: 0 });
    expect(othersSentence(others)).toBe("1 other broker moved less: 1 up.");
    expect(othersSentence({ rose: 120, fell: 97, same: 70 })).toBe(
      "287 other brokers moved less: 120 up, 97 down, 70 not at all.",
    );
    expect(othersSentence({ rose: 0, fell: 0, same: 0 })).toBe("");
  });

  test.each<[string | null, ReadTwice[]]>([
    [
      "From 2020 Q1 to 2020 Q2 the average for a market order in an S&P 500 stock rose at 1 of 3 brokers and fell at 1: at Schwab, from 8.0 to 10.0; down at Apex, from 20.0 to 14.0 cents per 100 shares.",
      FIVE,
    ],
    [
      "From 2020 Q1 to 2020 Q2 the average for a market order in an S&P 500 stock rose at Schwab, from 8.0 to 10.0 cents per 100 shares.",
      [broker("Schwab", 8, 10)],
    ],
    [
      "From 2020 Q1 to 2020 Q2 the average for a market order in an S&P 500 stock fell at 2 of 2 brokers: most at Apex, from 20.0 to 14.0 cents per 100 shares.",
      [broker("Apex", 20, 14), broker("Schwab", 10, 8)],
    ],
    [
      "From 2020 Q1 to 2020 Q2 the average for a market order in an S&P 500 stock stayed the same at all 2 brokers that can be compared.",
      [broker("Apex", 20, 20), broker("Schwab", 8, 8)],
    ],
    [null, [broker("Blank", null, 4), broker("Odd", 1, 16, DOUBT)]],
  ])("%s", (expected, brokers) => {
    expect(arrowsSentence(arrows(brokers), WORDS)).toBe(expected);
  });
});
