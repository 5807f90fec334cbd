import Link from "next/link";
import type { CSSProperties, ReactNode } from "react";
import { formatCount } from "@/report/format";
import { AnsweredWith } from "@/site/problem";
import { Sent } from "@/site/sent";
import { textOf } from "./cell-content";
import css from "./data-table.module.css";
import { sortRows } from "./sort-rows";
import { FindField, FoundRows, TableFind } from "./table-find";
import { type Column, sortValueOf, TableHead } from "./table-head";
import { folded, holdsWords } from "./table-search";
import type { TableView } from "./table-view";

export type { Column } from "./table-head";

/** Rows of a table shown at first; of a very long one fewer, as who looks for one of 1,200 brokers finds or sorts. Pages of
 * the whole market have several such tables, and are made anew after each import. */
const FIRST_ROWS = 50;
const VERY_LONG = 500;
const FIRST_OF_VERY_LONG = 20;

/** Rows shown at first of a table of figures over time: the chart beside it has all of them. */
export const FIRST_PERIODS = 12;

/** Tables of more rows than this can be searched; fewer are seen at once. */
const MOST_UNSEARCHED = 8;

export interface DataTableProps<Row> {
  /** What the table shows; its name for screen readers. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A last line of totals: of all rows, whatever is looked for. */
  readonly total?: Row | null;
  /** What to say instead of a table without rows. */
  readonly empty?: ReactNode;
  /** Makes it sortable by its heads and, when it is long, searchable and limited to its first rows. */
  readonly view?: TableView;
  /** How many those are, where it is not the usual number: fewer in a folded table beside a chart that has them all. */
  readonly first?: number;
}

/** A table that scrolls inside its own frame when it is wider or higher than the window; its heads and its first column
 * stay. */
export function DataTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  total,
  empty,
  view,
  first = rows.length > VERY_LONG ? FIRST_OF_VERY_LONG : FIRST_ROWS,
}: DataTableProps<Row>) {
  if (rows.length === 0) return <p className={css.empty}>{empty ?? "Nothing is stored for this."}</p>;
  const found = view?.find ? rows.filter((row) => holdsWords(searched(row, columns), view.find)) : rows;
  const by = sortedBy(columns, view);
  const ordered = view?.sort && by ? sortRows(found, by, view.sort.descending) : found;
  const shown = view && !view.all ? ordered.slice(0, first) : ordered;
  const searchable = view !== undefined && rows.length > MOST_UNSEARCHED;
  const texts = searchable ? shown.map((row) => searched(row, columns)) : [];
  const lines = shown.map((row) => (
    <tr key={rowKey(row)}>
      <Cells row={row} columns={columns} />
    </tr>
  ));
  const table = (
    <ScrollFrame label={caption} whole>
      <table className={css.table}>
        <caption className={captionHidden ? "visually-hidden" : css.caption}>{caption}</caption>
        <TableHead columns={columns} view={rows.length > 1 ? view : undefined} />
        {searchable ? (
          <FoundRows texts={texts} columns={columns.length} clear={view.href({ find: "" })}>
            <Sent as="tbody">{lines}</Sent>
          </FoundRows>
        ) : (
          <Sent as="tbody">{lines}</Sent>
        )}
        {total ? (
          <Sent as="tfoot">
            <tr>
              <Cells row={total} columns={columns} />
            </tr>
          </Sent>
        ) : null}
      </table>
    </ScrollFrame>
  );
  return (
    <div className={css.whole} id={view?.id}>
      {searchable ? (
        <TableFind
          search={view.search}
          find={view.find}
          counts={{ all: rows.length, found: found.length, sent: shown.length }}
        >
          <FindField label={caption} anchor={view.id} texts={texts} />
          {table}
        </TableFind>
      ) : (
        table
      )}
      {view?.sort && !by ? (
        <p className={css.more}>
          <AnsweredWith status={400} />
          This table has no column “{view.sort.by}” to sort by; allowed:{" "}
          {columns.flatMap(({ key, second }) => [key, ...(second ? [second.key] : [])]).join(", ")}, each with
          a minus in front for the highest first.
        </p>
      ) : null}
      {shown.length < ordered.length ? (
        <p className={css.more}>
          The first {formatCount(shown.length)} of {formatCount(ordered.length)} in this order.{" "}
          {view ? (
            <Link href={view.href({ all: true })} prefetch={false} scroll={false} rel="nofollow">
              Show all
            </Link>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

function sortedBy<Row>(columns: readonly Column<Row>[], view: TableView | undefined) {
  for (const column of columns) {
    if (column.key === view?.sort?.by) return sortValueOf(column);
    if (column.second && column.second.key === view?.sort?.by) return column.second.value;
  }
  return undefined;
}

/** A row's texts, folded for the search. Figures are not searched: `7` would find nearly every row. */
function searched<Row>(row: Row, columns: readonly Column<Row>[]): string {
  const texts = columns
    .filter((column) => !column.numeric)
    .map(({ cell, value }) => {
      const sorted = value?.(row);
      return `${textOf(cell(row))} ${typeof sorted === "string" ? sorted : ""}`;
    });
  return folded(texts.join(" "));
}

function Cells<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return columns.map((column, i) =>
    i === 0 ? (
      <th key={column.key} scope="row">
        {column.cell(row)}
      </th>
    ) : (
      <td key={column.key} {...cellLook(column, row)}>
        {counted(column, column.cell(row))}
      </td>
    ),
  );
}

/** A number that comes as it is counts something. */
function counted<Row>({ numeric }: Column<Row>, cell: ReactNode): ReactNode {
  return numeric && typeof cell === "number" ? formatCount(cell) : cell;
}

/** Of a shade the size alone, and the color by the style sheet: a market has a thousand such cells. */
function cellLook<Row>(
  { numeric, shade }: Column<Row>,
  row: Row,
): { className?: string; style?: CSSProperties } {
  const percent = shade?.(row) ?? null;
  if (percent === null) return { className: numeric ? css.number : css.text };
  const style = { [percent < 0 ? "--paid-by" : "--paid-to"]: `${Math.abs(percent)}%` };
  return { className: `${css.number} ${css.shaded}`, style: style as CSSProperties };
}

/** What is wider than the page scrolls in here, by keyboard too. `whole`: what is higher than the window as well, so that
 * heads can stay at its top. */
export function ScrollFrame({
  label,
  whole = false,
  children,
}: {
  label: string;
  whole?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      className={whole ? `${css.frame} ${css.high}` : css.frame}
      aria-label={`${label} (scrolls)`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      {children}
    </section>
  );
}
