import { quarterKeyOf } from "@/report/format";
import { parseQuarter, type Quarter, quarterIndex } from "@/report/quarter";

/** An axis: where it begins and ends, and the round values written at it. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** A step that holds less than this share of itself is left out of the axis: a small net payer must not give half of
 * the chart to emptiness. */
const THIN = 0.2;

/**
 * An axis over the values, always with zero: bars and payments are read from zero. About `count` steps of 1, 2, 2.5 or
 * 5 × 10ⁿ; it ends at a tick, or at the values themselves where they reach just beyond one.
 */
export function axisFor(values: readonly (number | null)[], count = 4): Axis {
  const present = values.filter((value) => value !== null);
  const low = Math.min(0, ...present);
  const high = Math.max(0, ...present);
  if (low === high) return { domain: [0, 1], ticks: [0, 1] };
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10);
  const [down, up] = [-low / step, high / step];
  const first = -(down % 1 < THIN ? Math.floor(down) : Math.ceil(down));
  const last = up % 1 < THIN && up > 1 ? Math.floor(up) : Math.ceil(up - 1e-9);
  // Multiples of the step, rounded where doubles are not exact: 3 × 0.1.
  const ticks = Array.from(
    { length: last - first + 1 },
    (_, i) => Number(((first + i) * step).toPrecision(12)) + 0,
  );
  return { domain: [Math.min(low, ticks[0] ?? 0), Math.max(high, ticks.at(-1) ?? 1)], ticks };
}

/** Every quarter from the first to the last of those given, `2020Q1` style, gaps included: a quarter
 * without a report is a gap on the axis, not a shorter axis. */
export function quarterAxis(quarters: readonly string[]): string[] {
  const indexes = quarters.map((text) => quarterIndex(readQuarter(text)));
  if (indexes.length === 0) return [];
  const first = Math.min(...indexes);
  return Array.from({ length: Math.max(...indexes) - first + 1 }, (_, i) => quarterKeyOf(first + i));
}

/** A quarter that our own queries wrote. */
export function readQuarter(text: string): Quarter {
  const quarter = parseQuarter(text);
  if (!quarter) throw new Error(`Not a quarter: ${text}`);
  return quarter;
}

/**
 * Moves label positions (pixels) apart so that neighbors are at least `gap` from each other, in their order, inside
 * `low`–`high` as far as they fit. Returns them in the order given.
 */
export function spreadLabels(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const moved = [...positions];
  let previous = low - gap;
  for (const i of order) {
    previous = Math.max(positions[i] ?? 0, previous + gap);
    moved[i] = previous;
  }
  let next = high + gap;
  for (const i of order.reverse()) {
    next = Math.min(moved[i] ?? 0, next - gap);
    moved[i] = next;
  }
  return moved;
}
