import { DOUBTED } from "@/report/findings";
import { distinctMarks, type Marks } from "@/report/mark";
import { doubts } from "./doubts";
import type { Dimension, Filters } from "./filters";
import { iterateRates, type RateRow, rates } from "./rates";
import { EVERYTHING, type Window } from "./window";

/**
 * The rows of `rates` for people to see and compare: figures that stand on a finding which casts doubt on them have a mark.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function markedRates(filters: Filters, by: readonly Dimension[]): RateRow[] {
  const found = doubts(filters, by);
  const rows = rates(filters, by);
  if (found.marks.length === 0) return rows;
  return rows.map((row) => {
    const marks = found.marksOf(row);
    return marks ? { ...row, marks } : row;
  });
}

/** The rows of `rates` with the column `findings`. @throws AppError invalid_input for an unknown broker or venue */
export function ratesWithFindings(
  filters: Filters,
  by: readonly Dimension[],
  window: Window = EVERYTHING,
): RateRow[] {
  return [...withFindings(filters, by, rates(filters, by, window))];
}

/** The same one by one, for answers too long to hold. */
export function iterateRatesWithFindings(filters: Filters, by: readonly Dimension[]): Generator<RateRow> {
  return withFindings(filters, by, iterateRates(filters, by));
}

function* withFindings(
  filters: Filters,
  by: readonly Dimension[],
  rows: Iterable<RateRow>,
): Generator<RateRow> {
  const found = doubts(filters, by);
  for (const row of rows) yield { ...row, findings: inText(found.marksOf(row)) };
}

/** `payment, rate, volume: Firstrade Securities 2020 Q2: … (report 2020Q2-0123456789)` */
function inText(marks: Marks | null): string | null {
  if (marks === null) return null;
  return distinctMarks(Object.values(marks))
    .map(({ why, report }) => {
      const figures = DOUBTED.filter((one) => marks[one]?.why === why);
      return `${figures.join(", ")}: ${why} (report ${report})`;
    })
    .join("; ");
}
