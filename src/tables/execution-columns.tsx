import type { ReactNode } from "react";
import { improvementInWords, sharesInWords, speedInWords, spreadInWords } from "@/execution/in-words";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { formatPercent, formatRate } from "@/report/format";
import css from "./execution-columns.module.css";
import { Unknown } from "./figures";
import type { Column } from "./table-head";

/** A figure of a filed row, with a mark where it cannot be what it says. */
function figure<Row extends ExecutionListRow>(
  row: Row,
  key: keyof ExecutionListRow & string,
  text: string,
  filed: keyof ExecutionListRow & string = key,
): ReactNode {
  if (row[key] === null) return <Unknown />;
  if (!row.marked?.split(" ").includes(filed)) return text;
  return (
    <span className={css.marked} title="cannot be what it says; shown as filed">
      {text}
      <sup aria-hidden="true">?</sup>
      <span className="visually-hidden"> (cannot be what it says; shown as filed)</span>
    </span>
  );
}

/** The figures of how orders were executed, in the units pages use. `beside`: of what was paid, beside the column in its unit. */
export function executionColumns<Row extends ExecutionListRow>(
  beside: readonly Column<Row>[] = [],
): Column<Row>[] {
  return [
    {
      key: "efq",
      head: "Effective ÷ quoted spread",
      unit: "%",
      numeric: true,
      cell: (row) => figure(row, "efq_pct", formatPercent(row.efq_pct), "efq_filed"),
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
