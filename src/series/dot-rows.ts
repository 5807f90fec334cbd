import type { ColorName } from "./palette";

export interface Dot {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  readonly value: number;
  /** The value as the table beside the plot writes it. */
  readonly text: string;
  /** Where the value comes from. */
  readonly trace?: string;
}

/** Dots on one line. */
export interface DotRow {
  readonly key: string;
  readonly label: string;
  readonly href?: string;
  readonly dots: readonly Dot[];
}

export interface DotRows {
  /** Keys of the dots a line can have, in the order their figures are written. */
  readonly columns: readonly string[];
  /** Says what is drawn, with its unit. */
  readonly title: string;
  readonly rows: readonly DotRow[];
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
  /** Place of a value on the line, 0 to 1. */
  readonly at: (value: number) => number;
}

/** Steps of the scale: as many as have room for their numbers on a phone. */
const TICKS = 3;

/** Lines of dots on one scale that holds all of them and zero; with `isLog` (values above zero) by powers of ten. */
export function dotRows(
  title: string,
  rows: readonly DotRow[],
  {
    columns,
    write,
    isLog = false,
  }: {
    /** Keys of the dots a line can have. */
    readonly columns: readonly string[];
    /** A number of the scale. */
    readonly write: (value: number) => string;
    readonly isLog?: boolean | undefined;
  },
): DotRows {
  const values = rows.flatMap((row) => row.dots.map((dot) => dot.value));
  const { low, high, steps } = isLog ? logScale(values) : linearScale(values);
  const place = (value: number) => (isLog ? Math.log10(Math.max(value, 10 ** low)) : value);
  return {
    title,
    columns,
    rows,
    ticks: steps.map((step) => {
      const value = isLog ? 10 ** step : step;
      return { value, text: write(value) };
    }),
    at: (value) => (high === low ? 0 : (place(value) - low) / (high - low)),
  };
}

/** From and to, at round numbers, with the round numbers between them. */
function linearScale(values: readonly number[]): { low: number; high: number; steps: number[] } {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const step = roundStep((most - least || 1) / TICKS);
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  const steps = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { low: steps[0] ?? 0, high: steps.at(-1) ?? 1, steps };
}

function logScale(values: readonly number[]): { low: number; high: number; steps: number[] } {
  const above = values.filter((value) => value > 0).map(Math.log10);
  const low = Math.floor(Math.min(...above, 0));
  const most = Math.max(Math.ceil(Math.max(...above, 0)), low + 2);
  const every = Math.ceil((most - low) / 2);
  const steps = [low, low + every, low + 2 * every];
  return { low, high: low + 2 * every, steps };
}

/** 1, 2 or 5 times a power of ten, not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least * 0.999_999) ?? least;
}
