import { formatQuarter, type Quarter, quarterFromIndex } from "./quarter";

/**
 * How figures are written for people; exports are never rounded. Tables: rates with two decimals,
 * whole dollars. Text: rates with one decimal, dollars with three significant figures and a unit.
 * A figure that is not zero is never written as zero. Null is filed blank or unknown: `UNKNOWN`.
 */
export const UNKNOWN = "–";
/** What the dash stands for, as title and for screen readers. */
export const UNKNOWN_TITLE = "not filed";

const MINUS = "\u2212";

/** One formatter per number of decimals: making one costs more than a page of figures. */
const FORMATTERS = new Map<number, Intl.NumberFormat>();

function formatter(decimals: number): Intl.NumberFormat {
  let made = FORMATTERS.get(decimals);
  if (!made) {
    made = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    FORMATTERS.set(decimals, made);
  }
  return made;
}

/** `1,234.50` with a true minus sign. */
function fixed(value: number, decimals: number): string {
  const text = formatter(decimals).format(Math.abs(value));
  return value < 0 && !/^[0.]*$/.test(text) ? MINUS + text : text;
}

function roundsToZero(value: number, decimals: number): boolean {
  return value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals;
}

/** `<0.01` above zero, `>−0.01` below it. */
function nearlyZero(value: number, unit: string, smallest: string): string {
  return value > 0 ? `<${unit}${smallest}` : `>${MINUS}${unit}${smallest}`;
}

/** Dollars in a table: `$53,577,203`, `−$143`; under half a dollar with cents. */
export function formatUsd(value: number | null): string {
  if (value === null) return UNKNOWN;
  if (roundsToZero(value, 2)) return nearlyZero(value, "$", "0.01");
  const decimals = roundsToZero(value, 0) ? 2 : 0;
  return dollars(fixed(value, decimals));
}

/** Dollars and cents as filed: `$352,769.36`. */
export function formatUsdExact(value: number | null): string {
  return value === null ? UNKNOWN : dollars(fixed(value, 2));
}

/** Dollars in a sentence, three significant figures: `$53.6 million`, `−$1.59 million`, `$33,900`. */
export function formatUsdInText(value: number | null): string {
  if (value === null || roundsToZero(value, 2)) return formatUsd(value);
  return dollars(inWords(value));
}

function dollars(text: string): string {
  return text.startsWith(MINUS) ? `${MINUS}$${text.slice(1)}` : `$${text}`;
}

/** Shares or contracts in a sentence: `593 million`. */
export function formatCountInText(value: number | null): string {
  return value === null ? UNKNOWN : inWords(value);
}

/** Dollars on a chart's axis or label: `$54M`, `−$1.6M`, `$340k`. */
export function formatUsdShort(value: number | null): string {
  if (value === null) return UNKNOWN;
  const [divisor, unit] = scaleOf(value, ["", "k", "M", "B"]);
  const scaled = Number((value / divisor).toPrecision(Math.abs(value / divisor) >= 100 ? 3 : 2));
  return dollars(fixed(scaled, decimalsOf(scaled)) + unit);
}

function decimalsOf(value: number): number {
  return (String(Math.abs(value)).split(".")[1] ?? "").length;
}

function inWords(value: number): string {
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  const [divisor, unit] = scaleOf(rounded, ["", "", " million", " billion"]);
  if (divisor === 1_000) return fixed(rounded, 0);
  const scaled = rounded / divisor;
  const size = Math.abs(scaled);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  if (divisor === 1 && roundsToZero(value, 2)) return nearlyZero(value, "", "0.01");
  if (divisor === 1 && Number.isInteger(scaled)) return fixed(scaled, 0);
  return fixed(scaled, decimals) + unit;
}

