import { describe, expect, it } from "vitest";
import { anchor, anchorOf, type FindingPlace } from "@/app/reports/[id]/cell-anchor";

const MONTHS = [
  {
    month: 1,
    sections: [
      {
        section: "sp500" as const,
        venues: [
          { row: 1, filed_venue: "Citadel", position: "line 20" },
          { row: 2, filed_venue: "Virtu", position: "line 40" },
          { row: 3, filed_venue: "Citadel", position: "line 60" },
        ],
      },
    ],
  },
];
const NOWHERE: FindingPlace = { month: null, section: null, venue: null, field: null, position: null };

describe("anchor", () => {
  it("is what citations rely on", () => {
    expect(anchor(2021, 1, "sp500", 3, "market_usd")).toBe("2021-01-sp500-3-market_usd");
    expect(anchor(2021, 12)).toBe("2021-12");
  });
});

describe("anchorOf", () => {
  it.each<{ name: string; place: Partial<FindingPlace>; at: string | null }>([
    { name: "whole file", place: { position: "line 2" }, at: null },
    { name: "month", place: { month: 1 }, at: "2021-01" },
    { name: "a month that is not there", place: { month: 2 }, at: null },
    { name: "section", place: { month: 1, section: "sp500" }, at: "2021-01-sp500" },
    {
      name: "order mix",
      place: { month: 1, section: "sp500", field: "ndoNonmarketableLimitPct" },
      at: "2021-01-sp500-ndo_non_marketable_limit_pct",
    },
    {
      name: "cell by XML element",
      place: { month: 1, section: "sp500", venue: "Virtu", field: "netPmtPaidRecvMarketOrdersUsd" },
      at: "2021-01-sp500-2-market_usd",
    },
    {
      name: "cell by CSV column",
      place: { month: 1, section: "sp500", venue: "Virtu", field: "order_pct" },
      at: "2021-01-sp500-2-order_pct",
    },
    {
      name: "the second of two rows of one venue, by line",
      place: { month: 1, section: "sp500", venue: "Citadel", field: "other_cph", position: "line 74" },
      at: "2021-01-sp500-3-other_cph",
    },
    {
      name: "the row of an unknown field",
      place: { month: 1, section: "sp500", venue: "Virtu", field: "name" },
      at: "2021-01-sp500-2",
    },
    {
      name: "a venue figure without its venue",
      place: { month: 1, section: "sp500", field: "orderPct" },
      at: "2021-01-sp500",
    },
  ])("$name", ({ place, at }) => {
    expect(anchorOf({ ...NOWHERE, ...place }, 2021, MONTHS)).toBe(at);
  });
});
