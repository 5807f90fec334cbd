import type { Doubted } from "@/report/findings";
import { distinctMarks, type Mark, type Marks } from "@/report/mark";
import { formatQuarter, type Quarter, shiftQuarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { type Doubts, doubts } from "./doubts";
import type { Filters } from "./filters";

/** Why figures of the table of a quarter (`quarterTable`) are doubtful. */
export interface QuarterMarks {
  /** Of one broker, or (null) of all; `section`: of which the figure is, none for all. */
  of(broker: string | null, section: readonly Section[], on: Doubted): Mark | null;
  /** The same of its change from the quarter before, which stands on both. */
  ofChange(broker: string | null, section: readonly Section[], on: Doubted): Mark | null;
  /** Rows of the table with the marks of their payments. */
  onPayments<Row extends { readonly broker_slug: string | null }>(
    rows: readonly Row[],
  ): (Row & { readonly marks?: Marks })[];
  /** Each reason once. */
  readonly marks: readonly Mark[];
}

/** Quarters of the filters are not looked at. @throws AppError invalid_input for an unknown broker or venue */
export function quarterMarks(quarter: Quarter, chosen: Filters): QuarterMarks {
  const before = shiftQuarter(quarter, -1);
  const [now, earlier] = [formatQuarter(quarter), formatQuarter(before)];
  // Asked for every cell of a table.
  const read = new Map<string, Doubts>();
  const under = (section: readonly Section[], by: readonly ("broker" | "quarter")[]): Doubts => {
    const key = `${section} ${by}`;
    const known = read.get(key) ?? doubts({ ...chosen, section, from: before, to: quarter }, by);
    read.set(key, known);
    return known;
  };
  const found = (at: string, broker: string | null, section: readonly Section[], on: Doubted) =>
    broker === null
      ? under(section, ["quarter"]).markOf({ quarter: at }, on)
      : under(section, ["broker", "quarter"]).markOf({ broker_slug: broker, quarter: at }, on);
  return {
    of: (broker, section, on) => found(now, broker, section, on),
    ofChange: (broker, section, on) => found(now, broker, section, on) ?? found(earlier, broker, section, on),
    onPayments: (rows) =>
      rows.map((row) => {
        const payment = found(now, row.broker_slug, [], "payment");
        return payment ? { ...row, marks: { payment } } : row;
      }),
    marks: distinctMarks([...under([], ["broker", "quarter"]).marks, ...under([], ["quarter"]).marks]),
  };
}
