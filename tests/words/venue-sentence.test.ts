import { describe, expect, it } from "vitest";
import { recipientsSentence } from "@/charts/payments-by-broker";
import { payersSentence } from "@/charts/payments-by-venue";
import { kindsInWords, venueSentence } from "@/words/venue-sentence";

const one = (name: string, paymentUsd: number | null) => ({ key: name, name, paymentUsd });

describe("payersSentence", () => {
  it.each([
    {
      venues: [one("Virtu", 3_000_000), one("Citadel", 7_000_000), one("Nasdaq", -1_200_000)],
      says: "Citadel paid brokers most in 2022 Q1: $7.00 million, 70.0% of what venues paid. Nasdaq was paid by brokers on balance: $1.20 million.",
    },
    {
      venues: [one("Citadel", 7_000_000), one("Nasdaq", -1_200_000), one("IEX", -5)],
      says: "Citadel paid brokers most in 2022 Q1: $7.00 million, 100.0% of what venues paid. 2 venues were paid by brokers on balance, most of all Nasdaq: $1.20 million.",
    },
    { venues: [one("Citadel", 250)], says: "Citadel paid brokers $250 in 2022 Q1." },
    {
      venues: [one("Nasdaq", -5), one("IEX", null)],
      says: "No venue paid brokers on balance in 2022 Q1. Nasdaq was paid by brokers on balance: $5.",
    },
    {
      venues: [one("Virtu", 5), one("Citadel", 5)],
      says: "Citadel and Virtu paid brokers most in 2022 Q1: $5, 50.0% of what venues paid each.",
    },
    { venues: [one("Nasdaq", 0)], says: "No venue paid brokers on balance in 2022 Q1." },
    { venues: [one("IEX", null)], says: "No payments were filed for 2022 Q1." },
    { venues: [], says: "No payments were filed for 2022 Q1." },
  ])("$says", ({ venues, says }) => {
    expect(payersSentence("2022 Q1", venues)).toBe(says);
  });
});

describe("venueSentence", () => {
  it.each([
    [
      { total: 117_000_000, equities: 40_000_000, options: 77_000_000 },
      3,
      "Citadel paid 3 brokers $117 million for orders in 2022 Q1: $40.0 million for stocks and $77.0 million for options.",
    ],
    [
      { total: 5_000_000, equities: 5_000_000, options: null },
      1,
      "Citadel paid 1 broker $5.00 million for orders in 2022 Q1, all of it for stocks.",
    ],
    [
      { total: -2_000_000, equities: null, options: -2_000_000 },
      2,
      "Citadel was paid $2.00 million more by 2 brokers in 2022 Q1 than it paid, all of it for options.",
    ],
    [
      { total: -1_000_000, equities: -3_000_000, options: 2_000_000 },
      1,
      "Citadel was paid $1.00 million more by 1 broker in 2022 Q1 than it paid: $3.00 million for stocks, less $2.00 million it paid for options.",
    ],
    [
      { total: 0, equities: 0, options: null },
      2,
      "What Citadel paid and was paid by 2 brokers in 2022 Q1 adds up to zero.",
    ],
    [
      { total: null, equities: null, options: null },
      1,
      "1 broker listed Citadel in 2022 Q1 and filed no payment for it.",
    ],
    [{ total: null, equities: null, options: null }, 0, "No stored report for 2022 Q1 lists Citadel."],
  ])("%o from %i", (payment, brokers, says) => {
    expect(venueSentence("Citadel", "2022 Q1", payment, brokers)).toBe(says);
  });
});

describe("recipientsSentence", () => {
  it.each([
    {
      brokers: [one("Schwab", 30), one("Robinhood", 70), one("Goldman Sachs", -5)],
      says: "Citadel paid Robinhood most in 2022 Q1: $70, 70.0% of what it paid. Goldman Sachs paid it more than it got from it.",
    },
    {
      brokers: [one("Robinhood", 70), one("A", -5), one("B", -6)],
      says: "Citadel paid Robinhood most in 2022 Q1: $70, 100.0% of what it paid. A and B paid it more than they got from it.",
    },
    { brokers: [one("Robinhood", 70)], says: "Citadel paid Robinhood $70 in 2022 Q1." },
    {
      brokers: [one("Robinhood", 70), one("Schwab", 70)],
      says: "Citadel paid Robinhood and Schwab most in 2022 Q1: $70, 50.0% of what it paid each.",
    },
    {
      brokers: [one("Schwab", -5)],
      says: "Schwab paid Citadel $5 more in 2022 Q1 than it got from it.",
    },
    {
      brokers: [one("Goldman Sachs", -70), one("Schwab", -5)],
      says: "Citadel paid no broker on balance in 2022 Q1; Goldman Sachs paid it most: $70.",
    },
    { brokers: [one("Schwab", 0)], says: "Citadel paid nobody in 2022 Q1, and nobody paid it." },
    { brokers: [one("Schwab", null)], says: "No payments were filed for Citadel in 2022 Q1." },
  ])("$says", ({ brokers, says }) => {
    expect(recipientsSentence("Citadel", "2022 Q1", brokers)).toBe(says);
  });
});

describe("kindsInWords", () => {
  const citadel = { kind_equities: "wholesaler", kind_options: "options_market_maker" } as const;
  it.each([
    [citadel, ["sp500", "options"] as const, "Wholesaler and options market maker"],
    [citadel, ["options"] as const, "Options market maker"],
    [citadel, ["non_sp500"] as const, "Wholesaler"],
    [citadel, [] as const, "Wholesaler"],
    [
      { kind_equities: "exchange", kind_options: "exchange" } as const,
      ["sp500", "options"] as const,
      "Exchange",
    ],
    [
      { kind_equities: "ats", kind_options: "unknown" } as const,
      ["sp500", "options"] as const,
      "Alternative trading system and unknown",
    ],
  ])("%o in %j", (kinds, sections, says) => {
    expect(kindsInWords(kinds, sections)).toBe(says);
  });
});
