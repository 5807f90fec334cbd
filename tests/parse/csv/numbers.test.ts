import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DecimalMark, decimalMarkIn, isPlain, plainNumber, type Unit } from "@/parse/csv/numbers";

describe("plainNumber", () => {
  test.each<[string, Unit, DecimalMark, string | null]>([
    // Plain, with decimals as filed.
    ["0", "usd", ".", "0"],
    ["0.00", "usd", ".", "0.00"],
    ["12.3400", "cph", ".", "12.3400"],
    [" 12.5 ", "percent", ".", "12.5"],
    [".5", "percent", ".", "0.5"],
    ["5.", "percent", ".", "5"],
    ["+5", "usd", ".", "5"],
    // Negative, each way of saying so.
    ["-1234.5", "usd", ".", "-1234.5"],
    ["(1,234.50)", "usd", ".", "-1234.50"],
    ["( 1,234.50 )", "usd", ".", "-1234.50"],
    ["1,234.50-", "usd", ".", "-1234.50"],
    ["−0.032", "cph", ".", "-0.032"],
    ["–0.032", "cph", ".", "-0.032"],
    ["- 0.032", "cph", ".", "-0.032"],
    // Units.
    ["$1,234.50", "usd", ".", "1234.50"],
    ["-$1,234.50", "usd", ".", "-1234.50"],
    ["$-1,234.50", "usd", ".", "-1234.50"],
    ["($1,234.50)", "usd", ".", "-1234.50"],
    ["$(1,234.50)", "usd", ".", "-1234.50"],
    ["$ 7", "usd", ".", "7"],
    ["12.5%", "percent", ".", "12.5"],
    ["12.5 %", "percent", ".", "12.5"],
    ["$0.09", "cph", ".", null],
    ["$5", "percent", ".", null],
    ["12.5%", "usd", ".", null],
    // Thousands.
    ["1,234,567.8", "usd", ".", "1234567.8"],
    ["1 234 567.8", "usd", ".", "1234567.8"],
    ["1\u00a0234", "usd", ".", "1234"],
    ["1'234.50", "usd", ".", "1234.50"],
    ["1,23", "usd", ".", null],
    ["12,34,567", "usd", ".", null],
    ["1,234567", "usd", ".", null],
    ["1,234 567", "usd", ".", null],
    // Decimal comma.
    ["1.234,50", "usd", ",", "1234.50"],
    ["1 234,50", "usd", ",", "1234.50"],
    ["1.234", "usd", ",", "1234"],
    ["-0,0320", "cph", ",", "-0.0320"],
    ["12,5%", "percent", ",", "12.5"],
    ["1,234.50", "usd", ",", null],
    ["12.50", "usd", ",", null],
    // Blank is blank; other things are no numbers.
    ["", "usd", ".", ""],
    ["   ", "usd", ".", ""],
    ["-", "usd", ".", null],
    ["$", "usd", ".", null],
    ["%", "percent", ".", null],
    ["()", "usd", ".", null],
    ["n/a", "usd", ".", null],
    ["1.2.3", "usd", ".", null],
    ["1e5", "usd", ".", null],
    ["1.54E+05", "usd", ".", null],
    ["NaN", "usd", ".", null],
    ["0x10", "usd", ".", null],
    ["--5", "usd", ".", null],
    ["-5-", "usd", ".", null],
    ["-(5)", "usd", ".", null],
    ["((5))", "usd", ".", null],
    ["+-5", "usd", ".", null],
    ["$$5", "usd", ".", null],
    ["5%%", "percent", ".", null],
    ["١٢", "usd", ".", null],
    [".", "usd", ".", null],
  ])("%j (%s, decimal %s) is %j", (text, unit, mark, expected) => {
    expect(plainNumber(text, unit, mark)).toBe(expected);
  });
});

describe("decimalMarkIn", () => {
  test.each<[string, ReturnType<typeof decimalMarkIn>]>([
    ["30.76", "."],
    ["1,234.5", "."],
    ["1,234,567", "."],
    ["0.123", "."],
    ["1234.567", "."],
    ["($1,234.50)", "."],
    ["30,76", ","],
    ["1.234,5", ","],
    ["1.234.567", ","],
    ["0,123", ","],
    ["12,5%", ","],
    ["1 234,5", ","],
    ["1,234", "unclear"],
    ["1.234", "unclear"],
    ["-12.345", "unclear"],
    ["1234", null],
    ["", null],
    ["1 234", null],
    ["a,b", null],
    ["Inc., LLC", null],
  ])("%j says %j", (text, mark) => {
    expect(decimalMarkIn(text)).toBe(mark);
  });
});

/** How tables write a number: cents as an integer, in some style. */
const cents = fc.integer({ min: -999_999_999_99, max: 999_999_999_99 });

function grouped(value: number, group: string, mark: string): string {
  const [whole = "", decimals = ""] = (Math.abs(value) / 100).toFixed(2).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, group) + mark + decimals;
}

describe("any amount in any style is the same number", () => {
  const negatives: ((text: string) => string)[] = [
    (text) => `-${text}`,
    (text) => `${text}-`,
    (text) => `(${text})`,
    (text) => `−${text}`,
    (text) => `($${text})`,
    (text) => `-$${text}`,
    (text) => `$ -${text}`,
    (text) => ` (${text}) `,
  ];
  test.each<[string, string, DecimalMark]>([
    ["", ".", "."],
    [",", ".", "."],
    ["'", ".", "."],
    [" ", ".", "."],
    ["", ",", ","],
    [".", ",", ","],
    ["\u00a0", ",", ","],
  ])("grouped by %j, decimals after %j", (group, mark, read) => {
    fc.assert(
      fc.property(cents, fc.constantFrom(...negatives), (value, negate) => {
        const text = grouped(value, group, mark);
        const styled = value < 0 ? negate(text) : text;
        expect(Number(plainNumber(styled, "usd", read))).toBe(value / 100);
        // An amount with cents is never unclear, and never taken for the other style.
        expect(decimalMarkIn(styled)).toBe(read);
      }),
    );
  });

  test("what comes out is plain, and plain text comes out as it went in", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-()$% ") }), (text) => {
        for (const mark of [".", ","] as const) {
          const plain = plainNumber(text, "usd", mark);
          if (plain) expect(isPlain(plain)).toBe(true);
        }
        if (isPlain(text)) expect(plainNumber(text, "cph", ".")).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
