import { beforeAll, describe, expect, test } from "vitest";
import { type Dimension, type Filters, filters } from "@/queries/filters";
import { flatObject } from "@/queries/flat-object";
import { listReports } from "@/queries/list-reports";
import { quarterTable } from "@/queries/quarter-table";
import { rates } from "@/queries/rates";
import { flatRows } from "@/queries/rows";
import { noFilings } from "../support/filings";
import { storeWithFilings } from "../support/store-with-filings";

/*
 * Figures published elsewhere or read off the filings by hand. Where the source is another publication it is
 * named; the others are sums of the filings' own cells.
 */
const Q = (year: number, quarter: number) => ({ year, quarter });
const at = (year: number, quarter: number) => ({ from: Q(year, quarter), to: Q(year, quarter) });
const SCHWAB = { broker: ["charles-schwab"] };
const HOOD = { broker: ["robinhood-securities"] };

describe.skipIf(noFilings)("worked examples (needs ../shared/filings)", () => {
  beforeAll(async () => {
    await storeWithFilings();
  });

  const total = (some: Partial<Filters>) => rates(filters(some), [])[0];

  test.each<[string, Partial<Filters>, number]>([
    // daytradingz.com: $245,463,984
    ["Schwab 2020", { ...SCHWAB, from: Q(2020, 1), to: Q(2020, 4) }, 245_463_984.21],
    // daytradingz.com: $78,081,154
    ["Schwab 2021 Q1", { ...SCHWAB, ...at(2021, 1) }, 78_081_154.07],
    ["Schwab 2020 Q1", { ...SCHWAB, ...at(2020, 1) }, 53_577_202.81],
    ["Schwab 2020 Q2", { ...SCHWAB, ...at(2020, 2) }, 66_142_014.6],
    // pfof.org: $33,523,021
    [
      "Schwab 2021 Q1, equities without exchanges",
      { ...SCHWAB, ...at(2021, 1), section: ["sp500", "non_sp500"], exchanges: "exclude" },
      33_523_021.36,
    ],
    ["Robinhood Securities 2022 Q1", { ...HOOD, ...at(2022, 1) }, 161_649_666.22],
    ["Goldman Sachs 2020 Q1: a net payer", { broker: ["goldman-sachs"], ...at(2020, 1) }, -1_591_574.72],
  ])("payment: %s", (_, some, usd) => {
    expect(total(some)?.payment_usd).toBe(usd);
  });

  test("Robinhood Securities 2022 Q1: about $126.6 M from options, about $35.0 M from stocks", () => {
    const [hood] = quarterTable(Q(2022, 1), filters(HOOD)).rows;
    expect(hood?.options_usd).toBeCloseTo(126.6e6, -5);
    expect(hood?.equities_usd).toBeCloseTo(35.0e6, -5);
  });

  // Piper Sandler: $0.11 and $0.37
  test("Schwab 2020 Q2: 11.29 ¢ per 100 shares, 36.87 ¢ per contract", () => {
    const [schwab] = quarterTable(Q(2020, 2), filters(SCHWAB)).rows;
    expect(schwab?.equities_cents_per_100_shares).toBeCloseTo(11.29, 2);
    expect(schwab?.options_cents_per_contract).toBeCloseTo(36.87, 2);
  });

  test("Schwab 2020 Q1 → Q2: payment grew by 23.45 %", () => {
    const table = quarterTable(Q(2020, 2), filters(SCHWAB));
    expect(table.rows[0]?.payment_growth).toBeCloseTo(23.45, 2);
    expect(table.like_for_like).toMatchObject({
      payment_usd: 66_142_014.6,
      previous_payment_usd: 53_577_202.81,
    });
  });

  test("Schwab 2021 Q1, S&P 500: rate by order type", () => {
    const rows = rates(filters({ ...SCHWAB, ...at(2021, 1), section: ["sp500"] }), ["orderType"]);
    expect(rows.map((row) => [row.orderType, row.cents_per_100_shares?.toFixed(2)])).toEqual([
      ["market", "8.92"],
      ["marketable_limit", "8.40"],
      ["non_marketable_limit", "29.40"],
      ["other", "9.53"],
    ]);
  });

  test("Robinhood Securities January 2022, S&P 500, Citadel, market: $352,769.36 at 71.0704 ¢", () => {
    const [first] = [...flatRows(filters({ ...HOOD, ...at(2022, 1) }))];
    expect(flatObject(first?.values ?? [])).toMatchObject({
      venue: "Citadel Securities",
      filed_venue: "CITADEL SECURITIES LLC",
      month: 1,
      section: "sp500",
      market_usd: 352_769.36,
      market_cph: 71.0704,
    });
  });

  test("Interactive Brokers 2022 Q1, S&P 500 market orders: the listed venues hold 2.3 % of them", () => {
    const row = total({
      broker: ["interactive-brokers"],
      ...at(2022, 1),
      section: ["sp500"],
      orderType: ["market"],
    });
    expect(row?.payment_usd).toBe(-143);
    expect(row?.cents_per_100_shares).toBeCloseTo(-4.0, 1);
    expect(row?.order_coverage).toBeCloseTo(2.3, 1);
  });

  test("Firstrade 2020 Q2: the Apex rows' rate is a tenth of its neighbours', so volume jumps", () => {
    const [firstrade] = quarterTable(Q(2020, 2), filters({ broker: ["firstrade-securities"] })).rows;
    expect(firstrade?.equities_volume_growth).toBeGreaterThan(300);
  });

  test.each<[readonly Dimension[]]>([
    [["broker", "quarter", "section", "orderType"]],
    [["venue", "month"]],
    [["venueKind", "section", "year"]],
    [[]],
  ])("sums by %s add up to the reports' own totals", (by) => {
    const cents = (rows: readonly { payment_usd: number | null }[]) =>
      Math.round(rows.reduce((sum, row) => sum + 100 * (row.payment_usd ?? 0), 0));
    const reports = cents(listReports());
    // Each group is rounded to the cent.
    expect(Math.abs(cents(rates(filters({ reReported: "include" }), by)) - reports)).toBeLessThan(2);
    expect(reports).toBe(96_004_281_453);
  });
});
