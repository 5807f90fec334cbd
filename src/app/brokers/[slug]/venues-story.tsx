import { about } from "@/charts/chart";
import { paymentsByVenue } from "@/charts/payments-by-venue";
import { ChartFigure } from "@/drawings/chart-figure";
import type { Filters } from "@/queries/filters";
import type { VenueListRow } from "@/queries/list-venues";
import type { RateRow } from "@/queries/rates";
import type { VenueShare } from "@/queries/venue-shares";
import { distinctMarks, type Mark } from "@/report/mark";
import { SECTION_LABELS, SECTIONS, type Section } from "@/report/sections";
import { VENUE_KIND_LABELS } from "@/report/venue-kinds";
import { byPayment } from "@/series/payments-ranking";
import { MarkNotes } from "@/site/marks";
import { AsTable, Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import { Explained } from "@/site/terms/term";
import { shareHref } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { Percent, Usd } from "@/tables/figures";
import { assetPayments } from "@/tables/payment-columns";
import type { TableView } from "@/tables/table-view";

interface VenueLine {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly paymentUsd: number | null;
  readonly mark?: Mark | null;
  readonly stocks: RateRow | undefined;
  readonly options: RateRow | undefined;
}

/** Who paid one broker in one quarter. `scope`: the filters all is under. `totals` by venue; `stocks` and `options` by venue over those sections alone. */
export function VenuesStory({
  broker,
  quarter,
  totals,
  stocks,
  options,
  venues,
  shares,
  scope,
  take,
  tableView,
  sharesView,
}: {
  broker: string;
  quarter: string;
  totals: readonly RateRow[];
  stocks: readonly RateRow[];
  options: readonly RateRow[];
  venues: readonly VenueListRow[];
  shares: readonly VenueShare[];
  scope: Partial<Filters>;
  take: TakeAwayProps;
  tableView?: TableView;
  sharesView?: TableView;
}) {
  const of = (line: VenueLine) => ({ ...scope, venue: [line.slug] });
  const lines = byPayment(
    totals.map((row) => ({
      key: row.venue_slug ?? "",
      slug: row.venue_slug ?? "",
      name: row.venue ?? "",
      kind: kindOf(venues.find((one) => one.slug === row.venue_slug)),
      paymentUsd: row.payment_usd,
      mark: row.marks?.payment,
      stocks: stocks.find((one) => one.venue_slug === row.venue_slug),
      options: options.find((one) => one.venue_slug === row.venue_slug),
    })),
  );
  const chart = paymentsByVenue.show(totals, about({ broker, quarter, scope }));
  return (
    <Story id="venues" name={`Who paid, ${quarter}`} says={chart.says} wide>
      {chart.parts.map((part) => (
        <ChartFigure key={part.unit} part={part} width={640} names={170} />
      ))}
      <TakeAway {...take} />
      <DataTable<VenueLine>
        caption={`Payment and rate by venue, ${broker}, ${quarter}`}
        captionHidden
        rows={lines}
        rowKey={(line) => line.slug}
        view={tableView}
        empty="No venue is listed for this quarter."
        columns={[
          { key: "venue", head: "Venue", cell: (line) => line.name },
          { key: "kind", head: "Kind", cell: (line) => <Explained>{line.kind}</Explained> },
          {
            key: "payment",
            head: "Payment",
            unit: "USD",
            numeric: true,
            cell: (line) => <Usd value={line.paymentUsd} of={of(line)} mark={line.mark} />,
          },
          ...assetPayments<VenueLine>((line, section) => ({ ...of(line), section })),
        ]}
      />
      <Note>{chart.notes.join(" ")}</Note>
      <AsTable summary="Show each venue’s share of the orders" open={sharesView?.chosen}>
        <ShareTable
          shares={shares}
          scope={scope}
          tableView={sharesView}
          caption={`Share of non-directed orders by venue, ${broker}, ${quarter}`}
        />
      </AsTable>
    </Story>
  );
}

function ShareTable({
  shares,
  scope: { broker, from, to, asOf },
  caption,
  tableView,
}: {
  shares: readonly VenueShare[];
  scope: Partial<Filters>;
  caption: string;
  tableView?: TableView;
}) {
  const sections = SECTIONS.filter((section) => shares.some((one) => one.section === section));
  const slugs = [...new Set(shares.map((one) => one.venue_slug))];
  const share = (slug: string, section: Section) =>
    shares.find((one) => one.venue_slug === slug && one.section === section);
  return (
    <>
      <DataTable<string>
        caption={caption}
        rows={slugs}
        rowKey={(slug) => slug}
        view={tableView}
        columns={[
          {
            key: "venue",
            head: "Venue",
            cell: (slug) => shares.find((one) => one.venue_slug === slug)?.venue,
          },
          ...sections.map((section) => ({
            key: section,
            head: SECTION_LABELS[section],
            unit: "% of orders",
            numeric: true,
            cell: (slug: string) => {
              const one = share(slug, section);
              return one ? (
                <Percent
                  value={one.order_pct}
                  trace={shareHref({ broker, venue: [slug], section: [section], from, to, asOf })}
                  mark={one.mark}
                />
              ) : (
                ""
              );
            },
          })),
        ]}
      />
      <MarkNotes marks={distinctMarks(shares.map((one) => one.mark))} />
      <Note>As filed, a plain mean of the months (order counts are not filed); need not add to 100.</Note>
    </>
  );
}

/** One word for a venue that is one kind of firm; two where it differs between stocks and options. */
function kindOf(venue: VenueListRow | undefined): string {
  if (!venue) return "";
  return VENUE_KIND_LABELS[venue.kind];
}
