import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "@/report/report";
import { decimalsOf, readNumber } from "@/validate/read-number";

const NOT = Number.NaN;

describe("readNumber", () => {
  test.each<[filed: string, value: number | null]>([
    ["", null],
    [" \n\t", null],
    ["\u00a0", null],
    ["0", 0],
    ["0.00", 0],
    ["-0.00", 0],
    ["352769.36", 352769.36],
    ["71.0704", 71.0704],
    ["-16.88", -16.88],
    ["007", 7],
    [".5", 0.5],
    ["-.5", -0.5],
    ["5.", 5],
    ["+5.25", 5.25],
    [" 20.00 ", 20],
    ["12345678901234.56", 12345678901234.56],
    ["0.1234567890123456789", 0.12345678901234568],
    ["-", NOT],
    ["+", NOT],
    [".", NOT],
    ["--5", NOT],
    ["5-", NOT],
    ["- 5", NOT],
    ["1.2.3", NOT],
    ["1 000", NOT],
    ["1,000", NOT],
    ["1,5", NOT],
    ["1e5", NOT],
    ["1E5", NOT],
    ["0x10", NOT],
    ["NaN", NOT],
    ["Infinity", NOT],
    ["INF", NOT],
    ["N/A", NOT],
    ["$5", NOT],
    ["5%", NOT],
    ["(5)", NOT],
    ["\u22125", NOT],
    ["\u0665", NOT],
    ["5\u200b", NOT],
    ["9".repeat(400), NOT],
  ])("XML: %j", (filed, value) => {
    expect(readNumber(filed, "xml")).toBe(value);
    expect(readNumber(filed, "csv")).toBe(value);
  });

  test.each<[filed: string, value: number | null]>([
    ["1,234,567.89", 1234567.89],
    ["-1,234.50", -1234.5],
    ["999", 999],
    ["1,23", NOT],
    ["1234,567", NOT],
    ["1,2345", NOT],
    [",123", NOT],
  ])("PDF: %j", (filed, value) => {
    expect(readNumber(filed, "pdf")).toBe(value);
  });

  test("negative zero is zero", () => {
    for (const filed of ["-0", "-0.0000", "-00", "-.0"])
      expect(Object.is(readNumber(filed, "xml"), 0)).toBe(true);
  });

  test("any decimal gives the double its digits name", () => {
    const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${max}}$`));
    fc.assert(
      fc.property(fc.boolean(), digits(20), fc.option(digits(12)), (minus, whole, rest) => {
        const filed = `${minus ? "-" : ""}${whole}${rest === null ? "" : `.${rest}`}`;
        expect(readNumber(filed, "xml")).toBe(Number(filed) === 0 ? 0 : Number(filed));
      }),
      { numRuns: 2000 },
    );
  });

  test("any other text is blank or not a number", () => {
    const formats: readonly Format[] = ["xml", "pdf", "csv"];
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...formats), (filed, format) => {
        const value = readNumber(filed, format);
        if (value === null) expect(filed.trim()).toBe("");
        else if (!Number.isNaN(value)) expect(filed.trim()).toMatch(/^[+-]?[\d.,]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ["12.3400", 4],
  ["12.34 ", 2],
  ["12.", 0],
  ["-12", 0],
])("decimals of %j: %i", (filed, decimals) => {
  expect(decimalsOf(filed)).toBe(decimals);
});
