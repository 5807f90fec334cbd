import { expect, test } from "vitest";
import { about } from "@/charts/chart";
import { flows } from "@/charts/flows";
import { paymentsByQuarter } from "@/charts/payments-by-quarter";
import { ratesByOrderType } from "@/charts/rates-by-order-type";
import { ratesByQuarter } from "@/charts/rates-by-quarter";
import { pictureTable } from "@/pictures/picture-table";
import { rateRow } from "./rate-row";

const tables = (drawn: {
  parts: Parameters<typeof pictureTable>[0][] | readonly Parameters<typeof pictureTable>[0][];
}) => drawn.parts.map(pictureTable);

test("every kind of panel is a table of the same figures", () => {
  expect(
    tables(ratesByOrderType.show([rateRow({ section: "sp500", orderType: "market" })], about({}))),
  ).toEqual([
    {
      caption: "S&P 500 stocks: Cents per 100 shares",
      head: ["", "Cents per 100 shares"],
      rows: [
        ["Market", "9.00 ¢"],
        ["Marketable limit", "no such orders listed"],
        ["Non-marketable limit", "no such orders listed"],
        ["Other", "no such orders listed"],
      ],
    },
  ]);
  expect(
    tables(
      ratesByQuarter.show(
        { rates: ["2020Q1", "2020Q3"].map((quarter) => rateRow({ section: "sp500", quarter })) },
        about({}),
      ),
    )[0]?.rows,
  ).toEqual([
    ["2020 Q1", "9.00 ¢"],
    ["2020 Q2", "not filed"],
    ["2020 Q3", "9.00 ¢"],
  ]);
  expect(
    tables(
      paymentsByQuarter.show(
        { payments: [rateRow({ broker: "A", broker_slug: "a", quarter: "2020Q1" })] },
        about({}),
      ),
    )[0],
  ).toEqual({
    caption: "Net payment, US dollars per quarter, by broker",
    head: ["Quarter", "A"],
    rows: [["2020 Q1", "$5"]],
  });
  expect(
    tables(flows.show([{ brokerKey: "a", broker: "A", venueKey: "v", venue: "V", usd: 5 }], about({})))[0]
      ?.rows,
  ).toEqual([["A", "V", "$5"]]);
});
