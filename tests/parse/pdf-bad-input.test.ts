import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_PAGES, parsePdf } from "@/parse/pdf";
import { readPages } from "@/parse/pdf/read-pages";
import { drawPdf } from "./pdf/draw-pdf";
import { type DrawnPage, type DrawnText, drawReport, pagesOf } from "./pdf/draw-report";
import { MADE_UP } from "./pdf/made-up";

/** A page that says these lines, in 16 points the first, in 8 the others. */
function page(...lines: string[]): DrawnPage {
  const texts = lines.map((text, i): DrawnText => {
    return { text, x: 60, y: 60 + 20 * i, size: i === 0 ? 16 : 8, bold: true, mark: null };
  });
  return { texts, taggedCells: 0 };
}
const BLANK = page();
const report = drawReport(
  {
    broker: "Example Brokerage",
    year: 2021,
    quarter: 1,
    months: [
      {
        month: 1,
        sections: {
          sp500: {
            mix: ["100.00", "50.00", "0.00", "50.00", "0.00"],
            venues: [{ name: "A (XNAS)", figures: Array(13).fill("1.00"), aspects: "" }],
          },
        },
      },
    ],
  },
  true,
);
const whole = drawPdf(report, { tagged: true });

const noise = { log: vi.fn(), warn: vi.fn(), error: vi.fn(), info: vi.fn() };
const rejections: unknown[] = [];
const keep = (reason: unknown) => rejections.push(reason);
beforeEach(() => {
  for (const [name, spy] of Object.entries(noise)) vi.spyOn(console, name as "log").mockImplementation(spy);
  process.on("unhandledRejection", keep);
});
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", keep);
  vi.restoreAllMocks();
  for (const spy of Object.values(noise)) expect(spy).not.toHaveBeenCalled();
  expect(rejections).toEqual([]);
});

const REFUSED: { what: string; bytes: Uint8Array; code: string; says: string[] }[] = [
  { what: "no bytes", bytes: new Uint8Array(), code: "empty_file", says: ["no bytes"] },
  {
    what: "bytes that are no PDF",
    bytes: new TextEncoder().encode("This is not a PDF, though it ends with %%EOF"),
    code: "pdf_layout",
    says: ["damaged", "XML"],
  },
  {
    what: "a PDF cut off in the middle",
    bytes: whole.subarray(0, Math.floor(whole.length / 2)),
    code: "pdf_layout",
    says: ["cut off", "XML"],
  },
  {
    what: "a PDF whose objects are gone",
    bytes: new TextEncoder().encode(`%PDF-1.4\n${"x".repeat(5000)}\ntrailer << /Root 1 0 R >>\n%%EOF`),
    code: "pdf_layout",
    says: ["damaged"],
  },
  {
    what: "an encrypted PDF",
    bytes: drawPdf(report, { encrypt: true }),
    code: "pdf_layout",
    says: ["encrypted", "XML"],
  },
  {
    what: "a scan",
    bytes: drawPdf([BLANK, BLANK]),
    code: "pdf_layout",
    says: ["may be a scan", "title", "venue table", "XML"],
  },
  {
    what: "another document",
    bytes: drawPdf([page("Annual Report 2021", "Dear shareholders")]),
    code: "pdf_layout",
    says: ['Public Report"', 'found "Annual Report 2021"', "header of a venue table", "XML"],
  },
  {
    what: "a report without a quarter",
    bytes: drawPdf([page("Example - Held NMS Stocks and Options Order Routing Public Report", "Soon")]),
    code: "pdf_layout",
    says: ['"Soon"', "not part of a report's layout"],
  },
  {
    what: "a report that stops after its title",
    bytes: drawPdf([page("Example - Held NMS Stocks and Options Order Routing Public Report")]),
    code: "pdf_layout",
    says: ["quarter"],
  },
  {
    what: "a report with a stamp in its margin",
    bytes: drawPdf(
      report.map(({ texts, taggedCells }) => ({
        taggedCells,
        texts: [...texts, { text: "Page 1 of 1", x: 400, y: 575, size: 6, bold: false, mark: null }],
      })),
      { tagged: true },
    ),
    code: "pdf_layout",
    says: ['"Page 1 of 1"', "not part of a report's layout"],
  },
  {
    what: "a report whose tags name more cells than it shows",
    bytes: drawPdf(
      report.map((own) => ({ ...own, taggedCells: own.taggedCells + 14 })),
      { tagged: true },
    ),
    code: "pdf_layout",
    says: ["43 table cells", "29 were read"],
  },
  {
    what: "more pages than any report has",
    bytes: drawPdf(Array.from({ length: MAX_PAGES + 1 }, () => BLANK)),
    code: "limit_exceeded",
    says: ["301 pages", "300"],
  },
  {
    what: "a private report under Rule 606(b)(3)",
    bytes: drawPdf([
      page(
        "Example - Not-Held NMS Stocks Order Handling Report",
        "For A. Customer",
        "Reporting Period 2020-01-01",
      ),
    ]),
    code: "private_report",
    says: ["606(b)(3)", "one customer", "private"],
  },
  {
    what: "a private report under Rule 606(b)(1)",
    bytes: drawPdf([page("Example - Held NMS Stocks", "For A. Customer", "Reporting Period 2020-01-01")]),
    code: "private_report",
    says: ["606(b)(1)", "one customer", "private"],
  },
  {
    what: "a private report another program made, which says its rule",
    bytes: drawPdf([page("Order Routing Summary", "Prepared for A. Customer under SEC Rule 606(b)(1)")]),
    code: "private_report",
    says: ["606(b)(1)", "one customer", "private"],
  },
  {
    what: "a private report by its title alone",
    bytes: drawPdf([page("Example LLC - Held Order Routing", "Customer Report", "Customer: A. Person")]),
    code: "private_report",
    says: ["606(b)(1)", "private"],
  },
  {
    what: "a broker's page that tells of both rules",
    bytes: drawPdf([
      page("Order routing", "Rule 606(a) reports are public.", "Customers may ask for 606(b)(1)."),
    ]),
    code: "pdf_layout",
    says: ["not a Rule 606(a)(1) report", "XML"],
  },
];

