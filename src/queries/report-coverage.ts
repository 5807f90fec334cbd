import { z } from "zod";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { remembered } from "./remembered";
import { quarterText, shownReports } from "./scope";

/** What is held of one broker and quarter. */
export const HeldQuarter = z.object({
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  report: z.string().describe("Id of the report; of several series one of them."),
  reports: z.int(),
  filed_months: z
    .int()
    .describe("Months with at least one figure; of several reports that hold any, the fewest."),
  imported_at: z.string().describe("When the latest of them came in, ISO 8601 UTC."),
});
export type HeldQuarter = z.output<typeof HeldQuarter>;

/**
 * Which quarters of which brokers are held, and since when; by broker, time forward.
 * @throws AppError invalid_input for an unknown broker
 */
export function reportCoverage(chosen: Filters = filters()): readonly Readonly<HeldQuarter>[] {
  return remembered("coverage", chosen, () => heldUnder(chosen));
}

function heldUnder(chosen: Filters): HeldQuarter[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  return z.array(HeldQuarter).parse(
    select(
      `
SELECT b.name AS broker, b.slug AS broker_slug, ${quarterText("r.quarter")} AS quarter,
  min(r.public_id) AS report, count(*) AS reports,
  coalesce(min(r.filed_months) FILTER (WHERE r.filed_months > 0), 0) AS filed_months,
  max(r.imported_at) AS imported_at
FROM report r JOIN broker b ON b.id = r.broker_id
WHERE ${reports.sql}
GROUP BY r.broker_id, r.quarter
ORDER BY b.name COLLATE NOCASE, b.slug, r.quarter`,
      reports.values,
    ),
  );
}
