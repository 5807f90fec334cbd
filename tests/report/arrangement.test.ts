import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseXml } from "@/parse/xml";
import { type ArrangementKind, readArrangement } from "@/report/arrangement";
import { FILINGS, noFilings } from "../support/filings";

describe("readArrangement", () => {
  test.each<[ArrangementKind, string]>([
    ["fixed_per_share", "Northgate pays us $0.0012 per share."],
    ["fixed_per_share", "We receive 0.15 cents per share for market orders."],
    ["fixed_per_share", "Payment is made on a per-share basis."],
    ["fixed_per_share", "Northgate pays a fixed rate per share for each order type."],
    ["fixed_per_share", "The venue credits us 12 cents per 100 shares."],
    ["fixed_per_share", "If an order adds liquidity, the firm receives a rebate of $.002/share."],
    ["share_of_spread", "The broker is paid 20% of the quoted spread."],
    ["share_of_spread", "Payments equal a percentage of the bid-ask spread at the time of the order."],
    ["per_contract", "We are paid $0.45 per contract, or less."],
    ["per_contract", "Remuneration is calculated on a per contract basis."],
    ["tiered", "The exchange pays rebates by a tiered schedule."],
    ["tiered", "Rebates depend on which volume tier the firm reaches."],
    ["tiered", "Compensation is paid on a per share tiered basis."],
    ["none", "The broker does not receive payment for order flow from this venue."],
    ["none", "We receive no compensation for orders sent here."],
    ["none", "No payment for order flow was received."],
    ["none", "Acme neither pays nor receives any remuneration for these orders."],
    ["none", "There is no payment for order flow arrangement with this venue."],
    ["none", "Acme doesn't accept payments for order flow."],
    // What a sentence does not say, it does not say.
    ["unknown", "The firm receives payment for directing orders to this venue."],
    ["unknown", "Payments vary with the type of the order and the price of the stock."],
    ["unknown", "These payments are not contingent upon any tiered schedule."],
    ["unknown", "Payments do not depend on a share of the spread."],
    ["unknown", "To the extent the firm qualifies for volume tiers, rebates are kept."],
    ["unknown", "Differences in net per share payments are due to the mix of orders."],
    ["unknown", "The router has arrangements including reciprocal flow or payment per contract."],
    ["unknown", "The firm does not receive additional payments beyond the amounts above."],
    ["unknown", "The firm does not negotiate payment as a condition for sending more orders."],
    ["unknown", "The firm does not receive cash payments but receives reciprocal flow."],
    ["unknown", "Execution quality is measured by the effective spread over the quoted spread."],
    ["unknown", "A minimum of 500 shares per order applies."],
    ["unknown", ""],
    ["unknown", "N/A"],
  ])("%s: %s", (kind, text) => {
    const found = readArrangement(text);
    expect(found.kind).toBe(kind);
    expect(found.sentence).toBe(kind === "unknown" ? null : text);
  });

  test("the sentence it was read from, white space collapsed", () => {
    const text =
      "Citadel:\nAcme, Inc. (Acme) receives payment from\nCitadel Securities, LLC. These amounts are all it receives from Acme Holdings, Inc. Payment is\n  made on a per share basis. See https://acme.example/606.html. Questions? Call us.";
    expect(readArrangement(text)).toMatchObject({
      kind: "fixed_per_share",
      sentence: "Payment is made on a per share basis.",
    });
  });

  test("every rate that is stated, with its bound and direction", () => {
    const text =
      "Orders that add liquidity receive a credit up to $0.0032 per share. We are charged $0.0030 per share for removing it. Marketable orders averaged $.0009 per share. Options pay $1.49 per contract or less, and at least 10 cents per contract.";
    expect(
      readArrangement(text).amounts.map(({ usd, per, bound, direction }) => [usd, per, bound, direction]),
    ).toEqual([
      [0.0032, "share", "up_to", "received"],
      [0.003, "share", "exactly", "paid"],
      [0.0009, "share", "average", null],
      [1.49, "contract", "up_to", null],
      [0.1, "contract", "at_least", null],
    ]);
    expect(readArrangement(text).sentence).toBe(
      "Orders that add liquidity receive a credit up to $0.0032 per share.",
    );
  });

  test("a text about stocks and options is read by the section it stands in", () => {
    const text = "Stocks: we receive $0.002 per share. Options: we receive $0.40 per contract.";
    expect(readArrangement(text, "equities").kind).toBe("fixed_per_share");
    expect(readArrangement(text, "options").kind).toBe("per_contract");
  });

  test("a maximum that is denied is a maximum", () => {
    expect(readArrangement("The venue pays no more than $0.002 per share.").amounts).toMatchObject([
      { usd: 0.002, bound: "up_to" },
    ]);
    expect(readArrangement("The venue did not pay $0.002 per share.")).toMatchObject({
      kind: "unknown",
      amounts: [],
    });
  });
});

