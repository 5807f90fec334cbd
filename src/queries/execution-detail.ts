import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { changedCells } from "@/execution/diff-execution";
import { AppError } from "@/report/errors";
import { loadExecution } from "@/store/execution/load-execution";
import { select, selectRaw, storeConnection } from "./database";
import { executionReportRows } from "./execution-reports";
import { executionRowsOf } from "./execution-rows";
import { where } from "./scope";

const ReportRow = TABLES["execution-reports"].row;

const ExecutionFindingRow = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  message: z.string(),
  file: z.string(),
  position: z.string().nullable(),
  field: z.string().nullable(),
  filed: z.string().nullable(),
});
export type ExecutionFindingRow = z.output<typeof ExecutionFindingRow>;

const counted = z.number().describe("Summed over the rows of the detailed file.");

/** Sums of a detailed file. */
const ExecutionSumRow = z.object({
  order_type: z.string().describe("As filed: `MXXNN`; `11` in files of months to July 2026."),
  order_size: z
    .string()
    .describe("As filed: least dollars; shares `21`–`24` in files of months to July 2026."),
  lot: z.string().describe("Lot flag as filed; empty in files of months to July 2026."),
  rows: z.int(),
  orders: counted,
  shares: counted,
  cancelled_shares: counted,
  executed_shares: counted,
  executed_away_shares: counted,
  improved_shares: counted,
  improved_usd: counted,
  at_quote_shares: counted,
  outside_shares: counted,
  outside_usd: counted,
  effective_spread_usd: z
    .number()
    .nullable()
    .describe("Mean weighted with executed shares, of rows whose statistics are possible."),
  quoted_spread_usd: z.number().nullable(),
  midpoint_usd: z.number().nullable(),
  left_out_shares: counted.describe("Executed shares of rows whose statistics are impossible."),
  left_out_rows: z.int(),
});
export type ExecutionSumRow = z.output<typeof ExecutionSumRow>;

/** One report of rule 605, whole. */
export const ExecutionDetail = z.object({
  report: ReportRow,
  rows: z.array(TABLES.execution.row).describe("Of a summary: its rows as filed."),
  sums: z.array(ExecutionSumRow).describe("Of a detailed file: its sums."),
  findings: z.array(ExecutionFindingRow),
  versions: z.array(ReportRow).describe("Every version of this report, this one included, oldest first."),
  changes: z
    .array(
      z.object({
        row: z.string(),
        field: z.string(),
        before: z.union([z.string(), z.number()]).nullable(),
        after: z.union([z.string(), z.number()]).nullable(),
      }),
    )
    .describe("Every cell that differs from the version before."),
});
export type ExecutionDetail = z.output<typeof ExecutionDetail>;

/** @throws AppError not_found */
export function executionDetail(publicId: string): ExecutionDetail {
  const [report] = executionReportRows(where("r.public_id = ?", publicId));
  const [key] = selectRaw("SELECT id, reporter_id, kind, month FROM execution_report WHERE public_id = ?", [
    publicId,
  ]);
  if (!report || !key) throw new AppError("not_found", `There is no report ${publicId}.`);
  const [id, reporterId, kind, month] = key;
  const versions = executionReportRows(
    where("r.reporter_id = ? AND r.kind = ? AND r.month = ?", reporterId ?? 0, kind ?? "", month ?? 0),
  ).reverse();
  const before = versions.findLast((one) => one.version < report.version);
  const [beforeId] = before
    ? selectRaw("SELECT id FROM execution_report WHERE public_id = ?", [before.id])
    : [];
  const database = storeConnection();
  return {
    report,
    rows: executionRowsOf(where("r.public_id = ?", publicId)),
    sums: sumsOf(Number(id)),
    findings: z.array(ExecutionFindingRow).parse(
      select(
        `SELECT code, severity, message, file, position, field, filed FROM execution_finding
         WHERE report_id = ? ORDER BY id`,
        [id],
      ),
    ),
    versions,
    changes: beforeId
      ? changedCells(loadExecution(database, Number(beforeId[0])), loadExecution(database, Number(id)))
      : [],
  };
}

function sumsOf(id: number): ExecutionSumRow[] {
  return z.array(ExecutionSumRow).parse(
    select(
      `SELECT order_type, order_size, lot, rows, orders, shares, cancelled_shares, executed_shares,
         executed_away_shares, improved_shares, improved_usd, at_quote_shares, outside_shares, outside_usd,
         effective_usd / nullif(rated_shares, 0) AS effective_spread_usd,
         quoted_usd / nullif(CASE WHEN quoted_usd = 0 THEN 0 ELSE rated_shares END, 0) AS quoted_spread_usd,
         midpoint_usd / nullif(CASE WHEN midpoint_usd = 0 THEN 0 ELSE rated_shares END, 0) AS midpoint_usd,
         left_out_shares, left_out_rows
       FROM execution_sum WHERE report_id = ? ORDER BY order_type, CAST(order_size AS INTEGER), lot`,
      [id],
    ),
  );
}
