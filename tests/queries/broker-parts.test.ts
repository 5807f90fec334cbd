import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BrokerPart, brokerParts, brokersByMoney, type PartLine } from "@/queries/broker-parts";
import { brokerQuarters } from "@/queries/broker-quarters";
import { type Filters, filters } from "@/queries/filters";
import { orderTypesOf } from "@/queries/measures";
import { rates } from "@/queries/rates";
import type { Grain } from "@/queries/view-parameters";
import { SECTIONS } from "@/report/sections";
import { anyFilters } from "../support/any-filters";
import { market } from "../support/made-market";
import { emptyStore, importInto } from "../support/store-with-filings";

type Lines = "section" | "orderType";

function linesOf(filters: Filters, by: Lines): PartLine[] {
  const types = orderTypesOf(filters.orderType);
  const sections = SECTIONS.filter((one) => filters.section.length === 0 || filters.section.includes(one));
  return by === "section"
    ? sections.map((one) => ({ key: one, sections: [one], types }))
    : types.map((one) => ({ key: one, sections, types: [one] }));
}

/** The same from rows of names, rates and coverage: how pages read them before. */
function partsOfRates(chosen: Filters, by: Lines, grain: Grain): Map<string, BrokerPart[]> {
  const complete = new Set(
    brokerQuarters(filters({ asOf: chosen.asOf }))
      .filter((one) => one.complete)
      .map((one) => `${one.broker_slug} ${one.quarter}`),
  );
  const parts = new Map<string, BrokerPart[]>(linesOf(chosen, by).map(({ key }) => [key, []]));
  for (const row of rates(chosen, ["broker", by, grain])) {
    const {
      broker_slug: broker = "",
      payment_usd: usd,
      cents_per_100_shares: rate,
      implied_shares: shares,
    } = row;
    const period = row[grain] ?? "";
    parts.get(row[by] ?? "")?.push({
      broker,
      period,
      usd,
      ratedUsd: rate === null || shares === null ? null : (rate * shares) / 10_000,
      shares,
      complete: grain === "month" ? usd !== null : complete.has(`${broker} ${period}`),
    });
  }
  return parts;
}

function expectSame(chosen: Filters, by: Lines, grain: Grain): number {
  const expected = partsOfRates(chosen, by, grain);
  const actual = brokerParts(chosen, linesOf(chosen, by), grain, { rated: true });
  expect([...actual.keys()]).toEqual([...expected.keys()]);
  let count = 0;
  for (const [key, parts] of expected) {
    const place = (part: BrokerPart) => `${part.broker} ${part.period}`;
    const own = new Map((actual.get(key) ?? []).map((part) => [place(part), part]));
    expect([...own.keys()].sort()).toEqual(parts.map(place).sort());
    for (const part of parts) {
      const { ratedUsd, shares, ...rest } = own.get(place(part)) as BrokerPart;
      expect(rest).toEqual({
        broker: part.broker,
        period: part.period,
        usd: part.usd,
        complete: part.complete,
      });
      expectClose(ratedUsd, part.ratedUsd);
      expectClose(shares, part.shares);
      count += 1;
    }
  }
  return count;
}

function expectClose(own: number | null, value: number | null): void {
  if (own === null || value === null) expect(own).toBe(value);
  else expect(Math.abs(own - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
}

const lines = fc.constantFrom<Lines>("section", "orderType");
const grain = fc.constantFrom<Grain>("quarter", "month");

describe("parts of brokers are those of rates by broker, line and period", () => {
  test("whatever is asked for", () => {
    let compared = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const { database } = market(seed);
      const check = () =>
        fc.assert(
          fc.property(anyFilters(["venueKind", "month"]), lines, grain, (chosen, by, per) => {
            compared += expectSame(chosen, by, per);
          }),
          { numRuns: 60 },
        );
      check();
      // From the facts alone.
      database.exec("INSERT INTO stale_rollup VALUES (8084, 2)");
      check();
    }
    expect(compared).toBeGreaterThan(5000);
  });
});

test("of the sample too", async () => {
  const starter = path.resolve(import.meta.dirname, "../../fixtures/sample");
  const files = readdirSync(starter).filter((name) => name.endsWith(".csv"));
  await importInto(
    emptyStore(),
    files.map((name) => path.join(starter, name)),
  );
  for (const by of ["section", "orderType"] as const) {
    for (const per of ["quarter", "month"] as const) {
      expect(expectSame(filters(), by, per)).toBeGreaterThan(40);
      expect(expectSame(filters({ exchanges: "exclude" }), by, per)).toBeGreaterThan(40);
    }
  }
});

test("without rated dollars the dollars are the same", () => {
  market(3);
  const all = linesOf(filters(), "section");
  const dollars = (rated: boolean) =>
    [...brokerParts(filters(), all, "quarter", { rated }).values()].map((parts) =>
      parts.map(({ broker, period, usd, complete }) => [broker, period, usd, complete]),
    );
  expect(dollars(false)).toEqual(dollars(true));
  expect(
    brokerParts(filters(), all, "quarter", { rated: false })
      .get("sp500")
      ?.every((part) => part.ratedUsd === null && part.shares === null),
  ).toBe(true);
});

test("brokers by money are those of rates, names by letter where the money is the same", () => {
  for (const seed of [1, 2, 3]) {
    market(seed);
    fc.assert(
      fc.property(anyFilters(["venueKind", "month"]), (chosen) => {
        const [line] = linesOf({ ...chosen, orderType: [] }, "orderType") as [PartLine];
        const all: PartLine = { key: "all", sections: line.sections, types: orderTypesOf(chosen.orderType) };
        const expected = rates(chosen, ["broker"])
          .sort((a, b) => Math.abs(b.payment_usd ?? 0) - Math.abs(a.payment_usd ?? 0))
          .map((row) => row.broker_slug);
        const parts = brokerParts(chosen, [all], "quarter", { rated: false }).get("all") ?? [];
        expect(brokersByMoney(parts)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  }
});
