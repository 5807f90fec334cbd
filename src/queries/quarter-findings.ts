import { z } from "zod";
import type { FindingCode } from "@/report/findings";
import type { Quarter } from "@/report/quarter";
import { select } from "./database";
import { filters } from "./filters";
import { shownReports } from "./scope";

/** A finding on a current report of one quarter. */
export const QuarterFinding = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  message: z.string(),
  position: z.string().nullable(),
  field: z.string().nullable(),
  filed: z.string().nullable(),
  report_id: z.string(),
  broker: z.string(),
});
export type QuarterFinding = z.output<typeof QuarterFinding>;

/** How often something was found in a quarter, with the first cases. */
export interface FindingGroup {
  readonly code: string;
  readonly count: number;
  readonly reports: number;
  readonly first: readonly QuarterFinding[];
}

/** Notes that change what a quarter's figures mean; the others are about names and numbers of digits. */
const NOTABLE_NOTES: readonly FindingCode[] = [
  "blank_month",
  "several_series",
  "re_reported_candidate",
  "encoding_guessed",
];

/** Warnings and telling notes on the reports of a quarter that count, today or on the day `asOf`, by what was found, the
 * most frequent first. `first`: cases kept of each. */
export function quarterFindings(quarter: Quarter, first: number, asOf: string | null = null): FindingGroup[] {
  const reports = shownReports(filters({ from: quarter, to: quarter, asOf }));
  const rows = select(
    `
WITH own AS (
  SELECT f.*, r.public_id AS report_id_text, b.name AS broker,
    row_number() OVER (PARTITION BY f.code ORDER BY b.name COLLATE NOCASE, f.id) AS place,
    count(*) OVER (PARTITION BY f.code) AS cases
  FROM report r CROSS JOIN finding f ON f.report_id = r.id JOIN broker b ON b.id = r.broker_id
  WHERE ${reports.sql}
    AND (f.severity <> 'note' OR f.code IN (SELECT value FROM json_each(?)))
)
SELECT code, severity, message, position, field, filed, report_id_text AS report_id, broker, cases,
  (SELECT count(DISTINCT report_id) FROM own AS all_of WHERE all_of.code = own.code) AS reports
FROM own WHERE place <= ?
ORDER BY severity = 'note', cases DESC, code, place`,
    [...reports.values, JSON.stringify(NOTABLE_NOTES), first],
  );
  const groups = new Map<string, { code: string; count: number; reports: number; first: QuarterFinding[] }>();
  for (const { cases, reports, ...row } of rows) {
    const one = QuarterFinding.parse(row);
    const group = groups.get(one.code) ?? {
      code: one.code,
      count: Number(cases),
      reports: Number(reports),
      first: [],
    };
    group.first.push(one);
    groups.set(one.code, group);
  }
  return [...groups.values()];
}
