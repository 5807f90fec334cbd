import Link from "next/link";
import type { ReactNode } from "react";
import { millionsText } from "@/charts/measure-words";
import type { QuarterTable, QuarterTableRow } from "@/queries/quarter-table";
import css from "./analysts-table.module.css";
import { type Column, DataTable, type TableSort } from "./data-table";
import { Growth, Rate, Unknown, Usd } from "./figures";

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
  readonly write: (row: QuarterTableRow) => ReactNode;
}

const FIGURES: readonly FigureColumn[] = [
  {
    key: "payment",
    head: "Payment",
    unit: "USD",
    figure: "payment_usd",
    change: "payment_growth",
    write: (row) => <Usd value={row.payment_usd} />,
  },
  {
    key: "stocks",
    head: "Stocks",
    unit: "USD",
    figure: "equities_usd",
    change: "equities_growth",
    write: (row) => <Usd value={row.equities_usd} />,
  },
  {
    key: "stocks-rate",
    head: "Stocks, rate",
    unit: "cents per 100 shares",
    figure: "equities_cents_per_100_shares",
    change: "equities_rate_growth",
    write: (row) => <Rate value={row.equities_cents_per_100_shares} coverage={row.equities_order_coverage} />,
  },
  {
    key: "stocks-volume",
    head: "Stocks, volume",
    unit: "million shares",
    figure: "equities_implied_shares",
    change: "equities_volume_growth",
    write: (row) => <Millions value={row.equities_implied_shares} />,
  },
  {
    key: "options",
    head: "Options",
    unit: "USD",
    figure: "options_usd",
    change: "options_growth",
    write: (row) => <Usd value={row.options_usd} />,
  },
  {
    key: "options-rate",
    head: "Options, rate",
    unit: "cents per contract",
    figure: "options_cents_per_contract",
    change: "options_rate_growth",
    write: (row) => <Rate value={row.options_cents_per_contract} coverage={row.options_order_coverage} />,
  },
  {
    key: "options-volume",
    head: "Options, volume",
    unit: "million contracts",
    figure: "options_implied_contracts",
    change: "options_volume_growth",
    write: (row) => <Millions value={row.options_implied_contracts} />,
  },
];

/** What the table can be sorted by: each figure, and each figure's change. */
export const ANALYSTS_COLUMNS = ["broker", ...FIGURES.flatMap(({ key }) => [key, `${key}-change`])];

/** Payments, rates and implied volumes of one quarter, each with its change from the quarter before. */
export function AnalystsTable({
  table,
  ...shown
}: {
  table: QuarterTable;
  caption: string;
  sort: TableSort;
  limit: number | undefined;
  allHref: string;
}) {
  const { rows, total } = table;
  return (
    <DataTable<QuarterTableRow>
      captionHidden
      rows={rows}
      total={rows.length > 1 ? total : null}
      rowKey={(row) => row.broker_slug ?? "all"}
      {...shown}
      columns={[
        {
          key: "broker",
          head: "Broker",
          cell: (row) => (
            <>
              {row.broker_slug ? (
                <Link href={`/brokers/${row.broker_slug}?quarter=${table.quarter}`} prefetch={false}>
                  {row.broker}
                </Link>
              ) : (
                row.broker
              )}
              {row.complete || row.broker_slug === null ? null : " (not all three months filed)"}
            </>
          ),
          value: (row) => row.broker,
        },
        ...FIGURES.map(
          ({ key, head, unit, figure, change, write }): Column<QuarterTableRow> => ({
            key,
            head,
            unit,
            numeric: true,
            cell: (row) => (
              <span className={css.cell}>
                {write(row)}
                <span className={css.change}>
                  <Growth value={row[change]} why="no complete report for the quarter before" />
                </span>
              </span>
            ),
            value: (row) => row[figure],
            second: { key: `${key}-change`, head: "change", value: (row) => row[change] },
          }),
        ),
      ]}
    />
  );
}

function Millions({ value }: { value: number | null }) {
  return value === null ? <Unknown why="no rate filed, so the volume is unknown" /> : millionsText(value);
}
