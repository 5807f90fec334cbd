import type { TracedCell } from "@/queries/trace-cells";
import type { TraceMetric } from "@/queries/trace-parameters";
import { formatCount, formatFiled, formatUsdExact, monthInText } from "@/report/format";
import { ORDER_TYPE_LABELS } from "@/report/order-types";
import { SECTION_LABELS } from "@/report/sections";
import { Unfinished } from "@/site/problem";
import { Note } from "@/site/story";
import { type Column, DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import css from "./cells-table.module.css";
import { assetOf } from "./formula";
import { STATE_WORDS } from "./left-out";

/** A cell with what its document says of it, where that could be read again. */
export interface ShownCell {
  readonly cell: TracedCell;
  /** Filed text of dollars and rate; null: not read again. */
  readonly filed: { readonly usd: string | null; readonly cph: string | null } | null;
  /** File and line, page or row. */
  readonly where: string;
  /** Of an export: the document behind it, and where the row stands in it. */
  readonly behind: string | null;
  /** Its document was still being read when the page had to be sent. */
  readonly isLate: boolean;
  /** Titles of the findings on it. */
  readonly findings: readonly string[];
}

/** Filed cells, each with a link to its place in its report. */
export function CellsTable({
  cells,
  metric,
  caption,
  withState = false,
  tableView,
}: {
  cells: readonly ShownCell[];
  metric: TraceMetric;
  caption: string;
  /** Says what each is left out for. */
  withState?: boolean;
  tableView?: TableView;
}) {
  const several = (value: (one: TracedCell) => string) =>
    new Set(cells.map(({ cell }) => value(cell))).size > 1;
  const asset = assetOf([...new Set(cells.map(({ cell }) => cell.section))]);
  const columns: Column<ShownCell>[] = [
    {
      key: "venue",
      head: "Venue",
      unit: "broker, month",
      cell: ({ cell }) => (
        <>
          {cell.venue}
          <span className={css.behind}>
            {cell.broker}, {monthInText(Number(cell.month.slice(0, 4)), Number(cell.month.slice(5)))}
          </span>
        </>
      ),
    },
  ];
  if (several((cell) => cell.section))
    columns.push({ key: "section", head: "Section", cell: ({ cell }) => SECTION_LABELS[cell.section] });
  if (several((cell) => cell.orderType))
    columns.push({ key: "type", head: "Order type", cell: ({ cell }) => ORDER_TYPE_LABELS[cell.orderType] });
  columns.push(
    {
      key: "usd",
      head: "Dollars",
      unit: "as filed",
      numeric: true,
      value: ({ cell }) => cell.payment_usd,
      cell: (one) => <Filed one={one} which="usd" />,
    },
    {
      key: "cph",
      head: "Rate",
      unit: {
        equities: "cents per 100 shares",
        options: "cents per contract",
        both: "cents per 100 shares or contract",
      }[asset],
      numeric: true,
      value: ({ cell }) => cell.cents_per_100_shares,
      cell: (one) => <Filed one={one} which="cph" />,
    },
  );
  if (metric === "order_coverage" || metric === "paid_nothing" || metric === "order_average")
    columns.push({
      key: "pct",
      head: "Share of orders",
      unit: "%",
      numeric: true,
      value: ({ cell }) => cell.venue_pct,
      cell: ({ cell }) => (cell.venue_pct === null ? <Unknown /> : formatFiled(cell.venue_pct, 2)),
    });
  if (withState) columns.push({ key: "state", head: "Why", cell: ({ cell }) => STATE_WORDS[cell.state] });
  else if (
    metric === "rate" ||
    metric === "volume" ||
    metric === "rated_share" ||
    metric === "order_coverage"
  )
    columns.push({
      key: "volume",
      head: "Implied volume",
      unit: { equities: "shares", options: "contracts", both: "shares or contracts" }[asset],
      numeric: true,
      value: ({ cell }) => cell.implied_shares,
      cell: ({ cell }) => volumeOf(cell),
    });
  columns.push({
    key: "where",
    head: "Where",
    cell: ({ where, behind }) => (
      <div className={css.where}>
        {where}
        {behind ? <span className={css.behind}>{behind}</span> : null}
      </div>
    ),
  });
  if (cells.some(({ findings }) => findings.length > 0))
    columns.push({
      key: "findings",
      head: "Findings",
      cell: ({ cell, findings }) =>
        findings.length === 0 ? "" : <a href={hrefOf(cell, "usd")}>{[...new Set(findings)].join("; ")}</a>,
    });
  return (
    <>
      <DataTable<ShownCell>
        caption={caption}
        captionHidden
        rows={cells}
        rowKey={({ cell }) => `${cell.report_id} ${cell.cell}`}
        view={tableView}
        empty="No filed cell enters this figure."
        columns={columns}
      />
      {cells.some(({ isLate }) => isLate) ? (
        <Note>
          <Unfinished />
          Some documents are still being read: load this page again for the filed text and its place in them.
        </Note>
      ) : null}
    </>
  );
}

/** A filed text as a link to its cell; the figure in the store where the text could not be read again. */
function Filed({ one: { cell, filed }, which }: { one: ShownCell; which: "usd" | "cph" }) {
  const stored = which === "usd" ? cell.payment_usd : cell.cents_per_100_shares;
  const text = filed?.[which] ?? null;
  return (
    <a href={hrefOf(cell, which)} rel="nofollow">
      {stored === null ? (
        <Unknown />
      ) : text !== null ? (
        <code className={css.filed}>{text.trim()}</code>
      ) : which === "usd" ? (
        formatUsdExact(stored)
      ) : (
        formatFiled(stored, 4)
      )}
      <span className="visually-hidden"> (its place in the report)</span>
    </a>
  );
}

function hrefOf({ report_id, cell }: TracedCell, which: "usd" | "cph"): string {
  const at = cell.replace(/_usd$/, `_${which}`);
  return `/reports/${report_id}?cell=${at}#${at}`;
}

function volumeOf({ implied_shares, section }: TracedCell) {
  if (implied_shares === null)
    return <Unknown why="unknown: dollars and rate are not both there and of one sign" />;
  return formatCount(section === "options" ? implied_shares / 100 : implied_shares);
}
