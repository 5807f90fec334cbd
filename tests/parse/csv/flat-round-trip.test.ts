import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import type { CsvValue } from "@/export/flat-csv";
import { parseCsv } from "@/parse/csv";
import { parseXml } from "@/parse/xml";
import { hasError } from "@/report/findings";
import { monthsOf } from "@/report/quarter";
import type { MonthReport, Report, SectionReport, VenueRow } from "@/report/report";
import { SECTIONS } from "@/report/sections";
import { validate } from "@/validate/validate";
import { flatCsv, flatRows } from "./flat-rows";

/** Reads flat CSV back into checked reports. Any error fails the test. */
function readBack(csv: string): Report[] {
  const { reports, findings } = parseCsv(Buffer.from(csv), "flat.csv");
  expect(findings).toEqual([]);
  return reports.map((raw) => {
    const { report, findings: checks } = validate(raw, "flat.csv");
    expect(checks.filter((one) => hasError([one]))).toEqual([]);
    if (!report) throw new Error("no report");
    return report;
  });
}

const ORIGIN = { file: "606.xml", sha256: "ab".repeat(32) };

function reportWith(months: readonly MonthReport[], values: Partial<Report> = {}): Report {
  return {
    filedBroker: "Charles Schwab",
    crd: "5393",
    quarter: { year: 2020, quarter: 1 },
    series: "",
    filedVersion: 1,
    generatedAt: "2020-12-04T19:19:28Z",
    format: "csv",
    origin: ORIGIN,
    months,
    ...values,
  };
}

function venueWith(values: Partial<VenueRow>): VenueRow {
  const figures = new Array(13).fill(null);
  return {
    filedVenue: "X",
    mic: null,
    mpid: null,
    figures,
    materialAspects: null,
    position: "line 1",
    ...values,
  };
}

function sectionWith(
  venues: readonly VenueRow[],
  mix: SectionReport["mix"] = new Array(5).fill(null),
): SectionReport {
  return { section: "sp500", mix, venues };
}

describe("a report comes back exactly", () => {
  test.each<[string, Report]>([
    [
      "with figures, blanks, zeros and negative payments",
      reportWith([
        {
          month: 1,
          sections: [
            sectionWith(
              [
                venueWith({
                  figures: [30.76, 0, null, 100, 0.01, 153528.7, 9.2765, -0.2, -0.032, 0, 0, null, 1e-7],
                }),
              ],
              [100, 53.25, 5.64, 31.76, 9.34],
            ),
          ],
        },
      ]),
    ],
    [
      "with a section without venues",
      reportWith([
        {
          month: 1,
          sections: [sectionWith([], [100, 25, 25, 25, 25]), { ...sectionWith([]), section: "options" }],
        },
      ]),
    ],
    [
      "with months without sections",
      reportWith([
        { month: 1, sections: [] },
        { month: 3, sections: [] },
      ]),
    ],
    [
      "undated, unversioned, of no known document",
      reportWith([{ month: 2, sections: [sectionWith([venueWith({})])] }], {
        crd: null,
        filedVersion: null,
        generatedAt: null,
        origin: null,
        series: "SOFI",
      }),
    ],
    [
      "with names that look like formulas",
      reportWith(
        [
          {
            month: 1,
            sections: [
              sectionWith([
                venueWith({ filedVenue: '=HYPERLINK("http://x")', mic: "@MIC", mpid: "+MPI" }),
                venueWith({ filedVenue: "'quoted'", materialAspects: "''two" }),
                venueWith({ filedVenue: "-", materialAspects: "[Insert" }),
                venueWith({ filedVenue: "*", materialAspects: '\ttab\r\nline, "quote"\rcr\n' }),
              ]),
            ],
          },
        ],
        { filedBroker: '\'+Broker, "Inc."' },
      ),
    ],
    [
      "with only codes for a venue",
      reportWith([{ month: 1, sections: [sectionWith([venueWith({ filedVenue: "", mic: "XNAS" })])] }]),
    ],
    [
      "with two rows of one venue",
      reportWith([
        {
          month: 1,
          sections: [
            sectionWith([
              venueWith({ filedVenue: "Citadel" }),
              venueWith({ filedVenue: "Citadel", position: "line 9" }),
            ]),
          ],
        },
      ]),
    ],
    [
      "with sections in another order",
      reportWith([{ month: 1, sections: [{ ...sectionWith([]), section: "options" }, sectionWith([])] }]),
    ],
  ])("%s", (_, report) => {
    expect(readBack(flatCsv(flatRows(report)))).toEqual([report]);
  });

  test("whatever it holds", () => {
    const name = fc
      .oneof(fc.string({ unit: "grapheme", minLength: 1 }), fc.stringMatching(/^['=+\-@*[][ -~]{0,9}$/))
      .map((text) => text.replaceAll("\0", "").replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");
    const text = fc
      .array(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.constantFrom("\r\n", "\n", '"', ",", "'", ";", "\t", "="),
        ),
      )
      .map((parts) => parts.join("").replaceAll("\0", ""))
      .filter((joined) => joined.trim() !== "");
    const code = fc.stringMatching(/^[A-Z0-9]{4}$/);
    const percent = fc.option(fc.double({ min: 0, max: 100, noNaN: true }).map((value) => value + 0));
    const money = fc.option(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    );
    const venue: fc.Arbitrary<VenueRow> = fc.record({
      filedVenue: name,
      mic: fc.option(code),
      mpid: fc.option(code),
      figures: fc
        .tuple(
          fc.array(percent, { minLength: 5, maxLength: 5 }),
          fc.array(money, { minLength: 8, maxLength: 8 }),
        )
        .map((parts) => parts.flat()),
      materialAspects: fc.option(text),
      position: fc.nat().map((line) => `line ${line}`),
    });
    const sections = fc.subarray([...SECTIONS]).chain((names) =>
      fc.tuple(
        ...names.map((section) =>
          fc.record({
            section: fc.constant(section),
            mix: fc.tuple(percent, percent, percent, percent, percent),
            venues: fc.array(venue, { maxLength: 3 }),
          }),
        ),
      ),
    );
    const report: fc.Arbitrary<Report> = fc
      .record({ year: fc.integer({ min: 2020, max: 2030 }), quarter: fc.integer({ min: 1, max: 4 }) })
      .chain((quarter) =>
        fc.record({
          filedBroker: name,
          crd: fc.option(fc.integer({ min: 1, max: 999_999 }).map(String)),
          quarter: fc.constant(quarter),
          series: fc.constantFrom("", "SOFI", "=X"),
          filedVersion: fc.option(fc.nat({ max: 99 })),
          generatedAt: fc.constantFrom(null, "2025-10-08T06:27:55Z"),
          format: fc.constant("csv" as const),
          origin: fc.constantFrom(null, ORIGIN),
          months: fc
            .subarray([...monthsOf(quarter)], { minLength: 1 })
            .chain((months) =>
              fc.tuple(...months.map((month) => fc.record({ month: fc.constant(month), sections }))),
            ),
        }),
      );
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 3 }), (reports) => {
        const rows = reports.flatMap((one, i) => flatRows(one, `2020Q1-${i}`));
        expect(readBack(flatCsv(rows))).toEqual(reports);
      }),
      { numRuns: 150 },
    );
  });
});

