import { clip } from "@/report/clip";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { type Family, nameIn } from "./columns";
import type { Drafts, Figures } from "./drafts";
import { type DecimalMark, decimalMarkIn, isPlain, plainNumber } from "./numbers";
import type { CsvProblems } from "./problems";
import type { Delimiter } from "./records";

interface Cell {
  readonly text: string;
  readonly at: number;
  readonly spec: FigureSpec;
}

/**
 * Brings every figure into plain decimal text, once the file's decimal mark is known. Cells that are no number stay
 * as filed: the checks that follow name them.
 *
 * The mark is what the unambiguous cells show (`30.76`, `1.234,5`). Where they contradict each other the file is
 * refused; where there are none but cells that could be read both ways (`1,234`), a comma-delimited file is read the
 * American way and any other is refused: a thousandfold error is worse than no report.
 */
export function settleNumbers(
  drafts: Drafts,
  family: Family,
  delimiter: Delimiter,
  problems: CsvProblems,
): void {
  const mark = decideMark(drafts, family, delimiter, problems);
  if (mark === null) return;
  eachFigures(drafts, (figures, specs) => {
    for (let i = 0; i < figures.length; i++) {
      const text = figures[i];
      if (text === null || text === undefined || (mark === "." && isPlain(text))) continue;
      figures[i] = plainNumber(text, (specs[i] as FigureSpec).unit, mark) ?? text;
    }
  });
}

function decideMark(
  drafts: Drafts,
  family: Family,
  delimiter: Delimiter,
  problems: CsvProblems,
): DecimalMark | null {
  const first: Partial<Record<DecimalMark | "unclear", Cell>> = {};
  eachFigures(drafts, (figures, specs, at) => {
    for (let i = 0; i < figures.length; i++) {
      const text = figures[i];
      // Once a decimal point was seen, plain numbers cannot contradict it, and nearly all are plain.
      if (!text || (first["."] && isPlain(text))) continue;
      const mark = decimalMarkIn(text);
      if (mark !== null) first[mark] ??= { text, at, spec: specs[i] as FigureSpec };
    }
  });
  const { ".": point, ",": comma, unclear } = first;
  if (point && comma) {
    const message = `${nameOf(comma)} is "${clip(comma.text, 80)}", with a decimal comma, but "${clip(point.text, 80)}" in row ${point.at} has a decimal point; expected one of them in the whole file.`;
    problems.add("not_a_number", comma.at, message, nameOf(comma), comma.text);
    return null;
  }
  if (unclear && !point && !comma && delimiter !== ",") {
    const message = `${nameOf(unclear)} is "${clip(unclear.text, 80)}", which may be a decimal or thousands, and no other number of the file tells; expected 1234.5 or 1.234,5.`;
    problems.add("not_a_number", unclear.at, message, nameOf(unclear), unclear.text);
    return null;
  }
  return comma ? "," : ".";

  function nameOf(cell: Cell): string {
    return nameIn(family, cell.spec);
  }
}

function eachFigures(
  drafts: Drafts,
  visit: (figures: Figures, specs: readonly FigureSpec[], at: number) => void,
): void {
  for (const report of drafts.reports.values()) {
    for (const month of report.months.values()) {
      for (const section of month.sections.values()) {
        if (section.mix) visit(section.mix, MIX_FIGURES, section.mixAt);
        for (const venue of section.venues) visit(venue.figures, VENUE_FIGURES, venue.at);
      }
    }
  }
}
