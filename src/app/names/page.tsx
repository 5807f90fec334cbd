import type { Metadata } from "next";
import Link from "next/link";
import { listBrokers, listVenues } from "@/names/list-directory";
import { proposedFor } from "@/names/propose-crd";
import { RE_REPORTED_FLOW } from "@/names/re-reported";
import { filedCrds } from "@/queries/filed-crds";
import { filedVenues } from "@/queries/filed-venues";
import { filters } from "@/queries/filters";
import { listBrokers as storedBrokers } from "@/queries/list-brokers";
import { namedMoney, unknownBrokers } from "@/queries/unknown-names";
import { countOf, quarterLabel } from "@/report/format";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Story } from "@/site/story";
import { FiledNamesTable } from "@/tables/filed-names-table";
import { pageTables } from "@/tables/page-tables";
import { namesSentence, repeatedFlowSentence } from "@/words/names-sentence";
import { pageMetadata } from "../page-metadata";
import { CrdProposalsTable } from "./crd-proposals-table";
import { BrokerDirectory, VenueDirectory } from "./directory-tables";
import { LostNotice } from "./lost-notice";
import css from "./names.module.css";
import { UnknownBrokersTable } from "./unknown-brokers-table";

export const dynamic = "force-dynamic";

const TABLES = pageTables("venues", "brokers", "crds", "directory-venues", "directory-brokers");

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: "Names",
    description: `Who is who: every broker and venue under one name, with sources. ${namesSentence(namedMoney())}`,
    path: "/names",
    picture: null,
  });

/** Lines of each list of unknown names: the money is in the first ones. */
const MOST_SHOWN = 200;

export default async function NamesPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem } = await pageQuery(searchParams, [], TABLES.parameters);
  if (problem !== null) {
    return (
      <Refusal title="Names" why={problem}>
        <Link href="/names">Show all names</Link>
      </Refusal>
    );
  }
  const tables = TABLES.views("/names", await searchParams);
  const money = namedMoney();
  const venues = money.unknown_venues > 0 ? filedVenues(filters(), { known: false, limit: MOST_SHOWN }) : [];
  const brokers = money.unknown_brokers > 0 ? unknownBrokers(MOST_SHOWN) : [];
  const proposals = filedCrds().flatMap(({ crd, filed_broker, reports, file }) => {
    const proposed = proposedFor({ crd, filedName: filed_broker, file });
    return proposed === null ? [] : [{ crd, filed_broker, reports, file, ...proposed }];
  });
  const [directoryVenues, directoryBrokers] = [listVenues(), listBrokers()];
  const nameOf = (slug: string | null, list: readonly { slug: string; name: string }[]) =>
    slug === null ? null : (list.find((one) => one.slug === slug)?.name ?? slug);
  const stored = new Set(storedBrokers().map((broker) => broker.slug));
  return (
    <>
      <h1>Names</h1>
      <p className="standfirst">{namesSentence(money)}</p>
      <LostNotice />
      <p>
        Brokers and venues are filed as free text, so one firm has many names. A name is taken for a firm only
        when it is the same, letter for letter, after case, accents, punctuation and legal forms are set
        aside. Whatever is not in the directory is kept under its filed name and never guessed.
      </p>

      <Story id="venues" name="Venues not known yet, by the money in them" wide>
        <FiledNamesTable
          tableView={tables.venues}
          names={venues}
          caption="Filed venue names that are not in the directory"
          withVenue
          empty="None: every venue in the stored reports is in the directory."
        />
        {venues.length === MOST_SHOWN ? <Note>The {MOST_SHOWN} with the most money in them.</Note> : null}
      </Story>

      <Story id="brokers" name="Brokers not known yet, by the money in their reports" wide>
        <UnknownBrokersTable tableView={tables.brokers} brokers={brokers} />
        {brokers.length === MOST_SHOWN ? <Note>The {MOST_SHOWN} with the most money in them.</Note> : null}
      </Story>

      <Story id="crds" name="CRD numbers not known yet">
        <p>
          FINRA’s file names begin with the firm’s CRD number, and the report inside gives a name. The number
          holds a firm’s reports together whatever name they give. These pairs are in stored reports and not
          in the directory:
        </p>
        <CrdProposalsTable tableView={tables.crds} proposals={proposals.slice(0, MOST_SHOWN)} />
        {proposals.length > MOST_SHOWN ? (
          <Note>
            The {MOST_SHOWN} of the most reports, out of {proposals.length}.
          </Note>
        ) : null}
      </Story>

      <Story id="add" name="How to add a name">
        <p>
          The directory is two files of the project, <code>src/names/venues.json</code> and{" "}
          <code>src/names/brokers.json</code>, changed by pull request. Find the firm and add one line to its
          aliases, with where you saw the name:
        </p>
        <pre className={css.line}>
          <code>{'{ "name": "The name as filed", "source": "filed by Example Broker 2025Q3" }'}</code>
        </pre>
        <p>
          A guess is not a source: leave the name unknown instead. Then <code>npm run names</code> shows what
          would change in the stored reports and applies it; nothing has to be imported again.{" "}
          <code>docs/names.md</code> in the project explains new firms, codes, and when two names are one
          venue.
        </p>
      </Story>

      <Story
        id="once"
        name="Flow that is in two reports"
        says={`${countOf(RE_REPORTED_FLOW.length, "repetition is", "repetitions are")} listed, and counted once.`}
      >
        {RE_REPORTED_FLOW.map((flow) => (
          <p key={`${flow.broker} ${flow.venue} ${flow.inside}`}>
            {repeatedFlowSentence({
              ...flow,
              broker: nameOf(flow.broker, directoryBrokers) ?? flow.broker,
              inside: nameOf(flow.inside, directoryBrokers) ?? flow.inside,
              venue: nameOf(flow.venue, directoryVenues),
            })}{" "}
            {flow.basis}
            {flow.says?.map(({ from, to, text, source }) => (
              <span key={from}>
                {" "}
                {[...new Set([from, to])].map(quarterLabel).join(" to ")}: {text} ({source})
              </span>
            ))}
          </p>
        ))}
      </Story>

      <Story
        id="directory"
        name="The directory"
        says={`${countOf(directoryVenues.length, "venue")} and ${countOf(directoryBrokers.length, "broker")}, with or without stored reports.`}
        wide
      >
        <VenueDirectory tableView={tables["directory-venues"]} venues={directoryVenues} />
        <BrokerDirectory
          tableView={tables["directory-brokers"]}
          brokers={directoryBrokers.map((one) => ({ ...one, stored: stored.has(one.slug) }))}
        />
        <Note>
          Each name’s source is on the page of the <Link href="/venues">venue</Link> or broker.
        </Note>
      </Story>
    </>
  );
}
