import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { figuresHash } from "@/report/figures-hash";
import { madeReport } from "../support/made-report";

function withRows(...rows: (number | null)[][]) {
  return madeReport({
    months: [
      {
        month: 1,
        sections: [
          {
            section: "sp500",
            mix: [100, null, 33.33, 0, 66.67],
            venues: rows.map((figures, i) => ({
              filedVenue: `Venue ${i}`,
              mic: null,
              mpid: null,
              figures,
              materialAspects: null,
              position: `line ${i}`,
            })),
          },
        ],
      },
    ],
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const A = [30.36, 31.61, 0, null, 100, 244200.84, 8.8085, -0.01, -12.5, null, null, 1e-7, 1234567890.1234];
const B = [5, null, null, null, null, 7, 0.0001, null, null, null, null, null, null];

test("hashes every figure in its shortest form, rows sorted", () => {
  const text =
    "2021Q1\n1 sp500 100,,33.33,0,66.67\n" +
    "30.36,31.61,0,,100,244200.84,8.8085,-0.01,-12.5,,,1e-7,1234567890.1234\n" +
    "5,,,,,7,0.0001,,,,,,";
  expect(figuresHash(withRows(B, A))).toBe(sha256(text));
  expect(figuresHash(withRows(A, B))).toBe(sha256(text));
});

const filed = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(1, 10, 100, 1e3, 1e4, 1e5, 1e6));
const figure = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, -0, 1e21, 123456789012.3456, 99999999999.9999, 0.1 + 0.2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  filed.map(([digits, scale]) => digits / scale),
);

test("any number is written as JavaScript writes it", () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 13, maxLength: 13 }), (figures) => {
      const expected = sha256(`2021Q1\n1 sp500 100,,33.33,0,66.67\n${figures.join(",")}`);
      expect(figuresHash(withRows(figures))).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});
