import { z } from "zod";
import { FORMATS } from "@/report/report";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { ANY_USD, toCents } from "./measures";
import { rowSchema } from "./row-schema";
import { and, type Condition, chosenReports, quarterText, shownReports } from "./scope";
import { EVERYTHING, type Window } from "./sums";

/** One version of one report. */
export const ReportRow = rowSchema("reports", {
  id: z.string(),
  broker: z.string(),
  broker_slug: z.string(),
  crd: z.string().nullable(),
  filed_broker: z.string(),
  quarter: z.string(),
  series: z.string(),
  version: z.int(),
  is_current: z.boolean(),
  generated_at: z.string().nullable(),
  imported_at: z.string(),
  format: z.enum(FORMATS),
  file: z.string(),
  sha256: z.string(),
  filed_months: z.int(),
  findings: z.int(),
  warnings: z.int(),
  payment_usd: z.number().nullable(),
  withdrawn_at: z.string().nullable(),
  withdrawn_why: z.string().nullable(),
});
export type ReportRow = z.output<typeof ReportRow>;

/**
 * Reports under the filters, newest quarter first, then by broker, series and version, the highest
 * first. `versions: "all"` lists superseded and withdrawn ones too.
 * @throws AppError invalid_input for an unknown broker
 */
export function listReports(chosen: Filters = filters(), window: Window = EVERYTHING): ReportRow[] {
  const everything = chosen.versions === "all" && chosen.asOf === null;
  return reportRows(everything ? and(chosenReports(chosen)) : shownReports(chosen), window);
}

/** The same for any condition on `report r`. */
export function reportRows(condition: Condition, { limit, offset }: Window = EVERYTHING): ReportRow[] {
  const rows = select(
    `
SELECT r.public_id AS id, b.name AS broker, b.slug AS broker_slug, b.crd, r.filed_broker,
  ${quarterText("r.quarter")} AS quarter, r.series, r.version, r.is_current, r.generated_at, r.imported_at,
  r.format, d.name AS file, r.document_sha256 AS sha256, r.filed_months,
  (SELECT count(*) FROM finding WHERE report_id = r.id) AS findings,
  (SELECT count(*) FROM finding WHERE report_id = r.id AND severity = 'warning') AS warnings,
  (SELECT sum(${ANY_USD}) FROM venue_row v WHERE v.report_id = r.id) AS payment_usd,
  r.withdrawn_at, r.withdrawn_why
FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
WHERE ${condition.sql}
ORDER BY r.quarter DESC, b.name COLLATE NOCASE, b.slug, r.series, r.version DESC, r.id DESC
LIMIT ? OFFSET ?`,
    [...condition.values, limit ?? -1, offset],
  );
  return z.array(ReportRow).parse(
    rows.map((row) => ({
      ...row,
      is_current: row.is_current === 1,
      payment_usd: toCents(row.payment_usd as number | null),
    })),
  );
}
