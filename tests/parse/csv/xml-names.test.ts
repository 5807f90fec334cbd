import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { parseCsv } from "@/parse/csv";
import { parseXml } from "@/parse/xml";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { Report } from "@/report/report";
import { validate } from "@/validate/validate";

function read(csv: string): Report[] {
  const { reports, findings } = parseCsv(Buffer.from(csv), "x.csv");
  expect(findings.filter((one) => one.severity === "error")).toEqual([]);
  return reports.map((raw) => {
    const { report } = validate(raw, "x.csv");
    if (!report) throw new Error("no report");
    return report;
  });
}

const COLUMNS = [...VENUE_FIGURES.map((figure) => figure.xml), ...MIX_FIGURES.map((figure) => figure.xml)];
const FIGURES =
  "30.76,31.87,31.05,27.01,37.04,153528.70,9.2765,46181.19,11.0745,203749.59,29.6318,28015.48,9.1368";
const MIX = "100.00,53.25,5.64,31.76,9.34";

describe("XML element names as headers", () => {
  // Figures: Citadel, S&P 500, January 2020, in 606-CHAS-2020Q1.xml lines 18-31.
  const numbers = [
    30.76, 31.87, 31.05, 27.01, 37.04, 153528.7, 9.2765, 46181.19, 11.0745, 203749.59, 29.6318, 28015.48,
    9.1368,
  ];

  test("bd, year, month, section, name", () => {
    const csv = `bd,year,month,section,name,${COLUMNS.join()}\nCharles Schwab,2020,01,SP500,Citadel Execution Services,${FIGURES},${MIX}\n`;
    expect(read(csv)).toEqual([
      {
        filedBroker: "Charles Schwab",
        crd: null,
        quarter: { year: 2020, quarter: 1 },
        series: "",
        filedVersion: null,
        generatedAt: null,
        format: "csv",
        origin: null,
        months: [
          {
            month: 1,
            sections: [
              {
                section: "sp500",
                mix: [100, 53.25, 5.64, 31.76, 9.34],
                venues: [
                  {
                    filedVenue: "Citadel Execution Services",
                    mic: null,
                    mpid: null,
                    figures: numbers,
                    materialAspects: null,
                    position: "row 2",
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  test.each<[string, string, string]>([
    [
      "lower case, other names, a database's own columns",
      "id,executing_bd,venues,stock_group,month,year,created_at",
      "7,Charles Schwab,Citadel Execution Services,SP500,1,2020,2024-01-01",
    ],
    [
      "upper case, quarter given",
      "BD,YEAR,QTR,MON,SECTION,NAME",
      "Charles Schwab,2020,1,01,rSP500,Citadel Execution Services",
    ],
    [
      "names in the month",
      "Broker,Month,Section,Venue",
      "Charles Schwab,January 2020,S&P 500 Stocks,Citadel Execution Services",
    ],
    [
      "whole numbers with a decimal point",
      "bd,year,month,section,name",
      "Charles Schwab,2020.0,1.0,sp500,Citadel Execution Services",
    ],
  ])("%s", (_, columns, cells) => {
    const header = columns === columns.toLowerCase() ? COLUMNS.join().toLowerCase() : COLUMNS.join();
    const [report] = read(`${columns},${header}\n${cells},${FIGURES},${MIX}\n`);
    expect(report).toMatchObject({ filedBroker: "Charles Schwab", quarter: { year: 2020, quarter: 1 } });
    expect(report?.months[0]).toMatchObject({
      month: 1,
      sections: [
        { section: "sp500", venues: [{ filedVenue: "Citadel Execution Services", figures: numbers }] },
      ],
    });
  });

  test("amounts as a spreadsheet shows them, decimal comma", () => {
    const csv = `bd;year;month;section;name;${COLUMNS.join(";")}\nCharles Schwab;2020;1;SP500;Citadel;30,76%;31,87 %;31,05;27,01;37,04;$153.528,70;9,2765;46.181,19;11,0745;(203.749,59);−29,6318;28.015,48-;-9,1368;100;53,25;5,64;31,76;9,34\n`;
    expect(read(csv)[0]?.months[0]?.sections[0]?.venues[0]?.figures).toEqual([
      30.76, 31.87, 31.05, 27.01, 37.04, 153528.7, 9.2765, 46181.19, 11.0745, -203749.59, -29.6318, -28015.48,
      -9.1368,
    ]);
  });

  test("blank is blank, zero is zero", () => {
    const csv = `bd,year,month,section,name,${COLUMNS.join()}\nB,2020,1,SP500,V,0,0.00,, ,100,0,,0.00,0.0000,-0,,,,,,,,\n`;
    const [section] = read(csv)[0]?.months[0]?.sections ?? [];
    expect(section?.venues[0]?.figures).toEqual([0, 0, null, null, 100, 0, null, 0, 0, 0, null, null, null]);
    expect(section?.mix).toEqual([null, null, null, null, null]);
  });

  test("two months of different quarters are two reports, three of one quarter are one", () => {
    const row = (month: string) => `B,${month},Options,V,${FIGURES},${MIX}\n`;
    const csv = `bd,month,section,name,${COLUMNS.join()}\n${["2020-03", "2020-04", "2020-05", "2020-06"].map(row).join("")}`;
    expect(
      read(csv).map(({ quarter, months }) => [quarter.quarter, months.map((month) => month.month)]),
    ).toEqual([
      [1, [3]],
      [2, [4, 5, 6]],
    ]);
  });

  test("without the order mix it is missing, and that is told", () => {
    const csv = `bd,year,month,section,name,${COLUMNS.slice(0, 13).join()},remark\nB,2020,1,SP500,V,${FIGURES},x\n`;
    expect(read(csv)[0]?.months[0]?.sections[0]?.mix).toEqual([null, null, null, null, null]);
    const { findings } = parseCsv(Buffer.from(csv), "x.csv");
    expect(findings).toMatchObject([{ code: "csv_columns", severity: "note" }]);
    expect(findings[0]?.message).toBe(
      "Not read, because no report has them: remark. There are no columns for the order mix (ndo…), so it is missing, not zero.",
    );
  });

  test("the order mix may stand in one row of its section", () => {
    const csv = `bd,year,month,section,name,${COLUMNS.join()}\nB,2020,1,SP500,V,${FIGURES},,,,,\nB,2020,1,SP500,W,${FIGURES},${MIX}\nB,2020,1,SP500,X,${FIGURES},,,,,\n`;
    expect(read(csv)[0]?.months[0]?.sections[0]).toMatchObject({
      mix: [100, 53.25, 5.64, 31.76, 9.34],
      venues: [{}, {}, {}],
    });
  });

  test("an order mix that differs only in how it is written is the same", () => {
    const csv = `bd,year,month,section,name,${COLUMNS.join()}\nB,2020,1,SP500,V,${FIGURES},${MIX}\nB,2020,1,SP500,W,${FIGURES},100,53.2500,5.64,31.76,9.34\n`;
    expect(read(csv)[0]?.months[0]?.sections[0]?.mix).toEqual([100, 53.25, 5.64, 31.76, 9.34]);
  });

  test("tables of element names under lines that give broker, quarter and month", () => {
    const table = (section: string) =>
      `section,name,${COLUMNS.slice(0, 13).join()}\n${section},V,${FIGURES}\n`;
    const csv = `Broker: Acme\nQuarter: 2020Q1\nMonth: January\n${table("SP500")}Month: February\n${table("Options")}`;
    expect(read(csv)).toMatchObject([
      {
        filedBroker: "Acme",
        months: [
          { month: 1, sections: [{ section: "sp500" }] },
          { month: 2, sections: [{ section: "options" }] },
        ],
      },
    ]);
  });

  test("a full table under lines of its own", () => {
    const csv = `My table\nMonth: January 2020\nbd,year,month,section,name,${COLUMNS.slice(0, 13).join()}\nB,2020,1,SP500,V,${FIGURES}\n`;
    expect(read(csv)).toMatchObject([{ filedBroker: "B", months: [{ month: 1 }] }]);
  });

  test("a quote in front of a name is part of it: only flat CSV has one to strip", () => {
    const csv = `bd,year,month,section,name,${COLUMNS.join()}\n'B,2020,1,SP500,'V,${FIGURES},${MIX}\n`;
    expect(read(csv)[0]).toMatchObject({
      filedBroker: "'B",
      months: [{ sections: [{ venues: [{ filedVenue: "'V" }] }] }],
    });
  });
});

const filings = path.resolve(import.meta.dirname, "../../../../shared/filings");
if (process.env.CI === "true" && !existsSync(filings)) throw new Error(`${filings} is missing`);

/** A filing as a table of its elements, cut out of the XML text without a parser of ours. */
function tableOf(xml: string): Record<string, string>[] {
  const inner = (text: string, tag: string) => text.match(new RegExp(`<${tag}>[^]*?</${tag}>`, "g")) ?? [];
  const value = (text: string, tag: string) =>
    (new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1] ?? "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&apos;", "'")
      .replaceAll("&#xD;", "\r")
      .replaceAll("&amp;", "&");
  return inner(xml, "rMonthly").flatMap((month) =>
    ["rSP500", "rOtherStocks", "rOptions"].flatMap((section) =>
      inner(month, section).flatMap((part) =>
        inner(part, "rVenue").map((venue) => ({
          bd: value(xml, "bd"),
          year: value(month, "year"),
          month: value(month, "mon"),
          section: section.slice(1),
          ...Object.fromEntries(MIX_FIGURES.map(({ xml: tag }) => [tag, value(part, tag)])),
          ...Object.fromEntries(
            ["name", "mic", "mpid", "materialAspects", ...VENUE_FIGURES.map(({ xml: tag }) => tag)].map(
              (tag) => [tag, value(venue, tag)],
            ),
          ),
        })),
      ),
    ),
  );
}

describe.skipIf(!existsSync(filings))("real filings (skipped where ../shared/filings is absent)", () => {
  const names = existsSync(filings) ? readdirSync(filings).filter((name) => name.endsWith(".xml")) : [];

  test.each(names)("%s as a table of its elements equals the XML", (name) => {
    const bytes = readFileSync(path.join(filings, name));
    const [raw] = parseXml(bytes, name).reports;
    const expected = raw && validate(raw, name).report;
    const csv = Papa.unparse(tableOf(bytes.toString("utf8")), { delimiter: ";" });
    const [report] = read(csv);
    const strip = (one: Report | null | undefined) =>
      one?.months.map(({ month, sections }) => [
        month,
        sections
          .filter((section) => section.venues.length > 0)
          .map((section) => ({
            ...section,
            venues: section.venues.map(({ position: _, ...venue }) => venue),
          })),
      ]);
    expect(report?.filedBroker).toBe(expected?.filedBroker);
    expect(report?.quarter).toEqual(expected?.quarter);
    expect(strip(report)).toEqual(strip(expected));
  });
});
