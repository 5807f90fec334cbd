import type { Section } from "@/report/sections";
import { fold } from "./columns";

/** Sections as flat CSV, the SEC's XML and its printed headings call them. */
const SECTION_NAMES: Readonly<Record<string, Section>> = {
  sp500: "sp500",
  rsp500: "sp500",
  sp500stocks: "sp500",
  sp500nmsstocks: "sp500",
  nonsp500: "non_sp500",
  nonsp500stocks: "non_sp500",
  nonsp500nmsstocks: "non_sp500",
  otherstocks: "non_sp500",
  rotherstocks: "non_sp500",
  othernmsstocks: "non_sp500",
  options: "options",
  roptions: "options",
  nmsoptions: "options",
};

export function readSection(text: string): Section | null {
  return SECTION_NAMES[fold(text)] ?? null;
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** A month and, where the text has it, its year. `1`, `01`, `January`, `Jan 2020`, `Jan-20`, `2020-01`, `2020-01-01`, `1/2020`. */
export function readMonth(text: string): { month: number; year: number | null } | null {
  const trimmed = text.trim();
  const plain = /^(\d{1,2})(?:\.0+)?$/.exec(trimmed);
  if (plain) return inYear(Number(plain[1]), null);
  const yearFirst = /^(\d{4})[-/](\d{1,2})(?:[-/]0?1)?$/.exec(trimmed);
  if (yearFirst) return inYear(Number(yearFirst[2]), Number(yearFirst[1]));
  const yearLast = /^(\d{1,2})[-/](\d{4})$/.exec(trimmed);
  if (yearLast) return inYear(Number(yearLast[1]), Number(yearLast[2]));
  const named = /^([a-z]{3,9})\.?(?:[\s,-]+(\d{4}|\d{2}))?$/i.exec(trimmed);
  const name = named?.[1]?.toLowerCase() ?? "";
  const index = MONTHS.findIndex((month) => month === name || month.slice(0, 3) === name);
  if (!named || index < 0) return null;
  const year = named[2] === undefined ? null : Number(named[2]);
  return { month: index + 1, year: year !== null && year < 100 ? 2000 + year : year };
}

function inYear(month: number, year: number | null): { month: number; year: number | null } | null {
  return month >= 1 && month <= 12 ? { month, year } : null;
}

/** A quarter's number and, where the text has it, its year. `1`, `Q1`, `2020Q1`, `Q1 2020`, `1st Quarter, 2020`. */
export function readQuarter(text: string): { quarter: number; year: number | null } | null {
  const trimmed = text.trim();
  const match =
    /^()Q?([1-4])(?:\.0+)?()$/i.exec(trimmed) ??
    /^(\d{4})[\s-]*Q([1-4])()$/i.exec(trimmed) ??
    /^()Q([1-4])[\s,-]+(\d{4})$/i.exec(trimmed) ??
    /^()([1-4])(?:st|nd|rd|th)\s+Quarter(?:[\s,-]+(\d{4}))?$/i.exec(trimmed);
  if (!match) return null;
  const year = match[1] || match[3];
  return { quarter: Number(match[2]), year: year ? Number(year) : null };
}

/** `2020` or, as tables with gaps write it, `2020.0`. The text itself where it is neither. */
export function readYear(text: string): string {
  return /^\s*(\d{4})(?:\.0+)?\s*$/.exec(text)?.[1] ?? text.trim();
}
