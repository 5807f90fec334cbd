import { z } from "zod";
import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { placedBrokers } from "./placed-names";
import { remembered } from "./remembered";
import { shownReports } from "./scope";

/** One quarter of one broker: is it all there? */
export const BrokerQuarter = z.object({
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  reports: z.int(),
  filed_months: z
    .int()
    .describe("Months with at least one figure; of several reports that hold any, the fewest."),
  complete: z.boolean().describe("All three months: what growth may be counted from."),
});
export type BrokerQuarter = z.output<typeof BrokerQuarter>;

/**
 * Which quarters of which brokers are stored, and whether all three months are there; time forward,
 * then by broker. Change over time compares brokers that are complete in both quarters only.
 * @throws AppError invalid_input for an unknown broker
 */
export function brokerQuarters(chosen: Filters = filters()): readonly Readonly<BrokerQuarter>[] {
  const { broker, from, to, month, asOf } = chosen;
  return remembered("broker quarters", [broker, from, to, month, asOf], () => quartersUnder(chosen));
}

/** `slug 2020Q1` of each that is all there. */
export function completeAmong(reports: readonly Readonly<BrokerQuarter>[]): ReadonlySet<string> {
  return new Set(reports.filter((one) => one.complete).map((one) => `${one.broker_slug} ${one.quarter}`));
}

/** Counted here and not in SQL: grouped there, reports are read in another order than they lie in. */
function quartersUnder(chosen: Filters): BrokerQuarter[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const rows = selectRaw(
    `SELECT r.quarter, r.broker_id, r.filed_months FROM report r WHERE ${reports.sql}`,
    reports.values,
  );
  const ofQuarter = new Map<number, Map<number, { reports: number; months: number }>>();
  for (const [at, id, filed] of rows) {
    const [quarter, brokerId, months] = [Number(at), Number(id), Number(filed)];
    const own = ofQuarter.get(quarter) ?? new Map<number, { reports: number; months: number }>();
    if (own.size === 0) ofQuarter.set(quarter, own);
    const known = own.get(brokerId);
    const fewest = known && known.months > 0 && months > 0 ? Math.min(known.months, months) : months;
    own.set(brokerId, {
      reports: (known?.reports ?? 0) + 1,
      months: fewest > 0 ? fewest : (known?.months ?? 0),
    });
  }
  const met = new Set(rows.map(([, id]) => Number(id)));
  const brokers = [...placedBrokers()].filter(([id]) => met.has(id));
  return [...ofQuarter]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, own]) => {
      const quarter = quarterKeyOf(number);
      return brokers.flatMap(([id, { name, slug }]) => {
        const filed = own.get(id);
        if (!filed) return [];
        return {
          broker: name,
          broker_slug: slug,
          quarter,
          reports: filed.reports,
          filed_months: filed.months,
          complete: filed.months === 3,
        };
      });
    });
}
