import Link from "next/link";
import type { Filters } from "@/queries/filters";
import type { QuarterMarks } from "@/queries/quarter-marks";
import type { QuarterTable, QuarterTableRow } from "@/queries/quarter-table";
import type { Doubted } from "@/report/findings";
import { quarterLabel } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { brokersInWords } from "@/report/sample";
import { sectionsOf } from "@/report/sections";
import { brokerPath } from "@/site/entity-path";
import { MarkNotes } from "@/site/marks";
import { MOST_TRACED_ROWS, type TraceTarget } from "@/site/traced";
import { DataTable } from "./data-table";
import { Growth, Rate, Usd } from "./figures";
import type { TableView } from "./table-view";

const STOCKS = sectionsOf("equities");

/** Brokers of one quarter by payment. `caption` names the quarter; `scope`: the filters the table is under. */
export function LeagueTable({
  table,
  caption,
  scope = {},
  tableView,
  marks,
}: {
  table: QuarterTable;
  caption: string;
  scope?: Partial<Filters>;
  tableView?: TableView;
  marks: QuarterMarks;
}) {
  const quarter = parseQuarter(table.quarter);
  const isLong = (!tableView || tableView.all) && table.rows.length > MOST_TRACED_ROWS;
  const of = (row: QuarterTableRow, section: Filters["section"] = []): Partial<Filters> | undefined =>
    isLong && row.broker_slug
      ? undefined
      : {
          ...scope,
          broker: row.broker_slug ? [row.broker_slug] : [],
          section,
          from: quarter,
          to: quarter,
        };
  const growthOf = (row: QuarterTableRow): TraceTarget | undefined => {
    const filters = of(row);
    return filters && { ...filters, metric: "payment" };
  };
  const doubt = (row: QuarterTableRow, section: Filters["section"], on: Doubted) =>
    marks.of(row.broker_slug, section, on);
  return (
    <>
      <DataTable<QuarterTableRow>
        caption={caption}
        captionHidden
        rows={table.rows}
        total={table.rows.length > 1 ? table.total : null}
        rowKey={(row) => row.broker_slug ?? "all"}
        view={tableView}
        columns={[
          {
            key: "broker",
            head: "Broker",
            cell: (row) => (
              <>
                {row.broker_slug ? (
                  <Link href={brokerPath(row.broker_slug, table.quarter, scope)}>{row.broker}</Link>
                ) : (
                  brokersInWords(table.rows.length)
                )}
                {row.complete || row.broker_slug === null ? null : " (not all three months filed)"}
              </>
            ),
          },
          {
            key: "payment",
            head: "Payment",
            unit: "USD",
            numeric: true,
            cell: (row) => <Usd value={row.payment_usd} of={of(row)} mark={doubt(row, [], "payment")} />,
          },
          {
            key: "growth",
            head: "Change",
            unit: `% from ${quarterLabel(table.previous_quarter)}`,
            numeric: true,
            cell: (row) => (
              <Growth
                value={row.payment_growth}
                why="no complete report for the quarter before"
                of={growthOf(row)}
                mark={marks.ofChange(row.broker_slug, [], "payment")}
              />
            ),
          },
          {
            key: "equities",
            head: "Stocks",
            unit: "USD",
            numeric: true,
            cell: (row) => (
              <Usd value={row.equities_usd} of={of(row, STOCKS)} mark={doubt(row, STOCKS, "payment")} />
            ),
          },
          {
            key: "equities-rate",
            head: "Stocks, rate",
            unit: "cents per 100 shares of paid orders",
            numeric: true,
            cell: (row) => (
              <Rate
                value={row.equities_cents_per_100_shares}
                orders={{ coverage: row.equities_order_coverage, nothing: row.equities_paid_nothing_pct }}
                of={of(row, STOCKS)}
                mark={doubt(row, STOCKS, "rate")}
              />
            ),
          },
          {
            key: "options",
            head: "Options",
            unit: "USD",
            numeric: true,
            cell: (row) => (
              <Usd
                value={row.options_usd}
                of={of(row, ["options"])}
                mark={doubt(row, ["options"], "payment")}
              />
            ),
          },
          {
            key: "options-rate",
            head: "Options, rate",
            unit: "cents per contract of paid orders",
            numeric: true,
            cell: (row) => (
              <Rate
                value={row.options_cents_per_contract}
                orders={{ coverage: row.options_order_coverage, nothing: row.options_paid_nothing_pct }}
                of={of(row, ["options"])}
                mark={doubt(row, ["options"], "rate")}
              />
            ),
          },
        ]}
      />
      <MarkNotes marks={marks.marks} />
    </>
  );
}

/** How much was left out because another stored report contains it as well; nothing when none was. */
export function ReReportedNote({ usd }: { usd: number | null }) {
  if (usd === null || usd === 0) return null;
  return (
    <>
      Left out: <Usd value={usd} /> that another stored report contains as well, so that no dollar counts
      twice (see <Link href="/methods#re-reported">methods</Link>).{" "}
    </>
  );
}
