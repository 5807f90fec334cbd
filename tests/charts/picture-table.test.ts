import { expect, test } from "vitest";
import { pictureTable } from "@/charts/picture-table";
import { flows, paymentsByQuarter, ratesByOrderType, ratesByQuarter } from "@/charts/pictures";
import type { RateRow } from "@/queries/rates";

const row = (some: Partial<RateRow>): RateRow => ({
  payment_usd: 5,
  cents_per_100_shares: 9,
  implied_shares: null,
  rated_share: 1,
  order_coverage: 95,
  reports: 1,
  ...some,
});
const tables = (drawn: {
  parts: Parameters<typeof pictureTable>[0][] | readonly Parameters<typeof pictureTable>[0][];
}) => drawn.parts.map(pictureTable);

test("every kind of panel is a table of the same figures", () => {
  expect(tables(ratesByOrderType([row({ section: "sp500", orderType: "market" })]))).toEqual([
    {
      caption: "S&P 500 stocks: Cents per 100 shares",
      head: ["", "Cents per 100 shares"],
      rows: [
        ["Market", "9.00 ¢"],
        ["Marketable limit", "no rate filed"],
        ["Non-marketable limit", "no rate filed"],
        ["Other", "no rate filed"],
      ],
    },
  ]);
  expect(
    tables(ratesByQuarter(["2020Q1", "2020Q3"].map((quarter) => row({ section: "sp500", quarter }))))[0]
      ?.rows,
  ).toEqual([
    ["2020 Q1", "9.00 ¢"],
    ["2020 Q2", "not filed"],
    ["2020 Q3", "9.00 ¢"],
  ]);
  expect(tables(paymentsByQuarter([row({ broker: "A", broker_slug: "a", quarter: "2020Q1" })]))[0]).toEqual({
    caption: "Net payment, US dollars per quarter, by broker",
    head: ["Quarter", "A"],
    rows: [["2020 Q1", "$5"]],
  });
  const flow = row({ broker: "A", broker_slug: "a", venue: "V", venue_slug: "v" });
  expect(tables(flows([flow], { broker: null, quarter: null }))[0]?.rows).toEqual([["A", "V", "$5"]]);
});
