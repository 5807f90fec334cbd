import { expect, test } from "vitest";
import { pictureTable } from "@/pictures/picture-table";
import { flows, paymentsByQuarter, ratesByOrderType, ratesByQuarter } from "@/pictures/pictures";
import { rateRow } from "./rate-row";

const tables = (drawn: {
  parts: Parameters<typeof pictureTable>[0][] | readonly Parameters<typeof pictureTable>[0][];
}) => drawn.parts.map(pictureTable);

test("every kind of panel is a table of the same figures", () => {
  expect(tables(ratesByOrderType([rateRow({ section: "sp500", orderType: "market" })]))).toEqual([
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
    tables(ratesByQuarter(["2020Q1", "2020Q3"].map((quarter) => rateRow({ section: "sp500", quarter }))))[0]
      ?.rows,
  ).toEqual([
    ["2020 Q1", "9.00 ¢"],
    ["2020 Q2", "not filed"],
    ["2020 Q3", "9.00 ¢"],
  ]);
  expect(
    tables(paymentsByQuarter([rateRow({ broker: "A", broker_slug: "a", quarter: "2020Q1" })]))[0],
  ).toEqual({
    caption: "Net payment, US dollars per quarter, by broker",
    head: ["Quarter", "A"],
    rows: [["2020 Q1", "$5"]],
  });
  const flow = rateRow({ broker: "A", broker_slug: "a", venue: "V", venue_slug: "v" });
  expect(tables(flows([flow], { broker: null, quarter: null }))[0]?.rows).toEqual([["A", "V", "$5"]]);
});
