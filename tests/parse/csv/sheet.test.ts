import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { parseCsv } from "@/parse/csv";
import { parseXml } from "@/parse/xml";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { Finding } from "@/report/findings";
import type { Report } from "@/report/report";
import { validate } from "@/validate/validate";

const MIX = MIX_FIGURES.map((figure) => figure.label).join();
const VENUES = `Venue - Non-directed Order Flow,${VENUE_FIGURES.map((figure) => figure.label).join()}`;

/** As copied from a report's PDF into a spreadsheet. Names and texts are made up. */
const COPIED = `"Acme Brokerage, Inc. - Held NMS Stocks and Options Order Routing Public Report"
Generated on Fri Dec 04 2020 14:19:28 GMT-0500 (Eastern Standard Time)
"1st Quarter, 2020"

January 2020
S&P 500 Stocks
Summary
${MIX}
100.00,53.25,5.64,31.76,9.34
Venues
${VENUES}
Blue Market Making,30.76,31.87,31.05,27.01,37.04,"153,528.70",9.2765,"46,181.19",11.0745,"203,749.59",29.6318,"28,015.48",9.1368
"Grey Exchange, LLC",0.62,0.08,0.02,1.70,,"-2,831.93",-26.3829,"(4,091.06)",-29.3301,0.00,0.0000,,
Material Aspects:
Blue Market Making:
Blue pays, for each order, what it likes.

Fees: see the exchange.

"Grey Exchange, LLC:"
A fee is charged.
January 2020
Options
Summary
${MIX}
-,-,-,-,-
Venues
${VENUES}
Material Aspects:
February 2020
March 2020
Non-S&P 500 Stocks
${VENUES}
Blue Market Making,100,100,100,100,100,1,1.0000,1,1.0000,1,1.0000,1,1.0000
`;

function read(csv: string): { reports: Report[]; findings: readonly Finding[] } {
  const { reports, findings } = parseCsv(Buffer.from(csv), "x.csv");
  const checked = reports.map((raw) => {
    const { report } = validate(raw, "x.csv");
    if (!report) throw new Error("no report");
    return report;
  });
  return { reports: checked, findings };
}

describe("a report copied as printed", () => {
  const expected = [
    {
      filedBroker: "Acme Brokerage, Inc.",
      quarter: { year: 2020, quarter: 1 },
      generatedAt: null,
      months: [
        {
          month: 1,
          sections: [
            {
              section: "sp500",
              mix: [100, 53.25, 5.64, 31.76, 9.34],
              venues: [
                {
                  filedVenue: "Blue Market Making",
                  figures: [
                    30.76, 31.87, 31.05, 27.01, 37.04, 153528.7, 9.2765, 46181.19, 11.0745, 203749.59,
                    29.6318, 28015.48, 9.1368,
                  ],
                  materialAspects: "Blue pays, for each order, what it likes.\n\nFees: see the exchange.",
                  position: "row 12",
                },
                {
                  filedVenue: "Grey Exchange, LLC",
                  figures: [
                    0.62,
                    0.08,
                    0.02,
                    1.7,
                    null,
                    -2831.93,
                    -26.3829,
                    -4091.06,
                    -29.3301,
                    0,
                    0,
                    null,
                    null,
                  ],
                  materialAspects: "A fee is charged.",
                  position: "row 13",
                },
              ],
            },
          ],
        },
        { month: 2, sections: [] },
        {
          month: 3,
          sections: [
            { section: "non_sp500", mix: [null, null, null, null, null], venues: [{ position: "row 34" }] },
          ],
        },
      ],
    },
  ];

  test("broker, quarter, month and section come from the lines above", () => {
    expect(read(COPIED).findings).toEqual([]);
    expect(read(COPIED).reports).toMatchObject(expected);
  });

  test("as a spreadsheet pads it, with semicolons", () => {
    const padded = COPIED.replace(/^Blue pays.*$/m, '"$&"')
      .split("\n")
      .map(
        (line) => (line === "" ? "" : line) + ",".repeat(line.startsWith('"Grey Exchange, LLC",') ? 2 : 3),
      );
    const table = Papa.parse<string[]>(padded.join("\r\n"), { delimiter: "," }).data;
    const csv = Papa.unparse(table, { delimiter: ";", newline: "\r\n" });
    expect(read(csv).reports).toMatchObject(expected);
  });

  test("with lines named instead of printed", () => {
    const csv = COPIED.replace(/^.*\n.*\n.*\n/, "Broker:,Acme Brokerage\nQuarter: 2020Q1\n")
      .replace("January 2020\nS&P", "Month,January 2020\nSection: S&P")
      .replace("March 2020\nNon", "March 2020 - Non");
    const { reports } = read(csv);
    expect(
      reports.map((report) => [report.filedBroker, report.months.map((month) => month.sections.length)]),
    ).toEqual([["Acme Brokerage", [1, 0, 1]]]);
  });

  test("with the broker's name alone above", () => {
    const csv = `Acme Brokerage\nJanuary 2020\nOptions\n${VENUES}\nBlue,1,1,1,1,1,1,1,1,1,1,1,1,1\n`;
    expect(read(csv).reports[0]).toMatchObject({
      filedBroker: "Acme Brokerage",
      months: [{ month: 1, sections: [{ section: "options" }] }],
    });
  });

  test("two reports below each other", () => {
    const { reports } = read(
      COPIED + COPIED.replace("Acme", "Other").replace("1st Quarter, 2020", "1st Quarter, 2020"),
    );
    expect(reports.map((report) => report.filedBroker)).toEqual([
      "Acme Brokerage, Inc.",
      "Other Brokerage, Inc.",
    ]);
    expect(reports[0]?.months).toHaveLength(3);
  });
});

