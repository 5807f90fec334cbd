import type { Measure } from "@/queries/view-parameters";
import {
  formatCount,
  formatCountInText,
  formatGrowth,
  formatPercent,
  formatRate,
  formatRateInText,
  formatUsd,
  formatUsdInText,
  formatUsdShort,
} from "@/report/format";
import type { AssetClass } from "@/report/sections";

/** What the numbers of a chart or table are. `index`: 100 at the start. `change`: percent against the period before. */
export type ValueUnit = "cents" | "usd" | "shares" | "contracts" | "index" | "change" | "percent";

export function unitOfMeasure(measure: Measure, asset: AssetClass): ValueUnit {
  if (measure === "rate") return "cents";
  if (measure === "dollars") return "usd";
  return asset === "options" ? "contracts" : "shares";
}

/** As an axis, a column head or a caption says it. */
export function unitWords(measure: Measure, asset: AssetClass): string {
  if (measure === "rate") return asset === "options" ? "cents per contract" : "cents per 100 shares";
  if (measure === "dollars") return "US dollars";
  return asset === "options" ? "contracts" : "shares";
}

export const MEASURE_LABELS: Record<Measure, string> = {
  rate: "Rate",
  dollars: "Payment",
  volume: "Implied volume",
};

/** `rate`, `net payment`, `implied volume`, in a sentence. */
export const MEASURE_WORDS: Record<Measure, string> = {
  rate: "rate",
  dollars: "net payment",
  volume: "implied volume",
};

/** At an axis. */
export function axisText(unit: ValueUnit, value: number): string {
  if (unit === "usd") return formatUsdShort(value);
  if (unit === "cents") return `${signed(value)} ¢`;
  if (unit === "index") return signed(value);
  if (unit === "percent") return `${signed(value)}%`;
  if (unit === "change") return value > 0 ? `+${formatPercent(value, 0)}` : formatPercent(value, 0);
  return shortCount(value);
}

/** At a bar, in a table or in a tooltip; in tables with the unit in the head (`bare`). */
export function valueText(unit: ValueUnit, value: number, bare = false): string {
  if (unit === "usd") return formatUsd(value);
  if (unit === "cents") return bare ? formatRate(value) : `${formatRate(value)} ¢`;
  if (unit === "index") return value.toFixed(1).replace("-", "−");
  if (unit === "change") return formatGrowth(value);
  if (unit === "percent") return formatPercent(value, 2);
  return formatCount(Math.round(value));
}

/** Short, beside a bar: `$54M`, `8.92 ¢`, `593M`. */
export function shortText(unit: ValueUnit, value: number): string {
  if (unit === "usd") return formatUsdShort(value);
  return unit === "shares" || unit === "contracts" ? shortCount(value) : valueText(unit, value);
}

/** In a sentence, with its unit: `8.9 cents per 100 shares`, `$53.6 million`, `593 million shares`. */
export function valueInText(measure: Measure, asset: AssetClass, value: number): string {
  const amount = amountInText(measure, value);
  return measure === "dollars" ? amount : `${amount} ${unitWords(measure, asset)}`;
}

/** The same without a unit to follow: `8.9`, `$53.6 million`, `593 million`. */
export function amountInText(measure: Measure, value: number): string {
  if (measure === "dollars") return formatUsdInText(value);
  return measure === "rate" ? formatRateInText(value) : formatCountInText(value);
}

/** Shares or contracts in millions, one decimal, without unit: `237.3`. */
export function millionsText(value: number): string {
  return formatRateInText(value / 1e6);
}

function shortCount(value: number): string {
  return formatUsdShort(value).replace("$", "");
}

function signed(value: number): string {
  return String(value).replace("-", "−");
}
