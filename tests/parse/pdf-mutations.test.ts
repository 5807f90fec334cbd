import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { extractPages } from "@/parse/pdf";
import { type PageText, readPages } from "@/parse/pdf/read-pages";
import type { Word } from "@/parse/pdf/words";
import { FILINGS, noFilings } from "../support/filings";
import { type DrawnReport, drawReport, pagesOf } from "./pdf/draw-report";

/** Pages with one word replaced by none, one or several. */
function change(
  pages: readonly PageText[],
  page: number,
  word: number,
  by: (word: Word) => Word[],
): PageText[] {
  return pages.map((own, i) => {
    if (i !== page) return own;
    return { ...own, words: own.words.flatMap((one, j) => (j === word ? by(one) : [one])) };
  });
}

/** All positions of a document's words, every `step`th. */
function* places(
  pages: readonly PageText[],
  step: number,
): Generator<{ page: number; word: number; is: Word }> {
  let count = 0;
  for (const [page, { words }] of pages.entries()) {
    for (const [word, is] of words.entries()) if (count++ % step === 0) yield { page, word, is };
  }
}

/** The words of a report that carry nothing of it: the date it was drawn, and a caption with nothing below. */
function carriesNothing({ text }: Word): boolean {
  return text.startsWith("Generated on") || text === "Material Aspects:";
}

const read = (pages: readonly PageText[], tagged: boolean) => readPages(pages, tagged, "a.pdf");
const text = (pages: readonly PageText[], tagged: boolean) => JSON.stringify(read(pages, tagged));

const drawn: DrawnReport = {
  broker: "Example Brokerage LLC",
  year: 2021,
  quarter: 2,
  months: [4, 5].map((month) => ({
    month,
    sections: {
      sp500: {
        mix: ["100.00", "25.00", "25.00", "40.00", "10.00"],
        venues: Array.from({ length: 12 }, (_, i) => ({
          name: `Venue Number ${i} Execution Services, LLC`,
          figures: [
            "8.33",
            "",
            "1.00",
            "2.00",
            "3.00",
            "-1,234.50",
            "-0.1200",
            "0.00",
            "",
            "7.00",
            "1.0000",
            "0",
            "",
          ],
          aspects:
            i % 2 ? "Payments are made:\n\nas agreed, for non-marketable orders and others." : "Pays us.",
        })),
      },
      options: { mix: ["50.00", "100.00", "0.00", "0.00", "0.00"], venues: [] },
    },
  })),
};

interface Document {
  readonly name: string;
  readonly tagged: boolean;
  readonly step: number;
  readonly pages: () => Promise<readonly PageText[]>;
}
const real = (name: string, tagged: boolean, step: number): Document => ({
  name,
  tagged,
  step,
  pages: async () => (await extractPages(readFileSync(path.join(FILINGS, name)))).pages,
});
const DOCUMENTS: Document[] = [true, false].map((tagged) => ({
  name: `a drawn report, tagged: ${tagged}`,
  tagged,
  step: 2,
  pages: async () => pagesOf(drawReport(drawn, tagged)),
}));
if (!noFilings) {
  DOCUMENTS.push(
    real("606-HOOD-2022Q2.pdf", true, 29),
    real("GSCO_606_Q1_2020_20200619113325.pdf", false, 43),
  );
}

