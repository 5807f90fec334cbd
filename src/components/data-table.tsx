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
  /** A second figure in the same cells, sorted by on its own. */
  readonly second?: { readonly key: string; readonly head: string; readonly value: (row: Row) => SortValue };
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
  /** Rows shown at most, in the order in force; what is left out is said below the table. */
  readonly limit?: number;
  /** Where all of them are, beside what is said of a limit. */
  readonly allHref?: string;
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
  limit,
  allHref,
}: DataTableProps<Row>) {
  if (rows.length === 0) return <p className={css.empty}>{empty ?? "Nothing is stored for this."}</p>;
  const by = columns
    .flatMap((column) => [column, ...(column.second ? [column.second] : [])])
    .find((one) => one.key === sort?.by)?.value;
  const inOrder = sort && by ? sortRows(rows, by, sort.descending) : rows;
  const ordered = limit === undefined ? inOrder : inOrder.slice(0, limit);
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
    <>
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
                  {sort && column.value ? (
                    <SortLink
                      by={column.key}
                      head={column.head}
                      highestFirst={column.numeric === true}
                      sort={sort}
                    />
                  ) : (
                    column.head
                  )}
                  {column.unit ? <span className={css.unit}>{column.unit}</span> : null}
                  {sort && column.second ? (
                    <span className={css.unit}>
                      <SortLink by={column.second.key} head={column.second.head} highestFirst sort={sort} />
                    </span>
                  ) : null}
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
      {ordered.length < rows.length ? (
        <p className={css.more}>
          The first {ordered.length.toLocaleString("en-US")} of {rows.length.toLocaleString("en-US")} in this
          order.{" "}
          {allHref ? (
            <Link href={allHref} scroll={false}>
              Show all
            </Link>
          ) : null}
        </p>
      ) : null}
    </>
  );
}

function ariaSort<Row>({ key, second }: Column<Row>, sort: TableSort | undefined) {
  if (!sort || (sort.by !== key && sort.by !== second?.key)) return undefined;
  return sort.descending ? "descending" : "ascending";
}

/** Sorts by its column: figures from the highest first, names from A; the other way round when it is in force. */
function SortLink({
  by,
  head,
  highestFirst,
  sort,
}: {
  by: string;
  head: ReactNode;
  highestFirst: boolean;
  sort: TableSort;
}) {
  const inForce = sort.by === by;
  const descending = inForce ? !sort.descending : highestFirst;
  return (
    // Not fetched ahead: a table has a dozen of these, and each is the whole page again.
    <Link href={sort.href(by, descending)} prefetch={false} scroll={false} className={css.sort}>
      {head}
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
