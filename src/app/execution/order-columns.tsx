import { rowKey } from "@/execution/executed-order";
import { EXECUTION_TYPE_WORDS, type OrderSize, SP500_WORDS, sizeWords } from "@/execution/order-sizes";
import type { ExecutionListRow } from "@/queries/execution-rows";
import type { Column } from "@/tables/table-head";

/** Which orders a row is of; its size leads to the row as filed. */
export function executionOrderColumns<Row extends ExecutionListRow>(): Column<Row>[] {
  return [
    {
      key: "size",
      head: "Order size",
      cell: (row) => (
        <a href={`/reports/${row.report_id}#${rowKey(row)}`}>{sizeWords(row.order_size as OrderSize)}</a>
      ),
      value: (row) => row.order_size,
    },
    {
      key: "type",
      head: "Orders",
      cell: (row) => EXECUTION_TYPE_WORDS[row.order_type].replace(/ orders$/, ""),
    },
    { key: "stocks", head: "Stocks", cell: (row) => SP500_WORDS[row.sp500].replace(/ stocks$/, "") },
  ];
}
