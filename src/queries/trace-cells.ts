import type { z } from "zod";
import type { TABLES } from "@/dictionary/tables";
import { cellAddress } from "@/report/cell-address";
import { cellColumns, stateColumn } from "@/report/cell-sums";
import { ORDER_TYPES, type OrderType } from "@/report/order-types";
import { iterateRaw, type RawRow, selectRaw } from "./database";
import type { Filters } from "./filters";
import { orderTypesOf } from "./measures";
import { type Condition, quarterText, shownReports, shownRows } from "./scope";
import type { TraceCells, TraceMetric } from "./trace-parameters";
import { EVERYTHING, type Window } from "./window";

/** One filed pair of dollars and rate of a venue row. */
export type TracedCell = z.output<typeof TABLES.trace.row>;

/** Which cells to list: those a figure is made of, or those it is not made of though something is filed in them. */
export interface TraceChoice {
  readonly metric: TraceMetric;
  readonly cells: TraceCells;
}

/**
 * The filed cells behind a figure, the largest first (by dollars, zeros last; for what is said of orders by percentage), of
 * current reports under the filters.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function traceCells(
  filters: Filters,
  choice: TraceChoice,
  { limit, offset }: Window = EVERYTHING,
): TracedCell[] {
  const { sql, values } = cellsQuery(filters, choice);
  return selectRaw(`${sql} LIMIT ? OFFSET ?`, [...values, limit ?? -1, offset]).map(toCell);
}

/** The same one by one, for answers too long to hold. */
export function* iterateTraceCells(filters: Filters, choice: TraceChoice): Generator<TracedCell> {
  const { sql, values } = cellsQuery(filters, choice);
  for (const row of iterateRaw(sql, values)) yield toCell(row);
}

const RATED = "state = 'rated'";
const PAID_NOTHING = "state = 'paid_nothing'";
const USABLE = "NOT r.pct_unusable";
const COVERED = `(${RATED} OR ${PAID_NOTHING}) AND ${USABLE}`;
const FILED = "usd IS NOT NULL";
const COUNTED: Record<TraceMetric, string> = {
  payment: FILED,
  rated_share: FILED,
  rate: RATED,
  volume: RATED,
  order_coverage: COVERED,
  paid_nothing: `${PAID_NOTHING} AND ${USABLE}`,
  order_average: COVERED,
};

function cellsQuery(filters: Filters, { metric, cells }: TraceChoice): Condition {
  const counted = COUNTED[metric];
  const wanted = cells === "counted" ? counted : `NOT (${counted}) AND state <> 'blank'`;
  const ofOrders = metric === "order_coverage" || metric === "paid_nothing" || metric === "order_average";
  const size = ofOrders ? "coalesce(pct, -1)" : "abs(coalesce(usd, 0))";
  const all = cellsUnder(filters);
  return {
    sql: `
WITH cell AS (${all.sql})
SELECT b.name, b.slug, r.public_id, ${quarterText("r.quarter")}, r.quarter / 4, cell.month, cell.section, cell.row_number,
  e.name, e.slug, f.name, cell.order_type, cell.usd, cell.cph, cell.pct, cell.state,
  coalesce(r.origin_file, d.name), cell.position
FROM cell JOIN report r ON r.id = cell.report_id JOIN broker b ON b.id = r.broker_id
  JOIN document d ON d.sha256 = r.document_sha256
  JOIN filed_venue f ON f.id = cell.filed_venue_id JOIN venue e ON e.id = f.venue_id
WHERE (${wanted})
ORDER BY ${ofOrders ? "" : "coalesce(usd, 1) = 0, "}${size} DESC, r.quarter, b.slug, r.public_id, cell.month,
  CASE cell.section WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END, cell.row_number, cell.rank`,
    values: all.values,
  };
}

/**
 * Every cell under the filters, one row each, with its state. `more`: a further condition on venue rows `v`.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function cellsUnder(filters: Filters, more = "1"): Condition {
  const reports = shownReports({ ...filters, versions: "current" });
  const rows = shownRows(filters);
  const venues = rows.sql.includes("f.") ? "CROSS JOIN filed_venue f ON f.id = v.filed_venue_id" : "";
  const one = (type: OrderType) => {
    const cell = cellColumns(type);
    return `
  SELECT v.report_id, v.month, v.section, v.row_number, v.filed_venue_id, v.position,
    '${type}' AS order_type, ${ORDER_TYPES.indexOf(type)} AS rank,
    ${cell.usd} AS usd, ${cell.cph} AS cph, ${cell.pct} AS pct, ${stateColumn(cell)} AS state
  FROM report r CROSS JOIN venue_row v ON v.report_id = r.id ${venues}
  WHERE ${reports.sql}
    AND ${rows.sql}
    AND ${more}`;
  };
  const types = orderTypesOf(filters.orderType);
  return {
    sql: types.map(one).join("\n  UNION ALL"),
    values: types.flatMap(() => [...reports.values, ...rows.values]),
  };
}

function toCell(read: RawRow): TracedCell {
  const [broker, slug, report, quarter, year, month, section, row, venue, venueSlug, filed, type] = read;
  const [usd, cph, pct, state, file, position] = read.slice(12);
  const address = { year: Number(year), month: Number(month) };
  const [dollars, cents] = [usd as number | null, cph as number | null];
  return {
    broker: String(broker),
    broker_slug: String(slug),
    report_id: String(report),
    quarter: String(quarter),
    month: cellAddress(address),
    section: section as TracedCell["section"],
    row: Number(row),
    venue: String(venue),
    venue_slug: String(venueSlug),
    filed_venue: String(filed),
    orderType: type as OrderType,
    payment_usd: dollars,
    cents_per_100_shares: cents,
    venue_pct: pct as number | null,
    implied_shares: state === "rated" ? ((dollars as number) * 10_000) / (cents as number) : null,
    state: state as TracedCell["state"],
    source_file: String(file),
    source_position: String(position),
    cell: cellAddress(address, String(section), Number(row), `${type}_usd`),
  };
}
