import { z } from "zod";
import { select } from "./database";
import { remembered } from "./remembered";
import { quarterText } from "./scope";

/** What the store holds, for the foot of every page. Current reports only. */
export const StoreState = z.object({
  brokers: z.int(),
  reports: z.int(),
  first_quarter: z.string().nullable().describe("`2020Q1`; null: nothing is stored."),
  last_quarter: z.string().nullable(),
  imported_at: z.string().nullable().describe("When the latest report came in, ISO 8601 UTC."),
  findings: z.int(),
});
export type StoreState = z.output<typeof StoreState>;

/** @throws AppError store */
export function storeState(): Readonly<StoreState> {
  return remembered("state", null, readState);
}

function readState(): StoreState {
  const [row] = select(`
SELECT count(DISTINCT r.broker_id) AS brokers, count(*) AS reports,
  ${quarterText("min(r.quarter)")} AS first_quarter, ${quarterText("max(r.quarter)")} AS last_quarter,
  max(r.imported_at) AS imported_at,
  (SELECT count(*) FROM finding f JOIN report r ON r.id = f.report_id AND r.is_current = 1) AS findings
FROM report r
WHERE r.is_current = 1 AND r.withdrawn_at IS NULL`);
  const empty = row?.reports === 0;
  return StoreState.parse({ ...row, ...(empty && { first_quarter: null, last_quarter: null }) });
}
