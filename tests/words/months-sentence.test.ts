import { expect, test } from "vitest";
import { incompleteSentence, monthsSentence } from "@/words/months-sentence";

test.each([
  [3, ""],
  [2, "Only two of the three months have figures."],
  [1, "Only one of the three months has figures."],
  [0, "None of the three months has a figure."],
])("%i months", (filed, says) => {
  expect(monthsSentence(filed)).toBe(says);
});

test.each([
  [[], [], ""],
  [[true, true], [], ""],
  [[false], [], "It filed figures for less than three months."],
  [[false, false], [], "Each of them filed figures for less than three months."],
  [[true, false], [], "1 broker of them filed figures for less than three months."],
  [[true, false, false], [], "2 brokers of them filed figures for less than three months."],
  // All cells blank is no figure in any month.
  [[], [false], ""],
  [[true], [false, false], ""],
  [[false], [false], "The one with a payment filed figures for less than three months."],
  [[true, false], [false, false], "1 broker of them filed figures for less than three months."],
])("complete: %j, blank: %j", (complete, blank, says) => {
  const brokers = [
    ...complete.map((one) => ({ complete: one, payment_usd: 0 })),
    ...blank.map((one) => ({ complete: one, payment_usd: null })),
  ];
  expect(incompleteSentence(brokers)).toBe(says);
});
