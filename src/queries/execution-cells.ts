import { z } from "zod";
import { STATISTICS } from "@/execution/statistics";
import { TRACED_FIGURES } from "@/execution/traced-figures";
import { AppError } from "@/report/errors";
import type { FindingCode } from "@/report/findings";
import { select } from "./database";
import { executionReportRows } from "./execution-reports";
import { type ExecutionListRow, executionRowsOf, filedExecutionRowsOf } from "./execution-rows";
import { where } from "./scope";

/** A filed cell of a summary. */
export interface ExecutionCell {
  readonly key: string;
  /** Name of its column in the file, and the SEC's title of it. */
  readonly field: string;
  readonly title: string;
  /** Digit by digit; null: filed empty. */
  readonly filed: string | null;
  /** What the checks found in it. */
  readonly findings: readonly FindingCode[];
}

/** A figure of how orders were executed, with the cells it is made of. */
export interface ExecutionTrace {
  readonly row: ExecutionListRow;
  /** Name of who filed it. */
  readonly reporter: string;
  readonly key: string;
  readonly name: string;
  readonly how: string;
  readonly value: number | null;
  readonly cells: readonly ExecutionCell[];
}

/** `row`: `Y-1000-M`. @throws AppError not_found */
export function executionTrace(reportId: string, row: string, figure: string): ExecutionTrace {
  const [sp500 = "", size = "", type = ""] = row.split("-");
  const condition = where(
    "r.public_id = ? AND e.sp500 = ? AND e.order_size = ? AND e.order_type = ?",
    reportId,
    sp500,
    Number(size),
    type,
  );
  const [numbers] = executionRowsOf(condition);
  const [texts] = filedExecutionRowsOf(condition);
  const traced = TRACED_FIGURES.find(({ key }) => key === figure);
  if (!numbers || !texts || !traced) {
    throw new AppError(
      "not_found",
      `There is no figure "${figure}" in a row ${row} of a report ${reportId}.`,
    );
  }
  const findings = findingsOf(reportId, numbers.source_position);
  return {
    row: numbers,
    reporter: executionReportRows(where("r.public_id = ?", reportId))[0]?.name ?? numbers.reporter,
    key: figure,
    name: traced.name,
    how: traced.how,
    value: numbers[figure as keyof ExecutionListRow] as number | null,
    cells: STATISTICS.filter(({ key }) => traced.cells.includes(key)).map(({ key, field, title }) => ({
      key,
      field,
      title,
      filed: texts[key as keyof typeof texts] as string | null,
      findings: findings.flatMap((one) => (one.field === field ? [one.code] : [])),
    })),
  };
}

const Found = z.object({ code: z.string(), field: z.string().nullable() });

function findingsOf(reportId: string, position: string) {
  return select(
    `SELECT code, field FROM execution_finding
     WHERE report_id = (SELECT id FROM execution_report WHERE public_id = ?) AND position = ? ORDER BY id`,
    [reportId, position],
  ).map((row) => Found.parse(row) as { code: FindingCode; field: string | null });
}
