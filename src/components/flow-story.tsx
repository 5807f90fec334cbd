import Link from "next/link";
import { FlowDiagram } from "@/charts/flow-diagram";
import { type FlowRow, flowLayout } from "@/charts/flow-layout";
import { flowSentence } from "@/charts/flow-sentence";
import type { Filters } from "@/queries/filters";
import { DataTable } from "./data-table";
import { Usd } from "./figures";
import { AsTable, Chart, Note, Story } from "./story";
import { TakeAway, type TakeAwayProps } from "./take-away";

const MOST_LINES = 200;

/** Who paid whom in one quarter. */
export function FlowStory({
  quarter,
  rows,
  scope,
  take,
}: {
  quarter: string;
  rows: readonly FlowRow[];
  /** What is counted: the figures are traced by it. */
  scope: Partial<Filters>;
  take: TakeAwayProps;
}) {
  const said = quarter.replace("Q", " Q");
  const layout = flowLayout(rows, { brokers: 8, venues: 12 });
  const lines = rows
    .filter((row) => row.usd !== null)
    .sort((a, b) => Math.abs(b.usd ?? 0) - Math.abs(a.usd ?? 0));
  return (
    <Story id="flow" name={`Who paid whom, ${said}`} says={flowSentence(said, rows)} wide>
      {layout.bands.length > 0 ? (
        <Chart unit="Brokers left, venues right; a band is as thick as the net payment between them, US dollars">
          <FlowDiagram
            layout={layout}
            title={`Net payments between ${layout.brokers.length} brokers and ${layout.venues.length} venues, ${said}`}
          />
        </Chart>
      ) : null}
      <TakeAway {...take} />
      <Note>
        Most bands are paid by the venue to the broker. Red, dashed ones were paid by the broker. The largest
        brokers and venues are named, the others are together.
      </Note>
      <AsTable>
        <DataTable<FlowRow>
          caption={`Net payment by broker and venue, ${said}`}
          rows={lines.slice(0, MOST_LINES)}
          rowKey={(row) => `${row.brokerKey} ${row.venueKey}`}
          columns={[
            {
              key: "broker",
              head: "Broker",
              cell: (row) => <Link href={`/brokers/${row.brokerKey}?quarter=${quarter}`}>{row.broker}</Link>,
            },
            {
              key: "venue",
              head: "Venue",
              cell: (row) => <Link href={`/venues/${row.venueKey}?quarter=${quarter}`}>{row.venue}</Link>,
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
        {lines.length > MOST_LINES ? (
          <Note>
            The {MOST_LINES} with the most money of {lines.length};{" "}
            <a href={`/api/v1/rates?by=broker,venue&from=${quarter}&to=${quarter}&format=csv`}>all as CSV</a>.
          </Note>
        ) : null}
      </AsTable>
    </Story>
  );
}
