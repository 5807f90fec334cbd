import { describe, expect, it } from "vitest";
import { calledOf, namesAmong } from "@/names/called";

const SCHWAB = { slug: "charles-schwab", name: "Charles Schwab" };
const SECURITIES = { slug: "robinhood-securities", name: "Robinhood Securities" };
const FINANCIAL = { slug: "robinhood-financial", name: "Robinhood Financial" };
const UNKNOWN = { slug: "tige", name: "tige" };

describe("what brokers are called", () => {
  it("is what people say, and the name as filed where nobody is known", () => {
    expect([SCHWAB, SECURITIES, UNKNOWN].map((one) => calledOf(one))).toEqual([
      "Schwab",
      "Robinhood",
      "tige",
    ]);
  });
  it("is the whole name where two are called alike", () => {
    const all = [SCHWAB, SECURITIES, FINANCIAL, UNKNOWN];
    expect(all.map(namesAmong(all))).toEqual([
      "Schwab",
      "Robinhood Securities",
      "Robinhood Financial",
      "tige",
    ]);
    expect(calledOf(SECURITIES, [FINANCIAL])).toBe("Robinhood Securities");
  });
});
