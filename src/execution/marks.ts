import { type EfqUnit, efqPercent, numberAt } from "./efq-unit";
import type { ExecutionRow } from "./execution-report";
import { SIZE_BOUNDS } from "./order-sizes";
import { AT, type StatisticField } from "./statistics";

/** A figure that cannot be what it says, and what it could be. */
export interface Mark {
  readonly field: StatisticField;
  readonly expected: string;
}

/** More than the price itself. */
const MOST_SPREAD = 1;
/** Of the price; filed averages are below a tenth of it. */
const MOST_IMPROVEMENT = 0.01;
const MOST_EFQ_PERCENT = 1_000;
/** Five minutes, after which the detailed files stop telling times apart. */
const MOST_MS = 300_000;
/** Order sizes and executions are weighted differently, so their prices differ; not a hundredfold. */
const MOST_TIMES_THE_MIDPOINT = 100;

/**
 * Figures of a row that are impossible, or so far from what orders can be that they say something about the file rather than
 * about orders: averages into which a sentinel price has got, spreads above the price, minutes of waiting. They are shown as
 * filed, and the row is left out of rankings.
 */
export function marksOf({ filed, size }: Pick<ExecutionRow, "filed" | "size">, unit: EfqUnit | null): Mark[] {
  const marks: Mark[] = [];
  const mark = (field: StatisticField, expected: string) => marks.push({ field, expected });
  const value = (field: StatisticField) => numberAt(filed, AT[field]);
  const shares = value("AvgOrderQty");
  const dollars = value("AvgOrderSize");
  const midpoint = value("ExctdOrderMidPtAvg");
  if (midpoint !== null && midpoint <= 0) mark("ExctdOrderMidPtAvg", "a price above zero");
  if (dollars !== null) {
    const [least, below] = SIZE_BOUNDS[size];
    if (dollars < least || (below !== null && dollars >= below)) {
      mark("AvgOrderSize", "an average within the order size");
    } else if (shares && midpoint && midpoint > 0) {
      const times = dollars / shares / midpoint;
      if (times > MOST_TIMES_THE_MIDPOINT || times < 1 / MOST_TIMES_THE_MIDPOINT) {
        mark("AvgOrderSize", "dollars ÷ shares within a hundredfold of the midpoint");
      }
    }
  }
  const improved = value("PctExctdPI");
  const better = value("PctExctdAtQuotOrBetter");
  if (improved !== null && better !== null && improved > better) {
    mark("PctExctdPI", "at most the shares at the quote or better");
  }
  const improvement = value("WghtdAvgPctPI");
  if (improvement !== null && Math.abs(improvement) > MOST_IMPROVEMENT) {
    mark("WghtdAvgPctPI", "at most 1% of the price, either way");
  }
  const effective = value("AvgEffctvSprdPct");
  if (effective !== null && effective > MOST_SPREAD) {
    mark("AvgEffctvSprdPct", "at most the price itself");
  } else if (effective !== null && effective < 0) {
    mark("AvgEffctvSprdPct", "zero or more");
  }
  const quoted = value("AvgPctQuotSprd");
  if (quoted !== null && quoted > MOST_SPREAD) mark("AvgPctQuotSprd", "at most the price itself");
  const efq = efqPercent(filed[AT.AvgEFQPct] ?? null, unit);
  if (efq !== null && Math.abs(efq) > MOST_EFQ_PERCENT)
    mark("AvgEFQPct", "at most ten times the quoted spread");
  for (const field of ["AvgRealSprdPct15sec", "AvgRealSprdPct1min"] as const) {
    const realized = value(field);
    if (realized !== null && Math.abs(realized) > MOST_SPREAD) mark(field, "at most the price itself");
  }
  const ms = value("WghtdAvgExctnTime");
  if (ms !== null && ms > MOST_MS) mark("WghtdAvgExctnTime", "at most five minutes on average");
  return marks;
}
