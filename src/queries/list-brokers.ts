import { z } from "zod";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { remembered } from "./remembered";
import { reportPayments } from "./rollup-source";
import { rowSchema } from "./row-schema";
import { quarterText, shownReports } from "./scope";
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

/** Brokers with a report under the filters, by name; payments over the chosen quarters and versions. Shared between those
 * who ask.
 * @throws AppError invalid_input for an unknown broker */
export function listBrokers(
  chosen: Filters = filters(),
  window: Window = EVERYTHING,
): readonly Readonly<BrokerRow>[] {
  return remembered("brokers", [chosen, window], () => brokersUnder(chosen, window));
}

function brokersUnder(chosen: Filters, { limit, offset }: Window): BrokerRow[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const paid = reportPayments(filters({ exchanges: chosen.exchanges, reReported: "include" }));
  const rows = select(
    `
WITH money AS (
  SELECT r.broker_id,
    sum(${paid.usd}) FILTER (WHERE t.re_reported = 0) AS payment_usd,
    sum(${paid.usd}) FILTER (WHERE t.re_reported = 1) AS re_reported_usd
  FROM report r ${paid.rows}
  WHERE ${reports.sql}
    AND ${paid.condition.sql}
  GROUP BY r.broker_id
)
SELECT b.slug, b.name, b.crd, b.known, count(*) AS reports,
  ${quarterText("min(r.quarter)")} AS first_quarter, ${quarterText("max(r.quarter)")} AS last_quarter,
  max(money.payment_usd) AS payment_usd, max(money.re_reported_usd) AS re_reported_usd
FROM report r JOIN broker b ON b.id = r.broker_id LEFT JOIN money ON money.broker_id = r.broker_id
WHERE ${reports.sql}
GROUP BY b.id
ORDER BY b.name COLLATE NOCASE, b.slug
LIMIT ? OFFSET ?`,
    [...reports.values, ...paid.condition.values, ...reports.values, limit ?? -1, offset],
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
