import { beforeAll, describe, expect, test } from "vitest";
import { type Dimension, type Filters, filters } from "@/queries/filters";
import { flatObject } from "@/queries/flat-object";
import { type RateRow, rateColumns, rates } from "@/queries/rates";
import { flatRows } from "@/queries/rows";
import { ORDER_TYPES } from "@/report/order-types";
import { noFilings } from "../support/filings";
import { type FiledCell, measure, orderMetrics } from "../support/metrics-of-cells";
import { storeWithFilings } from "../support/store-with-filings";

type Flat = Record<string, string | number | null>;

/** The metrics counted again from the flat rows with the definitions in TypeScript. */
function fromRows(some: Partial<Filters>, by: readonly Dimension[]): Map<string, RateRow> {
  const everything = [...flatRows(filters({ reReported: "include" }))].map(({ values }) =>
    flatObject(values),
  );
  const counted = new Set(
    [...flatRows(filters({ reReported: "include", ...some }))].map(({ values }) => key(flatObject(values))),
  );
  const types = some.orderType ?? ORDER_TYPES;
  const groups = new Map<string, { names: Flat; rows: { row: Flat; type: string }[] }>();
  for (const row of everything) {
    if (!counted.has(key(row)) || row.venue === null) continue;
    for (const type of types) {
      const names = namesOf(row, type);
      const columns = rateColumns(by).slice(0, -8);
      const id = JSON.stringify(columns.map((column) => names[column]));
      const group = groups.get(id) ?? { names, rows: [] };
      groups.set(id, group);
      group.rows.push({ row, type });
    }
  }
  const whole = groupBy(everything, sectionKey);
  return new Map(
    [...groups].map(([id, { rows }]) => {
      const cells = rows.map(({ row, type }) => cellOf(row, type));
      const parts = [...groupBy(rows, ({ row, type }) => `${sectionKey(row)} ${type}`).values()].map(
        (part) => {
          const [first] = part;
          const type = first?.type ?? "";
          return {
            all: (whole.get(sectionKey(first?.row ?? {})) ?? []).map((row) => cellOf(row, type)),
            counted: part.map((one) => cellOf(one.row, type)),
          };
        },
      );
      const { paymentUsd, centsPer100Shares, impliedShares, ratedShare } = measure(cells);
      const orders = orderMetrics(parts);
      return [
        id,
        {
          payment_usd: paymentUsd,
          cents_per_100_shares: centsPer100Shares,
          implied_shares: impliedShares,
          rated_share: ratedShare,
          order_coverage: orders.coverage,
          paid_nothing_pct: orders.paidNothing,
          order_average_cents_per_100_shares: orders.average,
          reports: new Set(rows.map(({ row }) => row.report_id)).size,
        },
      ];
    }),
  );
}

function groupBy<One>(list: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function key(row: Flat): string {
  return `${sectionKey(row)} ${row.source_position}`;
}

function sectionKey(row: Flat): string {
  return `${row.report_id} ${row.month} ${row.section}`;
}

function namesOf(row: Flat, orderType: string): Flat {
  const quarter = `${row.year}Q${row.quarter}`;
  const month = `${row.year}-${String(row.month).padStart(2, "0")}`;
  return { ...row, venueKind: row.venue_kind ?? null, orderType, quarter, month };
}

function cellOf(row: Flat, type: string): FiledCell {
  const number = (column: string) => row[`${type}_${column}`] as number | null;
  return { pct: number("pct"), usd: number("usd"), cph: number("cph") };
}

describe.skipIf(noFilings)("SQL and TypeScript give the same metrics (needs ../shared/filings)", () => {
  beforeAll(async () => {
    await storeWithFilings();
  });

  test.each<[readonly Dimension[], Partial<Filters>]>([
    [[], {}],
    [["broker", "quarter", "section", "orderType"], {}],
    [["venue", "section", "month"], {}],
    [["broker", "venueKind", "orderType", "year"], {}],
    [["broker", "month"], { exchanges: "exclude", section: ["sp500", "non_sp500"] }],
    [["quarter", "orderType"], { venueKind: ["wholesaler"], orderType: ["market", "other"] }],
    [["broker", "venue", "orderType", "month", "section"], { from: { year: 2021, quarter: 1 } }],
  ])("by %j with %j", (by, some) => {
    const expected = fromRows(some, by);
    const rows = rates(filters({ reReported: "include", ...some }), by);
    expect(rows).toHaveLength(expected.size);
    for (const row of rows) {
      const names = rateColumns(by).slice(0, -8);
      const twin = expected.get(JSON.stringify(names.map((name) => row[name as keyof RateRow])));
      expect(twin, JSON.stringify(row)).toBeDefined();
      expectSame(row, twin as RateRow);
    }
  });
});

/** Dollars are rounded to the cent by one of the two; all else may differ by the order of sums. */
function expectSame(row: RateRow, twin: RateRow): void {
  for (const [name, tolerance] of [
    ["payment_usd", 0.0051],
    ["cents_per_100_shares", 1e-9],
    ["implied_shares", 1e-9],
    ["rated_share", 1e-9],
    ["order_coverage", 1e-9],
    ["paid_nothing_pct", 1e-9],
    ["order_average_cents_per_100_shares", 1e-9],
    ["reports", 0],
  ] as const) {
    const [a, b] = [row[name], twin[name]];
    if (a === null || b === null) expect([name, a]).toEqual([name, b]);
    else {
      const scale = name === "payment_usd" ? 1 : Math.max(1, Math.abs(b));
      expect(Math.abs(a - b), `${name} of ${JSON.stringify(row)}: ${b}`).toBeLessThanOrEqual(
        tolerance * scale,
      );
    }
  }
}
