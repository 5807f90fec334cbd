import Link from "next/link";
import { quarterLabel } from "@/report/format";
import { distinctMarks } from "@/report/mark";
import type { ListingChange } from "@/series/quarter-moves";
import { brokerPath, type KeptView, venuePath } from "@/site/entity-path";
import { MarkNotes } from "@/site/marks";
import { Note, SideBySide, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { Usd } from "@/tables/figures";
import type { TableView } from "@/tables/table-view";
import { listingSentence } from "@/words/listing-sentence";

/** Venues that brokers began or ceased to list, among brokers with complete reports for both quarters. */
export function ListingChangesStory({
  quarter,
  before,
  gained,
  lost,
  compared,
  view,
  gainedView,
  lostView,
}: {
  /** `2020Q2` */
  quarter: string;
  before: string;
  gained: readonly ListingChange[];
  lost: readonly ListingChange[];
  /** Brokers with complete reports for both quarters. */
  compared: number;
  gainedView?: TableView;
  lostView?: TableView;
  view: KeptView;
}) {
  const [said, saidBefore] = [quarter, before].map(quarterLabel) as [string, string];
  return (
    <Story
      id="listings"
      name="New and lost venues"
      says={listingSentence(said, saidBefore, gained, lost, compared)}
      wide
    >
      {compared === 0 ? null : (
        <>
          <SideBySide>
            <ChangeTable
              changes={gained}
              caption={`Listed in ${said}, not in ${saidBefore}`}
              at={quarter}
              view={view}
              tableView={gainedView}
            />
            <ChangeTable
              changes={lost}
              caption={`Listed in ${saidBefore}, not in ${said}`}
              at={before}
              view={view}
              tableView={lostView}
            />
          </SideBySide>
          <MarkNotes marks={distinctMarks([...gained, ...lost].map((one) => one.mark))} />
          <Note>
            A venue must be listed when it got at least 5% of a broker’s orders or is among the ten with the
            most, so one that is lost may still get some. A star marks venues that no compared broker listed
            in the other quarter.
          </Note>
        </>
      )}
    </Story>
  );
}

function ChangeTable({
  changes,
  caption,
  at,
  view,
  tableView,
}: {
  changes: readonly ListingChange[];
  caption: string;
  at: string;
  view: KeptView;
  tableView?: TableView;
}) {
  return (
    <div>
      <DataTable<ListingChange>
        caption={caption}
        rows={changes}
        view={tableView}
        rowKey={(one) => `${one.venueSlug} ${one.brokerSlug}`}
        empty={`${caption}: none.`}
        columns={[
          {
            key: "venue",
            head: "Venue",
            cell: (one) => (
              <>
                <Link href={venuePath(one.venueSlug, at, view)}>{one.venue}</Link>
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
            cell: (one) => <Link href={brokerPath(one.brokerSlug, at, view)}>{one.broker}</Link>,
          },
          {
            key: "payment",
            head: "Payment",
            unit: "USD",
            numeric: true,
            cell: (one) => <Usd value={one.usd} mark={one.mark} />,
          },
        ]}
      />
    </div>
  );
}
