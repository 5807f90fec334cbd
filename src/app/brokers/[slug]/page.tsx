import type { Metadata } from "next";
import Link from "next/link";
import { notFound, permanentRedirect } from "next/navigation";
import { paymentSentence } from "@/charts/payment-sentence";
import { BrokerIdentity } from "@/components/broker-identity";
import { BrokerTrendStory } from "@/components/broker-trend-story";
import { Usd } from "@/components/figures";
import { OrderMixStory } from "@/components/order-mix-story";
import { Problem } from "@/components/problem";
import { QuarterPicker } from "@/components/quarter-picker";
import { RateStory } from "@/components/rate-story";
import { ReportsTable } from "@/components/reports-table";
import { Note, Story } from "@/components/story";
import { VenuesStory } from "@/components/venues-story";
import { brokerQuarters } from "@/queries/broker-quarters";
import { type Filters, filters } from "@/queries/filters";
import { reportedThrough, reportsFor } from "@/queries/introducing-brokers";
import { type BrokerRow, listBrokers } from "@/queries/list-brokers";
import { listReports } from "@/queries/list-reports";
import { listVenues } from "@/queries/list-venues";
import { orderMix } from "@/queries/order-mix";
import { rates } from "@/queries/rates";
import { venueShares } from "@/queries/venue-shares";
import { quarterInText } from "@/report/format";
import { formatQuarter, parseQuarter, type Quarter } from "@/report/quarter";
import { calledOf, identityOf } from "../../broker-entry";
import { orMissing, pageQuery, type SearchParams } from "../../page-query";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const broker = brokerOf((await params).slug);
  return broker
    ? {
        title: broker.name,
        description: `What ${broker.name} is paid for its customers’ orders, by order type and venue.`,
      }
    : { title: "No such broker" };
}

export default async function BrokerPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const broker = brokerOf(slug);
  if (!broker) notFound();
  if (broker.slug !== slug) permanentRedirect(`/brokers/${broker.slug}`);
  const { query, problem } = await pageQuery(searchParams, ["quarter"]);
  if (problem !== null) {
    return (
      <Problem title={broker.name}>
        <p>{problem}</p>
        <p>
          <Link href={`/brokers/${broker.slug}`}>Show the latest quarter</Link>
        </p>
      </Problem>
    );
  }
  // A broker's own page shows all it filed; flow that another report contains as well is only left out of totals of
  // several brokers.
  const own = filters({ broker: [broker.slug], reReported: "include" });
  const quarters = brokerQuarters(own);
  const chosen = query.from ?? parseQuarter(quarters.at(-1)?.quarter ?? "");
  const stored = chosen !== null && quarters.some((one) => one.quarter === formatQuarter(chosen));
  const called = calledOf(broker);
  return (
    <>
      <h1>{broker.name}</h1>
      {chosen === null ? null : (
        <QuarterPicker
          path={`/brokers/${broker.slug}`}
          quarters={quarters.map((one) => one.quarter)}
          chosen={formatQuarter(chosen)}
        />
      )}
      {chosen !== null && stored ? (
        <QuarterStories called={called} own={own} quarter={chosen} />
      ) : (
        <p>
          {chosen
            ? `${broker.name} has no report for ${quarterInText(chosen)} here. That is not zero: nothing is known.`
            : "No current report is stored."}
        </p>
      )}
      <BrokerTrendStory
        broker={called}
        quarters={quarters}
        rows={rates(own, ["quarter", "section"])}
        totals={rates(own, ["quarter"])}
      />
      <BrokerIdentity
        name={broker.name}
        crd={broker.crd}
        {...identityOf(broker, listBrokers())}
        reportedThrough={reportedThrough(broker.slug)}
        reportsFor={reportsFor(broker.slug)}
      />
      <Story id="reports" name="Reports" wide>
        <ReportsTable
          reports={listReports(filters({ broker: [broker.slug], versions: "all" }))}
          caption={`Reports of ${broker.name}`}
          withBroker={false}
        />
      </Story>
    </>
  );
}

function QuarterStories({ called, own, quarter }: { called: string; own: Filters; quarter: Quarter }) {
  const scope = { ...own, from: quarter, to: quarter };
  const said = quarterInText(quarter);
  const sections = rates(scope, ["section"]);
  const usd = (section: Filters["section"]) => rates({ ...scope, section }, [])[0]?.payment_usd ?? null;
  const counted = rates({ ...scope, reReported: "exclude" }, [])[0]?.payment_usd ?? null;
  const total = usd([]);
  const repeated = total === null ? 0 : total - (counted ?? 0);
  return (
    <>
      <p className="standfirst">
        {paymentSentence(called, said, {
          total,
          equities: usd(["sp500", "non_sp500"]),
          options: usd(["options"]),
        })}
      </p>
      {Math.abs(repeated) >= 0.01 ? (
        <Note>
          <Usd value={repeated} /> of it another stored report contains as well; totals of several brokers
          leave it out (see <Link href="/methods#re-reported">methods</Link>).
        </Note>
      ) : null}
      <RateStory
        broker={called}
        quarter={said}
        rows={rates(scope, ["section", "orderType"])}
        totals={sections}
      />
      <VenuesStory
        broker={called}
        quarter={said}
        totals={rates(scope, ["venue"])}
        stocks={rates({ ...scope, section: ["sp500", "non_sp500"] }, ["venue"])}
        options={rates({ ...scope, section: ["options"] }, ["venue"])}
        venues={listVenues(scope)}
        shares={venueShares(scope)}
      />
      <OrderMixStory broker={called} quarter={said} rows={orderMix(scope)} />
    </>
  );
}

/** By slug or CRD number; null when there is none, or none of its reports counts. */
function brokerOf(slug: string): BrokerRow | null {
  return orMissing(() => listBrokers(filters({ broker: [slug] }))[0] ?? null);
}
