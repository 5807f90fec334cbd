import { about } from "@/charts/chart";
import { ratesByOrderType } from "@/charts/rates-by-order-type";
import { ChartFigures } from "@/drawings/chart-figure";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { coverageOf } from "@/report/coverage";
import { formatPercent, formatRate } from "@/report/format";
import { ORDER_TYPE_LABELS, ORDER_TYPES, type OrderType } from "@/report/order-types";
import { SECTION_LABELS, type Section } from "@/report/sections";
import { Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { Explained } from "@/site/terms/term";
import { Traced } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Rate } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { rateUnitOf, SECTION_SHORT } from "@/words/order-words";
import css from "./rate-story.module.css";

interface OrderTypeLine {
  readonly orderType: OrderType | null;
  readonly rates: Partial<Record<Section, RateRow>>;
}

/** What one broker is paid per order, by section and order type. `scope`: the filters all is under. `rows` by section and order type, `totals` by section. */
export function RateStory({
  broker,
  quarter,
  rows,
  totals,
  scope,
  take,
  tableView,
}: {
  broker: string;
  /** `2021 Q1` */
  quarter: string;
  rows: readonly RateRow[];
  totals: readonly RateRow[];
  scope: Partial<Filters>;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const chart = ratesByOrderType.show(rows, about({ broker, quarter, scope }));
  const sections = chart.parts.map((part) => part.chart.section);
  const lines = ORDER_TYPES.map((orderType) => lineOf(orderType, rows));
  return (
    <Story id="rates" name={`Rate by order type, ${quarter}`} wide>
      <ChartFigures
        parts={chart.parts}
        below={({ chart: { section } }) => (
          <p className={css.figure}>
            <Traced
              of={{
                ...scope,
                section: [section],
                orderType: ["market"],
                metric: marketIsRated(section, rows) ? "rate" : "order_coverage",
              }}
            >
              {marketFigure(section, quarter, rows)}
            </Traced>
          </p>
        )}
      />
      <TakeAway {...take} />
      <Note>
        {chart.notes.join(" ")} A rate is the payment divided by the volume it was paid for; orders nobody
        paid for are not in it. One that speaks for less than half of the orders is not drawn.
      </Note>
      <DataTable<OrderTypeLine>
        caption={`Rate by order type and section, ${broker}, ${quarter}`}
        rows={lines}
        total={lineOf(null, totals)}
        rowKey={(line) => line.orderType ?? "all"}
        view={tableView}
        columns={[
          {
            key: "type",
            head: "Order type",
            cell: (line) => (
              <Explained>{line.orderType ? ORDER_TYPE_LABELS[line.orderType] : "All order types"}</Explained>
            ),
          },
          ...sections.map((section) => ({
            key: section,
            head: SECTION_LABELS[section],
            unit: rateUnitOf(section),
            numeric: true,
            cell: (line: OrderTypeLine) => {
              const row = line.rates[section];
              return (
                <Rate
                  value={row?.cents_per_100_shares}
                  coverage={row?.order_coverage}
                  ratedShare={row?.rated_share}
                  of={{ ...scope, section: [section], orderType: line.orderType ? [line.orderType] : [] }}
                />
              );
            },
          })),
        ]}
      />
    </Story>
  );
}

function lineOf(orderType: OrderType | null, rows: readonly RateRow[]): OrderTypeLine {
  const own = rows.filter((row) => orderType === null || row.orderType === orderType);
  return { orderType, rates: Object.fromEntries(own.map((row) => [row.section, row])) };
}

/** `S&P 500, market orders, 2021 Q1: 8.92 ¢ per 100 shares`: one figure to find and to quote. */
export function marketFigure(section: Section, quarter: string, rows: readonly RateRow[]): string {
  const row = rows.find((one) => one.section === section && one.orderType === "market");
  const what = `${SECTION_SHORT[section]}, market orders, ${quarter}`;
  if (!row || row.cents_per_100_shares === null) return `${what}: no rate filed`;
  if (coverageOf(row.order_coverage) === "not_enough") {
    return `${what}: not enough filed (${formatPercent(row.order_coverage)} of the orders)`;
  }
  const unit = section === "options" ? "per contract" : "per 100 shares";
  return `${what}: ${formatRate(row.cents_per_100_shares)} ¢ ${unit}`;
}

function marketIsRated(section: Section, rows: readonly RateRow[]): boolean {
  const row = rows.find((one) => one.section === section && one.orderType === "market");
  return row !== undefined && coverageOf(row.order_coverage) !== "not_enough";
}
