import { plus } from "@/report/blank-sums";
import { rowColumn, type SumName, total } from "@/report/cell-sums";
import { quarterKeyOf } from "@/report/format";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { formatMonth } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { brokerQuarters } from "./broker-quarters";
import { selectRaw } from "./database";
import { type Dimension, type Filters, filters as filtersOf } from "./filters";
import { toCents } from "./measures";
import { placedBrokers } from "./placed-names";
import { rollupSource } from "./rollup-source";
import { and, type Condition, shownReports, shownRows } from "./scope";
import type { Grain } from "./view-parameters";

/*
 * What change over time is counted from: figures of every broker in every period. A market has a hundred thousand of them,
 * so they are read without names and with the lines of a chart as columns, where `rates` would make a row of each.
 */

/** Which part of a broker's figures is on a line of a chart. */
export interface PartLine {
  readonly key: string;
  readonly sections: readonly Section[];
  /** None: the filters leave nothing of the line. */
  readonly types: readonly OrderType[];
}

/** What one broker adds to one period of a line. Metrics of several parts are made from these sums, never from rates. */
export interface BrokerPart {
  /** Slug. */
  readonly broker: string;
  /** `2020Q1` or `2020-01`. */
  readonly period: string;
  /** Net dollars, positive when received; null: all blank. */
  readonly usd: number | null;
  /** Dollars and implied shares of the rated cells; null: none, or not asked for. */
  readonly ratedUsd: number | null;
  readonly shares: number | null;
  /** Nothing of the period is missing: what change over time may be counted from. A month with any figure is whole; a quarter
   * is when its three months are. */
  readonly complete: boolean;
}

const DOLLARS: readonly SumName[] = ["usd"];
const ALL_SUMS: readonly SumName[] = ["usd", "rated_usd", "shares"];

/**
 * The parts of each line by its key, in no order: those of `rates` by broker, line and period. `rated`: with rated dollars and
 * shares, which take longer.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function brokerParts(
  filters: Filters,
  lines: readonly PartLine[],
  grain: Grain,
  { rated }: { rated: boolean },
): ReadonlyMap<string, readonly BrokerPart[]> {
  const asked = lines.filter(({ types }) => types.length > 0);
  const sums = rated ? ALL_SUMS : DOLLARS;
  const rows = groupedRows(filters, asked, grain, sums);
  const brokers = placedBrokers();
  const quarters = grain === "quarter" ? completeQuarters(filters) : null;
  // Few and asked for often.
  const periods = new Map(
    [...new Set(rows.map((row) => row[1] as number))].map((period) => [period, textOf(period, grain)]),
  );
  const found = new Map<string, readonly BrokerPart[]>();
  for (const [i, line] of asked.entries()) {
    const at = KEYS + i * (1 + sums.length);
    found.set(
      line.key,
      mergedParts(rows, at, rated).map(({ id, period, usd, ratedUsd, shares }) => {
        const dollars = toCents(usd);
        const broker = brokers.get(id)?.slug ?? "";
        const text = periods.get(period) as string;
        return {
          broker,
          period: text,
          usd: dollars,
          ratedUsd,
          shares,
          complete: quarters ? quarters.get(text)?.has(broker) === true : dollars !== null,
        };
      }),
    );
  }
  return found;
}

/** The brokers of these parts by their money over all periods, the most first; names by letter where it is the same. */
export function brokersByMoney(parts: Iterable<BrokerPart>): string[] {
  const money = new Map<string, number>();
  for (const { broker, usd } of parts) money.set(broker, (money.get(broker) ?? 0) + (usd ?? 0));
  const sizes = new Map([...money].map(([slug, usd]) => [slug, Math.abs(toCents(usd) as number)]));
  return [...placedBrokers().values()]
    .map(({ slug }) => slug)
    .filter((slug) => sizes.has(slug))
    .sort((a, b) => (sizes.get(b) as number) - (sizes.get(a) as number));
}

