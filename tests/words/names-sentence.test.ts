import { describe, expect, it } from "vitest";
import {
  introducedSentence,
  introducesSentence,
  namesSentence,
  repeatedFlowSentence,
} from "@/words/names-sentence";

describe("namesSentence", () => {
  it.each([
    [
      { money_usd: 1000, known_usd: 995, unknown_venues: 3, unknown_brokers: 2 },
      "99.50% of the money in stored reports is at venues that are known; 3 venues are not, and 2 brokers are not in the directory.",
    ],
    [
      { money_usd: 1000, known_usd: 999, unknown_venues: 1, unknown_brokers: 1 },
      "99.90% of the money in stored reports is at venues that are known; 1 venue is not, and 1 broker is not in the directory.",
    ],
    [
      { money_usd: 1_000_000, known_usd: 999_999, unknown_venues: 1, unknown_brokers: 0 },
      "More than 99.99% of the money in stored reports is at venues that are known; 1 venue is not, and every broker is known.",
    ],
    [
      { money_usd: 1000, known_usd: 1000, unknown_venues: 0, unknown_brokers: 0 },
      "Every venue in the stored reports is known, and every broker is known.",
    ],
    [
      { money_usd: 0, known_usd: 0, unknown_venues: 0, unknown_brokers: 0 },
      "No payment is stored, so there is no name to know.",
    ],
  ])("%o", (money, says) => {
    expect(namesSentence(money)).toBe(says);
  });
});

describe("repeatedFlowSentence", () => {
  const base = {
    broker: "Robinhood Financial",
    inside: "Robinhood Securities",
    venue: null,
    from: null,
    to: null,
  };
  const rest =
    " Totals of several brokers leave it out in every quarter for which that report is stored, so that no dollar counts twice.";
  it.each([
    [base, "What Robinhood Financial reports is in the report of Robinhood Securities too."],
    [
      { ...base, venue: "Apex Clearing", from: "2020Q1" },
      "What Robinhood Financial reports for orders sent to Apex Clearing is in the report of Robinhood Securities too since 2020 Q1.",
    ],
    [
      { ...base, from: "2020Q1", to: "2020Q4" },
      "What Robinhood Financial reports is in the report of Robinhood Securities too from 2020 Q1 to 2020 Q4.",
    ],
    [
      { ...base, from: "2020Q1", to: "2020Q1" },
      "What Robinhood Financial reports is in the report of Robinhood Securities too in 2020 Q1.",
    ],
    [
      { ...base, to: "2020Q4" },
      "What Robinhood Financial reports is in the report of Robinhood Securities too up to 2020 Q4.",
    ],
  ])("%o", (flow, says) => {
    expect(repeatedFlowSentence(flow)).toBe(says + rest);
  });
});

describe("FINRA's list of introducing brokers", () => {
  const line = (quarter: string | null, name: string, clearing_name: string | null) => ({
    quarter,
    name,
    clearing_name,
  });
  it.each([
    [[], ""],
    [
      [line("2025Q3", "SoFi", "Apex Clearing"), line("2025Q2", "SoFi", "Somebody Else")],
      "FINRA’s list for 2025 Q3 has SoFi among the firms whose orders are in the report of Apex Clearing.",
    ],
    [
      [line(null, "SoFi", "A"), line(null, "SoFi", "B")],
      "FINRA’s list has SoFi among the firms whose orders are in the report of A and B.",
    ],
    [
      [line("2025Q3", "SoFi", null)],
      "FINRA’s list for 2025 Q3 has SoFi among the firms whose orders are in another firm’s report.",
    ],
  ])("through whom: %j", (lines, says) => {
    expect(introducedSentence("SoFi", lines)).toBe(says);
  });
  it.each([
    [[], ""],
    [
      [line("2025Q3", "SoFi", "Apex")],
      "By FINRA’s list for 2025 Q3, the report of Apex holds the orders of one other firm: SoFi.",
    ],
    [
      ["A", "B", "C", "D", "E", "F", "G"].map((name) => line("2025Q3", name, "Apex")),
      "By FINRA’s list for 2025 Q3, the report of Apex holds the orders of 7 other firms: A, B, C, D, E and 2 more.",
    ],
  ])("for whom: %j", (lines, says) => {
    expect(introducesSentence("Apex", lines)).toBe(says);
  });
});