describe.each(DOCUMENTS)("a changed word of $name", ({ tagged, step, pages: load }) => {
  it("is missed when it is gone: a changed report or a finding, never the same report", async () => {
    const pages = await load();
    const before = text(pages, tagged);
    const unseen = [...places(pages, step)]
      .filter(({ is }) => !carriesNothing(is))
      .filter(
        ({ page, word }) =>
          text(
            change(pages, page, word, () => []),
            tagged,
          ) === before,
      );
    expect(unseen).toEqual([]);
  });

  it("changes one figure when one digit of it changes", async () => {
    const pages = await load();
    const before = read(pages, tagged).reports[0];
    for (const { page, word, is } of places(pages, step)) {
      if (!/^-?[\d,.]+$/.test(is.text)) continue;
      const other = is.text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
      const after = read(
        change(pages, page, word, (own) => [{ ...own, text: other }]),
        tagged,
      );
      expect(after.findings).toEqual([]);
      expect(figuresThatDiffer(before, after.reports[0])).toEqual([[is.text, other]]);
    }
  });

  it("is refused when a character of a figure is gone from where it stood", async () => {
    const pages = await load();
    for (const { page, word, is } of places(pages, 3 * step)) {
      if (!/^-?[\d,.]{3,}$/.test(is.text) || is.size !== 6) continue;
      const width = (is.right - is.left) / is.text.length;
      const cut = change(pages, page, word, (own) => [
        { ...own, text: own.text.slice(0, -1), right: own.right - width },
      ]);
      expect(read(cut, tagged).findings, is.text).toMatchObject([{ code: "pdf_layout" }]);
    }
  });

  it("is not hidden by a word that belongs nowhere", async () => {
    const pages = await load();
    for (const { page, word } of places(pages, 5 * step)) {
      const stray = { text: "Draft", left: 700, right: 720, y: 566, size: 6, font: "other", mark: null };
      const after = read(
        change(pages, page, word, (own) => [own, stray]),
        tagged,
      );
      expect(after.findings).toMatchObject([{ code: "pdf_layout", severity: "error" }]);
    }
  });
});

function figuresThatDiffer(before: unknown, after: unknown): [unknown, unknown][] {
  if (typeof before !== "object" || before === null) return before === after ? [] : [[before, after]];
  return Object.entries(before).flatMap(([key, value]) =>
    figuresThatDiffer(value, (after as Record<string, unknown>)[key]),
  );
}

describe("a row moved over a page break", () => {
  it.each([true, false])("is read where it belongs (tagged: %s)", (tagged) => {
    for (const count of Array.from({ length: 30 }, (_, i) => i + 1)) {
      const month = drawn.months[0];
      const section = month?.sections.sp500;
      const venue = section?.venues[0];
      if (!month || !section || !venue) throw new Error("no venue");
      const venues = Array.from({ length: count }, (_, i) => ({
        ...venue,
        name: `${venue.name} ${String(i).repeat(i % 9)}`.trim(),
      }));
      const report = { ...drawn, months: [{ ...month, sections: { sp500: { ...section, venues } } }] };
      const result = read(pagesOf(drawReport(report, tagged)), tagged);
      expect(result.findings).toEqual([]);
      expect(result.reports[0]?.months[0]?.sections[0]?.venues).toMatchObject(
        venues.map(({ name, figures, aspects }) => ({ name, figures, materialAspects: aspects })),
      );
    }
  });
});

describe("a page", () => {
  const pages = pagesOf(drawReport(drawn, false));

  it.each(pages.map((_, i) => i))("that is missing (%i) is noticed", (missing) => {
    const after = read(
      pages.filter((_, i) => i !== missing),
      false,
    );
    const before = read(pages, false);
    expect(after.findings.length > 0 || JSON.stringify(after) !== JSON.stringify(before)).toBe(true);
  });

  it("drawn smaller is refused, with what was seen and expected", () => {
    const smaller = pages.map((page) => ({
      ...page,
      words: page.words.map((word) => ({ ...word, left: word.left * 0.99, right: word.right * 0.99 })),
    }));
    const [finding] = read(smaller, false).findings;
    expect(finding).toMatchObject({
      code: "pdf_layout",
      where: { file: "a.pdf", position: "page 1 at 199" },
    });
    expect(finding?.message).toContain("expected 75.00");
  });

  /** All lines of the third column's header moved by one point, or only the last. */
  const moved = (which: (text: string) => boolean) =>
    pages.map((page) => ({
      ...page,
      words: page.words.map((word) =>
        word.font === "F1" && word.left > 130 && word.right < 162 && word.y > 230 && which(word.text)
          ? { ...word, left: word.left + 1, right: word.right + 1 }
          : word,
      ),
    }));

  it("with a moved column is refused by the last column's edge", () => {
    const [finding] = read(
      moved(() => true),
      false,
    ).findings;
    expect(finding?.message).toContain("the last one ends at 794.89, expected 796.89");
  });

  it("with a moved line in a header is refused", () => {
    const [finding] = read(
      moved((text) => text === "(%)"),
      false,
    ).findings;
    expect(finding?.message).toContain("not centred on one another");
  });
});