describe("a file that is no report", () => {
  it.each(REFUSED)("is refused, quietly and in words: $what", async ({ bytes, code, says }) => {
    const before = bytes.slice();
    const { reports, findings } = await parsePdf(bytes, "some.pdf");
    expect(reports).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code, severity: "error", where: { file: "some.pdf" } });
    for (const words of says) expect(findings[0]?.message).toContain(words);
    // The caller's bytes stay its own: they are kept as the source document.
    expect(bytes).toEqual(before);
  });
});

describe("a PDF that another program saved", () => {
  it("is read by its geometry, whatever its tags say", async () => {
    const odd = report.map((own) => ({ ...own, taggedCells: own.taggedCells + 3 }));
    const { reports, findings } = await parsePdf(drawPdf(odd, { tagged: true, producer: "Other" }), "a.pdf");
    expect(findings).toEqual([]);
    expect(reports[0]?.months[0]?.sections[0]?.venues).toMatchObject([{ name: "A", mic: "XNAS" }]);
  });

  it("may have a page box that does not begin at zero", async () => {
    const text = new TextDecoder("latin1").decode(whole);
    const shifted = text
      .replace("[0 0 841.89 595.28]", "[9 5 850.89 600.28]")
      .replace(
        / 0 0 1 (\S+) (\S+) Tm/g,
        (_, x: string, y: string) => ` 0 0 1 ${(Number(x) + 9).toFixed(6)} ${(Number(y) + 5).toFixed(6)} Tm`,
      );
    const { reports, findings } = await parsePdf(new Uint8Array(Buffer.from(shifted, "latin1")), "a.pdf");
    expect(findings).toEqual([]);
    expect(reports[0]?.months[0]?.sections[0]?.venues[0]?.figures[0]).toBe("1.00");
  });

  it("may have fonts of their own on each page", async () => {
    const pages = drawReport(MADE_UP, false);
    const result = readPages(
      pagesOf(pages).map(({ words }, i) => ({
        taggedCells: 0,
        words: words.map((word) => ({ ...word, font: `${word.font} of page ${i}` })),
      })),
      false,
      "a.pdf",
    );
    expect(result).toEqual(readPages(pagesOf(pages), false, "a.pdf"));
    expect(result.findings).toEqual([]);
  });
});

describe("a letter the font lacks", () => {
  it("stays visible in a text and harms no figure", async () => {
    const bytes = Buffer.from(drawPdf(drawReport(MADE_UP, true), { tagged: true }));
    const at = bytes.indexOf("This broker is invented");
    bytes[at + 4] = 0;
    const { reports, findings } = await parsePdf(bytes, "a.pdf");
    expect(findings).toEqual([]);
    const texts = reports[0]?.months[0]?.sections[0]?.venues.map(({ materialAspects }) => materialAspects);
    expect(texts?.[0]).toMatch(/^This\ufffdbroker is invented/);
  });
});
