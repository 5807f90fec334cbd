import type { ReactNode } from "react";
import {
  efqInWords,
  improvementInWords,
  sharesInWords,
  speedInWords,
  spreadInWords,
} from "@/execution/in-words";
import { executionTraceHref } from "@/execution/traced-figures";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { formatRate } from "@/report/format";
import { TracedTo } from "@/site/traced";
import css from "./execution-columns.module.css";
import { Unknown } from "./figures";
import type { Column } from "./table-head";

/** A figure of a filed row, which leads to its cell, with a mark where it cannot be what it says. */
export function ExecutionFigure({
  row,
  name,
  text,
  filed = name,
  isTraced = true,
}: {
  row: ExecutionListRow;
  name: keyof ExecutionListRow & string;
  text: string;
  /** The filed column behind it, if another. */
  filed?: keyof ExecutionListRow & string;
  isTraced?: boolean;
}): ReactNode {
  if (row[name] === null) return <Unknown />;
  const said = isTraced ? <TracedTo href={executionTraceHref(row, name)}>{text}</TracedTo> : text;
  if (!row.marked?.split(" ").includes(filed)) return said;
  return (
    <span className={css.marked} title="cannot be what it says; shown as filed">
      {said}
      <sup aria-hidden="true">?</sup>
      <span className="visually-hidden"> (cannot be what it says; shown as filed)</span>
    </span>
  );
}

/**
 * The figures of how orders were executed, in the units pages use. `beside`: of what was paid, beside the column in its unit.
 * `isTraced`: figures lead to their filed cells; not where there are very many.
 */
export function executionColumns<Row extends ExecutionListRow>(
  beside: readonly Column<Row>[] = [],
  isTraced = true,
): Column<Row>[] {
  const figure = (
    row: Row,
    name: keyof ExecutionListRow & string,
    text: string,
    filed?: keyof ExecutionListRow & string,
  ) => <ExecutionFigure row={row} name={name} text={text} {...(filed && { filed })} isTraced={isTraced} />;
  return [
    {
      key: "efq",
      head: "Effective ÷ quoted spread",
      unit: "%",
      numeric: true,
      cell: (row) => figure(row, "efq_pct", efqInWords(row.efq_pct), "efq_filed"),
      value: (row) => row.efq_pct,
    },
    {
      key: "effective",
      head: "Effective spread",
      unit: "% of price",
      numeric: true,
      cell: (row) => figure(row, "effective_spread_fraction", spreadInWords(row.effective_spread_fraction)),
      value: (row) => row.effective_spread_fraction,
    },
    {
      key: "improvement",
      head: "Better than the quote",
      unit: "USD per $1,000",
      numeric: true,
      cell: (row) =>
        figure(
          row,
          "net_improvement_usd_per_1000",
          improvementInWords(row.net_improvement_usd_per_1000),
          "net_improvement_fraction",
        ),
      value: (row) => row.net_improvement_usd_per_1000,
    },
    {
      key: "improvement-cents",
      head: "Better than the quote",
      unit: "cents per 100 shares",
      numeric: true,
      cell: (row) =>
        figure(
          row,
          "net_improvement_cents_per_100_shares",
          formatRate(row.net_improvement_cents_per_100_shares),
          "net_improvement_fraction",
        ),
      value: (row) => row.net_improvement_cents_per_100_shares,
    },
    ...beside,
    {
      key: "improved",
      head: "Shares improved",
      unit: "%",
      numeric: true,
      cell: (row) => figure(row, "improved_fraction", sharesInWords(row.improved_fraction)),
      value: (row) => row.improved_fraction,
    },
    {
      key: "better",
      head: "At the quote or better",
      unit: "% of shares",
      numeric: true,
      cell: (row) =>
        figure(row, "at_quote_or_better_fraction", sharesInWords(row.at_quote_or_better_fraction)),
      value: (row) => row.at_quote_or_better_fraction,
    },
    {
      key: "speed",
      head: "Time to execution",
      numeric: true,
      cell: (row) => figure(row, "execution_ms", speedInWords(row.execution_ms)),
      value: (row) => row.execution_ms,
    },
  ];
}
