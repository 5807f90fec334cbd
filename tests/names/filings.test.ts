import { describe, expect, test } from "vitest";
import { resolveBroker } from "@/names/resolve-broker";
import { resolveVenue } from "@/names/resolve-venue";
import { EXCHANGE_KINDS } from "@/report/venue-kinds";
import { FILINGS, type FiledRow, filingsAbsent, readFilings } from "./read-filings";

test.runIf(process.env.CI === "true")("the filings are there", () => {
  expect(filingsAbsent, `${FILINGS} is missing`).toBe(false);
});

describe.skipIf(filingsAbsent)("names in the real filings (../shared/filings)", () => {
  const rows = readFilings();

  test("every broker is known", () => {
    const unknown = rows.filter((row) => !resolveBroker(row.broker, null).known).map((row) => row.broker);
    expect([...new Set(unknown)]).toEqual([]);
    expect(new Set(rows.map((row) => resolveBroker(row.broker, null).slug))).toEqual(
      new Set([
        "charles-schwab",
        "firstrade-securities",
        "goldman-sachs",
        "robinhood-securities",
        "interactive-brokers",
        "apex-clearing",
      ]),
    );
  });

  test("at least 99.5 % of the money goes to known venues with a kind", () => {
    let total = 0;
    const remainder = new Map<string, number>();
    for (const row of rows) {
      const money = sum(centsOf(row).map(Math.abs));
      total += money;
      const venue = resolveVenue(row, row.assetClass);
      if (venue.known && venue.kind !== "unknown") continue;
      const who = `${row.name} (${row.mic ?? row.mpid ?? "no code"}, ${row.assetClass}, ${row.broker})`;
      remainder.set(who, (remainder.get(who) ?? 0) + money / 100);
    }
    const list = [...remainder].map(([who, usd]) => `${who}: $${usd.toFixed(2)}`).join("\n");
    expect(1 - (100 * sum([...remainder.values()])) / total, `not resolved:\n${list}`).toBeGreaterThanOrEqual(
      0.995,
    );
  });

  test("Schwab 2021 Q1, equities without exchanges: $33,523,021.36", () => {
    const wanted = rows.filter(
      (row) =>
        row.file === "606-CHAS-2021Q1.xml" &&
        row.assetClass === "equities" &&
        !EXCHANGE_KINDS.includes(resolveVenue(row, row.assetClass).kind),
    );
    expect(sum(wanted.flatMap(centsOf))).toBe(33_523_021_36);
  });

  test("Citadel is one venue at every broker that names it", () => {
    const slugs = new Map<string, Set<string>>();
    for (const row of rows) {
      if (!/citadel/i.test(row.name) && row.mic !== "CDRG") continue;
      const broker = resolveBroker(row.broker, null).slug;
      slugs.set(broker, (slugs.get(broker) ?? new Set()).add(resolveVenue(row, row.assetClass).slug));
    }
    // Goldman Sachs sent nothing to Citadel in the two quarters given.
    expect(Object.fromEntries([...slugs].map(([broker, found]) => [broker, [...found]]))).toEqual({
      "apex-clearing": ["citadel-securities"],
      "charles-schwab": ["citadel-securities"],
      "robinhood-securities": ["citadel-securities"],
      "interactive-brokers": ["citadel-securities"],
      "firstrade-securities": ["citadel-securities"],
    });
  });

  test("one filed code is another venue's: Goldman Sachs 2020 Q4 files BOX's for Nasdaq BX Options", () => {
    const disagreeing = rows.filter((row) => resolveVenue(row, row.assetClass).codeDisagrees);
    expect(disagreeing.map((row) => `${row.quarter} ${row.month} ${row.name} ${row.mic}`)).toEqual([
      "2020Q4 12 NASDAQ BX Options XBOX",
    ]);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Whole cents, so that sums are exact. */
function centsOf({ usd }: FiledRow): number[] {
  return usd.flatMap((dollars) => (dollars === null ? [] : [Math.round(dollars * 100)]));
}
