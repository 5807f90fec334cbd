import type { RateRow } from "@/queries/rates";
import { coverageOf } from "@/report/coverage";
import { formatRateInText, formatUsdInText, quarterInText } from "@/report/format";
import type { Section } from "@/report/sections";
import { changeVerb } from "@/words/change-verb";
import { SECTION_SHORT } from "@/words/order-words";
import { quarterAxis, readQuarter } from "./axis";
import type { ColorName } from "./palette";
import { type PeriodLines, periodLines } from "./period-lines";

export interface LinePoint {
  readonly quarter: string;
  readonly value: number | null;
}

export interface LineInput {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  readonly points: readonly LinePoint[];
}

/** The rate of one section, from rows by section and quarter; null where it speaks for too few orders to be drawn. */
export function rateLine(section: Section, rows: readonly RateRow[]): LineInput {
  return {
    key: section,
    label: SECTION_SHORT[section],
    color: section,
    points: rows
      .filter((row) => row.section === section)
      .map((row) => ({
        quarter: row.quarter ?? "",
        value: coverageOf(row.order_coverage) === "not_enough" ? null : row.cents_per_100_shares,
      })),
  };
}

/** Lines of one broker over one axis of quarters, which break only where a quarter has no figure. `span`: quarters the axis
 * must hold, so that charts beside each other line up. Values are net dollars, or cents per 100 shares or per contract. */
export function quarterLines(
  input: readonly LineInput[],
  { id, title, unit, span }: { id: string; title: string; unit: "usd" | "cents"; span: readonly string[] },
): PeriodLines {
  const quarters = quarterAxis([
    ...span,
    ...input.flatMap((line) => line.points.map((point) => point.quarter)),
  ]);
  const lines = input.map(({ points, ...line }) => {
    const known = new Map(points.map((point) => [point.quarter, point.value]));
    const values = quarters.map((quarter) => known.get(quarter) ?? null);
    return {
      ...line,
      values,
      joined: values.map(() => true),
    };
  });
  return periodLines(lines, { id, title, unit, periods: quarters });
}

/** `From 2020 Q1 to 2021 Q4 the rate for S&P 500 stocks fell from 10.2 to 8.4 cents per 100 shares.` One line's first
 * and last known values. `what` is its subject with its article, `unit` its unit in words. */
export function trendSentence(what: string, points: readonly LinePoint[], unit: string): string {
  const known = points
    .filter((point) => point.value !== null)
    .sort((a, b) => (a.quarter < b.quarter ? -1 : 1));
  const [first] = known;
  const last = known.at(-1);
  const write = (value: number | null) =>
    unit === "dollars" ? formatUsdInText(value) : formatRateInText(value);
  const suffix = unit === "dollars" ? "" : ` ${unit}`;
  if (!first || !last) return `No quarter that can be compared has a figure for ${what}.`;
  if (first === last) {
    return `In ${said(first)}, ${what} was ${write(first.value)}${suffix}; no other quarter here can be compared with it.`;
  }
  const [from, to] = [write(first.value), write(last.value)];
  const span = `From ${said(first)} to ${said(last)}`;
  if (from === to) return `${span}, ${what} stayed at ${to}${suffix}.`;
  const verb = changeVerb(first.value ?? 0, last.value ?? 0);
  return `${span}, ${what} ${verb} from ${from} to ${to}${suffix}.`;
}

function said(point: LinePoint): string {
  return quarterInText(readQuarter(point.quarter));
}