describe("the SEC's labels with columns for broker, month and section", () => {
  const FIGURES =
    "30.76,31.87,31.05,27.01,37.04,153528.70,9.2765,46181.19,11.0745,203749.59,29.6318,28015.48,9.1368";

  test("one table, labels wrapped over lines", () => {
    const labels = VENUE_FIGURES.map((figure) => `"${figure.label.replaceAll(" ", "\n")}"`).join();
    const csv = `Broker,Month,Section,"Venue -\nNon-directed\nOrder Flow",${labels},Material Aspects\nAcme,Jan 2020,S&P 500 Stocks,Blue,${FIGURES},Text\n`;
    const { reports, findings } = read(csv);
    expect(findings).toEqual([]);
    expect(reports[0]).toMatchObject({
      filedBroker: "Acme",
      quarter: { year: 2020, quarter: 1 },
      months: [
        {
          month: 1,
          sections: [
            {
              section: "sp500",
              venues: [{ filedVenue: "Blue", materialAspects: "Text", position: "row 2" }],
            },
          ],
        },
      ],
    });
    expect(reports[0]?.months[0]?.sections[0]?.venues[0]?.figures.slice(5, 7)).toEqual([153528.7, 9.2765]);
  });

  test("codes behind all names are codes, behind some they belong to the name", () => {
    const venues = (names: string[]) =>
      read(
        `Broker,Month,Section,${VENUES}\n${names.map((name) => `Acme,2020-01,Options,${name},${FIGURES}\n`).join("")}`,
      ).reports[0]?.months[0]?.sections[0]?.venues.map(({ filedVenue, mic, mpid }) => [
        filedVenue,
        mic,
        mpid,
      ]);
    expect(venues(["Blue (BLUE)", "Grey (XGRY) (GREY)", "Red (REDMM)"])).toEqual([
      ["Blue", "BLUE", null],
      ["Grey", "XGRY", "GREY"],
      ["Red", null, "REDMM"],
    ]);
    expect(venues(["Members Exchange (MEMX)", "Blue"])).toEqual([
      ["Members Exchange (MEMX)", null, null],
      ["Blue", null, null],
    ]);
  });
});

