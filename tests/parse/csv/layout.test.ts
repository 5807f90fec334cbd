import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "@/parse/csv";
import { VENUE_FIGURES } from "@/report/figures";
import { validate } from "@/validate/validate";

const COLUMNS = VENUE_FIGURES.map((figure) => figure.key).join();
const HEADER = `filed_broker,year,quarter,month,section,filed_venue,${COLUMNS},source_position\n`;
const ROW = "B,2020,1,1,sp500,V,30.76,1,1,1,1,1234.5,1,1,1,1,1,1,1,x\n";

function errorsOf(
  csv: string | Uint8Array,
): { code: string; message: string; position?: string; field?: string }[] {
  const { reports, findings } = parseCsv(Buffer.from(csv as string), "dir.csv");
  const errors = findings.filter((one) => one.severity === "error");
  if (errors.length > 0) expect(reports).toEqual([]);
  return errors.map(({ code, message, where }) => ({
    code,
    message,
    position: where.position,
    field: where.field,
  }));
}

describe("layouts that are refused, with where and why", () => {
  test.each<[string, string | Uint8Array, string, string, string | undefined]>([
    ["nothing", "", "empty_file", "holds no text", undefined],
    ["blank lines", " \n\n", "empty_file", "holds no text", undefined],
    ["prose", "Dear reader,\nthis is no table.", "csv_layout", 'The file begins "Dear reader,"', undefined],
    ["another table", "date,open,close\n2020-01-01,1,2\n", "csv_layout", "one of three families", undefined],
    [
      "another delimiter",
      (HEADER + ROW).replaceAll(",", "|"),
      "csv_layout",
      "No header row was found",
      undefined,
    ],
    ["not text", Buffer.from([0x61, 0, 0, 0, 1, 2]), "bad_encoding", "zero bytes", undefined],
    [
      "a figure's column lost",
      (HEADER + ROW).replace("other_cph", "other_cents"),
      "csv_layout",
      "The header lacks other_cph. It was read as our flat CSV; found: filed_broker",
      "row 1",
    ],
    [
      "some of the order mix",
      HEADER.replace("source_position", "ndo_pct") + ROW,
      "csv_layout",
      "The header lacks ndo_market_pct, ndo_marketable_limit_pct",
      "row 1",
    ],
    [
      "no venue's name",
      (HEADER + ROW).replace("filed_venue", "f"),
      "csv_layout",
      "a column with the venue's name",
      "row 1",
    ],
    [
      "a row too short",
      `${HEADER + ROW}B,2020,1,1,sp500,V,1,2\n`,
      "csv_layout",
      "The row has 8 cells; the header in row 1 has 20",
      "row 3",
    ],
    ["a row too long", HEADER + ROW.replace("\n", ",7\n"), "csv_layout", "The row has 21 cells", "row 2"],
    ["cut off in a row", HEADER + ROW + ROW.slice(0, 30), "csv_layout", "A cut-off line", "row 3"],
    [
      "cut off in a quoted cell",
      `${HEADER}${ROW}"B,2020`,
      "csv_layout",
      "has a quote that is never closed",
      "row 3",
    ],
    [
      "text behind a quote",
      HEADER + ROW.replace("V", '"V" x'),
      "csv_layout",
      "has text behind a closing quote",
      "row 2",
    ],
    [
      "another header below",
      `${HEADER + ROW}${HEADER.replace("market_usd,market_cph", "market_cph,market_usd")}${ROW}`,
      "csv_layout",
      "The row is a header, but another one",
      "row 3",
    ],
    [
      "a column twice that differs",
      (HEADER + ROW).replaceAll(",x\n", ",7\n").replace("source_position", "market_usd"),
      "csv_layout",
      'market_usd is there twice and says "1234.5" and "7"',
      "row 2",
    ],
    [
      "both decimal marks",
      HEADER + ROW + ROW.replace("1234.5", '"1,23"'),
      "not_a_number",
      'market_usd is "1,23", with a decimal comma, but "30.76" in row 2',
      "row 3",
    ],
    [
      "a number that may be thousands",
      (HEADER + ROW).replace("30.76", "1").replace("1234.5", "1.234").replaceAll(",", ";"),
      "not_a_number",
      'market_usd is "1.234", which may be a decimal or thousands',
      "row 2",
    ],
  ])("%s", (_, csv, code, message, position) => {
    const [first] = errorsOf(csv);
    expect(first).toMatchObject(position === undefined ? { code } : { code, position });
    expect(first?.message).toContain(message);
  });

  test("a thousand bad rows are twenty findings and a count", () => {
    const errors = errorsOf(HEADER + "B,2020\n".repeat(1000));
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)?.message).toBe("980 more of this kind are in the file.");
  });
});

