import { z } from "zod";
import { select } from "./database";
import { remembered } from "./remembered";
import { quarterText } from "./scope";

/** A CRD number that came with a report, in FINRA's file name or a CSV column, beside the name filed inside. */
export const FiledCrd = z.object({
  crd: z.string(),
  filed_broker: z.string(),
  reports: z.int(),
  first_quarter: z.string().describe("`2020Q1`"),
  last_quarter: z.string(),
  file: z.string().describe("One of the files it came in."),
});
export type FiledCrd = z.output<typeof FiledCrd>;

/** Every pair of CRD and filed name of the stored reports, of the most reports first. */
export function filedCrds(): readonly FiledCrd[] {
  return remembered("filed CRDs", null, () =>
    select(`
SELECT r.crd, r.filed_broker, count(*) AS reports, ${quarterText("min(r.quarter)")} AS first_quarter,
  ${quarterText("max(r.quarter)")} AS last_quarter, min(coalesce(r.origin_file, d.name)) AS file
FROM report r JOIN document d ON d.sha256 = r.document_sha256
WHERE r.crd IS NOT NULL AND r.withdrawn_at IS NULL
GROUP BY r.crd, r.filed_broker
ORDER BY reports DESC, r.crd, r.filed_broker`).map((row) => FiledCrd.parse(row)),
  );
}