describe("many reports in one file", () => {
  const reports = [1, 2, 3].map((n) =>
    reportWith(
      [
        {
          month: n,
          sections: [sectionWith([venueWith({ filedVenue: `V${n}` }), venueWith({ filedVenue: `W${n}` })])],
        },
      ],
      { filedBroker: n === 3 ? "B" : "A", series: `S${n}` },
    ),
  );
  const rows = reports.map((report, i) => flatRows(report, `id-${i}`));

  test("rows in any order give the same reports", () => {
    const mixed = [0, 1].flatMap((i) => rows.map((of) => of[i] as CsvValue[]));
    expect(readBack(flatCsv(mixed))).toEqual(reports);
  });

  test("versions of one report are kept apart by version and id", () => {
    const one = reportWith([{ month: 1, sections: [] }]);
    const versions = [one, { ...one, filedVersion: 2 }];
    expect(readBack(flatCsv(versions.flatMap((report) => flatRows(report, "x"))))).toEqual(versions);
    expect(readBack(flatCsv([...flatRows(one, "x"), ...flatRows(one, "y")]))).toEqual([one, one]);
  });

  test("exports put one behind the other", () => {
    expect(readBack(flatCsv(rows[0] ?? []) + flatCsv(rows[1] ?? []))).toEqual(reports.slice(0, 2));
  });

  test.each([
    ["semicolons", ";", "\n", ""],
    ["tabs and CRLF", "\t", "\r\n", ""],
    ["old Mac line ends", ",", "\r", ""],
    ["CRLF and a byte order mark", ",", "\r\n", "\ufeff"],
    ["Excel's delimiter line", ";", "\r\n", "sep=;\r\n"],
  ])("%s", (_, delimiter, lineEnd, before) => {
    const csv = flatCsv(rows.flat()).replaceAll(",", delimiter).replaceAll("\n", lineEnd);
    expect(readBack(before + csv)).toEqual(reports);
  });

  test("columns in another order, with others between, and blank lines", () => {
    const table = [[...FLAT_COLUMNS], ...rows.flat().map((row) => row.map((cell) => `${cell ?? ""}`))];
    const turned = table.map((row, i) => [...row.toReversed(), i === 0 ? "my notes" : "x"].join(","));
    const { reports: raw, findings } = parseCsv(Buffer.from(`\n${turned.join("\n\n")}\n,,\n`), "flat.csv");
    expect(raw.map((one) => validate(one, "").report)).toEqual(reports);
    expect(findings).toMatchObject([{ code: "csv_columns", severity: "note", where: { position: "row 2" } }]);
    expect(findings[0]?.message).toBe("Not read, because no report has them: my notes.");
  });

  test("UTF-16", () => {
    const bytes = Buffer.from(`\ufeff${flatCsv(rows.flat())}`, "utf16le");
    expect(parseCsv(bytes, "x.csv").reports.map((raw) => validate(raw, "").report)).toEqual(reports);
  });

  test("positions of cells are rows of the file", () => {
    const [raw] = parseCsv(Buffer.from(flatCsv(rows.flat())), "x.csv").reports;
    const [month] = raw?.months ?? [];
    expect(month?.sections[0]?.venues.map((venue) => [venue.at, venue.originPosition])).toEqual([
      [2, "line 1"],
      [3, "line 1"],
    ]);
    expect(month?.sections[0]?.venues[1]?.figuresAt).toEqual(new Array(13).fill(3));
  });
});

