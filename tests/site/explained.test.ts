import { describe, expect, test } from "vitest";
import { EXPLAINED, stretchesOf } from "@/site/terms/explained";
import { METRICS } from "@/site/terms/metric-definitions";
import { METRIC_WORDS, TERMS } from "@/site/terms/terms";

/** Terms found in a text: the words and what they are. */
const found = (text: string, known: string[] = []) =>
  stretchesOf(text, new Set(known)).flatMap((one) => (one.id === null ? [] : [[one.text, one.id]]));

describe("terms in a text", () => {
  test.each<[string, string[][]]>([
    [
      "Non-directed orders are those whose venue the broker chose.",
      [
        ["Non-directed orders", "non-directed"],
        ["venue", "venue"],
      ],
    ],
    ["Non-marketable limit", [["Non-marketable limit", "non-marketable-limit"]]],
    [
      "marketable limit and non-marketable limit orders",
      [
        ["marketable limit", "marketable-limit"],
        ["non-marketable limit orders", "non-marketable-limit"],
      ],
    ],
    ["cents per 100 shares", [["cents per 100 shares", "cents-per-100-shares"]]],
    [
      "8.9 cents for every 100 shares of a market order in an S&P 500 stock",
      [
        ["cents for every 100 shares", "cents-per-100-shares"],
        ["market order", "market-order"],
        ["S&P 500 stock", "sections"],
      ],
    ],
    ["non-S&P 500 stocks", [["non-S&P 500 stocks", "sections"]]],
    ["Implied volume is payment ÷ rate", [["Implied volume", "implied-volume"]]],
    // Parts of other words are not terms.
    ["avenues, interexchange, prevenue", []],
    ["", []],
  ])("%s", (text, terms) => {
    expect(found(text)).toEqual(terms);
  });

  test("each once, and none that was explained before", () => {
    expect(found("A venue and a venue")).toEqual([["venue", "venue"]]);
    expect(found("A venue and an exchange", ["venue"])).toEqual([["exchange", "exchange"]]);
    const known = new Set<string>();
    stretchesOf("share of orders covered", known);
    expect([...known]).toEqual(["coverage"]);
  });

  test("the text stays as it was", () => {
    const text = "Venues pay; exchanges (say, Nasdaq) may charge net payers, cents per 100 shares.";
    expect(
      stretchesOf(text, new Set())
        .map((one) => one.text)
        .join(""),
    ).toBe(text);
  });
});

test("a term has one definition and one address, and its words are nobody else's", () => {
  const ids = [...TERMS.map((one) => one.id), ...METRICS.map((one) => one.id)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(METRIC_WORDS).filter((id) => !METRICS.some((one) => one.id === id))).toEqual([]);
  const words = EXPLAINED.flatMap((one) => one.words);
  expect(new Set(words).size).toBe(words.length);
  expect(words.filter((word) => word !== word.toLowerCase())).toEqual([]);
});
