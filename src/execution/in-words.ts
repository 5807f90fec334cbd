import { formatPercent, formatRate, formatUsdExact, UNKNOWN } from "@/report/format";

const MINUS = "\u2212";

/** Milliseconds as filed, in words: `0.54 ms`, `42 ms`, `2.4 s`, `19 min`. */
export function speedInWords(ms: number | null): string {
  if (ms === null) return UNKNOWN;
  if (ms < 1_000) return `${significant(ms, ms < 100 ? 2 : 3)} ms`;
  if (ms < 120_000) return `${significant(ms / 1_000, 2)} s`;
  return `${significant(ms / 60_000, 2)} min`;
}

/** A fraction of shares: `87.0%`. */
export function sharesInWords(fraction: number | null): string {
  return formatPercent(fraction === null ? null : 100 * fraction);
}

/** A fraction of the price: `1.205%`, `0.015%`. */
export function spreadInWords(fraction: number | null): string {
  return formatPercent(fraction === null ? null : 100 * fraction, 3);
}

/** Effective ÷ quoted spread in percent: `82.41%`. */
export function efqInWords(percent: number | null): string {
  return formatPercent(percent, 2);
}

/** Dollars per $1,000 traded: `$0.31`, `−$0.61`. */
export function improvementInWords(dollars: number | null): string {
  if (dollars === null) return UNKNOWN;
  const text = formatRate(Math.abs(dollars));
  const sign = dollars < 0 ? MINUS : "";
  return text.startsWith("<") ? `<${sign}$${text.slice(1)}` : `${sign}$${text}`;
}

/** A column of a row of the summary as pages write it. */
export function figureInWords(key: string, value: number | null): string {
  if (value === null) return UNKNOWN;
  if (key === "efq_pct") return efqInWords(value);
  if (key === "net_improvement_usd_per_1000") return improvementInWords(value);
  if (key === "net_improvement_cents_per_100_shares") return formatRate(value);
  if (key === "execution_ms") return speedInWords(value);
  if (/spread|net_improvement/.test(key)) return spreadInWords(value);
  if (key.endsWith("_fraction")) return sharesInWords(value);
  return key.endsWith("_usd") ? formatUsdExact(value) : String(value);
}

function significant(value: number, digits: number): string {
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  return rounded.toLocaleString("en-US", { maximumFractionDigits: 6 });
}
