import { monthInText, quarterInText } from "@/report/format";
import { quarterAxis, quarterTick, readQuarter } from "./axis";

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

/** The two lines under a tick: `Q2` or `Feb`, and the year under the first of each year and the first tick. Long axes keep
 * only the years. */
export function periodTick(period: Period, at: number, count: number): { first: string; second: string } {
  if (!isMonth(period)) {
    const { quarter, year } = quarterTick(period, at, count);
    return quarter === "" ? { first: year, second: "" } : { first: quarter, second: year };
  }
  const [year = "", month = ""] = period.split("-");
  if (count > 12) {
    const name = month === "01" ? year : "";
    return { first: name, second: "" };
  }
  return { first: periodInText(period).slice(0, 3), second: month === "01" || at === 0 ? year : "" };
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
