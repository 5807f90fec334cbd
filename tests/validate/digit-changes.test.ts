import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseXml } from "@/parse/xml";
import { diffReports } from "@/report/diff-reports";
import type { Report } from "@/report/report";
import { validate } from "@/validate/validate";
import { FILINGS, noFilings } from "../support/filings";

/*
 * A single digit changed in a figure must never vanish: either the report has another figure, or a
 * finding tells about it.
 */

interface Outcome {
  readonly report: Report | null;
  readonly findings: string;
}

function read(xml: string): Outcome {
  const parsed = parseXml(Buffer.from(xml), "report.xml");
  const [raw] = parsed.reports;
  const checked = raw === undefined ? { report: null, findings: [] } : validate(raw, "report.xml");
  return { report: checked.report, findings: JSON.stringify([...parsed.findings, ...checked.findings]) };
}

/** Offsets of all digits in figures. */
function digitsOf(xml: string): number[] {
  const offsets: number[] = [];
  for (const match of xml.matchAll(/<(\w+(?:Pct|Usd|Cph))>([^<]*)</g)) {
    const start = match.index + (match[1]?.length ?? 0) + 2;
    [...(match[2] ?? "")].forEach((character, i) => {
      if (/\d/.test(character)) offsets.push(start + i);
    });
  }
  return offsets;
}

function withDigit(xml: string, at: number, step: number): string {
  return xml.slice(0, at) + ((Number(xml[at]) + step) % 10) + xml.slice(at + 1);
}

function shows(before: Outcome, after: Outcome): boolean {
  if (after.report === null) return after.findings.includes('"severity":"error"');
  return before.report !== null && figuresOf(before.report) !== figuresOf(after.report);
}

function figuresOf(report: Report): string {
  return JSON.stringify(
    report.months.map((month) =>
      month.sections.map((section) => [section.mix, section.venues.map((row) => row.figures)]),
    ),
  );
}

test("every digit of the project's own report", () => {
  const file = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
  const xml = readFileSync(file, "utf8");
  const before = read(xml);
  const digits = digitsOf(xml);
  expect(digits.length).toBeGreaterThan(500);
  const vanished = digits.filter((at) => !shows(before, read(withDigit(xml, at, 1 + (at % 9)))));
  expect(vanished).toEqual([]);
});

test("a digit of the header changes the report or is refused", () => {
  const file = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
  const xml = readFileSync(file, "utf8");
  const before = read(xml);
  for (const match of xml.matchAll(/<(?:year|qtr|mon|timestamp)>([^<]*)</g)) {
    for (let at = match.index; at < match.index + match[0].length; at++) {
      if (!/\d/.test(xml[at] ?? "")) continue;
      const after = read(withDigit(xml, at, 1));
      expect(
        after.findings !== before.findings || JSON.stringify(after.report) !== JSON.stringify(before.report),
      ).toBe(true);
    }
  }
});

describe.skipIf(noFilings)("real filings (needs ../shared/filings)", () => {
  const files = noFilings ? [] : readdirSync(FILINGS).filter((name) => name.endsWith(".xml"));

  test("any digit of any filing", () => {
    const originals = files.map((name) => {
      const xml = readFileSync(path.join(FILINGS, name), "utf8");
      return { xml, before: read(xml), digits: digitsOf(xml) };
    });
    const change = fc.record({ file: fc.nat(), digit: fc.nat(), step: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(change, ({ file, digit, step }) => {
        const original = originals[file % originals.length];
        if (original === undefined) throw new Error("no filings");
        const at = original.digits[digit % original.digits.length] as number;
        const after = read(withDigit(original.xml, at, step));
        expect(shows(original.before, after)).toBe(true);
        if (after.report !== null && original.before.report !== null)
          expect(diffReports(original.before.report, after.report)).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });
});
