import { z } from "zod";
import { FORMATS } from "@/report/report";
import { select } from "./database";
import { changedCells } from "./report-changes";
import { reportKey } from "./report-detail";

/** One version of a report, with what decides whether it counts (`compareVersions` in the store). */
export const ReportVersion = z.object({
  id: z.string(),
  version: z.int(),
  filed_version: z.int().nullable().describe("As the file's name has it, `V2`; null: it has none."),
  generated_at: z.string().nullable().describe("As the file has it, ISO 8601 UTC; null: undated."),
  imported_at: z.string(),
  format: z.enum(FORMATS),
  is_current: z.boolean(),
  withdrawn_at: z.string().nullable(),
  withdrawn_why: z.string().nullable(),
  changes: z.int().nullable().describe("Figures that differ from the version before it; null: the first."),
});
export type ReportVersion = z.output<typeof ReportVersion>;

/** Every version of a report, withdrawn ones included, oldest first. @throws AppError not_found */
export function reportHistory(publicId: string): ReportVersion[] {
  const { brokerId, quarter, series } = reportKey(publicId);
  const rows = select(
    `
SELECT public_id AS id, version, filed_version, generated_at, imported_at, format, is_current, withdrawn_at, withdrawn_why
FROM report WHERE broker_id = ? AND quarter = ? AND series = ? ORDER BY version`,
    [brokerId, quarter, series],
  );
  return z.array(ReportVersion).parse(
    rows.map((row, i) => ({
      ...row,
      is_current: row.is_current === 1,
      changes: i === 0 ? null : changedCells(String(row.id)).changes.length,
    })),
  );
}

/** A report of another series that is this one under another name. */
export interface OtherName {
  readonly id: string;
  readonly series: string;
  readonly file: string;
  /** It is the later of the two, and counts. */
  readonly counts: boolean;
}

/** Reports of other series that repeat nearly all figures of this one: the later one that is counted instead, the earlier
 * ones in whose place it counts. @throws AppError not_found */
export function otherNames(publicId: string): OtherName[] {
  const { id } = reportKey(publicId);
  const rows = select(
    `
SELECT r.public_id AS id, r.series, d.name AS file, r.id IN (SELECT replaced_by FROM report WHERE id = ?) AS counts
FROM report r JOIN document d ON d.sha256 = r.document_sha256
WHERE r.replaced_by = ? OR r.id IN (SELECT replaced_by FROM report WHERE id = ?) ORDER BY r.series`,
    [id, id, id],
  );
  return rows.map((row) => ({ ...row, counts: row.counts === 1 })) as unknown as OtherName[];
}
