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
    // Figures with their bound before the unit, ranges, figures in a row.
    ["fixed_per_share", "The fee is $0.0020 or less per share for stock orders."],
    ["fixed_per_share", "We are paid between $.0010 and $.0012 per share."],
    ["per_contract", "Acme earns a per contract rate of $.20, $.30, or $.45 by group of symbols."],
    ["per_contract", "Acme receives a per contract rate that depends on how wide the spread is."],
    ["fixed_per_share", "For stocks not in the pilot, we receive $0.001 per share."],
    // Nothing received, in other words.
    ["none", "Acme does not provide payment for order flow and does not receive payment for order flow."],
    ["none", "Does not have any profit sharing with or receive rebates or payments from the venues above."],
    ["none", "Acme does not receive payment for order flow from this or any other venue."],
    ["none", "However, Acme does not accept payment for order flow."],
    ["none", "Acme has not received any payment from this venue."],
    ["none", "Acme does not receive payment for order flow for “held” orders."],
    ["none", "No payment for order flow."],
    // … of some orders or some money, which is not none.
    ["unknown", "No payment is received for orders in stocks priced below $1."],
    ["unknown", "Acme receives no payment for OTC orders."],
    ["unknown", "We receive no payments for executions outside of regular hours."],
    ["unknown", "Acme receives no other compensation from this venue."],
    ["unknown", "The venue pays no rebates on odd lots."],
    // A belief is not a way of reckoning.
    ["unknown", "Acme believes that payment as a portion of the spread earned does not harm its clients."],
    ["unknown", "[Insert discussion of payment for order flow, such as $0.00 per share, here.]"],
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

  test.each([
    [
      "in lower case",
      "acme, inc. receives payment. the payment is $0.001 or less per share. no fee applies.",
    ],
    ["in brackets", "Acme is paid. (The payment is $0.001 or less per share.) See below."],
    ["in square brackets", "Acme is paid. [The payment is $0.001 or less per share.] See below."],
    ["after markup", "Acme is paid<br/>The payment is $0.001 or less per share.<br/><br/>See below."],
    [
      "after escaped markup",
      "Acme is paid&lt;br/&gt;The payment is $0.001 or less per share.&lt;br&gt;See below.",
    ],
    [
      "after doubly escaped markup",
      "Acme is paid&amp;lt;br/&amp;gt;The payment is $0.001 or less per share.",
    ],
    [
      "after a carriage return in words",
      "Acme is paid.&#x0D;\nThe payment is $0.001 or less per share.&#xD;",
    ],
    [
      "after line breaks in words",
      "Acme is paid.\\r\\nThe payment is $0.001 or less per share.\\r\\nSee below.",
    ],
    ["between tabs", "Acme is paid.\tThe payment is\t$0.001 or less per share."],
  ])("a sentence %s", (_, text) => {
    const { kind, sentence, amounts } = readArrangement(text);
    expect(kind).toBe("fixed_per_share");
    expect(sentence?.toLowerCase().replace(/[()[\]]/g, "")).toBe("the payment is $0.001 or less per share.");
    expect(amounts).toMatchObject([{ usd: 0.001, per: "share", bound: "up_to" }]);
  });

  test.each([
    ["or less before the unit", "We pay a fee of $0.003 or less per share.", [[0.003, "up_to", "paid"]]],
    [
      "a range",
      "Rebates of $.21 to $.25 per contract.",
      [
        [0.21, "at_least", "received"],
        [0.25, "up_to", "received"],
      ],
    ],
    [
      "a range with a hyphen",
      "Acme receives $.51-$.52 per contract.",
      [
        [0.51, "at_least", "received"],
        [0.52, "up_to", "received"],
      ],
    ],
    [
      "a price is no range",
      "Acme receives $0.27 per 100 shares at prices of $1.00 and $0.0027 per 100 shares below.",
      [
        [0.27, "exactly", "received"],
        [0.0027, "exactly", "received"],
      ],
    ],
    [
      "some in a row",
      "We receive a per contract rate of $.35, $.50, or $.60.",
      [
        [0.35, "exactly", "received"],
        [0.5, "exactly", "received"],
        [0.6, "exactly", "received"],
      ],
    ],
    [
      "from a venue that provides it",
      "Northgate provides Acme $0.40 per contract.",
      [[0.4, "exactly", "received"]],
    ],
    [
      "of what is not in a program",
      "For classes not in the pilot, the rate was $0.60 per contract.",
      [[0.6, "exactly", null]],
    ],
  ])("amounts: %s", (_, text, expected) => {
    expect(readArrangement(text).amounts.map(({ usd, bound, direction }) => [usd, bound, direction])).toEqual(
      expected,
    );
  });

  test("of a text about several venues, the sentences that name the venue it is filed for", () => {
    const text =
      "Northgate Securities, LLC pays Acme $0.001 per share. Southgate Corp. pays Acme by monthly tiers. Acme takes no part in either.";
    expect(readArrangement(text, "equities", ["Northgate Securities"]).kind).toBe("fixed_per_share");
    expect(readArrangement(text, "equities", ["SOUTHGATE CORP"]).kind).toBe("tiered");
    // Where none names it, all count.
    expect(readArrangement(text, "equities", ["The Westgate Exchange"]).kind).toBe("tiered");
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
        for (const { materialAspects, name } of venues) {
          if (!materialAspects?.trim()) continue;
          const assetClass = section === "options" ? "options" : "equities";
          const { kind } = readArrangement(materialAspects, assetClass, [name ?? ""]);
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
      "Firstrade 2022 Q3: Citadel per share, though the text speaks of Apex's tiers too",
      "routing_report_2022q3.xml",
      { sp500: { fixed_per_share: 3 }, non_sp500: { fixed_per_share: 3 }, options: { per_contract: 9 } },
    ],
    [
      "Robinhood 2022 Q4: options per contract, though it has a belief about the spread",
      "606-HOOD-2022Q4.xml",
      {
        sp500: { share_of_spread: 9 },
        non_sp500: { share_of_spread: 12 },
        options: { per_contract: 15 },
      },
    ],
    [
      "Apex 2022 Q4: rates in dollars; what it pays Instinet is in tiers",
      "606-APEX-2022Q4.xml",
      {
        sp500: { fixed_per_share: 15, tiered: 3 },
        non_sp500: { fixed_per_share: 15, tiered: 3 },
        options: { per_contract: 9 },
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
