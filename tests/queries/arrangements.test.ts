import { beforeAll, describe, expect, test } from "vitest";
import { arrangements } from "@/queries/arrangements";
import { filters } from "@/queries/filters";
import { noFilings } from "../support/filings";
import { storeWithFilings } from "../support/store-with-filings";

const quarter = (year: number, number: number) => {
  const one = { year, quarter: number };
  return { from: one, to: one };
};

describe.skipIf(noFilings)("arrangements (needs ../shared/filings)", () => {
  beforeAll(async () => {
    await storeWithFilings();
  });

  test("Robinhood: a share of the spread from wholesalers, tiers of Nasdaq, options not said", () => {
    const rows = arrangements(filters({ broker: ["robinhood-securities"], ...quarter(2022, 1) }));
    expect(rows.map(({ kind, sections, venues }) => [kind, sections, venues.length])).toEqual([
      ["share_of_spread", ["sp500", "non_sp500"], 5],
      ["tiered", ["sp500", "non_sp500"], 1],
      ["unknown", ["options"], 4],
    ]);
    const [spread, tiers, unsaid] = rows;
    expect(spread?.sentence).toMatch(/^The payment varied .* of the spread .* order execution\.$/);
    expect(spread).toMatchObject({
      broker: "Robinhood Securities",
      quarter: "2022Q1",
      month: 1,
      section: "sp500",
      row: 1,
    });
    expect(spread?.report).toMatch(/^2022Q1-[0-9a-f]{10}$/);
    expect(spread?.position).toMatch(/^line \d+$/);
    expect(tiers?.venues).toEqual([{ venue: "Nasdaq Stock Market", venue_slug: "nasdaq" }]);
    expect(tiers?.amounts.map(({ usd, bound, direction }) => [usd, bound, direction])).toEqual([
      [0.003, "up_to", "paid"],
      [0.0033, "up_to", "received"],
    ]);
    expect(unsaid?.sentence).toBeNull();
  });

  test("Schwab 2021 Q4: options per contract, rates as stated", () => {
    const rows = arrangements(
      filters({ broker: ["charles-schwab"], section: ["options"], ...quarter(2021, 4) }),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["per_contract"]);
    expect(rows[0]?.amounts.map(({ usd, per }) => [usd, per])).toEqual([
      [1.49, "contract"],
      [0.51, "contract"],
      [0.93, "contract"],
      [0.43, "contract"],
      [0.98, "contract"],
    ]);
  });

  test("every broker and quarter; the latest quarter of a broker first", () => {
    const rows = arrangements(filters());
    expect([...new Set(rows.map((row) => row.broker))]).toEqual([
      "Apex Clearing",
      "Charles Schwab",
      "Firstrade Securities",
      "Goldman Sachs",
      "Interactive Brokers",
      "Robinhood Securities",
    ]);
    const schwab = rows.filter((row) => row.broker_slug === "charles-schwab").map((row) => row.quarter);
    expect([schwab[0], schwab.at(-1)]).toEqual(["2021Q4", "2020Q1"]);
  });
});
