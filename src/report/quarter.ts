/** A calendar quarter. `quarter` is 1–4. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
}

/** `2020Q1`, as in URLs, the API and page titles. */
export function formatQuarter({ year, quarter }: Quarter): string {
  return `${year}Q${quarter}`;
}

/** Reads `2020Q1` (any letter case); null when it is not a quarter. */
export function parseQuarter(text: string): Quarter | null {
  const match = /^(\d{4})[Qq]([1-4])$/.exec(text);
  return match ? { year: Number(match[1]), quarter: Number(match[2]) } : null;
}

/** A whole number that grows by one per quarter: `year * 4 + quarter - 1`. How quarters are stored. */
export function quarterIndex({ year, quarter }: Quarter): number {
  return year * 4 + quarter - 1;
}

export function quarterFromIndex(index: number): Quarter {
  return { year: Math.floor(index / 4), quarter: (((index % 4) + 4) % 4) + 1 };
}

/** The quarter `by` quarters later (earlier when negative). */
export function shiftQuarter(quarter: Quarter, by: number): Quarter {
  return quarterFromIndex(quarterIndex(quarter) + by);
}

/** The three calendar months (1–12) of a quarter. */
export function monthsOf({ quarter }: Quarter): readonly [number, number, number] {
  const first = (quarter - 1) * 3 + 1;
  return [first, first + 1, first + 2];
}

export function quarterOfMonth(year: number, month: number): Quarter {
  return { year, quarter: Math.ceil(month / 3) };
}

/** A calendar month. `month` is 1–12. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/** `2020-01`, as in URLs and the API. */
export function formatMonth({ year, month }: Month): string {
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** Reads `2020-01`; null when it is not a month. */
export function parseMonth(text: string): Month | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]) } : null;
}

/** The day a quarter's report is due: one month after the quarter ends (17 CFR 242.606(a)(1)).
 * ISO date. */
export function dueDate({ year, quarter }: Quarter): string {
  const next = quarterFromIndex(quarterIndex({ year, quarter }) + 1);
  const month = (next.quarter - 1) * 3 + 1;
  const day = new Date(Date.UTC(next.year, month, 0)).getUTCDate();
  return `${next.year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whole days from the day a quarter's reports were due to `today` (ISO dates); negative before it. */
export function daysAfterDue(quarter: Quarter, today: string): number {
  return Math.floor((Date.parse(today) - Date.parse(dueDate(quarter))) / 86_400_000);
}