describe("layouts that are read", () => {
  const reports = (csv: string | Uint8Array) => {
    expect(errorsOf(csv)).toEqual([]);
    return parseCsv(Buffer.from(csv as string), "x.csv").reports.map((raw) => validate(raw, "x.csv").report);
  };
  const expected = reports(HEADER + ROW);

  test.each<[string, string | Uint8Array]>([
    ["no line end at the end", (HEADER + ROW).trimEnd()],
    ["blank cells behind the last column", HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n")],
    ["more blank cells than the header", HEADER + ROW.replace("\n", ", ,\n")],
    [
      "a column twice with equal cells",
      (HEADER + ROW).replace("source_position\n", "source_position,year\n").replace(",x\n", ",x,2020\n"),
    ],
    ["mixed line ends", HEADER.replace("\n", "\r\n") + ROW],
    ["everything quoted", (HEADER + ROW).replace(/[^,\n]+/g, '"$&"')],
    ["everything quoted, CRLF", (HEADER + ROW).replace(/[^,\n]+/g, '"$&"').replaceAll("\n", "\r\n")],
    ["thousands in quotes", HEADER + ROW.replace("1234.5", '"1,234.5"')],
    ["UTF-8 mark", `\ufeff${HEADER}${ROW}`],
  ])("%s", (_, csv) => {
    expect(reports(csv)).toEqual(expected);
  });

  test("Windows-1252 is read and told", () => {
    const bytes = Buffer.from((HEADER + ROW).replace(",V,", ",Soci\xe9t\xe9,"), "latin1");
    expect(reports(bytes)[0]?.months[0]?.sections[0]?.venues[0]?.filedVenue).toBe("Société");
    expect(parseCsv(bytes, "x.csv").findings).toMatchObject([
      { code: "encoding_guessed" },
      { code: "csv_columns" },
    ]);
  });

  test("a header without rows holds no report", () => {
    expect(parseCsv(Buffer.from(HEADER), "x.csv").reports).toEqual([]);
  });

  test("thousands without decimals are read the American way in a comma-delimited file", () => {
    const csv = HEADER + ROW.replace("30.76", "1").replace("1234.5", '"1,234"');
    expect(reports(csv)[0]?.months[0]?.sections[0]?.venues[0]?.figures[5]).toBe(1234);
  });
});

describe("whatever the bytes", () => {
  test("never a fault, and never a figure from a damaged number", () => {
    fc.assert(
      fc.property(fc.nat({ max: HEADER.length + ROW.length }), fc.string({ maxLength: 3 }), (at, text) => {
        const csv = HEADER + ROW;
        for (const changed of [
          csv.slice(0, at) + text + csv.slice(at),
          csv.slice(0, at) + text + csv.slice(at + 1),
        ]) {
          for (const raw of parseCsv(Buffer.from(changed), "x.csv").reports) validate(raw, "x.csv");
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("each changed digit of a figure is another figure or a finding", () => {
    const figuresOf = (csv: string) => {
      const { reports, findings } = parseCsv(Buffer.from(csv), "x.csv");
      const checked = reports.map((raw) => validate(raw, "x.csv"));
      const errors = [...findings, ...checked.flatMap((one) => one.findings)].filter(
        (one) => one.severity === "error",
      );
      return JSON.stringify([checked.map((one) => one.report?.months), errors]);
    };
    const before = figuresOf(HEADER + ROW);
    for (let at = 0; at < ROW.length; at++) {
      const digit = ROW.charAt(at);
      if (!/\d/.test(digit)) continue;
      const changed = ROW.slice(0, at) + ((Number(digit) + 3) % 10) + ROW.slice(at + 1);
      const after = figuresOf(HEADER + changed);
      // The report's year is not among its months.
      if (at > ROW.indexOf("2020") + 3) expect([at, after]).not.toEqual([at, before]);
    }
  });
});
