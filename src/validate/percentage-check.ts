import { FIGURE_INDEX, type FigureSpec, MIX_FIGURES, ORDER_PCT, VENUE_FIGURES } from "@/report/figures";
import { ORDER_TYPES } from "@/report/order-types";
import type { VenueRow } from "@/report/report";
import type { Problems } from "./problems";
import { inMonth, type RowContext } from "./row-context";

/** Sums of percentages filed with two decimals may be off by rounding; float error comes on top. */
const SUM_TOLERANCE = 0.1 + 1e-9;
/** The four shares of a row may be filed with one decimal only. */
const ROW_TOLERANCE = 0.2 + 1e-9;
/** How far shares filed as fractions with two decimals may be from adding to 1. */
const FRACTION_TOLERANCE = 0.03 + 1e-9;
/** So many rows of different shares do not all add to 100 by chance. */
const ROWS_THAT_PROVE = 6;

const TYPE_SHARES = ORDER_TYPES.map((type) => FIGURE_INDEX[type].pct);

interface SectionSums {
  readonly context: RowContext;
  /** The four order types of the summary, added up; null when all are zero or blank. */
  readonly mix: number | null;
  /** The venues' shares, added up by column from "all orders" to "other"; 0 where none is filed. */
  readonly columns: readonly number[];
  /** The four shares of each row that has any. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * What the percentages of a report add up to. The order types of a section must add to 100, the venues' shares of each
 * to 100 at most. Where all of a report is filed another way, the cause is found instead of every sum it spoils.
 */
export class PercentageCheck {
  readonly #sections: SectionSums[] = [];

  constructor(private readonly problems: Problems) {}

  read(mix: readonly (number | null)[], venues: readonly VenueRow[], context: RowContext): void {
    const types = mix.slice(1);
    const columns: number[] = [];
    for (let i = ORDER_PCT; i <= FIGURE_INDEX.other.pct; i++) {
      let sum = 0;
      for (const { figures } of venues) sum += figures[i] ?? 0;
      columns.push(sum);
    }
    const rows = venues
      .map(({ figures }) => TYPE_SHARES.map((i) => figures[i] ?? 0))
      .filter((shares) => shares.some((share) => share > 0));
    this.#sections.push({
      context,
      mix: types.every((value) => !value) ? null : sumOf(types.map((value) => value ?? 0)),
      columns,
      rows,
    });
  }

  /** Reports what was found, once all sections are read. */
  finish(): void {
    const asFractions =
      this.#sections.some(({ mix }) => mix !== null && isOne(mix)) || this.#venuesAddToOne();
    if (asFractions) this.#reportFractions();
    const byRow = this.#rowsAddToHundred();
    if (byRow) this.#reportByRow(byRow);
    for (const one of this.#sections) {
      if (!asFractions || (one.mix !== null && !isOne(one.mix))) this.#checkMix(one);
      if (!byRow) this.#checkShares(one);
    }
  }

  /** No share above 1 in the whole report, and an order type in which the venues add to 1: nobody lists venues that took
   * one order in a hundred and leaves out those that took the rest. */
  #venuesAddToOne(): boolean {
    return (
      this.#sections.every(({ columns }) => columns.every((sum) => sum <= 1 + FRACTION_TOLERANCE)) &&
      this.#sections.some(({ columns }) => columns.slice(1).some(isOne))
    );
  }

  #reportFractions(): void {
    const first = this.#sections.find(
      ({ mix, columns }) => (mix !== null && isOne(mix)) || columns.slice(1).some(isOne),
    );
    if (!first) return;
    const { context, mix, columns } = first;
    const what =
      mix !== null && isOne(mix)
        ? `the four order types add to ${mix.toFixed(2)}`
        : `the venues' shares of an order type add to ${(columns.slice(1).find(isOne) ?? 1).toFixed(2)}`;
    const message = `Percentages are filed as fractions of 1: ${what}${inMonth(context.month)}; expected 100. They are kept as filed. How much of the orders the report speaks for, and the average for an order, are unknown; its dollars and rates are not affected.`;
    this.problems.add("percent_as_fraction", message, context.place(context.raw.mixAt[1] ?? context.raw.at));
  }

  /**
   * The first section in which each row's four types add to 100 by themselves, where the report is filed so as a whole:
   * nearly all its rows do, and either a column then adds to more than 100, or so many different rows do that it is no
   * chance. A single row proves nothing, nor do rows with one order type only: a venue that took all orders of a type
   * has 100 there either way.
   */
  #rowsAddToHundred(): SectionSums | undefined {
    const all = this.#sections.flatMap(({ rows }) => rows);
    const complete = all.filter(isHundred);
    if (complete.length < 0.9 * all.length) return undefined;
    const telling = (rows: SectionSums["rows"]) => new Set(rows.filter(isTelling).map(String)).size;
    const proved = telling(all) >= ROWS_THAT_PROVE;
    return this.#sections.find(
      ({ rows, columns }) =>
        telling(rows) > 1 && (proved || columns.slice(1).some((sum) => sum > 100 + SUM_TOLERANCE)),
    );
  }

  #reportByRow({ context, rows }: SectionSums): void {
    const message = `The shares of the order types are filed by venue: each of the ${rows.length} rows adds to 100 by itself${inMonth(context.month)}, so they tell what the venue's orders were and not which part of the section's orders it took. How much of the orders the report speaks for, and the average for an order, are unknown; its dollars and rates are not affected.`;
    this.problems.add(
      "venue_mix_by_row",
      message,
      context.place(context.raw.at, context.field(VENUE_FIGURES[ORDER_PCT + 1] as FigureSpec)),
    );
  }

  #checkMix({ mix, context }: SectionSums): void {
    if (mix === null || !(Math.abs(mix - 100) > SUM_TOLERANCE)) return;
    const { raw, month } = context;
    const message = `The four order types add to ${mix.toFixed(2)} %${inMonth(month)}; expected 100.`;
    const field = context.field(MIX_FIGURES[1] as FigureSpec);
    this.problems.tally("order_mix_sum", message, context.place(raw.mixAt[1] ?? raw.at, field));
  }

  #checkShares({ columns, context }: SectionSums): void {
    const { raw, month } = context;
    columns.forEach((sum, i) => {
      if (!(sum > 100 + SUM_TOLERANCE)) return;
      const field = context.field(VENUE_FIGURES[ORDER_PCT + i] as FigureSpec);
      const message = `${field} of the listed venues adds to ${sum.toFixed(2)}${inMonth(month)}; expected at most 100.`;
      this.problems.tally("venue_share_sum", message, context.place(raw.at, field));
    });
  }
}

function isOne(sum: number): boolean {
  return Math.abs(sum - 1) <= FRACTION_TOLERANCE;
}

function isHundred(shares: readonly number[]): boolean {
  return Math.abs(sumOf(shares) - 100) <= ROW_TOLERANCE;
}

function isTelling(shares: readonly number[]): boolean {
  return shares.filter((share) => share > 0).length > 1;
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
