import { monthInText, quarterInText } from "@/report/format";
import { quarterAxis, readQuarter } from "./axis";

/** A quarter (`2020Q1`) or a month (`2020-01`): what a point of a series stands for. */
export type Period = string;

/** Every quarter or month from the first to the last of those given, gaps included. All of one grain. */
export function periodAxis(periods: readonly Period[]): Period[] {
  if (!periods.some(isMonth)) return quarterAxis(periods);
  const indexes = periods.map(monthIndex);
  const first = Math.min(...indexes);
  return Array.from({ length: Math.max(...indexes) - first + 1 }, (_, i) => monthOf(first + i));
}

/** `2020 Q1`, `January 2020`. */
export function periodInText(period: Period): string {
  if (!isMonth(period)) return quarterInText(readQuarter(period));
  const [year, month] = period.split("-").map(Number);
  return monthInText(year ?? 0, month ?? 0);
}

/** More ticks than this and only some of them have room for a name where the chart is narrowest. */
const MOST_QUARTERS = 9;
const MOST_MONTHS = 6;
const MOST_QUARTERS_OF_MONTHS = 15;

/** Pixels from one year's name to the next at which they are read apart. */
const YEAR_ROOM = 36;

/** The two lines under a tick: `Q2` or `Feb`, and the year under the first of each year and the first tick. Long axes name the
 * first months of quarters alone, or the years; where years have no room, every second, third … of them.
 * `width`: of the axis, pixels. */
export function periodTick(
  period: Period,
  at: number,
  count: number,
  width = Number.POSITIVE_INFINITY,
): { first: string; second: string } {
  const quarters = !isMonth(period);
  const begins = quarters ? period.endsWith("Q1") : period.endsWith("-01");
  const year = begins || at === 0 ? period.slice(0, 4) : "";
  if (count > (quarters ? MOST_QUARTERS : MOST_QUARTERS_OF_MONTHS)) {
    const ofYear = (width / count) * (quarters ? 4 : 12);
    const named = begins && Number(year) % Math.max(1, Math.ceil(YEAR_ROOM / ofYear)) === 0;
    return { first: named ? year : "", second: "" };
  }
  if (quarters) return { first: period.slice(4), second: year };
  const named = count <= MOST_MONTHS || /-(01|04|07|10)$/.test(period);
  return named ? { first: periodInText(period).slice(0, 3), second: year } : { first: "", second: "" };
}

export function isMonth(period: Period): boolean {
  return period.includes("-");
}

/** The quarter a period is in. */
export function quarterOf(period: Period): Period {
  if (!isMonth(period)) return period;
  const [year = "", month = ""] = period.split("-");
  return `${year}Q${Math.ceil(Number(month) / 3)}`;
}

/** The period before: a quarter before a quarter, a month before a month. */
export function periodBefore(period: Period): Period {
  if (isMonth(period)) return monthOf(monthIndex(period) - 1);
  const { year, quarter } = readQuarter(period);
  return quarter === 1 ? `${year - 1}Q4` : `${year}Q${quarter - 1}`;
}

function monthIndex(period: Period): number {
  const [year = 0, month = 1] = period.split("-").map(Number);
  return year * 12 + month - 1;
}

function monthOf(index: number): Period {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}
