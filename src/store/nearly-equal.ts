import type { Database } from "better-sqlite3";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { MIX_COLUMNS, VENUE_COLUMNS } from "./load-report";
import { statement } from "./statement";

/*
 * Whether two reports of a broker's quarter under different names are one report and its correction, or two. Two
 * reports of one firm share venues, and rates that are agreed on for years, but no dollars: of the given filings, the
 * two quarters of one broker most alike have 10 % of their figures in common and not one payment. A correction changes
 * a few figures of hundreds.
 */

/** Share of the figures that must agree. */
const LEAST_AGREEMENT = 0.9;
/** Share of the payments, where there are any: rates and percentages alone may be alike in two reports. */
const LEAST_PAYMENTS = 0.5;
/** Fewer figures tell nothing. */
const LEAST_FIGURES = 10;

/** The figures of a report that tell it from others, each with how often it is there. 0 and 100 are everywhere. */
interface TellingFigures {
  readonly all: ReadonlyMap<string, number>;
  readonly count: number;
  readonly payments: number;
}

export interface Agreement {
  /** Figures that both reports have, and those that either has. */
  readonly same: number;
  readonly of: number;
  /** They are so much alike that the later one is a correction of the earlier. */
  readonly isCorrection: boolean;
}

export function agreement(a: TellingFigures, b: TellingFigures): Agreement {
  const none = { same: 0, of: Math.max(a.count, b.count), isCorrection: false };
  if (Math.min(a.count, b.count) < LEAST_AGREEMENT * Math.max(a.count, b.count, LEAST_FIGURES)) return none;
  let same = 0;
  let samePayments = 0;
  for (const [figure, times] of a.all) {
    const both = Math.min(times, b.all.get(figure) ?? 0);
    same += both;
    if (figure.startsWith(PAYMENT)) samePayments += both;
  }
  const of = a.count + b.count - same;
  const payments = a.payments + b.payments - samePayments;
  const isCorrection =
    of >= LEAST_FIGURES && same >= LEAST_AGREEMENT * of && samePayments >= LEAST_PAYMENTS * payments;
  return { same, of, isCorrection };
}

const PAYMENT = "$";
const UNITS = [...MIX_FIGURES, ...VENUE_FIGURES].map(({ unit }) => unit);

/** Series are compared each time one of them comes in: what was read last is kept, by its figures, which never change. */
const MOST_KEPT = 48;
const kept = new Map<string, TellingFigures>();

export function figuresOf(
  database: Database,
  { id, figuresHash }: { readonly id: number; readonly figuresHash: string },
): TellingFigures {
  const known = kept.get(figuresHash);
  if (known) return known;
  const all = new Map<string, number>();
  let count = 0;
  let payments = 0;
  const add = (rows: readonly unknown[][], firstUnit: number) => {
    for (const [month, section, ...figures] of rows) {
      figures.forEach((value, i) => {
        if (value === null || value === 0 || value === 100) return;
        const isPayment = UNITS[firstUnit + i] === "usd";
        const figure = `${isPayment ? PAYMENT : ""}${month} ${section} ${firstUnit + i} ${value}`;
        all.set(figure, (all.get(figure) ?? 0) + 1);
        count += 1;
        if (isPayment) payments += 1;
      });
    }
  };
  const read = (table: string, columns: readonly string[]) =>
    statement(database, `SELECT month, section, ${columns.join(", ")} FROM ${table} WHERE report_id = ?`)
      .raw()
      .all(id) as unknown[][];
  add(read("section_summary", MIX_COLUMNS), 0);
  add(read("venue_row", VENUE_COLUMNS), MIX_FIGURES.length);
  const figures = { all, count, payments };
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(figuresHash, figures);
  return figures;
}
