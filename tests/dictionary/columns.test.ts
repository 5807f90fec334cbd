import { expect, test } from "vitest";
import { columnInText } from "@/dictionary/column";
import { COLUMN_EXAMPLES } from "@/dictionary/column-examples";
import { FLAT_COLUMNS, FLAT_NUMBER_COLUMNS } from "@/dictionary/flat-columns";
import { TABLES, type TableName } from "@/dictionary/tables";
import { FlatObject } from "@/queries/flat-object";
import { BrokerRow } from "@/queries/list-brokers";
import { ReportRow } from "@/queries/list-reports";
import { VenueListRow } from "@/queries/list-venues";
import { QuarterTableRow } from "@/queries/quarter-table";
import { RateRow, rateColumns } from "@/queries/rates";
import { ReportChange } from "@/queries/report-changes";
import { rowSchema } from "@/queries/row-schema";
import { TracedCell } from "@/queries/trace-cells";

const SCHEMAS = {
  rows: FlatObject,
  rates: RateRow,
  reports: ReportRow,
  brokers: BrokerRow,
  venues: VenueListRow,
  quarters: QuarterTableRow,
  diff: ReportChange,
  trace: TracedCell,
};

test.each(Object.keys(TABLES) as TableName[])(
  "%s: every field of an answer is in the dictionary, in order",
  (table) => {
    expect(TABLES[table].columns.map((column) => column.name)).toEqual(Object.keys(SCHEMAS[table].shape));
  },
);

test("flat CSV's columns are those of the rows, and numbers are numbers in both", () => {
  const { columns } = TABLES.rows;
  expect(columns.map((column) => column.name)).toEqual([...FLAT_COLUMNS]);
  const numbers = columns.filter(({ type }) => type === "number" || type === "integer");
  expect(numbers.map((column) => column.name).sort()).toEqual([...FLAT_NUMBER_COLUMNS].sort());
});

test("every column a rate can have is described", () => {
  const all = rateColumns([
    "broker",
    "venue",
    "venueKind",
    "section",
    "orderType",
    "month",
    "quarter",
    "year",
  ]);
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

test("what may be null says what null means, and nothing else does", () => {
  for (const [table, { columns }] of Object.entries(TABLES)) {
    const shape: Record<string, { safeParse: (value: unknown) => { success: boolean } }> =
      SCHEMAS[table as TableName].shape;
    for (const { name, blank } of columns) {
      // In flat rows every schema takes null; a series is empty rather than null.
      if (table === "rows" || name === "series") continue;
      expect(shape[name]?.safeParse(null).success, `${table}.${name}`).toBe(blank !== null);
    }
  }
});

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
    blank: "filed blank (not meaningful), which is not zero",
  });
});

test("a schema with a field the dictionary lacks stops the program", () => {
  expect(() => rowSchema("brokers", { slug: BrokerRow.shape.slug })).toThrow(
    "The columns of brokers are slug, name",
  );
});

test.each(Object.keys(TABLES) as TableName[])("%s: the example is a row of the table", (table) => {
  const example = COLUMN_EXAMPLES[table];
  expect(Object.keys(example)).toEqual(TABLES[table].columns.map((column) => column.name));
  expect(SCHEMAS[table].parse(example)).toEqual(example);
});
