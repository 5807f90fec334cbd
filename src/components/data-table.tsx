import Link from "next/link";
import type { ReactNode } from "react";
import css from "./data-table.module.css";
import { type SortValue, sortRows } from "./sort-rows";

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  /** Unit under the head: `USD`, `cents per 100 shares`, `%`. */
  readonly unit?: string;
  /** Right-aligned, with figures of one width. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What the rows are sorted by at this column; without it, or without the table's `sort`, they are not. */
  readonly value?: (row: Row) => SortValue;
}

/** Sorting by links in the heads: it is in the URL, and needs no script. */
export interface TableSort {
  /** Key of the column in force; null: the order given. */
  readonly by: string | null;
  readonly descending: boolean;
  readonly href: (key: string, descending: boolean) => string;
}

export interface DataTableProps<Row> {
  /** What the table shows; its name for screen readers. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A last line of totals. */
  readonly total?: Row | null;
  /** What to say instead of a table without rows. */
  readonly empty?: ReactNode;
  readonly sort?: TableSort;
}

/** A table that scrolls inside its own frame when it is wider than the page; its first column stays. */
export function DataTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  total,
  empty,
  sort,
}: DataTableProps<Row>) {
  if (rows.length === 0) return <p className={css.empty}>{empty ?? "Nothing is stored for this."}</p>;
  const by = columns.find((column) => column.key === sort?.by)?.value;
  const ordered = sort && by ? sortRows(rows, by, sort.descending) : rows;
  const cells = (row: Row) =>
    columns.map((column, i) =>
      i === 0 ? (
        <th key={column.key} scope="row">
          {column.cell(row)}
        </th>
      ) : (
        <td key={column.key} className={column.numeric ? css.number : css.text}>
          {column.cell(row)}
        </td>
      ),
    );
  return (
    <ScrollFrame label={caption}>
      <table className={css.table}>
        <caption className={captionHidden ? "visually-hidden" : css.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.numeric ? css.number : undefined}
                aria-sort={ariaSort(column, sort)}
              >
                {sort && column.value ? <SortLink column={column} sort={sort} /> : column.head}
                {column.unit ? <span className={css.unit}>{column.unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map((row) => (
            <tr key={rowKey(row)}>{cells(row)}</tr>
          ))}
        </tbody>
        {total ? (
          <tfoot>
            <tr>{cells(total)}</tr>
          </tfoot>
        ) : null}
      </table>
    </ScrollFrame>
  );
}

function ariaSort<Row>({ key }: Column<Row>, sort: TableSort | undefined) {
  if (!sort || sort.by !== key) return undefined;
  return sort.descending ? "descending" : "ascending";
}

/** Sorts by its column: figures from the highest first, names from A; the other way round when it is in force. */
function SortLink<Row>({ column, sort }: { column: Column<Row>; sort: TableSort }) {
  const inForce = sort.by === column.key;
  const descending = inForce ? !sort.descending : column.numeric === true;
  return (
    <Link href={sort.href(column.key, descending)} scroll={false} className={css.sort}>
      {column.head}
      <span aria-hidden="true" className={css.arrow}>
        {inForce ? (sort.descending ? "▼" : "▲") : ""}
      </span>
    </Link>
  );
}

/** What is wider than the page scrolls in here, by keyboard too. */
export function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.frame} aria-label={`${label} (scrolls)`} tabIndex={0}>
      {children}
    </section>
  );
}
