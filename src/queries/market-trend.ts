import { plus, total } from "@/report/blank-sums";
import { quarterKeyOf } from "@/report/format";
import { formatQuarter, parseQuarter, shiftQuarter } from "@/report/quarter";
import { type BrokerQuarter, brokerQuarters } from "./broker-quarters";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { paidReports } from "./paid-reports";
import { placedBrokers } from "./placed-names";
import { rates } from "./rates";

/** Net dollars of one broker in one quarter; positive: received; null: every cell blank. */
export interface BrokerPayment {
  readonly broker: string;
  readonly broker_slug: string;
  /** `2020Q1` */
  readonly quarter: string;
  readonly payment_usd: number | null;
}

/** One stored quarter of all brokers, and what of it can be compared with the quarter before. */
export interface MarketQuarter {
  readonly quarter: string;
  readonly previous_quarter: string;
  readonly brokers: number;
  /** Σ over all its brokers. */
  readonly payment_usd: number | null;
  readonly like_for_like: {
    /** Names of the brokers with all three months in both quarters. */
    readonly brokers: readonly string[];
    readonly payment_usd: number | null;
    readonly previous_payment_usd: number | null;
  };
  /** Names: in this quarter without a complete quarter before; in the quarter before without a complete one now. */
  readonly entered: readonly string[];
  readonly missing: readonly string[];
}

/**
 * Quarterly totals with what may be compared: a broker that enters or is missing changes a total without any change in
 * the market, so growth is counted only over brokers complete in both quarters.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function marketTrend(chosen: Filters = filters()): {
  quarters: MarketQuarter[];
  payments: BrokerPayment[];
} {
  const payments = brokerPayments(chosen);
  const paid = new Map<string, Map<string, number | null>>();
  for (const { quarter, broker_slug, payment_usd } of payments) {
    const ofQuarter = paid.get(quarter) ?? new Map<string, number | null>();
    paid.set(quarter, ofQuarter.set(broker_slug, payment_usd));
  }
  const known = new Map<string, BrokerQuarter[]>();
  for (const one of brokerQuarters(chosen)) {
    const ofQuarter = known.get(one.quarter);
    if (ofQuarter) ofQuarter.push(one);
    else known.set(one.quarter, [one]);
  }
  const quarters = [...known].map(([quarter, now]) => {
    const previous = quarterBefore(quarter);
    const before = known.get(previous) ?? [];
    const complete = (list: BrokerQuarter[]) =>
      new Set(list.filter((one) => one.complete).map((one) => one.broker_slug));
    const [completeNow, completeBefore] = [complete(now), complete(before)];
    const alike = now.filter(
      (one) => completeNow.has(one.broker_slug) && completeBefore.has(one.broker_slug),
    );
    const sum = (at: string, list: BrokerQuarter[]) =>
      total(list.map((one) => paid.get(at)?.get(one.broker_slug) ?? null));
    return {
      quarter,
      previous_quarter: previous,
      brokers: now.length,
      payment_usd: sum(quarter, now),
      like_for_like: {
        brokers: alike.map((one) => one.broker),
        payment_usd: sum(quarter, alike),
        previous_payment_usd: sum(previous, alike),
      },
      entered: now.filter((one) => !completeBefore.has(one.broker_slug)).map((one) => one.broker),
      missing: before.filter((one) => !completeNow.has(one.broker_slug)).map((one) => one.broker),
    };
  });
  return { quarters, payments };
}

/** By broker, time forward. Payments alone: a market's 30,000 with their rates would take four times as long. */
function brokerPayments(chosen: Filters): BrokerPayment[] {
  if (chosen.orderType.length > 0) {
    return rates(chosen, ["broker", "quarter"]).map((row) => ({
      broker: row.broker ?? "",
      broker_slug: row.broker_slug ?? "",
      quarter: row.quarter ?? "",
      payment_usd: row.payment_usd,
    }));
  }
  const both = chosen.reReported === "include";
  const ofBroker = new Map<number, { quarter: number; usd: number | null }[]>();
  for (const report of paidReports(chosen, chosen)) {
    if (report.lines + (both ? report.repeatedLines : 0) === 0) continue;
    const { brokerId, quarter } = report;
    const usd = both ? plus(report.usd, report.repeatedUsd) : report.usd;
    const quarters = ofBroker.get(brokerId) ?? [];
    if (quarters.length === 0) ofBroker.set(brokerId, quarters);
    const known = quarters.find((one) => one.quarter === quarter);
    if (known) known.usd = plus(known.usd, usd);
    else quarters.push({ quarter, usd });
  }
  return [...placedBrokers()].flatMap(([id, { name, slug }]) =>
    (ofBroker.get(id) ?? [])
      .sort((a, b) => a.quarter - b.quarter)
      .map(({ quarter, usd }) => ({
        broker: name,
        broker_slug: slug,
        quarter: quarterKeyOf(quarter),
        payment_usd: toCents(usd),
      })),
  );
}

function quarterBefore(text: string): string {
  const quarter = parseQuarter(text);
  if (!quarter) throw new Error(`Not a quarter: ${text}`);
  return formatQuarter(shiftQuarter(quarter, -1));
}
