/** Months of rule 605 are whole numbers, as filed: 202608. */
const NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `August 2026`. */
export function monthWords(month: number): string {
  return `${NAMES[(month % 100) - 1]} ${Math.floor(month / 100)}`;
}

/** Reads `202608` or `2026-08`; null when it is no month. */
export function readMonth(text: string): number | null {
  const match = /^(\d{4})-?(0[1-9]|1[0-2])$/.exec(text);
  return match ? Number(match[1]) * 100 + Number(match[2]) : null;
}

/** The month of a day (UTC). */
export function monthOf(day: Date): number {
  return day.getUTCFullYear() * 100 + day.getUTCMonth() + 1;
}

/** The last month whose reports are public by an ISO day: they carry no date, and are due by the end of the month after. */
export function lastPublicMonth(day: string): number {
  const dayAfter = new Date(`${day}T00:00:00Z`);
  dayAfter.setUTCDate(dayAfter.getUTCDate() + 1);
  return monthOf(new Date(Date.UTC(dayAfter.getUTCFullYear(), dayAfter.getUTCMonth() - 2, 1)));
}
