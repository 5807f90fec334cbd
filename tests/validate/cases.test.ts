import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readDocument } from "@/ingest-read";
import { readZip } from "@/intake/zip";
import type { RawReport } from "@/report/raw-report";
import { hasUnusablePercentages } from "@/report/unusable-percentages";
import { validate } from "@/validate/validate";
import { CASES, FIGURES_2025Q3, FILINGS, noFilings } from "../support/filings";

async function read(file: string) {
  const { reports, findings } = await readDocument(readFileSync(file), path.basename(file), null);
  const all = [...findings, ...reports.flatMap((one) => one.findings)];
  return { report: reports[0]?.report, findings: all, codes: all.map(({ code }) => code) };
}

const readCase = (name: string) => read(path.join(CASES, name));

describe.skipIf(noFilings)("made-up filings with one fault each (needs ../shared/cases)", () => {
  test("d: shares filed by venue are one finding that names the cause", async () => {
    const { findings, codes, report } = await readCase("d_types_add_up_by_venue.xml");
    expect(codes).toEqual(["venue_mix_by_row"]);
    expect(findings[0]).toMatchObject({
      message: expect.stringContaining("each of the 3 rows adds to 100 by itself in month 7"),
      where: { month: 7, section: "options", position: "line 5" },
    });
    expect(hasUnusablePercentages(codes)).toBe(true);
    expect(report?.months[0]?.sections[0]?.venues[0]?.figures.slice(0, 7)).toEqual([
      40, 0.05, 1.34, 98.37, 0.24, 29.61, 24.33,
    ]);
  });

  test("e: a row N/A without orders is no venue; its words are told", async () => {
    const { findings, report } = await readCase("e_venue_not_applicable.xml");
    expect(report?.months.map(({ sections }) => sections[0])).toEqual(
      Array(3).fill({ section: "sp500", mix: [0, 0, 0, 0, 0], venues: [] }),
    );
    expect(findings.find(({ code }) => code === "no_venue")?.message).toContain(
      "did not handle non-directed held equity orders",
    );
  });

  test("282000: fractions for percentages, and rows without a venue's name", async () => {
    const { codes, report } = await readCase("282000_606_NMS_2025_Q3_V1.xml");
    expect(codes).toEqual(["percent_as_fraction", "venue_not_named"]);
    expect(report?.months[0]?.sections[0]?.mix).toEqual([1, 0.6, 0.1, 0.25, 0.05]);
    expect(report?.months[0]?.sections[0]?.venues).toMatchObject([
      { filedVenue: "nan", figures: { 0: 0.98 } },
    ]);
  });

  test("h: a row is compared with all before it", async () => {
    const { findings } = await readCase("h_venue_repeated.xml");
    expect(findings.map(({ code }) => code)).toEqual(["venue_repeated"]);
    expect(findings[0]?.message).toContain(
      "Jane Street Capital comes twice with the same figures in month 7 (first at line 7)",
    );
  });

  test("m: a remark below the table is left out and told; lines above say broker and month", async () => {
    const { findings, report } = await readCase("m_lines_above_and_footnote.csv");
    expect(report).toMatchObject({
      filedBroker: "Footnote Brokers LLC",
      quarter: { year: 2025, quarter: 1 },
      months: [
        {
          month: 1,
          sections: [
            {
              section: "sp500",
              venues: [
                {
                  filedVenue: "Jane Street Capital",
                  figures: [100, 100, 100, 100, 100, 10, 10, 5, 10, 7, 12, 3, 10],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(report?.months[0]?.sections[0]?.venues).toHaveLength(1);
    expect(findings).toMatchObject([
      {
        code: "csv_footnote",
        where: { position: "row 7" },
        filed: "Figures are unaudited and shown for all clients of the firm.",
      },
      { code: "absent_month" },
    ]);
  });

  test("o: a blank line before the XML declaration is passed over, lines keep their numbers", async () => {
    const { findings, report } = await readCase("o_blank_line_first.xml");
    expect(findings).toMatchObject([{ code: "late_declaration" }]);
    expect(report?.months.map(({ month }) => month)).toEqual([7, 8, 9]);
    expect(report?.months[0]?.sections[0]?.venues[0]).toMatchObject({
      filedVenue: "Virtu Americas, LLC",
      position: "line 7",
    });
  });

  test("a spreadsheet is told how to be saved", async () => {
    const name = path.join(FILINGS, "finra/outset/281065_606_NMS_2024_Q3.xlsx");
    const items = [...readZip(name)];
    expect(items).toMatchObject([{ path: "", findings: [{ code: "zip_refused" }] }]);
  });

  test("q: a PDF with a string of a hundred million letters is refused before it is unpacked", async () => {
    const { findings, report } = await readCase("q_huge_string.pdf");
    expect(report).toBeUndefined();
    expect(findings).toMatchObject([
      { code: "limit_exceeded", message: expect.stringContaining("unpacks to more than 16 MiB") },
    ]);
  });

  test("i: absent months", async () => {
    const { findings } = await readCase("i_one_month_of_three.xml");
    expect(findings).toMatchObject([
      {
        code: "absent_month",
        message: "The report has no month 8 and 9; they count as missing, not as zero.",
      },
    ]);
  });

  test("j: generated before its quarter ended", async () => {
    const { findings } = await readCase("j_generated_too_early.xml");
    expect(findings).toMatchObject([{ code: "generated_early", filed: "2025-07-30T18:50:20Z" }]);
    expect(findings[0]?.message).toContain("on 2025-07-30, before its quarter ended (2025-09-30)");
  });
});

describe.skipIf(noFilings)("real filings (needs ../shared/filings)", () => {
  test("Outset filed one month of each quarter, as fractions, with no venue's name", async () => {
    const folder = path.join(FILINGS, "finra/outset");
    const found = new Map<string, string[]>();
    for (const name of readdirSync(folder).filter((one) => /^281065.*xml$/.test(one))) {
      found.set(name, (await read(path.join(folder, name))).codes.sort());
    }
    const always = ["absent_month", "order_mix_sum", "percent_as_fraction", "venue_not_named"];
    expect([...found.values()]).toEqual([
      always,
      always,
      ["absent_month", "no_venue", ...always.slice(1)],
      always,
    ]);
  });

  test("no other is taken for one that files shares by venue, as fractions or early, or without months or venues", async () => {
    const doubtful = new Set([
      "venue_mix_by_row",
      "percent_as_fraction",
      "generated_early",
      "absent_month",
      "venue_not_named",
      "no_venue",
    ]);
    const files = [FILINGS, path.join(FILINGS, "finra")].flatMap((folder) =>
      readdirSync(folder)
        .filter((one) => one.endsWith(".xml"))
        .map((one) => path.join(folder, one)),
    );
    expect(files.length).toBe(47);
    for (const file of files) {
      const { codes } = await read(file);
      expect([path.basename(file), codes.filter((code) => doubtful.has(code))]).toEqual([
        path.basename(file),
        [],
      ]);
    }
  });

  test("nor are the figures of twelve brokers of 2025 Q3", () => {
    const files = readdirSync(FIGURES_2025Q3).filter((one) => one.endsWith(".csv"));
    expect(files.length).toBe(12);
    for (const name of files) {
      const { findings } = validate(ownFigures(readFileSync(path.join(FIGURES_2025Q3, name), "utf8")), name);
      expect([name, hasUnusablePercentages(findings.map(({ code }) => code))]).toEqual([name, false]);
    }
  });
});

/** One report from the lines of a file of printed figures: a name may be in quotes, nothing else is. */
function ownFigures(text: string): RawReport {
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const quoted: string[] = [];
      const plain = line.replace(/"[^"]*"/g, (one) => `@${quoted.push(one.slice(1, -1)) - 1}`);
      return plain
        .split(",")
        .map((cell) => (/^@\d+$/.test(cell) ? (quoted[Number(cell.slice(1))] ?? "") : cell));
    });
  const cell = (value: string | undefined) => ({ text: value ?? "", at: 1 });
  const group = (key: (row: string[]) => string, from: string[][]) =>
    [...new Set(from.map(key))].map((one) => from.filter((row) => key(row) === one));
  const [first] = rows as [string[]];
  return {
    format: "xml",
    broker: cell(first[1]),
    year: cell(first[2]),
    quarter: cell(first[3]),
    timestamp: null,
    months: group((row) => row[4] as string, rows).map((month) => ({
      at: 1,
      year: cell(first[2]),
      month: cell(month[0]?.[4]),
      sections: group((row) => row[5] as string, month).map((section) => ({
        section: section[0]?.[5] as "sp500",
        at: 1,
        mix: section[0]?.slice(23, 28) ?? [],
        mixAt: [1, 1, 1, 1, 1],
        venues: section
          .filter((row) => row[6] !== "0")
          .map((row) => ({
            at: 1,
            name: row[7] ?? null,
            mic: null,
            mpid: null,
            materialAspects: null,
            figures: row.slice(10, 23),
            figuresAt: Array(13).fill(1),
          })),
      })),
    })),
  };
}
