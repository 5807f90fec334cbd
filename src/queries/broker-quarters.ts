import { z } from "zod";
import { selectRaw } from "./database";
import { type Filters, filters } from "./filters";
import { remembered } from "./remembered";
import { quarterText, shownReports } from "./scope";

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
SELECT b.name AS broker, b.slug AS broker_slug, ${quarterText("r.quarter")} AS quarter, count(*) AS reports,
  coalesce(min(r.filed_months) FILTER (WHERE r.filed_months > 0), 0) AS filed_months
FROM report r JOIN broker b ON b.id = r.broker_id
WHERE ${reports.sql}
GROUP BY r.quarter, r.broker_id
ORDER BY r.quarter, b.name COLLATE NOCASE, b.slug`,
    reports.values,
  );
  return rows.map(([broker, broker_slug, quarter, count, months]) => ({
    broker: String(broker),
    broker_slug: String(broker_slug),
    quarter: String(quarter),
    reports: Number(count),
    filed_months: Number(months),
    complete: months === 3,
  }));
}
