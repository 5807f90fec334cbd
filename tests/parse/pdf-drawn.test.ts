import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParseResult } from "@/parse/parse-result";
import { parsePdf } from "@/parse/pdf";
import { readPages } from "@/parse/pdf/read-pages";
import { SECTIONS } from "@/report/sections";
import { drawPdf } from "./pdf/draw-pdf";
import { type DrawnReport, type DrawnVenue, drawReport, pagesOf } from "./pdf/draw-report";
import { drawnReports } from "./pdf/drawn-reports";

const collapse = (text: string) => text.replace(/\s+/g, " ").trim();

/** What was drawn, in plain words; names with their codes, as drawn. */
function drawn(report: DrawnReport) {
  return {
    broker: collapse(report.broker),
    quarter: [report.year, report.quarter],
    months: report.months.map(({ month, sections }) => ({
      month,
      sections: SECTIONS.flatMap((key) => {
        const section = sections[key];
        return section ? [{ section: key, mix: section.mix, venues: section.venues.map(drawnVenue) }] : [];
      }),
    })),
  };
}
function drawnVenue({ name, figures, aspects }: DrawnVenue) {
  return { name: collapse(name), figures, aspects: collapse(aspects) };
}

/** What was read, in the same words. */
function read({ reports, findings }: ParseResult) {
  expect(findings).toEqual([]);
  const [report] = reports;
  return {
    broker: report?.broker.text,
    quarter: [Number(report?.year.text), Number(report?.quarter.text)],
    months: report?.months.map(({ month, sections }) => ({
      month: Number(month.text),
      sections: sections.map(({ section, mix, venues }) => ({
        section,
        mix,
        venues: venues.map(({ name, mic, mpid, figures, materialAspects }) => ({
          name: [name, mic && `(${mic})`, mpid && `(${mpid})`].filter(Boolean).join(" "),
          figures,
          aspects: collapse(materialAspects ?? ""),
        })),
      })),
    })),
  };
}

describe.each([
  { tagged: true, bareCaptions: false },
  { tagged: true, bareCaptions: true },
  { tagged: false, bareCaptions: true },
])("drawn reports, tagged: $tagged, captions kept: $bareCaptions", ({ tagged, bareCaptions }) => {
  it("are read as they were drawn", () => {
    fc.assert(
      fc.property(drawnReports(tagged), (report) => {
        const pages = pagesOf(drawReport(report, tagged, bareCaptions));
        expect(read(readPages(pages, tagged, "drawn.pdf"))).toEqual(drawn(report));
      }),
      { numRuns: 100 },
    );
  });

  it("are read from a PDF's bytes as from its words", async () => {
    await fc.assert(
      fc.asyncProperty(drawnReports(tagged), async (report) => {
        const pdf = drawPdf(drawReport(report, tagged, bareCaptions), { tagged });
        expect(read(await parsePdf(pdf, "drawn.pdf"))).toEqual(drawn(report));
      }),
      { numRuns: 5 },
    );
  });
});