/** Divisor and unit, after rounding to three figures: 999,999 is one million. */
function scaleOf(value: number, units: readonly [string, string, string, string]): [number, string] {
  const size = Math.abs(Number(value.toPrecision(3)));
  if (size >= 1e9) return [1e9, units[3]];
  if (size >= 1e6) return [1e6, units[2]];
  if (size >= 1e3) return [1e3, units[1]];
  return [1, units[0]];
}

/** Cents per 100 shares (options: per contract) in a table, without unit: `8.92`. */
export function formatRate(value: number | null): string {
  if (value === null) return UNKNOWN;
  return roundsToZero(value, 2) ? nearlyZero(value, "", "0.01") : value === 0 ? "0" : fixed(value, 2);
}

/** Cents in a sentence, without unit: `8.9`. */
export function formatRateInText(value: number | null): string {
  if (value === null) return UNKNOWN;
  return roundsToZero(value, 1) ? nearlyZero(value, "", "0.1") : value === 0 ? "0" : fixed(value, 1);
}

/** Percent 0–100: `12.3%`. */
export function formatPercent(value: number | null, decimals = 1): string {
  if (value === null) return UNKNOWN;
  if (roundsToZero(value, decimals)) {
    return `${nearlyZero(value, "", (10 ** -decimals).toFixed(decimals))}%`;
  }
  return `${value === 0 ? "0" : fixed(value, decimals)}%`;
}

/** A change in percent, always with its sign: `+23.5%`, `−4.0%`. */
export function formatGrowth(value: number | null): string {
  if (value === null) return UNKNOWN;
  return value > 0 && !roundsToZero(value, 1) ? `+${formatPercent(value)}` : formatPercent(value);
}

/** A filed figure with all its digits, and at least `decimals` of them: `71.0704`, `9.0000`, `–`. */
export function formatFiled(value: number | null, decimals = 0): string {
  if (value === null) return UNKNOWN;
  return fixed(value, Math.max(decimals, decimalsOf(value)));
}

export function formatCount(value: number): string {
  return fixed(value, 0);
}

/** `1 broker`, `6 brokers`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `A`, `A and B`, `A, B and C`; with a limit, `A, B and 4 more`. */
export function listInText(names: readonly string[], limit = names.length): string {
  const shown = names.length > limit ? names.slice(0, limit) : [...names];
  const rest = names.length - shown.length;
  if (rest > 0) shown.push(`${formatCount(rest)} more`);
  return LIST.format(shown);
}

/** Without a comma before the last, as all sentences here. */
const LIST = new Intl.ListFormat("en-GB");

/** `2021 Q1`. */
export function quarterInText(quarter: Quarter): string {
  return `${quarter.year} Q${quarter.quarter}`;
}

/** `2021 Q1` of `2021Q1`. */
export function quarterLabel(key: string): string {
  return key.replace("Q", " Q");
}

/** `2021Q1` of a stored quarter index. */
export function quarterKeyOf(index: number): string {
  return formatQuarter(quarterFromIndex(index));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `January 2021`. */
export function monthInText(year: number, month: number): string {
  return MONTH_AND_YEAR.format(Date.UTC(year, month - 1, 1));
}

/** Made once: making one takes a hundred times as long as using it. */
const MONTH_AND_YEAR = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });

/** `Apr 29, 2021` of an ISO date or timestamp (UTC); null is unknown. */
export function dateInText(iso: string | null): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (!match) return UNKNOWN;
  return `${MONTHS[Number(match[2]) - 1]} ${Number(match[3])}, ${match[1]}`;
}

/** The most a file may have, as people set it: `256 MB` of 2²⁸ bytes. */
export function formatLimit(bytes: number): string {
  return bytes % 1024 ** 2 === 0 ? `${formatCount(bytes / 1024 ** 2)} MB` : formatBytes(bytes);
}

/** A file size: `820 B`, `4.2 kB`, `1.3 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_950) return `${fixed(bytes / 1e3, 1)} kB`;
  return bytes < 999_950_000 ? `${fixed(bytes / 1e6, 1)} MB` : `${fixed(bytes / 1e9, 1)} GB`;
}
