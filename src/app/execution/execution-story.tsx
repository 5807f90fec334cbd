import Link from "next/link";
import { DotPlot } from "@/drawings/dot-plot";
import { Legend } from "@/drawings/legend";
import { rowKey } from "@/execution/executed-order";
import {
  ALL_BELOW_200000,
  EXECUTION_TYPE_WORDS,
  EXECUTION_TYPES,
  ORDER_SIZES,
  SP500_FLAGS,
  sizeWords,
} from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import type { ExecutionListRow } from "@/queries/execution-rows";
import type { Filters } from "@/queries/filters";
import { executedOrder, ownExecution, ownExecutionMonths } from "@/queries/own-execution";
import { rates } from "@/queries/rates";
import { quarterLabel } from "@/report/format";
import { formatQuarter, type Quarter } from "@/report/quarter";
import { EXECUTION_MEASURES, type ExecutionDots, sizeDots } from "@/series/execution-dots";
import { Chart, Note, SideBySide, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { executionColumns } from "@/tables/execution-columns";
import { Rate } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { executionSentence } from "@/words/execution-sentence";
import { ExecutionMonths } from "./execution-months";
import { executionOrderColumns } from "./order-columns";

const SIZES = ORDER_SIZES.map((size) => ({ size, label: sizeWords(size) }));
const TYPES = [
  { key: "M", label: EXECUTION_TYPE_WORDS.M, color: "market" },
  { key: "ML", label: EXECUTION_TYPE_WORDS.ML, color: "marketable_limit" },
] as const satisfies readonly Omit<ExecutionDots, "isOf">[];
const KINDS = TYPES.map((one) => ({ ...one, isOf: (row: ExecutionListRow) => row.order_type === one.key }));
const SP500_HEADS = { Y: "S&P 500 stocks", N: "Other stocks" } as const;
/** Two plots beside each other; the table has all. */
const MEASURES = EXECUTION_MEASURES.filter(({ key }) => key === "efq" || key === "improvement");
/** Cells of rule 606 that are about the same kind of orders. */
const PAID_FOR = { M: "market", ML: "marketable_limit" } as const;
const SECTION = { Y: "sp500", N: "non_sp500" } as const;

/**
 * How a reporter executed orders, beside what was paid for such orders. `paid`: the filters under which the payments are its own,
 * and the quarter they are of; null: no report of rule 606 is stored. Nothing where it filed no summary, unless `isBroker`:
 * of a broker it is said that none is here.
 */
export function ExecutionStory({
  slug,
  name,
  isBroker,
  paid,
  asOf,
  tableView,
}: {
  slug: string;
  name: string;
  isBroker: boolean;
  paid: { readonly scope: Partial<Filters>; readonly quarter: Quarter } | null;
  /** As known on that day; null: now. */
  asOf: string | null;
  tableView: TableView;
}) {
  const own = ownExecution(slug, isBroker ? "broker" : "venue", asOf);
  if (!own) return isBroker ? <NoneOfBroker name={name} /> : null;
  const { month, reports, rows } = own;
  const usual = { month, size: 1000, type: "M", sp500: "Y" } as const;
  const said = executedOrder(own, usual);
  const rateOf = paid ? paymentRates(paid.scope, paid.quarter) : null;
  const when = paid ? quarterLabel(formatQuarter(paid.quarter)) : "";
  const marked = rows.filter((row) => row.marked !== null).length;
  return (
    <Story
      id="execution"
      name={isBroker ? "How its orders were executed" : "How orders were executed there"}
      says={
        said && said.marked === null
          ? executionSentence(name, said, usual)
          : `${name} filed how it executed orders in ${monthWords(month)}.`
      }
      wide
    >
      {SP500_FLAGS.filter((flag) => rows.some((row) => row.sp500 === flag)).map((flag) => (
        <SideBySide key={flag}>
          {MEASURES.map((measure) => (
            <Chart
              key={measure.key}
              unit={`${SP500_HEADS[flag]}. ${measure.title}`}
              legend={<Legend entries={TYPES} />}
            >
              <DotPlot
                plot={sizeDots(
                  rows.filter((row) => row.sp500 === flag),
                  SIZES,
                  KINDS,
                  measure,
                )}
              />
            </Chart>
          ))}
        </SideBySide>
      ))}
      <ExecutionMonths
        name={name}
        rows={
          reports.length > 1
            ? ownExecutionMonths(slug, isBroker ? "broker" : "venue", ALL_BELOW_200000, asOf)
            : []
        }
      />
      <DataTable<ExecutionListRow>
        caption={`Orders executed ${isBroker ? "for customers of" : "at"} ${name}, ${monthWords(month)}`}
        rows={rows}
        rowKey={(row) => `${row.report_id}-${rowKey(row)}`}
        view={tableView}
        first={rows.length}
        columns={[
          ...executionOrderColumns<ExecutionListRow>(),
          ...executionColumns<ExecutionListRow>(
            rateOf
              ? [
                  {
                    key: "paid",
                    head: isBroker ? `Paid to it, ${when}` : `Paid to brokers, ${when}`,
                    unit: "cents per 100 shares",
                    numeric: true,
                    cell: (row: ExecutionListRow) => <Rate value={rateOf(row)} />,
                    value: (row: ExecutionListRow) => rateOf(row),
                  },
                ]
              : [],
          ),
        ]}
      />
      <Note>
        {marked > 0
          ? `${marked} of ${rows.length} rows have a figure that cannot be what it says; they are in the table, marked, and not in the charts. `
          : ""}
        {isBroker
          ? "These are orders of its own customers."
          : `These are orders of all who send orders to ${name}, never of one broker’s customers.`}{" "}
        {paid
          ? `Beside them stands the rate filed for ${when} for such orders of any size. The reports do not show that one caused the other, and the two are never subtracted. `
          : ""}
        Options are not covered. <Link href="/methods#execution">What may be concluded</Link>
        {" · "}
        <Link href={`/execution?month=${month}`}>All reporters</Link>
        {reports.length > 1 ? (
          <>
            {" · "}
            <Link href="/reports#execution">Its other months</Link>
          </>
        ) : null}
      </Note>
    </Story>
  );
}

/** The filed rate for orders of a row's type and stocks. */
function paymentRates(scope: Partial<Filters>, quarter: Quarter): (row: ExecutionListRow) => number | null {
  const known = new Map(
    SP500_FLAGS.flatMap((flag) =>
      EXECUTION_TYPES.map((type) => {
        const filters = {
          ...scope,
          from: quarter,
          to: quarter,
          section: [SECTION[flag]],
          orderType: [PAID_FOR[type]],
        } as Filters;
        return [flag + type, rates(filters, [])[0]?.cents_per_100_shares ?? null] as const;
      }),
    ),
  );
  return ({ sp500, order_type }) => known.get(sp500 + order_type) ?? null;
}

function NoneOfBroker({ name }: { name: string }) {
  return (
    <Story
      id="execution"
      name="How its orders were executed"
      says={`No Rule 605 report of ${name} is stored, so how well its customers’ orders were executed is not known here.`}
    >
      <Note>
        Since August 2026 brokers with 100,000 or more customer accounts file one every month. The figures of
        a market maker that it sends orders to are of all that maker’s clients and are not given to it.{" "}
        <Link href="/upload#execution">Where the reports are</Link> ·{" "}
        <Link href="/methods#execution">What may be concluded</Link>
      </Note>
    </Story>
  );
}
