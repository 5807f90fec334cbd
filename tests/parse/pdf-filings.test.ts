import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readZip, readZipEntry } from "@/intake/zip";
import { parsePdf } from "@/parse/pdf";
import { parseXml } from "@/parse/xml";
import type { RawReport } from "@/report/raw-report";
import type { Report } from "@/report/report";
import { validate } from "@/validate/validate";
import { CASES, FILINGS, noFilings, SEC_SAMPLES } from "../support/filings";
import { type Twin, twinOf } from "./pdf/xml-twin";

interface Pair {
  readonly name: string;
  readonly pdf: () => Promise<Uint8Array>;
  readonly xml: string;
}

/** Every PDF beside its XML: 21 files, the one in a ZIP, one that another program saved again a little smaller, and
 * the SEC's three samples. */
function pairs(): Pair[] {
  const found = [FILINGS, SEC_SAMPLES].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".pdf") && !name.startsWith("606b"))
      .map((name) => ({
        name,
        pdf: async () => readFileSync(path.join(folder, name)),
        xml: path.join(folder, name.replace(/pdf$/, "xml")),
      })),
  );
  const zipped = "606-APEX-2022Q3";
  return [
    ...found,
    {
      name: `${zipped}.pdf`,
      pdf: async () => entryOf(path.join(FILINGS, `${zipped}.zip`), `${zipped}.pdf`),
      xml: path.join(FILINGS, `${zipped}.xml`),
    },
    {
      name: "p_saved_again_by_cairo.pdf",
      pdf: async () => readFileSync(path.join(CASES, "p_saved_again_by_cairo.pdf")),
      xml: path.join(FILINGS, "606-APEX-2022Q1.xml"),
    },
  ];
}

function entryOf(zip: string, name: string): Uint8Array {
  const entry = [...readZip(zip)].find((one) => one.name === name);
  return readZipEntry(zip, entry?.path ?? name);
}

async function read(name: string, pdf: Uint8Array): Promise<RawReport> {
  const { reports, findings } = await parsePdf(pdf, name);
  expect(findings).toEqual([]);
  return reports[0] as RawReport;
}

const collapse = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();

/** What was read, in the words of the XML: commas off. */
function plain(report: RawReport): Twin {
  const number = (text: string | null) => text?.replaceAll(",", "") ?? "absent";
  return {
    broker: report.broker.text,
    year: Number(report.year.text),
    quarter: Number(report.quarter.text),
    months: report.months.map(({ month, sections }) => ({
      month: Number(month.text),
      sections: sections.map(({ section, mix, venues }) => ({
        section,
        mix: mix.map(number),
        venues: venues.map(({ name, mic, mpid, figures, materialAspects }) => ({
          name: name ?? "",
          mic: mic ?? "",
          mpid: mpid ?? "",
          figures: figures.map(number),
          aspects: collapse(materialAspects),
        })),
      })),
    })),
  };
}

/** A checked report without what a PDF cannot know or writes its own way. */
function comparable(report: Report | null) {
  return (
    report && {
      ...report,
      format: null,
      generatedAt: null,
      months: report.months.map((month) => ({
        ...month,
        sections: month.sections.map((section) => ({
          ...section,
          venues: section.venues.map((row) => ({
            ...row,
            position: null,
            materialAspects: collapse(row.materialAspects),
          })),
        })),
      })),
    }
  );
}

