import { PeriodLineView, QuarterColumnView } from "@/drawings/charts";
import { Legend } from "@/drawings/legend";
import type { BrokerQuarter } from "@/queries/broker-quarters";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import type { TraceMetric } from "@/queries/trace-parameters";
import { coverageOf } from "@/report/coverage";
import { listInText, quarterLabel } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { SECTIONS, type Section } from "@/report/sections";
import { sectionColumns } from "@/series/quarter-columns";
import { quarterLines, rateLine, trendSentence } from "@/series/quarter-lines";
import { tracedColumns, tracedLines } from "@/series/traced-points";
import { AsTable, Chart, Note, SideBySide, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { traceHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import { sectionPayments } from "@/tables/payment-columns";
import type { TableView } from "@/tables/table-view";
import { SECTION_SHORT } from "@/words/order-words";

/** Three years: of longer histories the table shows the newest at first; the charts have all. */
const FIRST_QUARTERS = 12;

interface QuarterLine {
  readonly quarter: string;
  readonly months: number;
  readonly total: number | null;
  readonly sections: Partial<Record<Section, RateRow>>;
}

/** One broker over time: what it was paid, and at which rates. `scope`: the filters all is under. `rows` by quarter and section, `totals` by quarter. */
export function BrokerTrendStory({
  broker,
  rows,
  totals,
  quarters,
  scope,
  takePayments,
  takeRates,
  tableView,
}: {
  broker: string;
  rows: readonly RateRow[];
  totals: readonly RateRow[];
  quarters: readonly BrokerQuarter[];
  scope: Partial<Filters>;
  takePayments: TakeAwayProps;
  takeRates: TakeAwayProps;
  tableView?: TableView;
}) {
  const of = ({ quarter }: QuarterLine) => ({
    ...scope,
    from: parseQuarter(quarter),
    to: parseQuarter(quarter),
  });
  const traceOf = (metric: TraceMetric, section: string, quarter: string) =>
    traceHref({
      ...scope,
      section: [section as Section],
      from: parseQuarter(quarter),
      to: parseQuarter(quarter),
      metric,
    });
  const span = quarters.map((one) => one.quarter);
  const payments = sectionColumns(
    rows.flatMap(({ section, quarter, payment_usd }) =>
      section && quarter ? [{ section, quarter, paymentUsd: payment_usd }] : [],
    ),
    { id: "broker-payments", title: `${broker}: net payment by quarter and section, US dollars` },
  );
  const stocks = quarterLines([rateLine("sp500", rows), rateLine("non_sp500", rows)], {
    id: "broker-stock-rates",
    title: `${broker}: rate by quarter, cents per 100 shares`,
    unit: "cents",
    span,
  });
  const options = quarterLines([rateLine("options", rows)], {
    id: "broker-option-rates",
    title: `${broker}: rate by quarter, cents per contract`,
    unit: "cents",
    span,
  });
  const thin = rows.filter((row) => coverageOf(row.order_coverage) === "not_enough");
  const partial = quarters.filter((one) => !one.complete);
  const paymentPoints = totals.flatMap((row) =>
    row.quarter && !partial.some((one) => one.quarter === row.quarter)
      ? [{ quarter: row.quarter, value: row.payment_usd }]
      : [],
  );
  return (
    <Story
      id="trend"
      name="Quarter by quarter"
      says={trendSentence(`the payment to ${broker}`, paymentPoints, "dollars")}
      wide
    >
      <Chart
        unit="Net payment, US dollars per quarter, by section"
        legend={<Legend entries={payments.series} />}
      >
        <QuarterColumnView
          chart={tracedColumns(payments, (section, quarter) => traceOf("payment", section, quarter))}
        />
      </Chart>
      <TakeAway {...takePayments} />
      <SideBySide>
        {[stocks, options].map((chart, i) =>
          chart.lines.length > 0 ? (
            <Chart key={chart.id} unit={i === 0 ? "Rate, cents per 100 shares" : "Rate, cents per contract"}>
              <PeriodLineView
                chart={tracedLines(chart, (section, quarter) => traceOf("rate", section, quarter))}
                width={500}
              />
            </Chart>
          ) : null,
        )}
      </SideBySide>
      {stocks.lines.length + options.lines.length > 0 ? <TakeAway {...takeRates} /> : null}
      {partial.length > 0 || thin.length > 0 ? (
        <Note>
          {partial.length > 0
            ? `Not all three months filed: ${listInText(partial.map((one) => `${quarterLabel(one.quarter)} (${one.filed_months} of 3)`))}. `
            : ""}
          {thin.length > 0
            ? `Rates not drawn because they speak for less than half of the orders: ${listInText(
                thin.map(
                  (row) =>
                    `${row.section ? SECTION_SHORT[row.section] : ""} ${quarterLabel(row.quarter ?? "")}`,
                ),
                6,
              )}.`
            : ""}
        </Note>
      ) : null}
      <AsTable open={tableView?.chosen}>
        <DataTable<QuarterLine>
          caption={`Payment and rate by quarter, ${broker}`}
          rows={[...quarters].reverse().map((one) => lineOf(one, rows, totals))}
          rowKey={(line) => line.quarter}
          view={tableView}
          first={FIRST_QUARTERS}
          columns={[
            { key: "quarter", head: "Quarter", cell: (line) => quarterLabel(line.quarter) },
            { key: "months", head: "Months", unit: "filed", numeric: true, cell: (line) => line.months },
            {
              key: "total",
              head: "Payment",
              unit: "USD",
              numeric: true,
              cell: (line) => <Usd value={line.total} of={of(line)} />,
            },
            ...sectionPayments<QuarterLine>(SECTIONS, {
              part: (line, section) => line.sections[section],
              covering: "orders",
              of: (line, section) => ({ ...of(line), section: [section] }),
            }),
          ]}
        />
      </AsTable>
    </Story>
  );
}

function lineOf(one: BrokerQuarter, rows: readonly RateRow[], totals: readonly RateRow[]): QuarterLine {
  const own = rows.filter((row) => row.quarter === one.quarter);
  return {
    quarter: one.quarter,
    months: one.filed_months,
    total: totals.find((row) => row.quarter === one.quarter)?.payment_usd ?? null,
    sections: Object.fromEntries(own.map((row) => [row.section, row])),
  };
}
