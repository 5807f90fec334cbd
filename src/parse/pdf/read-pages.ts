import type { RawMonth, RawReport, RawSection, RawVenue } from "@/report/raw-report";
import { SECTIONS } from "@/report/sections";
import { type ParseResult, refused } from "../parse-result";
import { aspectLines, aspectsByVenue, labelNames } from "./aspects";
import { ValueAlignment } from "./columns";
import { outlineOf, type SectionOutline } from "./outline";
import { Refusal } from "./refusal";
import { joinBrokenRows, nameOf, rowsOf, type TableRow } from "./rows";
import { type Mix, mixOf } from "./summary";
import { brokerOf } from "./title";
import { hasCode, takeCodes, type VenueName } from "./venue-names";
import { linesOf, squeeze, type Word } from "./words";

/** The text of one page, in any order. */
export interface PageText {
  readonly words: readonly Word[];
  /** How many table cells the page's tags name, blank ones included; 0 where there are no tags. */
  readonly taggedCells: number;
}

/**
 * Reads a report from the text of all its pages. Figures stay as drawn, thousands commas included; a
 * cell without text is "". The drawing's date is not taken for the report's timestamp, which is null.
 * Anything that is not as the generator draws it refuses the whole file with one finding that says
 * what was seen and what was expected; no figure is guessed.
 */
export function readPages(pages: readonly PageText[], tagged: boolean, file: string): ParseResult {
  try {
    return { reports: [reportOf(pages, tagged)], findings: [] };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.toFinding(file));
    throw error;
  }
}

/** One section as read, before it is known whether names of this report carry codes. */
interface SectionDraft {
  readonly outline: SectionOutline;
  readonly mix: Mix;
  readonly venues: readonly { readonly row: TableRow; readonly text: string }[];
  readonly aspects: readonly (string | null)[];
}

function reportOf(pages: readonly PageText[], tagged: boolean): RawReport {
  const lines = pages.flatMap((page, i) => linesOf(page.words, i + 1));
  const broker = brokerOf(lines.filter((line) => line.page === 1));
  const outline = outlineOf(lines);
  const drafts = draftsOf(outline.sections, tagged);
  const names = takeCodes(
    drafts.flatMap((draft) => draft.venues.map((venue) => venue.text)),
    tagged,
  );
  checkTaggedCells(pages, 5 * drafts.length + 14 * names.length);

  let next = 0;
  const sections = drafts.map((draft): RawSection & { filed: boolean } => {
    const own = names.slice(next, next + draft.venues.length);
    next += draft.venues.length;
    const venues = draft.venues.map(({ row }, i) => venueOf(row, own[i], draft.aspects[i] ?? null));
    const { section, at } = draft.outline;
    return { section, at, ...draft.mix, venues, filed: isFiled(draft, tagged) };
  });
  return {
    format: "pdf",
    broker,
    year: outline.year,
    quarter: outline.quarter,
    timestamp: null,
    months: monthsOf(outline.sections, sections),
  };
}

function draftsOf(sections: readonly SectionOutline[], tagged: boolean): SectionDraft[] {
  const values = new ValueAlignment();
  const shares = new ValueAlignment();
  const read = sections.map((outline) => ({
    outline,
    mix: mixOf(outline, shares),
    rows: rowsOf(outline.venues, tagged, values),
    lines: aspectLines(outline.aspects),
  }));
  const coded = read.every(({ rows }) =>
    rows.every((row, i) => row.mayContinue || rows[i + 1]?.mayContinue === true || hasCode(nameOf(row))),
  );
  return read.map(({ outline, mix, rows, lines }) => {
    const labels = labelNames(lines);
    const venues = joinBrokenRows(rows, labels, coded).map((parts) => {
      const name = nameOf(...parts);
      // Labels are not wrapped, so they show what stood where the table breaks a name.
      return { row: parts[0], text: labels.get(squeeze(name)) ?? name };
    });
    const aspects = aspectsByVenue(
      lines,
      venues.map((venue) => venue.text),
    );
    return { outline, mix, venues, aspects };
  });
}

/**
 * Whether anything was filed for a section. The generator draws every section of a month: one that is
 * absent has no shares and no venues. The tagged generator leaves the venue table's header away as
 * well, so there a header alone means a section filed without venues.
 */
function isFiled({ outline, mix, venues }: SectionDraft, tagged: boolean): boolean {
  return mix.mix.some((text) => text !== "") || venues.length > 0 || (tagged && outline.venues.length > 0);
}

/** Sections come in threes, one of each per month. */
function monthsOf(
  outlines: readonly SectionOutline[],
  sections: readonly (RawSection & { filed: boolean })[],
): RawMonth[] {
  const months: RawMonth[] = [];
  for (let i = 0; i < outlines.length; i += SECTIONS.length) {
    const first = outlines[i];
    if (!first) continue;
    months.push({
      at: first.monthAt,
      year: { text: first.year, at: first.monthAt },
      month: { text: first.month, at: first.monthAt },
      sections: sections
        .slice(i, i + SECTIONS.length)
        .flatMap(({ filed, ...section }) => (filed ? [section] : [])),
    });
  }
  return months;
}

function venueOf(row: TableRow, name: VenueName | undefined, materialAspects: string | null): RawVenue {
  const { at, figures } = row;
  const none = { name: null, mic: null, mpid: null };
  return { at, ...(name ?? none), materialAspects, figures, figuresAt: figures.map(() => at) };
}

function checkTaggedCells(pages: readonly PageText[], expected: number): void {
  const cells = pages.reduce((sum, page) => sum + page.taggedCells, 0);
  if (cells !== 0 && cells !== expected) {
    throw new Refusal(
      `The PDF's tags name ${cells} table cells, but ${expected} were read; rows may be missing or hidden.`,
    );
  }
}