describe.skipIf(noFilings)("PDFs of real filings (needs ../shared/filings)", () => {
  it("are twenty-six, the one in a ZIP among them", () => {
    expect(pairs()).toHaveLength(26);
  });

  it.each(noFilings ? [] : pairs())(
    "$name gives every cell and text of its XML",
    async ({ name, pdf, xml }) => {
      const report = await read(name, await pdf());
      expect(plain(report)).toEqual(twinOf(readFileSync(xml, "utf8")));

      const fromPdf = validate(report, name);
      const fromXml = validate(parseXml(readFileSync(xml), path.basename(xml)).reports[0] as RawReport, name);
      expect(comparable(fromPdf.report)).toEqual(comparable(fromXml.report));
      const codes = (findings: typeof fromPdf.findings) => findings.map(({ code }) => code).sort();
      expect(codes(fromPdf.findings)).toEqual(codes(fromXml.findings));
    },
  );

  it("keep figures as drawn, each with its page and place (606-CHAS-2021Q1.pdf, pages 1, 3 and 4)", async () => {
    const report = await read("a.pdf", readFileSync(path.join(FILINGS, "606-CHAS-2021Q1.pdf")));
    expect(report).toMatchObject({
      format: "pdf",
      broker: { text: "Charles Schwab", at: 1055 },
      year: { text: "2021", at: 1093 },
      quarter: { text: "1", at: 1093 },
      timestamp: null,
    });
    const january = report.months[0];
    expect(january).toMatchObject({ at: 1137, year: { text: "2021" }, month: { text: "1" } });
    expect(january?.sections[0]).toMatchObject({
      section: "sp500",
      at: 1171,
      mix: ["99.74", "56.09", "4.58", "30.99", "8.34"],
      mixAt: [1220, 1220, 1220, 1220, 1220],
    });
    expect(january?.sections[0]?.venues[5]).toMatchObject({
      name: "Cboe EDGX Exchange, Inc.",
      mic: null,
      mpid: null,
      at: 1408,
      figures: [
        ...["0.72", "0.45", "0.96", "1.30", "0.22"],
        ...["-9.85", "-0.0337", "-11,445.82", "-28.0895", "5,277.15", "11.6879", "0.00", "0.0000"],
      ],
      figuresAt: Array(13).fill(1408),
    });
    // The table goes on after a page break, below its repeated header.
    expect(january?.sections[2]?.venues.map(({ at }) => at)).toEqual([3496, 3522, 4089, 4115, 4127]);
  });

  it("take blanks as blanks, not as zeros (IBKR_606a_2022_Q1.pdf, page 1)", async () => {
    const report = await read("a.pdf", readFileSync(path.join(FILINGS, "IBKR_606a_2022_Q1.pdf")));
    expect(report.months[0]?.sections[0]?.venues[2]).toMatchObject({
      name: "IBKR ATS",
      mic: "IATS",
      figures: ["6.91", "0.00", "33.22", "0.15", "0.00", "0", "", "0", "0.0000", "0", "0.0000", "0", ""],
    });
  });

  it("join rows that a page break divides (GSCO_606_Q1_2020_20200619113325.pdf, pages 8 and 9)", async () => {
    const file = "GSCO_606_Q1_2020_20200619113325.pdf";
    const report = await read(file, readFileSync(path.join(FILINGS, file)));
    expect(report.months[1]?.sections[1]?.venues.slice(0, 3)).toMatchObject([
      { name: "The Nasdaq Stock Market LLC.", mic: "XNAS", at: 8539 },
      { name: "New York Stock Exchange LLC.", mic: "NYSE", at: 9101 },
      { name: "NYSE Arca, Inc.", mic: "ARCA", at: 9134 },
    ]);
  });

  it("keep a name's own brackets (606-CHAS-2021Q4.pdf)", async () => {
    const report = await read("a.pdf", readFileSync(path.join(FILINGS, "606-CHAS-2021Q4.pdf")));
    const names = report.months[0]?.sections[0]?.venues.map(({ name, mic }) => [name, mic]);
    expect(names).toContainEqual(["Members Exchange (MEMX)", null]);
  });

  it("read five letters as an MPID (606a1_held_order_public_report_3mo_blank.pdf)", async () => {
    const file = "606a1_held_order_public_report_3mo_blank.pdf";
    const report = await read(file, readFileSync(path.join(SEC_SAMPLES, file)));
    expect(report.months[0]?.sections[0]?.venues[3]).toMatchObject({
      name: "BROKE Consolidator, Inc.",
      mic: null,
      mpid: "BROKE",
      materialAspects: null,
    });
  });

  it("tell a month nothing was filed for (606a1_empty.pdf)", async () => {
    const report = await read("a.pdf", readFileSync(path.join(SEC_SAMPLES, "606a1_empty.pdf")));
    expect(report.months).toMatchObject([{ month: { text: "3" }, sections: [] }]);
  });

  it("refuse the private report about one customer", async () => {
    const file = "606b3_not_held_customer_handling_1mo.pdf";
    const { reports, findings } = await parsePdf(readFileSync(path.join(SEC_SAMPLES, file)), file);
    expect(reports).toEqual([]);
    expect(findings).toMatchObject([{ code: "private_report", severity: "error", where: { file } }]);
    expect(findings[0]?.message).toContain("606(b)(3)");
  });
});