describe("rows of one report that contradict each other", () => {
  const report = reportWith([
    {
      month: 1,
      sections: [sectionWith([venueWith({}), venueWith({ filedVenue: "Y" })], [100, 25, 25, 25, 25])],
    },
  ]);
  const column = (name: string) => FLAT_COLUMNS.indexOf(name);

  function changed(name: string, value: CsvValue): string {
    const rows = flatRows(report);
    (rows[1] as CsvValue[])[column(name)] = value;
    return flatCsv(rows);
  }

  test.each<[string, CsvValue, string]>([
    ["crd", "7", 'crd is "7", but "5393" in row 2'],
    [
      "generated_at",
      "2021-01-01T00:00:00Z",
      'generated_at is "2021-01-01T00:00:00Z", but "2020-12-04T19:19:28Z" in row 2',
    ],
    ["source_sha256", "cd".repeat(32), "source_sha256 is"],
    ["ndo_pct", 99, 'ndo_pct is "99", but "100" in row 2'],
    ["ndo_market_pct", null, 'ndo_market_pct is blank, but "25" in row 2'],
    ["section", "etfs", 'The section is "etfs"; expected sp500'],
    ["section", null, "figures or a venue but no section"],
  ])("%s %j", (name, value, message) => {
    const { reports, findings } = parseCsv(Buffer.from(changed(name, value)), "x.csv");
    expect(reports).toEqual([]);
    expect(findings).toMatchObject([
      { code: "structure", severity: "error", where: { file: "x.csv", position: "row 3", field: name } },
    ]);
    expect(findings[0]?.message).toContain(message);
  });

  test.each<[string, CsvValue, string]>([
    ["month", 5, "month_outside_quarter"],
    ["month", 13, "month_outside_quarter"],
    ["month", "Spring", "not_a_number"],
    ["market_usd", "12x", "not_a_number"],
    ["market_pct", 101, "percent_out_of_range"],
  ])("%s %j is found when the report is checked", (name, value, code) => {
    const { reports } = parseCsv(Buffer.from(changed(name, value)), "x.csv");
    const findings = reports.flatMap((raw) => validate(raw, "x.csv").findings);
    expect(findings.filter((one) => hasError([one]))).toMatchObject([
      { code, severity: "error", where: { position: "row 3" } },
    ]);
  });

  test("another quarter is another report", () => {
    const { reports } = parseCsv(Buffer.from(changed("quarter", 2)), "x.csv");
    expect(reports.map((raw) => raw.quarter.text)).toEqual(["1", "2"]);
    expect(reports.map((raw) => validate(raw, "").findings.map((one) => one.code))).toEqual([
      ["absent_month"],
      ["month_outside_quarter"],
    ]);
  });
});

const filings = path.resolve(import.meta.dirname, "../../../../shared/filings");
if (process.env.CI === "true" && !existsSync(filings)) throw new Error(`${filings} is missing`);

describe.skipIf(!existsSync(filings))("real filings (skipped where ../shared/filings is absent)", () => {
  test("all in one flat CSV come back equal", () => {
    const names = readdirSync(filings).filter((name) => name.endsWith(".xml"));
    const reports = names.map((name): Report => {
      const [raw] = parseXml(readFileSync(path.join(filings, name)), name).reports;
      const report = raw && validate(raw, name).report;
      if (!report) throw new Error(`${name} does not read`);
      return { ...report, format: "csv", origin: ORIGIN };
    });
    const rows = reports.flatMap((report, i) => flatRows(report, `id-${i}`));
    expect(reports).toHaveLength(40);
    expect(rows).toHaveLength(2054);
    expect(readBack(flatCsv(rows))).toEqual(reports);
  });
});
