import Link from "next/link";
import { DotPlot } from "@/drawings/dot-plot";
import { Legend } from "@/drawings/legend";
import { rowKey } from "@/execution/executed-order";
import {
  EXECUTION_TYPE_WORDS,
  ORDER_SIZES,
  SP500_FLAGS,
  SP500_WORDS,
  sizeWords,
} from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import type { ExecutionListRow } from "@/queries/execution-rows";
import { type OwnExecution, ownExecutions } from "@/queries/own-execution";
import type { ComparedBroker } from "@/series/compare-panels";
import { EXECUTION_MEASURES, sizeDots } from "@/series/execution-dots";
import { Chart, Note, SideBySide, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { executionColumns } from "@/tables/execution-columns";
import type { TableView } from "@/tables/table-view";
import { executionsSentence, withoutExecution } from "@/words/execution-sentence";
import { executionOrderColumns } from "../execution/order-columns";

const SIZES = ORDER_SIZES.map((size) => ({ size, label: sizeWords(size) }));
const MEASURES = EXECUTION_MEASURES.filter(({ key }) => key === "efq" || key === "improvement");
/** Rows shown at first: orders of every size of one kind for six brokers. */
const FIRST = 54;

type Row = ExecutionListRow & { readonly name: string; readonly slug: string };

/** How the chosen brokers' own customers' orders were executed, of those that filed; who did not is named. */
export function CompareExecutionStory({
  brokers,
  asOf,
  tableView,
}: {
  brokers: readonly ComparedBroker[];
  asOf: string | null;
  tableView: TableView;
}) {
  const found = ownExecutions(
    brokers.map(({ slug }) => slug),
    asOf,
  );
  const ownOf = (slug: string) => found.find((one) => one.slug === slug)?.own ?? null;
  const filed = brokers.flatMap((broker) => {
    const own = ownOf(broker.slug);
    return own ? [{ broker, own }] : [];
  });
  const without = withoutExecution(brokers.filter(({ slug }) => !ownOf(slug)).map(({ name }) => name));
  const name = "How their customers’ orders were executed";
  const ofMakers =
    "What a market maker filed is of all brokers that send it orders, and is given to none of them.";
  if (filed.length === 0) {
    return (
      <Story id="execution" name={name} says={without}>
        <Note>
          {ofMakers} <Link href="/upload#execution">Where the reports are</Link> ·{" "}
          <Link href="/methods#execution">What may be concluded</Link>
        </Note>
      </Story>
    );
  }
  const rows = rowsOf(filed);
  const months = [...new Set(filed.map(({ own }) => own.month))].sort((a, b) => a - b);
  const kinds = filed.map(({ broker: { slug, name: label, color } }) => ({
    key: slug,
    label,
    color,
    isOf: (row: ExecutionListRow) => row.order_type === "M" && (row as Row).slug === slug,
  }));
  const usual = { sp500: "Y", size: 1000, type: "M", month: months[0] ?? 0 } as const;
  return (
    <Story
      id="execution"
      name={`${name}, ${months.map(monthWords).join(", ")}`}
      says={executionsSentence(
        rows.filter((row) => row.sp500 === "Y" && row.order_size === 1000 && row.order_type === "M"),
        usual,
      )}
      wide
    >
      {without ? <p>{without}</p> : null}
      {SP500_FLAGS.filter((flag) => rows.some((row) => row.sp500 === flag)).map((flag) => (
        <SideBySide key={flag}>
          {MEASURES.map((measure) => (
            <Chart
              key={measure.key}
              unit={`Market orders, ${SP500_WORDS[flag]}. ${measure.title}`}
              legend={<Legend entries={kinds} />}
            >
              <DotPlot
                plot={sizeDots(
                  rows.filter((row) => row.sp500 === flag),
                  SIZES,
                  kinds,
                  measure,
                )}
              />
            </Chart>
          ))}
        </SideBySide>
      ))}
      <DataTable<Row>
        caption={`Orders executed for customers of the chosen brokers, ${months.map(monthWords).join(", ")}`}
        rows={rows}
        rowKey={(row) => `${row.report_id}-${rowKey(row)}`}
        view={tableView}
        first={FIRST}
        columns={[
          ...executionOrderColumns<Row>(),
          { key: "broker", head: "Broker", cell: (row) => row.name },
          ...(months.length > 1
            ? [
                {
                  key: "month",
                  head: "Month",
                  cell: (row: Row) => monthWords(row.month),
                  value: (row: Row) => row.month,
                },
              ]
            : []),
          ...executionColumns<Row>(),
        ]}
      />
      <Note>
        Orders of their own customers, by their own reports. {ofMakers} Brokers get different orders, and
        averages come without counts. The payments above are of another time and of orders of any size; the
        reports do not show that one caused the other, and the two are never subtracted. Options are not
        covered. <Link href="/methods#execution">What may be concluded</Link>
      </Note>
    </Story>
  );
}

/** Orders of one kind beside each other: as the first broker filed them, market orders in S&P 500 stocks first. */
function rowsOf(filed: readonly { readonly broker: ComparedBroker; readonly own: OwnExecution }[]): Row[] {
  const all = filed.flatMap(({ broker: { slug, name }, own }) =>
    own.rows.map((row): Row => ({ ...row, slug, name })),
  );
  const place = (row: Row) =>
    [
      SP500_FLAGS.indexOf(row.sp500),
      Object.keys(EXECUTION_TYPE_WORDS).indexOf(row.order_type),
      row.order_size,
    ] as const;
  return all.sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  });
}