/** By quarter the brokers with all three months of it, in all their reports. */
function completeQuarters({ broker, asOf }: Filters): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { quarter, broker_slug, complete } of brokerQuarters(filtersOf({ broker, asOf }))) {
    if (!complete) continue;
    const brokers = found.get(quarter);
    if (brokers) brokers.add(broker_slug);
    else found.set(quarter, new Set([broker_slug]));
  }
  return found;
}

/** Columns before those of the lines: broker and period. */
const KEYS = 2;

/** A row per report and period: broker id; period as a number; then of each line how many rows it has and its sums. */
function groupedRows(
  filters: Filters,
  lines: readonly PartLine[],
  grain: Grain,
  sums: readonly SumName[],
): (number | null)[][] {
  const { from, condition, section, sum } = sourceOf(filters, lines, grain);
  const columns = lines.flatMap(({ sections, types }) => {
    const ofLine = `FILTER (WHERE ${section} IN (${sections.map((one) => `'${one}'`).join(", ")}))`;
    return [`count(*) ${ofLine}`, ...sums.map((name) => `sum(${sum(name, types)}) ${ofLine}`)];
  });
  const [period, groups] =
    grain === "month" ? ["r.quarter / 4 * 12 + v.month - 1", "r.id, v.month"] : ["r.quarter", "r.id"];
  return selectRaw(
    `
SELECT r.broker_id, ${period}, ${columns.join(", ")}
FROM ${from}
WHERE ${condition.sql}
GROUP BY ${groups}`,
    condition.values,
  ) as (number | null)[][];
}

interface PartSource {
  /** Reports `r` with their rows. */
  readonly from: string;
  readonly condition: Condition;
  readonly section: string;
  /** One of the sums of a row, of some order types together. */
  readonly sum: (name: SumName, types: readonly OrderType[]) => string;
}

/** The smallest table that tells apart what is asked for. */
function sourceOf(filters: Filters, lines: readonly PartLine[], grain: Grain): PartSource {
  const allTypes = lines.every(({ types }) => types.length === ORDER_TYPES.length);
  const by: Dimension[] = ["broker", "section", grain, ...(allTypes ? [] : (["orderType"] as const))];
  const rollup = rollupSource(filters, by);
  if (rollup !== null) {
    const { from, condition, together } = rollup;
    const sum: PartSource["sum"] = together
      ? (name) => `t.${name}`
      : (name, types) => total(types.map((type) => `t.${type}_${name}`));
    return { from, condition, section: "t.section", sum };
  }
  const rows = shownRows(filters);
  const venues = rows.sql.includes("f.") ? " CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : "";
  return {
    from: `report r CROSS JOIN venue_row v ON v.report_id = r.id${venues}`,
    condition: and([shownReports({ ...filters, versions: "current" }), rows]),
    section: "v.section",
    sum: rowColumn,
  };
}

interface Merged {
  readonly id: number;
  readonly period: number;
  usd: number | null;
  ratedUsd: number | null;
  shares: number | null;
}

/** What the columns from `at` hold, reports of one broker and period together. */
function mergedParts(rows: readonly (number | null)[][], at: number, rated: boolean): Merged[] {
  const merged = new Map<number, Merged>();
  for (const row of rows) {
    if (row[at] === 0) continue;
    const id = row[0] as number;
    const period = row[1] as number;
    const usd = row[at + 1] as number | null;
    const ratedUsd = rated ? (row[at + 2] as number | null) : null;
    const shares = rated ? (row[at + 3] as number | null) : null;
    const key = keyOf(id, period);
    const other = merged.get(key);
    if (!other) merged.set(key, { id, period, usd, ratedUsd, shares });
    else {
      other.usd = plus(other.usd, usd);
      other.ratedUsd = plus(other.ratedUsd, ratedUsd);
      other.shares = plus(other.shares, shares);
    }
  }
  return [...merged.values()];
}

/** Below 2 ** 53, whatever the ids: periods are below 2 ** 16. */
function keyOf(broker: number, period: number): number {
  return broker * 65_536 + period;
}

function textOf(period: number, grain: Grain): string {
  if (grain === "quarter") return quarterKeyOf(period);
  return formatMonth({ year: Math.floor(period / 12), month: (period % 12) + 1 });
}
