import { formatCount } from "@/report/format";
import { type Mark, markTogether } from "@/report/mark";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { type Axis, axisFor, quarterAxis } from "./axis";
import { brokerColors, type ColorName } from "./palette";

/** Net dollars of one broker in one quarter. */
export interface BrokerQuarter {
  readonly slug: string;
  readonly name: string;
  /** `2020Q1` */
  readonly quarter: string;
  readonly paymentUsd: number | null;
  readonly mark?: Mark | null;
}

/** What `quarter-column-chart.tsx` draws: columns stacked by broker, net payers below zero. */
export interface QuarterColumns {
  readonly id: string;
  readonly title: string;
  readonly quarters: readonly string[];
  readonly axis: Axis;
  readonly series: readonly {
    readonly key: string;
    readonly label: string;
    readonly color: ColorName;
    readonly values: readonly (number | null)[];
    /** Addresses of where the values come from. */
    readonly traces?: readonly (string | null)[];
    /** Why values are doubtful: drawn hollow. */
    readonly marks?: readonly (Mark | null)[];
  }[];
}

/** The series of all brokers without one of their own. */
const REST = "rest";

/** Columns of the brokers with the largest payments in all quarters together; the others are one gray series, so that a
 * column is always the whole total. */
export function quarterColumns(
  rows: readonly BrokerQuarter[],
  { id, title, limit }: { id: string; title: string; limit: number },
): QuarterColumns {
  const quarters = quarterAxis(rows.map((row) => row.quarter));
  const brokers = largestBrokers(rows);
  const shown = brokers.length > limit + 1 ? brokers.slice(0, limit) : brokers;
  const slugs = shown.map((broker) => broker.slug);
  const colors = brokerColors(slugs);
  const sums = new Map<string, Map<string, number>>();
  const marks = new Map<string, Mark>();
  for (const { slug, quarter, paymentUsd, mark } of rows) {
    if (paymentUsd === null) continue;
    const key = colors.has(slug) ? slug : REST;
    if (mark && key === slug) marks.set(`${slug} ${quarter}`, mark);
    const own = sums.get(key) ?? new Map<string, number>();
    sums.set(key, own.set(quarter, (own.get(quarter) ?? 0) + paymentUsd));
  }
  const values = (key: string) => quarters.map((quarter) => sums.get(key)?.get(quarter) ?? null);
  const series: QuarterColumns["series"][number][] = shown.map(({ slug, name }) => ({
    key: slug,
    label: name,
    color: colors.get(slug) ?? ("rest" as const),
    values: values(slug),
    marks: quarters.map((quarter) => marks.get(`${slug} ${quarter}`) ?? null),
  }));
  if (brokers.length > shown.length) {
    series.push({
      key: REST,
      label: `${formatCount(brokers.length - shown.length)} other brokers`,
      color: "rest",
      values: values(REST),
      marks: quarters.map((quarter) =>
        markTogether(
          rows.flatMap((row) =>
            row.quarter === quarter && !colors.has(row.slug) ? { usd: row.paymentUsd, mark: row.mark } : [],
          ),
        ),
      ),
    });
  }
  return { id, title, quarters, axis: stackAxis(quarters, series), series };
}

/** Columns of one broker, stacked by section. `rows` hold at most one value per section and quarter. */
export function sectionColumns(
  rows: readonly {
    readonly section: Section;
    readonly quarter: string;
    readonly paymentUsd: number | null;
    readonly mark?: Mark | null;
  }[],
  { id, title }: { id: string; title: string },
): QuarterColumns {
  const quarters = quarterAxis(rows.map((row) => row.quarter));
  const series = SECTIONS.filter((section) => rows.some((row) => row.section === section)).map((section) => {
    const own = quarters.map((quarter) =>
      rows.find((row) => row.section === section && row.quarter === quarter),
    );
    return {
      key: section,
      label: SECTION_LABELS[section],
      color: section,
      values: own.map((row) => row?.paymentUsd ?? null),
      marks: own.map((row) => row?.mark ?? null),
    };
  });
  return { id, title, quarters, axis: stackAxis(quarters, series), series };
}

/** An axis that holds every stack: what was received above zero, what was paid below. */
function stackAxis(quarters: readonly string[], series: QuarterColumns["series"]): Axis {
  const stacked = quarters.flatMap((_, i) => {
    const column = series.map((one) => one.values[i] ?? 0);
    const sum = (wanted: (value: number) => boolean) =>
      column.filter(wanted).reduce((total, value) => total + value, 0);
    return [sum((value) => value > 0), sum((value) => value < 0)];
  });
  return axisFor(stacked);
}

function largestBrokers(rows: readonly BrokerQuarter[]): { slug: string; name: string }[] {
  const sizes = new Map<string, { slug: string; name: string; size: number }>();
  for (const { slug, name, paymentUsd } of rows) {
    const size = Math.abs(paymentUsd ?? 0);
    const known = sizes.get(slug);
    if (known) known.size += size;
    else sizes.set(slug, { slug, name, size });
  }
  return [...sizes.values()].sort((a, b) => b.size - a.size || (a.slug < b.slug ? -1 : 1));
}
