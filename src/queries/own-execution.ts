import type { ExecutedOrder } from "@/execution/executed-order";
import type { OrderSize } from "@/execution/order-sizes";
import { lastPublicMonth } from "@/execution/report-month";
import { type ExecutionReportRow, executionReportRows } from "./execution-reports";
import { type ExecutionListRow, executionRowsOf } from "./execution-rows";
import { and, type Condition, where } from "./scope";

/** What a broker or a venue itself filed under rule 605. */
export interface OwnExecution {
  /** Its summaries that count, the latest month first; a firm may report under several codes. */
  readonly reports: readonly ExecutionReportRow[];
  /** The month of the rows: the latest, or one that others have too. */
  readonly month: number;
  /** As filed. */
  readonly rows: readonly ExecutionListRow[];
}

/**
 * The summaries a broker (or a venue) filed itself, or null. A broker's are of its own customers' orders; what a market maker
 * filed that it sends orders to is never among them. `asOf`: of months that were public by that day.
 */
export function ownExecution(
  slug: string,
  as: "broker" | "venue",
  asOf: string | null = null,
): OwnExecution | null {
  const reports = executionReportRows(ownReports(slug, as, asOf));
  const [latest] = reports;
  return latest ? ofMonth(slug, as, reports, latest.month) : null;
}

/** The same for several brokers: of the latest month that each of those has that filed at all; without one, each its latest. */
export function ownExecutions(
  slugs: readonly string[],
  asOf: string | null = null,
): { readonly slug: string; readonly own: OwnExecution | null }[] {
  const found = slugs.map((slug) => ({
    slug,
    reports: executionReportRows(ownReports(slug, "broker", asOf)),
  }));
  const filed = found.filter(({ reports }) => reports.length > 0);
  const common = filed[0]?.reports.find(({ month }) =>
    filed.every(({ reports }) => reports.some((one) => one.month === month)),
  );
  return found.map(({ slug, reports }) => {
    const month = common?.month ?? reports[0]?.month;
    return {
      slug,
      own: month === undefined || reports.length === 0 ? null : ofMonth(slug, "broker", reports, month),
    };
  });
}

function ofMonth(
  slug: string,
  as: "broker" | "venue",
  reports: readonly ExecutionReportRow[],
  month: number,
): OwnExecution {
  const condition = and([ownReports(slug, as, null), where("r.month = ?", month)]);
  return { reports, month, rows: executionRowsOf(condition) };
}

/** Its rows for orders of one size in every month there is, the latest first. */
export function ownExecutionMonths(
  slug: string,
  as: "broker" | "venue",
  size: OrderSize,
  asOf: string | null = null,
): ExecutionListRow[] {
  return executionRowsOf(and([ownReports(slug, as, asOf), where("e.order_size = ?", size)]));
}

/** The filed row for such orders; null: there were none, not zero. */
export function executedOrder(
  { rows }: Pick<OwnExecution, "rows">,
  { sp500, size, type }: ExecutedOrder,
): ExecutionListRow | null {
  return (
    rows.find((row) => row.sp500 === sp500 && row.order_size === size && row.order_type === type) ?? null
  );
}

function ownReports(slug: string, as: "broker" | "venue", asOf: string | null): Condition {
  return and([
    where(`p.${as}_slug = ?`, slug),
    where("r.kind = 'summary' AND r.is_current = 1 AND r.withdrawn_at IS NULL"),
    ...(asOf ? [where("r.month <= ?", lastPublicMonth(asOf))] : []),
  ]);
}
