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
  return remembered("broker quarters", chosen, () => quartersUnder(chosen));
}

function quartersUnder(chosen: Filters): BrokerQuarter[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const rows = selectRaw(
    `
SELECT r.quarter, r.broker_id, count(*),
  coalesce(min(r.filed_months) FILTER (WHERE r.filed_months > 0), 0)
FROM report r
WHERE ${reports.sql}
GROUP BY r.quarter, r.broker_id
ORDER BY r.quarter`,
    reports.values,
  );
  const ofQuarter = new Map<number, Map<number, { reports: number; months: number }>>();
  for (const row of rows) {
    const [quarter = 0, id = 0, count, months] = row.map(Number);
    const own = ofQuarter.get(quarter) ?? new Map();
    if (own.size === 0) ofQuarter.set(quarter, own);
    own.set(id, { reports: Number(count), months: Number(months) });
  }
  return [...ofQuarter].flatMap(([number, own]) => {
    const quarter = quarterKeyOf(number);
    return [...placedBrokers()].flatMap(([id, { name, slug }]) => {
      const filed = own.get(id);
      if (!filed) return [];
      const { reports: count, months } = filed;
      return {
        broker: name,
        broker_slug: slug,
        quarter,
        reports: count,
        filed_months: months,
        complete: months === 3,
      };
    });
  });
}