describe("refused", () => {
  test.each<[string, string, string, string | undefined]>([
    ["no broker", COPIED.replace(/^.*\n/, ""), "gives the broker", "row 8"],
    ["no month", COPIED.replaceAll(/^(January|March) 2020\n/gm, ""), "gives the month", "row 8"],
    ["no section", COPIED.replaceAll(/^(S&P|Non-S&P|Options).*\n/gm, ""), "gives the section", "row 8"],
    [
      "two lines that could be the broker",
      `Acme\nBest Brokerage\nJanuary 2020\nOptions\n${VENUES}\nBlue,1,1,1,1,1,1,1,1,1,1,1,1,1\n`,
      "gives the broker",
      "row 6",
    ],
    [
      "a cut-off row",
      COPIED.replace(',29.6318,"28,015.48",9.1368', ""),
      "The row has 11 cells; the header in row 11 has 14",
      "row 12",
    ],
    [
      "a lost column",
      COPIED.replaceAll(VENUE_FIGURES[10]?.label as string, "?"),
      "The header lacks Net Payment Paid/Received for Non-Marketable Limit Orders(cents per hundred shares)",
      "row 11",
    ],
    [
      "an unknown line among the rows",
      COPIED.replace('"Grey', 'Taken from somewhere\n"Grey'),
      "The row has 1 cells",
      "row 13",
    ],
    [
      "text of an unknown venue",
      COPIED.replace("Blue Market Making:\n", "Green Market Making:\n"),
      '"Green Market Making:" stands under Material Aspects',
      "row 15",
    ],
    [
      "only the order mix",
      `Broker: A\nJanuary 2020\nOptions\n${MIX}\n1,2,3,4,5\n`,
      "No venue table was found",
      undefined,
    ],
  ])("%s", (_, csv, message, position) => {
    const { reports, findings } = parseCsv(Buffer.from(csv), "x.csv");
    expect(reports).toEqual([]);
    expect(findings[0]).toMatchObject({ code: "csv_layout", severity: "error" });
    expect(findings[0]?.message).toContain(message);
    expect(findings[0]?.where).toEqual(
      expect.objectContaining(position === undefined ? { file: "x.csv" } : { file: "x.csv", position }),
    );
  });
});

const filings = path.resolve(import.meta.dirname, "../../../../shared/filings");
if (process.env.CI === "true" && !existsSync(filings)) throw new Error(`${filings} is missing`);

/** A report as the SEC's generator prints it, cell by cell. */
function printed(report: Report): string {
  const names = { sp500: "S&P 500 Stocks", non_sp500: "Non-S&P 500 Stocks", options: "Options" };
  const months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  const number = (decimals: number) => (value: number | null) =>
    value === null
      ? ""
      : value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: decimals });
  const rows: string[][] = [
    [`${report.filedBroker} - Held NMS Stocks and Options Order Routing Public Report`],
    [`${["1st", "2nd", "3rd", "4th"][report.quarter.quarter - 1]} Quarter, ${report.quarter.year}`],
  ];
  for (const { month, sections } of report.months) {
    for (const { section, mix, venues } of sections) {
      rows.push(
        [`${months[month - 1]} ${report.quarter.year}`],
        [names[section]],
        ["Summary"],
        MIX.split(","),
        mix.map(number(4)),
      );
      rows.push(["Venues"], VENUES.split(","));
      for (const venue of venues) {
        const codes = [venue.mic, venue.mpid].filter((code) => code !== null).map((code) => ` (${code})`);
        rows.push([venue.filedVenue + codes.join(""), ...venue.figures.map(number(10))]);
      }
      rows.push(["Material Aspects:"]);
    }
  }
  return Papa.unparse(rows);
}

describe.skipIf(!existsSync(filings))("real filings (skipped where ../shared/filings is absent)", () => {
  const names = existsSync(filings) ? readdirSync(filings).filter((name) => name.endsWith(".xml")) : [];

  test.each(names)("%s as printed equals the XML", (name) => {
    const [raw] = parseXml(readFileSync(path.join(filings, name)), name).reports;
    const expected = raw && validate(raw, name).report;
    if (!expected) throw new Error("no report");
    const { reports } = read(printed(expected));
    const strip = (report: Report | undefined) =>
      report?.months.map(({ month, sections }) => [
        month,
        sections.map(({ section, mix, venues }) => [
          section,
          mix,
          venues.map(({ filedVenue, mic, mpid, figures }) => [filedVenue, mic, mpid, figures]),
        ]),
      ]);
    expect(reports).toHaveLength(1);
    expect(strip(reports[0])).toEqual(strip(expected));
  });
});
