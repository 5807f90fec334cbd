import { expect, test } from "vitest";
import { columnInText, exampleOf } from "@/dictionary/column";
import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { TABLES, type TableName } from "@/dictionary/tables";
import { rateColumns } from "@/queries/rates";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";

test("flat CSV's columns are those of the rows, and numbers are numbers in both", () => {
  const { columns } = TABLES.rows;
  expect(columns.map((column) => column.name)).toEqual([...FLAT_COLUMNS]);
  const numbers = columns.filter(({ type }) => type === "number" || type === "integer");
  const figures = [...VENUE_FIGURES, ...MIX_FIGURES].map(({ key }) => key);
  expect(numbers.map((column) => column.name)).toEqual([
    "year",
    "quarter",
    "month",
    ...figures,
    "report_version",
    "is_current",
  ]);
});

test("every column a rate can have is described", () => {
  const all = rateColumns(
    ["broker", "venue", "venueKind", "section", "orderType", "month", "quarter", "year"],
    "include",
  );
  expect(TABLES.rates.columns.map((column) => column.name)).toEqual(all);
});

const columns = Object.entries(TABLES).flatMap(([table, { columns }]) =>
  columns.map((column) => [`${table}.${column.name}`, column] as const),
);

test.each(columns)("%s says what it is, its unit and its source", (name, column) => {
  expect(column.description).toMatch(/^[\s\S]{8,}\.$/);
  if (/_(usd|pct|cph|share|coverage|growth|contracts|shares)$/.test(name)) {
    expect(column.unit, "unit").not.toBeNull();
    expect(column.source, "source").not.toBeNull();
  }
  if (column.type === "number") expect(column.unit, "unit").not.toBeNull();
});

test.each(Object.keys(TABLES) as TableName[])(
  "%s: what may be null says what null means, and nothing else does",
  (table) => {
    const { row, columns } = TABLES[table];
    const shape: Record<string, { safeParse: (value: unknown) => { success: boolean } }> = row.shape;
    for (const { name, blank } of columns) {
      // It is empty rather than null.
      if (name === "series") continue;
      expect(shape[name]?.safeParse(null).success, name).toBe(blank !== null);
    }
  },
);

test("a column in one line, by hand", () => {
  const [crd] = TABLES.brokers.columns.filter(({ name }) => name === "crd");
  expect(crd && columnInText(crd)).toBe(
    "The broker's number in FINRA's Central Registration Depository. Blank: not known.",
  );
  const market = TABLES.rows.columns.find(({ name }) => name === "non_marketable_limit_usd");
  expect(market).toEqual({
    name: "non_marketable_limit_usd",
    type: "number",
    unit: "USD, net; positive: the broker received, negative: it paid",
    description: "As filed: Net Payment Paid/Received for Non-Marketable Limit Orders.",
    source: "17 CFR 242.606(a)(1)(iii); rVenue/netPmtPaidRecvNonMarketableLimitOrdersUsd",
    blank: "filed blank (not meaningful), not zero",
  });
});

test.each(Object.keys(TABLES) as TableName[])("%s: the example is a row of the table", (table) => {
  const { row } = TABLES[table];
  const example = exampleOf(row);
  expect(Object.values(example)).not.toContain(undefined);
  expect(row.parse(example)).toEqual(example);
});
