import Link from "next/link";
import { about } from "@/charts/chart";
import { flows } from "@/charts/flows";
import { ChartFigure } from "@/drawings/chart-figure";
import type { Filters } from "@/queries/filters";
import { writeQuery } from "@/queries/write-query";
import { quarterLabel } from "@/report/format";
import type { FlowRow } from "@/series/flow-layout";
import { brokerPath, venuePath } from "@/site/entity-path";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";

/** Who paid whom in one quarter. */
export function FlowStory({
  quarter,
  rows,
  scope,
  take,
  tableView,
}: {
  quarter: string;
  rows: readonly FlowRow[];
  /** What is counted: the figures are traced by it. */
  scope: Partial<Filters>;
  take: TakeAwayProps;
  tableView?: TableView;
}) {
  const said = quarterLabel(quarter);
  const chart = flows.show(rows, about({ quarter: said, scope }));
  const lines = rows
    .filter((row) => row.usd !== null)
    .sort((a, b) => Math.abs(b.usd ?? 0) - Math.abs(a.usd ?? 0));
  return (
    <Story id="flow" name={`Who paid whom, ${said}`} says={chart.says} wide>
      {chart.parts.map((part) => (
        <ChartFigure key={part.unit} part={part} />
      ))}
      <TakeAway {...take} />
      <Note>{chart.notes.join(" ")}</Note>
      <AsTable open={tableView?.chosen}>
        <DataTable<FlowRow>
          caption={`Net payment by broker and venue, ${said}`}
          rows={lines}
          rowKey={(row) => `${row.brokerKey} ${row.venueKey}`}
          view={tableView}
          columns={[
            {
              key: "broker",
              head: "Broker",
              cell: (row) => <Link href={brokerPath(row.brokerKey, quarter, scope)}>{row.broker}</Link>,
            },
            {
              key: "venue",
              head: "Venue",
              cell: (row) => <Link href={venuePath(row.venueKey, quarter, scope)}>{row.venue}</Link>,
            },
            {
              key: "payment",
              head: "Payment",
              unit: "USD",
              numeric: true,
              cell: (row) => (
                <Usd
                  value={row.usd}
                  of={{ ...scope, broker: [row.brokerKey], venue: [row.venueKey] }}
                  mark={row.mark}
                />
              ),
            },
          ]}
        />
        <Note>
          <a href={`/api/v1/rates?${writeQuery({ ...scope, by: ["broker", "venue"], format: "csv" })}`}>
            All as CSV
          </a>
        </Note>
      </AsTable>
    </Story>
  );
}
