import Link from "next/link";
import type { ReactNode } from "react";
import type { Filters } from "@/queries/filters";
import type { QuarterMarks } from "@/queries/quarter-marks";
import type { QuarterTable, QuarterTableRow } from "@/queries/quarter-table";
import type { TraceMetric } from "@/queries/trace-parameters";
import type { Doubted } from "@/report/findings";
import type { Mark } from "@/report/mark";
import { brokersInWords } from "@/report/sample";
import { millionsText } from "@/series/measure-words";
import { brokerPath } from "@/site/entity-path";
import { MarkNotes } from "@/site/marks";
import { Traced } from "@/site/traced";
import { type Column, DataTable } from "@/tables/data-table";
import { Growth, marked, Rate, Unknown, Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import css from "./analysts-table.module.css";

type Figure =
  | "payment_usd"
  | "equities_usd"
  | "equities_cents_per_100_shares"
  | "equities_implied_shares"
  | "options_usd"
  | "options_cents_per_contract"
  | "options_implied_contracts";
type Change =
  | "payment_growth"
  | "equities_growth"
  | "equities_rate_growth"
  | "equities_volume_growth"
  | "options_growth"
  | "options_rate_growth"
  | "options_volume_growth";

interface FigureColumn {
  readonly key: string;
  readonly head: string;
  readonly unit: string;
  readonly figure: Figure;
  readonly change: Change;
  readonly section: Filters["section"];
  readonly write: (row: QuarterTableRow, of: Partial<Filters>, mark: Mark | null) => ReactNode;
}

const METRIC_OF_CHANGE: Record<Change, TraceMetric & Doubted> = {
  payment_growth: "payment",
  equities_growth: "payment",
  equities_rate_growth: "rate",
  equities_volume_growth: "volume",
  options_growth: "payment",
  options_rate_growth: "rate",
  options_volume_growth: "volume",
};

const STOCKS: Filters["section"] = ["sp500", "non_sp500"];
const OPTIONS: Filters["section"] = ["options"];

const FIGURES: readonly FigureColumn[] = [
  {
    key: "payment",
    section: [],
    head: "Payment",
    unit: "USD",
    figure: "payment_usd",
    change: "payment_growth",
    write: (row, of, mark) => <Usd value={row.payment_usd} of={of} mark={mark} />,
  },
  {
    key: "stocks",
    section: STOCKS,
    head: "Stocks",
    unit: "USD",
    figure: "equities_usd",
    change: "equities_growth",
    write: (row, of, mark) => <Usd value={row.equities_usd} of={of} mark={mark} />,
  },
  {
    key: "stocks-rate",
    section: STOCKS,
    head: "Stocks, rate",
    unit: "cents per 100 shares of paid orders",
    figure: "equities_cents_per_100_shares",
    change: "equities_rate_growth",
    write: (row, of, mark) => (
      <Rate
        value={row.equities_cents_per_100_shares}
        orders={{ coverage: row.equities_order_coverage, nothing: row.equities_paid_nothing_pct }}
        of={of}
        mark={mark}
      />
    ),
  },
  {
    key: "stocks-volume",
    section: STOCKS,
    head: "Stocks, volume",
    unit: "million shares",
    figure: "equities_implied_shares",
    change: "equities_volume_growth",
    write: (row, of, mark) => <Millions value={row.equities_implied_shares} of={of} mark={mark} />,
  },
  {
    key: "options",
    section: OPTIONS,
    head: "Options",
    unit: "USD",
    figure: "options_usd",
    change: "options_growth",
    write: (row, of, mark) => <Usd value={row.options_usd} of={of} mark={mark} />,
  },
  {
    key: "options-rate",
    section: OPTIONS,
    head: "Options, rate",
    unit: "cents per contract of paid orders",
    figure: "options_cents_per_contract",
    change: "options_rate_growth",
    write: (row, of, mark) => (
      <Rate
        value={row.options_cents_per_contract}
        orders={{ coverage: row.options_order_coverage, nothing: row.options_paid_nothing_pct }}
        of={of}
        mark={mark}
      />
    ),
  },
  {
    key: "options-volume",
    section: OPTIONS,
    head: "Options, volume",
    unit: "million contracts",
    figure: "options_implied_contracts",
    change: "options_volume_growth",
    write: (row, of, mark) => <Millions value={row.options_implied_contracts} of={of} mark={mark} />,
  },
];

/** Payments, rates and implied volumes of one quarter, each with its change from the quarter before. */
export function AnalystsTable({
  table,
  scope,
  tableView,
  marks,
  ...shown
}: {
  table: QuarterTable;
  /** What is counted: the figures are traced by it. */
  scope: Partial<Filters>;
  caption: string;
  tableView?: TableView;
  marks: QuarterMarks;
}) {
  const { rows, total } = table;
  return (
    <>
      <DataTable<QuarterTableRow>
        captionHidden
        rows={rows}
        total={rows.length > 1 ? total : null}
        rowKey={(row) => row.broker_slug ?? "all"}
        view={tableView}
        {...shown}
        columns={[
          {
            key: "broker",
            head: "Broker",
            cell: (row) => (
              <>
                {row.broker_slug ? (
                  <Link href={brokerPath(row.broker_slug, table.quarter, scope)} prefetch={false}>
                    {row.broker}
                  </Link>
                ) : (
                  brokersInWords(table.rows.length)
                )}
                {row.complete || row.broker_slug === null ? null : " (not all three months filed)"}
              </>
            ),
            value: (row) => row.broker,
          },
          ...FIGURES.map(
            ({ key, head, unit, section, figure, change, write }): Column<QuarterTableRow> => ({
              key,
              head,
              unit,
              numeric: true,
              cell: (row) => (
                <span className={css.cell}>
                  {write(
                    row,
                    { ...scope, section, broker: row.broker_slug === null ? [] : [row.broker_slug] },
                    marks.of(row.broker_slug, section, METRIC_OF_CHANGE[change]),
                  )}
                  <span className={css.change}>
                    <Growth
                      value={row[change]}
                      why="no complete report for the quarter before"
                      of={{
                        ...scope,
                        section,
                        broker: row.broker_slug === null ? [] : [row.broker_slug],
                        metric: METRIC_OF_CHANGE[change],
                      }}
                      mark={marks.ofChange(row.broker_slug, section, METRIC_OF_CHANGE[change])}
                    />
                  </span>
                </span>
              ),
              value: (row) => row[figure],
              second: { key: `${key}-change`, head: "change", value: (row) => row[change] },
            }),
          ),
        ]}
      />
      <MarkNotes marks={marks.marks} />
    </>
  );
}

function Millions({ value, of, mark }: { value: number | null; of: Partial<Filters>; mark: Mark | null }) {
  if (value === null) return <Unknown why="no rate filed, so the volume is unknown" />;
  return marked(<Traced of={{ ...of, metric: "volume" }}>{millionsText(value)}</Traced>, mark);
}
