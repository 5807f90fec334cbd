import { z } from "zod";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { ANY_USD, toCents } from "./measures";
import { rowSchema } from "./row-schema";
import { quarterText, shownReports, shownRows } from "./scope";
import { EVERYTHING, type Window } from "./sums";

/** A broker with at least one current report. */
export const BrokerRow = rowSchema("brokers", {
  slug: z.string(),
  name: z.string(),
  crd: z.string().nullable(),
  known: z.boolean(),
  reports: z.int(),
  first_quarter: z.string(),
  last_quarter: z.string(),
  payment_usd: z.number().nullable(),
  re_reported_usd: z.number().nullable(),
});
export type BrokerRow = z.output<typeof BrokerRow>;

/** Brokers with a report under the filters, by name; payments over the chosen quarters and versions.
 * @throws AppError invalid_input for an unknown broker */
export function listBrokers(
  chosen: Filters = filters(),
  { limit, offset }: Window = EVERYTHING,
): BrokerRow[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const ofVenues =
    chosen.exchanges === "exclude" ? "CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : "";
  const counted = shownRows(filters({ exchanges: chosen.exchanges, reReported: "include" }));
  const rows = select(
    `
WITH money AS (
  SELECT v.report_id,
    sum(${ANY_USD}) FILTER (WHERE v.re_reported = 0) AS payment_usd,
    sum(${ANY_USD}) FILTER (WHERE v.re_reported = 1) AS re_reported_usd
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id ${ofVenues}
  WHERE ${reports.sql}
    AND ${counted.sql}
  GROUP BY v.report_id
)
SELECT b.slug, b.name, b.crd, b.known, count(*) AS reports,
  ${quarterText("min(r.quarter)")} AS first_quarter, ${quarterText("max(r.quarter)")} AS last_quarter,
  sum(money.payment_usd) AS payment_usd, sum(money.re_reported_usd) AS re_reported_usd
FROM report r JOIN broker b ON b.id = r.broker_id LEFT JOIN money ON money.report_id = r.id
WHERE ${reports.sql}
GROUP BY b.id
ORDER BY b.name COLLATE NOCASE, b.slug
LIMIT ? OFFSET ?`,
    [...reports.values, ...counted.values, ...reports.values, limit ?? -1, offset],
  );
  return z.array(BrokerRow).parse(
    rows.map((row) => ({
      ...row,
      known: row.known === 1,
      payment_usd: toCents(row.payment_usd as number | null),
      re_reported_usd: toCents(row.re_reported_usd as number | null),
    })),
  );
}
