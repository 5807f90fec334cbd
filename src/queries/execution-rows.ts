import type { z } from "zod";
import type { TABLES } from "@/dictionary/tables";
import { type EfqUnit, efqPercent } from "@/execution/efq-unit";
import { improvementCentsPer100, improvementPer1000 } from "@/execution/figures";
import { marksOf } from "@/execution/marks";
import type { OrderSize } from "@/execution/order-sizes";
import { AT, STATISTICS } from "@/execution/statistics";
import { selectRaw } from "./database";
import { type ExecutionFilters, executionFilters } from "./execution-parameters";
import { shownExecutions } from "./execution-scope";
import { and, type Condition, isIn, where } from "./scope";
import { EVERYTHING, type Window } from "./window";

/** One filed row of a summary, with what is read from it. */
export type ExecutionListRow = z.output<typeof TABLES.execution.row>;

/** A row with its statistics as the filed texts, for CSV: each comes back digit by digit. */
export type FiledExecutionRow = Omit<ExecutionListRow, FiledKey> & Readonly<Record<FiledKey, string | null>>;
type FiledKey =
  | "avg_order_shares"
  | "avg_order_usd"
  | "midpoint_usd"
  | "at_quote_or_better_fraction"
  | "improved_fraction"
  | "net_improvement_fraction"
  | "effective_spread_fraction"
  | "quoted_spread_fraction"
  | "efq_filed"
  | "realized_spread_15s_fraction"
  | "realized_spread_1min_fraction"
  | "execution_ms";

/**
 * Filed rows of summaries under the filters, the latest month first, then by reporter, rows as filed. Rows are averages
 * without counts: nothing may be added over them.
 * @throws AppError invalid_input for an unknown reporter
 */
export function executionRows(
  chosen: ExecutionFilters = executionFilters(),
  window: Window = EVERYTHING,
): ExecutionListRow[] {
  return filedExecutionRows(chosen, window).map(asNumbers);
}

/** Rows that satisfy any condition (aliases: `r` report, `p` reporter, `e` row), withdrawn ones too. */
export function executionRowsOf(condition: Condition): ExecutionListRow[] {
  return rowsOf(condition, EVERYTHING).map(asNumbers);
}

/** The same with filed texts. */
export function filedExecutionRowsOf(condition: Condition): FiledExecutionRow[] {
  return rowsOf(condition, EVERYTHING);
}

function asNumbers(row: FiledExecutionRow): ExecutionListRow {
  return {
    ...row,
    ...(Object.fromEntries(
      STATISTICS.map(({ key }) => {
        const text = row[key as FiledKey];
        return [key, text === null ? null : Number(text)];
      }),
    ) as Record<FiledKey, number | null>),
  };
}

/** The same with filed texts. */
export function filedExecutionRows(
  chosen: ExecutionFilters = executionFilters(),
  window: Window = EVERYTHING,
): FiledExecutionRow[] {
  const { sp500, orderSize, orderType } = chosen;
  const condition = and([
    shownExecutions(chosen),
    where("r.withdrawn_at IS NULL"),
    ...(sp500 ? [where("e.sp500 = ?", sp500)] : []),
    ...(orderSize.length > 0 ? [isIn("e.order_size", orderSize)] : []),
    ...(orderType.length > 0 ? [isIn("e.order_type", orderType)] : []),
  ]);
  return rowsOf(condition, window);
}

function rowsOf({ sql, values }: Condition, { limit, offset }: Window): FiledExecutionRow[] {
  const rows = selectRaw(
    `
SELECT p.code, p.slug, p.kind, p.participant, r.month, e.sp500, e.order_size, e.order_type,
  r.public_id, r.version, coalesce(r.origin_file, d.name), coalesce(r.origin_sha256, r.document_sha256), e.position,
  r.efq_unit,
  (SELECT group_concat(DISTINCT f.code) FROM execution_finding f WHERE f.report_id = r.id AND f.position = e.position),
  ${STATISTICS.map(({ key }) => `e.${key}`).join(", ")}
FROM execution_report r JOIN reporter p ON p.id = r.reporter_id JOIN document d ON d.sha256 = r.document_sha256
  JOIN execution_row e ON e.report_id = r.id
WHERE ${sql}
ORDER BY r.month DESC, p.name COLLATE NOCASE, p.code, p.participant, r.version DESC, e.rowid
LIMIT ? OFFSET ?`,
    [...values, limit ?? -1, offset],
  );
  return rows.map((row) => {
    const [reporter, slug, kind, participant, month, flag, size, type, id, version, file, sha256, position] =
      row;
    const unit = row[13] as EfqUnit | null;
    const filed = row.slice(15) as (string | null)[];
    const marks = marksOf({ filed, size: Number(size) as OrderSize }, unit).map(
      ({ field }) => STATISTICS[AT[field]]?.key,
    );
    return {
      reporter: String(reporter),
      reporter_slug: String(slug),
      kind: String(kind),
      participant: String(participant),
      month: Number(month),
      sp500: flag as "Y" | "N",
      order_size: Number(size),
      order_type: type as "M" | "ML",
      ...(Object.fromEntries(STATISTICS.map(({ key }, i) => [key, filed[i] ?? null])) as Record<
        FiledKey,
        string | null
      >),
      efq_pct: efqPercent(filed[AT.AvgEFQPct] ?? null, unit),
      net_improvement_usd_per_1000: improvementPer1000({ filed }),
      net_improvement_cents_per_100_shares: improvementCentsPer100({ filed }),
      marked: marks.join(" ") || null,
      report_id: String(id),
      report_version: Number(version),
      source_file: String(file),
      source_sha256: String(sha256),
      source_position: String(position),
      efq_unit: unit,
      findings: (row[14] as string | null)?.replaceAll(",", " ") ?? null,
    };
  });
}
