import type { BrokerPart } from "@/queries/broker-parts";
import type { RateRow } from "@/queries/rates";
import type { Measure, Scale } from "@/queries/view-parameters";
import { total } from "@/report/blank-sums";
import type { Doubted } from "@/report/findings";
import type { Mark } from "@/report/mark";
import { type OrderFigures, shownRate } from "@/report/order-reading";
import { growth } from "@/report/rate";
import type { AssetClass } from "@/report/sections";
import { type Period, periodBefore } from "./periods";

export interface Series {
  readonly values: readonly (number | null)[];
  /** Whether each value may be joined to the one before by a line. */
  readonly joined: readonly boolean[];
}

/** Brokers with complete reports for both periods must hold this share of both periods' money for the two to be compared:
 * in the starter data 2022 Q4 is five brokers, 2025 Q3 twelve others, and a line between them would be false. */
const COMPARABLE_SHARE = 0.9;

const DOUBTED: Record<Measure, Doubted> = { rate: "rate", dollars: "payment", volume: "volume" };

/** Why that figure is doubtful; null: it is not. */
export function markOf({ marks }: Pick<RateRow, "marks">, measure: Measure): Mark | null {
  return marks?.[DOUBTED[measure]] ?? null;
}

/** The figure a row has for a measure: a rate of paid orders only where the filing speaks for at least half of the orders,
 * and 0 where they were paid nothing. */
export function measured(
  row: OrderFigures & Pick<RateRow, "implied_shares">,
  measure: Measure,
  asset: AssetClass,
): number | null {
  if (measure === "dollars") return row.payment_usd;
  if (measure === "rate") return shownRate(row);
  return row.implied_shares === null ? null : row.implied_shares / (asset === "options" ? 100 : 1);
}

/** A group of `rates` as one broker's part of a series. */
export function partOf(row: RateRow, period: Period, complete: boolean): BrokerPart {
  const { payment_usd: usd, cents_per_100_shares: rate, implied_shares: shares } = row;
  const ratedUsd = rate === null || shares === null ? null : (rate * shares) / 10_000;
  return { broker: row.broker_slug ?? "", period, usd, ratedUsd, shares, complete };
}

/** One value per period of the axis, as filed: `values` by period. Joined where the two periods can be compared. */
export function absoluteSeries(
  periods: readonly Period[],
  values: ReadonlyMap<Period, number | null>,
  parts: readonly BrokerPart[],
): Series {
  const alike = new Comparison(parts);
  return {
    values: periods.map((period) => values.get(period) ?? null),
    joined: periods.map((period) => alike.brokers(period) !== null),
  };
}

/** Change in percent against the period before, over the brokers complete in both; null where those are too few. */
export function growthSeries(
  periods: readonly Period[],
  parts: readonly BrokerPart[],
  measure: Measure,
): Series {
  const alike = new Comparison(parts);
  const values = periods.map((period) => {
    const [now, before] = alike.sums(period, measure);
    return growth(now, before);
  });
  return { values, joined: values.map((value) => value !== null) };
}

/**
 * 100 at the first period, then grown by the change of the brokers complete in each pair of periods. Where two periods
 * cannot be compared, or an amount is not above zero, the line ends and the next one starts at 100 again.
 */
export function indexedSeries(
  periods: readonly Period[],
  parts: readonly BrokerPart[],
  measure: Measure,
): Series {
  const alike = new Comparison(parts);
  const values: (number | null)[] = [];
  const joined: boolean[] = [];
  for (const period of periods) {
    const own = sumOf(alike.partsOf(period), measure);
    const last = values.at(-1) ?? null;
    const [now, before] = alike.sums(period, measure);
    const goesOn = last !== null && now !== null && before !== null && now > 0 && before > 0;
    values.push(goesOn ? (last * now) / before : own !== null && own > 0 ? 100 : null);
    joined.push(goesOn);
  }
  return { values, joined };
}

/** The same three ways for pages that let the reader choose. */
export function seriesOf(
  scale: Scale,
  periods: readonly Period[],
  values: ReadonlyMap<Period, number | null>,
  parts: readonly BrokerPart[],
  measure: Measure,
): Series {
  if (scale === "growth") return growthSeries(periods, parts, measure);
  return scale === "indexed"
    ? indexedSeries(periods, parts, measure)
    : absoluteSeries(periods, values, parts);
}

/** How many brokers each period holds, over several lines. */
export function countBrokers(lines: Iterable<readonly BrokerPart[]>): Map<Period, number> {
  const brokers = new Map<Period, Set<string>>();
  for (const parts of lines) {
    for (const { broker, period } of parts) {
      const own = brokers.get(period);
      if (own) own.add(broker);
      else brokers.set(period, new Set([broker]));
    }
  }
  return new Map([...brokers].map(([period, slugs]) => [period, slugs.size]));
}

/** Which brokers make two neighboring periods comparable. */
class Comparison {
  readonly #parts = new Map<Period, Map<string, BrokerPart>>();
  constructor(parts: readonly BrokerPart[]) {
    for (const part of parts) {
      const own = this.#parts.get(part.period) ?? new Map<string, BrokerPart>();
      own.set(part.broker, part);
      this.#parts.set(part.period, own);
    }
  }

  partsOf(period: Period): BrokerPart[] {
    return [...(this.#parts.get(period)?.values() ?? [])];
  }

  /** Brokers complete in this period and the one before; null where they are not enough of both. */
  brokers(period: Period): string[] | null {
    const now = this.partsOf(period);
    const before = this.#parts.get(periodBefore(period));
    if (!before) return null;
    const alike = now.filter((part) => part.complete && before.get(part.broker)?.complete);
    const slugs = new Set(alike.map((part) => part.broker));
    const enough = (list: readonly BrokerPart[]) => {
      const money = (some: readonly BrokerPart[]) =>
        some.reduce((sum, part) => sum + Math.abs(part.usd ?? 0), 0);
      return money(list.filter((part) => slugs.has(part.broker))) >= COMPARABLE_SHARE * money(list);
    };
    return slugs.size > 0 && enough(now) && enough([...before.values()]) ? [...slugs] : null;
  }

  /** The measure of those brokers in this period and in the one before. */
  sums(period: Period, measure: Measure): [number | null, number | null] {
    const brokers = new Set(this.brokers(period) ?? []);
    const of = (list: readonly BrokerPart[]) =>
      sumOf(
        list.filter((part) => brokers.has(part.broker)),
        measure,
      );
    return [of(this.partsOf(period)), of(this.partsOf(periodBefore(period)))];
  }
}

function sumOf(parts: readonly BrokerPart[], measure: Measure): number | null {
  const sum = (pick: (part: BrokerPart) => number | null) => total(parts.map(pick));
  if (measure === "dollars") return sum((part) => part.usd);
  const shares = sum((part) => part.shares);
  if (measure === "volume") return shares;
  const usd = sum((part) => part.ratedUsd);
  return usd === null || shares === null || shares === 0 ? null : (10_000 * usd) / shares;
}
