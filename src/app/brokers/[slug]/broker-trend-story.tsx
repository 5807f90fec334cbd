import { about } from "@/charts/chart";
import { paymentsByQuarter } from "@/charts/payments-by-quarter";
import { ratesByQuarter } from "@/charts/rates-by-quarter";
import { ChartFigure, ChartFigures } from "@/drawings/chart-figure";
import type { BrokerQuarter } from "@/queries/broker-quarters";
import type { Filters } from "@/queries/filters";
import type { RateRow } from "@/queries/rates";
import { listInText, quarterLabel } from "@/report/format";
import { orderReading } from "@/report/order-reading";
import { parseQuarter } from "@/report/quarter";
import { SECTIONS, type Section } from "@/report/sections";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
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
  readonly total: RateRow | undefined;
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
  const thin = rows.filter((row) => orderReading(row).kind === "not_enough");
  const partial = quarters.filter((one) => !one.complete);
  const isPartial = new Set(partial.map((one) => one.quarter));
  const payments = paymentsByQuarter.show(
    {
      payments: rows,
      change: { of: "broker", totals: totals.filter((row) => !isPartial.has(row.quarter ?? "")) },
    },
    about({ broker, scope }),
  );
  const rates = ratesByQuarter.show(
    { rates: rows, span: quarters.map((one) => one.quarter) },
    about({ broker, scope }),
  );
  return (
    <Story id="trend" name="Quarter by quarter" says={payments.says} wide>
      {payments.parts.map((part) => (
        <ChartFigure key={part.unit} part={part} />
      ))}
      <TakeAway {...takePayments} />
      <ChartFigures parts={rates.parts} width={500} />
      {rates.parts.length > 0 ? <TakeAway {...takeRates} /> : null}
      {partial.length > 0 || thin.length > 0 ? (
        <Note>
          {partial.length > 0
            ? `Not all three months filed: ${listInText(partial.map((one) => `${quarterLabel(one.quarter)} (${one.filed_months} of 3)`))}. `
            : ""}
          {thin.length > 0
            ? `Rates not drawn because less than half of the orders are spoken for: ${listInText(
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
              cell: (line) => (
                <Usd value={line.total?.payment_usd} of={of(line)} mark={line.total?.marks?.payment} />
              ),
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
    total: totals.find((row) => row.quarter === one.quarter),
    sections: Object.fromEntries(own.map((row) => [row.section, row])),
  };
}
