import Link from "next/link";
import { listingSentence } from "@/charts/listing-sentence";
import type { ListingChange } from "@/charts/quarter-moves";
import { DataTable } from "./data-table";
import { Usd } from "./figures";
import { Note, SideBySide, Story } from "./story";

const MOST_LINES = 12;

/** Venues that brokers began or ceased to list, among brokers with complete reports for both quarters. */
export function ListingChangesStory({
  quarter,
  before,
  gained,
  lost,
}: {
  /** `2020Q2` */
  quarter: string;
  before: string;
  gained: readonly ListingChange[];
  lost: readonly ListingChange[];
}) {
  const [said, saidBefore] = [quarter, before].map((one) => one.replace("Q", " Q")) as [string, string];
  return (
    <Story
      id="listings"
      name="New and lost venues"
      says={listingSentence(said, saidBefore, gained, lost)}
      wide
    >
      <SideBySide>
        <ChangeTable changes={gained} caption={`Listed in ${said}, not in ${saidBefore}`} at={quarter} />
        <ChangeTable changes={lost} caption={`Listed in ${saidBefore}, not in ${said}`} at={before} />
      </SideBySide>
      <Note>
        A venue must be listed when it got at least 5% of a broker’s orders or is among the ten with the most,
        so one that is lost may still get some. A star marks venues that no compared broker listed in the
        other quarter.
      </Note>
    </Story>
  );
}

function ChangeTable({
  changes,
  caption,
  at,
}: {
  changes: readonly ListingChange[];
  caption: string;
  at: string;
}) {
  return (
    <div>
      <DataTable<ListingChange>
        caption={caption}
        rows={changes.slice(0, MOST_LINES)}
        rowKey={(one) => `${one.venueSlug} ${one.brokerSlug}`}
        empty={`${caption}: none.`}
        columns={[
          {
            key: "venue",
            head: "Venue",
            cell: (one) => (
              <>
                <Link href={`/venues/${one.venueSlug}?quarter=${at}`}>{one.venue}</Link>
                {one.everywhere ? (
                  <>
                    {" "}
                    <span aria-hidden="true">★</span>
                    <span className="visually-hidden">by no compared broker</span>
                  </>
                ) : null}
              </>
            ),
          },
          {
            key: "broker",
            head: "Broker",
            cell: (one) => <Link href={`/brokers/${one.brokerSlug}?quarter=${at}`}>{one.broker}</Link>,
          },
          {
            key: "payment",
            head: "Payment",
            unit: "USD",
            numeric: true,
            cell: (one) => <Usd value={one.usd} />,
          },
        ]}
      />
      {changes.length > MOST_LINES ? (
        <Note>And {changes.length - MOST_LINES} more with less money.</Note>
      ) : null}
    </div>
  );
}