test.each([
  ["no end of sentences", "Payment is $0.001 per share, ".repeat(20_000)],
  ["line breaks", "\n \n".repeat(50_000)],
  ["one word", "x".repeat(200_000)],
])("a text of %s is read to its end in reasonable work", (_, text) => {
  expect(readArrangement(text).amounts.length).toBeLessThan(1000);
});

describe.skipIf(noFilings)("the real filings (needs ../shared/filings)", () => {
  /** Kinds by section over the texts of a filing, each with how many rows state it. */
  function kindsIn(file: string): Record<string, Record<string, number>> {
    const [report] = parseXml(readFileSync(path.join(FILINGS, file)), file).reports;
    const counts: Record<string, Record<string, number>> = {};
    for (const { sections } of report?.months ?? []) {
      for (const { section, venues } of sections) {
        for (const { materialAspects } of venues) {
          if (!materialAspects?.trim()) continue;
          const { kind } = readArrangement(materialAspects, section === "options" ? "options" : "equities");
          const own = counts[section] ?? {};
          counts[section] = { ...own, [kind]: (own[kind] ?? 0) + 1 };
        }
      }
    }
    return counts;
  }

  test.each<[string, string, Record<string, Record<string, number>>]>([
    [
      "Robinhood: a share of the spread from wholesalers, Nasdaq's tiers; options unsaid",
      "606-HOOD-2022Q1.xml",
      {
        sp500: { share_of_spread: 15, tiered: 3 },
        non_sp500: { share_of_spread: 15, tiered: 3 },
        options: { unknown: 12 },
      },
    ],
    [
      "Schwab 2020: rates per share; options unsaid",
      "606-CHAS-2020Q1.xml",
      { sp500: { fixed_per_share: 21 }, non_sp500: { fixed_per_share: 21 }, options: { unknown: 18 } },
    ],
    [
      "Schwab 2021 Q4: options per contract",
      "606-CHAS-2021Q4.xml",
      { sp500: { fixed_per_share: 27 }, non_sp500: { fixed_per_share: 27 }, options: { per_contract: 15 } },
    ],
    [
      "Firstrade 2021 Q2: per share, per contract, Apex in tiers",
      "routing_report_2021q2.xml",
      {
        sp500: { fixed_per_share: 3, tiered: 3 },
        non_sp500: { fixed_per_share: 3, tiered: 3 },
        options: { per_contract: 12 },
      },
    ],
    [
      "Apex: denies tiers and says no more",
      "606-APEX-2022Q1.xml",
      { sp500: { unknown: 15 }, non_sp500: { unknown: 15 }, options: { unknown: 13 } },
    ],
    [
      "Interactive Brokers: conditions only",
      "IBKR_606a_2022_Q1.xml",
      { sp500: { unknown: 22 }, non_sp500: { unknown: 24 }, options: { unknown: 25 } },
    ],
    [
      "Goldman Sachs: the exchanges' tiers",
      "GSCO_606_Q1_2020_20200619113325.xml",
      { sp500: { tiered: 27 }, non_sp500: { tiered: 27 }, options: { tiered: 27 } },
    ],
  ])("%s", (_, file, expected) => {
    expect(kindsIn(file)).toEqual(expected);
  });

  test("Schwab 2020 Q1 states the averages it was paid (line 33)", () => {
    const [report] = parseXml(readFileSync(path.join(FILINGS, "606-CHAS-2020Q1.xml")), "x").reports;
    const row = report?.months[0]?.sections[0]?.venues[0];
    const { amounts } = readArrangement(row?.materialAspects ?? "");
    expect(amounts.map(({ usd, per, bound, direction }) => [usd, per, bound, direction])).toEqual([
      [0.0009, "share", "average", "received"],
      [0.003, "share", "up_to", "received"],
    ]);
  });
});
