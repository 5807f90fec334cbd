import { expect, test } from "vitest";
import { brokersInWords } from "@/report/sample";

test.each([
  [0, "No broker"],
  [1, "1 broker of a sample"],
  [2, "2 brokers of a sample"],
  [99, "99 brokers of a sample"],
  [1_213, "All brokers"],
])("%i: %s", (brokers, words) => {
  expect(brokersInWords(brokers)).toBe(words);
});
