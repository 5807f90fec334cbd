import Link from "next/link";
import type { ReactNode } from "react";
import { Explained } from "@/site/terms/term";
import { shownValueOf } from "./cell-content";
import css from "./data-table.module.css";
import type { SortValue } from "./sort-rows";
import type { TableView } from "./table-view";

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  /** Unit under the head: `USD`, `cents per 100 shares`, `%`. */
  readonly unit?: string;
  /** Right-aligned, with figures of one width. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What the rows are sorted by at this column; without it, what its cells show. */
  readonly value?: (row: Row) => SortValue;
  /** How much color is behind a cell, in percent: of money received, below zero of money paid; null: none. */
  readonly shade?: (row: Row) => number | null;
  /** A second figure in the same cells, sorted by on its own. */
  readonly second?: { readonly key: string; readonly head: string; readonly value: (row: Row) => SortValue };
}

/** What rows are sorted by at a column. */
export function sortValueOf<Row>({ value, cell }: Column<Row>): (row: Row) => SortValue {
  return value ?? ((row) => shownValueOf(cell(row)));
}

/** The heads of a table. With a view each sorts by its column, by a link: it is in the address, and needs no script. */
export function TableHead<Row>({
  columns,
  view,
}: {
  columns: readonly Column<Row>[];
  view: TableView | undefined;
}) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={column.numeric ? css.number : undefined}
            aria-sort={ariaSort(column, view)}
          >
            {view ? (
              <SortLink
                by={column.key}
                head={column.head}
                highestFirst={column.numeric === true}
                view={view}
              />
            ) : (
              column.head
            )}
            {column.unit ? (
              <span className={css.unit}>
                <Explained>{column.unit}</Explained>
              </span>
            ) : null}
            {view && column.second ? (
              <span className={css.unit}>
                <SortLink by={column.second.key} head={column.second.head} highestFirst view={view} />
              </span>
            ) : null}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort<Row>({ key, second }: Column<Row>, view: TableView | undefined) {
  const sort = view?.sort;
  if (!sort || (sort.by !== key && sort.by !== second?.key)) return undefined;
  return sort.descending ? "descending" : "ascending";
}

/** Sorts by its column: figures from the highest first, names from A; the other way round when it is in force. */
function SortLink({
  by,
  head,
  highestFirst,
  view,
}: {
  by: string;
  head: ReactNode;
  highestFirst: boolean;
  view: TableView;
}) {
  const inForce = view.sort?.by === by;
  const descending = inForce ? !view.sort?.descending : highestFirst;
  return (
    // Not fetched ahead: a table has a dozen of these, and each is the whole page again.
    <Link
      href={view.href({ sort: { by, descending } })}
      prefetch={false}
      scroll={false}
      rel="nofollow"
      className={css.sort}
    >
      {head}
      <span aria-hidden="true" className={css.arrow}>
        {inForce ? (view.sort?.descending ? "▼" : "▲") : ""}
      </span>
    </Link>
  );
}
