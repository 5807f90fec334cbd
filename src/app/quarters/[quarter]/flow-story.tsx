import Link from "next/link";
import { FlowDiagram } from "@/drawings/flow-diagram";
import type { Filters } from "@/queries/filters";
import { writeQuery } from "@/queries/write-query";
import { quarterLabel } from "@/report/format";
import { type FlowRow, flowLayout, REST } from "@/series/flow-layout";
import { tracedFlows } from "@/series/traced-points";
import { brokerPath, venuePath } from "@/site/entity-path";
import { AsTable, Chart, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { traceHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { flowSentence } from "@/words/flow-sentence";

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
  const layout = flowLayout(rows, { brokers: 8, venues: 12 });
  const lines = rows
    .filter((row) => row.usd !== null)
    .sort((a, b) => Math.abs(b.usd ?? 0) - Math.abs(a.usd ?? 0));
  return (
    <Story id="flow" name={`Who paid whom, ${said}`} says={flowSentence(said, rows)} wide>
      {layout.bands.length > 0 ? (
        <Chart unit="Brokers left, venues right; a band is as thick as the net payment between them, US dollars">
          <FlowDiagram
            layout={tracedFlows(layout, (broker, venue) =>
              broker === REST || venue === REST
                ? null
                : traceHref({ ...scope, broker: [broker], venue: [venue], metric: "payment" }),
            )}
            title={`Net payments between ${layout.brokers.length} brokers and ${layout.venues.length} venues, ${said}`}
          />
        </Chart>
      ) : null}
      <TakeAway {...take} />
      <Note>
        Bands are what the venue paid the broker; red, dashed ones what the broker paid the venue. The largest
        brokers and venues are named, the others are together.
      </Note>
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
                <Usd value={row.usd} of={{ ...scope, broker: [row.brokerKey], venue: [row.venueKey] }} />
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
