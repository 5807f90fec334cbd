import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { arrangements } from "@/queries/arrangements";
import { filters } from "@/queries/filters";
import { listVenues } from "@/queries/list-venues";
import { rates } from "@/queries/rates";
import { arrangementSentence } from "@/words/arrangement-sentence";
import { paymentSentence } from "@/words/payment-sentence";
import { CASES, noFilings } from "../support/filings";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { emptyStore, importInto } from "../support/store-with-filings";

const Q3 = { year: 2025, quarter: 3 };

describe.skipIf(noFilings)("what brokers say, in made-up filings (needs ../shared/cases)", () => {
  beforeAll(async () => {
    const files = [
      "a_small_rate_in_words.xml",
      "b_says_it_takes_none.xml",
      "f_known_venues_with_codes.xml",
      "n_only_exchanges_pay.xml",
    ].map((name) => path.join(CASES, name));
    const { summary } = await importInto(emptyStore(), files);
    expect(summary.stored).toBe(4);
  });

  test("a: paid per share; no payment for some orders is not no payment", () => {
    const rows = arrangements(filters({ broker: ["harbor-lane"] }));
    expect(rows).toMatchObject([
      {
        kind: "fixed_per_share",
        sentence: "The payment is $0.0015 or less per share for equity orders.",
        amounts: [{ usd: 0.0015, per: "share", bound: "up_to", direction: "received" }],
        // 3 × (1,200 + 150 + 700 + 20)
        received_usd: 6210,
        paid_usd: 0,
        contradiction: null,
      },
    ]);
    expect(arrangementSentence("2025 Q3", rows)).toBe(
      "The report for 2025 Q3 states a rate per share (1 venue).",
    );
  });

  test("b: states that it receives no payment, with the sentence", () => {
    const rows = arrangements(filters({ broker: ["quiet-harbor-securities"] }));
    expect(rows).toMatchObject([{ kind: "none", received_usd: 0, contradiction: null }]);
    expect(rows[0]?.sentence).toMatch(/^Quiet Harbor Securities does not provide .* from this venue\.$/);
    expect(arrangementSentence("2025 Q3", rows)).toBe(
      "The report for 2025 Q3 states that it receives no payment (1 venue).",
    );
  });

  test("f: known venues under codes nobody knows, the codes kept as filed", () => {
    const venues = listVenues(filters({ broker: ["bracket-securities"] }));
    expect(new Set(venues.map(({ name }) => name))).toEqual(
      new Set([
        "Citadel Securities",
        "Susquehanna",
        "Wolverine Execution Services",
        "Dash Financial Technologies",
        "X-Change Financial Access",
        // ISO 10383 has JLEQ for this firm.
        "Jump Trading",
      ]),
    );
  });

  test("n: all that was paid is exchange rebates", () => {
    const scope = filters({ broker: ["rebate-only"], from: Q3, to: Q3 });
    // 3 × (−100 − 50 + 9,000 + 500 − 20 + 4,000 + 300)
    expect(rates(scope, [])[0]?.payment_usd).toBe(40_890);
    expect(rates({ ...scope, exchanges: "exclude" }, [])[0]?.payment_usd ?? null).toBeNull();
    const payment = { total: 40_890, equities: 40_890, options: null, fromExchanges: true };
    expect(paymentSentence("Rebate Only LLC", "2025 Q3", payment)).toBe(
      "Rebate Only LLC was paid $40,900 for its customers’ orders in 2025 Q3, all of it exchange rebates for stocks.",
    );
  });
});

test("a reading is set against the dollars of its venue, blank cells apart", () => {
  const made = new MadeStore();
  const none = "We do not receive payment for order flow.";
  const rate = "We receive $0.001 per share.";
  const texts = [none, none, none, rate, rate, rate];
  const rows = section(
    "sp500",
    ["A", 10, 5, 10],
    ["B", 10, 0, 0],
    ["C", 10, null, null],
    ["D", 10, 0, 0],
    ["E", 10, -5, -10],
    ["F", 10, null, null],
  );
  const venues = rows.venues.map((row, i) => ({ ...row, materialAspects: texts[i] ?? null }));
  made.save(reportOf("Says", Q3, wholeQuarter(Q3, { ...rows, venues })));
  const found = arrangements(filters()).map(({ kind, received_usd, paid_usd, contradiction }) => ({
    kind,
    received_usd,
    paid_usd,
    contradiction,
  }));
  // Three months of each.
  expect(found).toEqual([
    { kind: "none", received_usd: 15, paid_usd: 0, contradiction: "received" },
    { kind: "none", received_usd: 0, paid_usd: 0, contradiction: null },
    { kind: "fixed_per_share", received_usd: 0, paid_usd: 0, contradiction: "nothing" },
    { kind: "fixed_per_share", received_usd: 0, paid_usd: 15, contradiction: null },
  ]);
});
