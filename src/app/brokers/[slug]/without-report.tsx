import Link from "next/link";
import { identityOf } from "@/app/brokers/broker-entry";
import { listBrokers as listDirectory } from "@/names/list-directory";
import { brokerNames, storedBroker } from "@/queries/broker-names";
import { filters } from "@/queries/filters";
import { reportedThrough, reportsFor } from "@/queries/introducing-brokers";
import { listReports } from "@/queries/list-reports";
import { Story } from "@/site/story";
import { ReportsTable } from "@/tables/reports-table";
import { BrokerIdentity } from "./broker-identity";

/** A broker no report of which counts here: one of the directory, or one whose reports were all withdrawn. */
export interface BrokerWithoutReport {
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
  /** Reports of it are kept that do not count. */
  readonly stored: boolean;
}

/** By slug or CRD number; null when nobody knows it. */
export function brokerWithoutReport(text: string): BrokerWithoutReport | null {
  const stored = storedBroker(text);
  if (stored) return { ...stored, stored: true };
  const listed = listDirectory().find((one) => one.slug === text.toLowerCase() || one.crd === text);
  return listed ? { slug: listed.slug, name: listed.name, crd: listed.crd, stored: false } : null;
}

export function WithoutReport({ broker }: { broker: BrokerWithoutReport }) {
  const { slug, name, crd, stored } = broker;
  return (
    <>
      <h1>{name}</h1>
      <p className="standfirst">
        No report of {name} {stored ? "counts" : "is stored"} here. That is not zero: nothing is known.
      </p>
      <p>
        Every broker must publish its report on a website of its own. <Link href="/upload">Load it</Link>, and
        its figures appear here.
      </p>
      <BrokerIdentity
        name={name}
        crd={crd}
        {...identityOf({ slug, name }, brokerNames())}
        reportedThrough={reportedThrough(slug)}
        reportsFor={reportsFor(slug)}
        view={{}}
      />
      {stored ? (
        <Story id="reports" name="Reports" wide>
          <ReportsTable
            reports={listReports(filters({ broker: [slug], versions: "all" }))}
            caption={`Reports of ${name}`}
            withBroker={false}
          />
        </Story>
      ) : null}
    </>
  );
}
