import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { TABLES } from "@/dictionary/tables";
import { type CsvValue, csvLine, csvNumber, csvText, FLAT_CSV_HEADER } from "@/export/flat-csv";
import { AppError } from "@/report/errors";

describe("numbers", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [100, "100"],
    [352769.36, "352769.36"],
    [-0.032, "-0.032"],
    [0.1 + 0.2, "0.30000000000000004"],
    [0.000001, "0.000001"],
    [1e-7, "0.0000001"],
    [-1.25e-10, "-0.000000000125"],
    [1e21, "1000000000000000000000"],
    [-1.2345e22, "-12345000000000000000000"],
    [5e-324, `0.${"0".repeat(323)}5`],
  ])("%d is written %s", (value, text) => {
    expect(csvNumber(value)).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("%d is refused", (value) => {
    expect(() => csvNumber(value)).toThrow(AppError);
  });

  test("every double comes back the same, and never with an exponent", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = csvNumber(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("text", () => {
  test.each([
    ["Citadel Securities", "Citadel Securities"],
    ["Virtu Americas, LLC", '"Virtu Americas, LLC"'],
    ['Citadel Securities "PRO"', '"Citadel Securities ""PRO"""'],
    ["two\nlines", '"two\nlines"'],
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["*", "'*"],
    ["[Insert discussion", "'[Insert discussion"],
    ["\tx", "'\tx"],
    ["\rx", '"\'\rx"'],
    ["'quoted", "''quoted"],
    ["''", "'''"],
    ["a=b", "a=b"],
    [" =1", " =1"],
    ["", ""],
  ])("%j is written %j", (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });

  test("a general line neutralises text only", () => {
    expect(csvLine(["=a", -1.5, null, "b,c", 0])).toBe('\'=a,-1.5,,"b,c",0\n');
  });
});

const NUMBER_COLUMNS = new Set(
  TABLES.rows.columns.filter(({ type }) => type === "number" || type === "integer").map(({ name }) => name),
);

function lineWith(values: Record<string, CsvValue>): CsvValue[] {
  return FLAT_COLUMNS.map((column) => values[column] ?? null);
}

describe("flat CSV v1", () => {
  test("the header is the contract", () => {
    expect(FLAT_CSV_HEADER).toBe(
      "broker,broker_slug,crd,year,quarter,month,section,venue,venue_slug,venue_kind,filed_broker,filed_venue,mic,mpid," +
        "order_pct,market_pct,marketable_limit_pct,non_marketable_limit_pct,other_pct,market_usd,market_cph," +
        "marketable_limit_usd,marketable_limit_cph,non_marketable_limit_usd,non_marketable_limit_cph,other_usd,other_cph," +
        "ndo_pct,ndo_market_pct,ndo_marketable_limit_pct,ndo_non_marketable_limit_pct,ndo_other_pct,material_aspects," +
        "report_id,series,report_version,generated_at,is_current,source_file,source_sha256,source_position\n",
    );
  });

  test("blank is blank, zero is zero, a negative number keeps its sign, a text is neutralised", () => {
    const line = csvLine(lineWith({ year: 2020, venue: "-x", market_usd: 0, market_cph: -26.3829 }));
    expect(line).toBe(`,,,2020,,,,'-x${",".repeat(12)}0,-26.3829${",".repeat(20)}\n`);
  });

  test("any row is read back by another CSV reader, one quote stripped", () => {
    const value = (column: string) =>
      NUMBER_COLUMNS.has(column)
        ? fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))
        : fc.option(
            fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("'", "=1", "a\r\nb", '"', ",", "\t")),
          );
    fc.assert(
      fc.property(fc.tuple(...FLAT_COLUMNS.map(value)), (row) => {
        const { data } = Papa.parse<string[]>(csvLine(row), { delimiter: ",", newline: "\n" });
        const back = FLAT_COLUMNS.map((column, i) => {
          const cell = data[0]?.[i] ?? "missing";
          if (cell === "") return null;
          if (NUMBER_COLUMNS.has(column)) return Number(cell);
          return cell.startsWith("'") ? cell.slice(1) : cell;
        });
        expect(back).toEqual(row.map((one) => (one === "" ? null : one === 0 ? 0 : one)));
      }),
    );
  });
});
