import type { ReactNode } from "react";
import css from "./data-table.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  /** Unit under the head: `USD`, `cents per 100 shares`, `%`. */
  readonly unit?: string;
  /** Right-aligned, with figures of one width. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
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
}: DataTableProps<Row>) {
  if (rows.length === 0) return <p className={css.empty}>{empty ?? "Nothing is stored for this."}</p>;
  const cells = (row: Row) =>
    columns.map((column, i) =>
      i === 0 ? (
        <th key={column.key} scope="row">
          {column.cell(row)}
        </th>
      ) : (
        <td key={column.key} className={column.numeric ? css.number : undefined}>
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
              <th key={column.key} scope="col" className={column.numeric ? css.number : undefined}>
                {column.head}
                {column.unit ? <span className={css.unit}>{column.unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
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

/** What is wider than the page scrolls in here, by keyboard too. */
export function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.frame} aria-label={`${label} (scrolls)`} tabIndex={0}>
      {children}
    </section>
  );
}
