import type { Metadata } from "next";
import Link from "next/link";
import { readSettings } from "@/host/settings";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Story } from "@/site/story";
import { finraListing } from "@/worker/finra-listing";
import { pageMetadata } from "../page-metadata";
import { FinraImport } from "./finra-import";
import { UploadPanel } from "./upload-panel";

export const dynamic = "force-dynamic";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: "Upload",
    description: "Load a broker's Rule 606 report: XML, PDF, CSV or ZIP. Every finding names its line.",
    path: "/upload",
    picture: null,
  });

export default async function UploadPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem } = await pageQuery(searchParams, []);
  if (problem !== null) {
    return (
      <Refusal title="Load a report" why={problem}>
        <Link href="/upload">Load a report</Link>
      </Refusal>
    );
  }
  return (
    <>
      <h1>Load a report</h1>
      <p className="standfirst">
        Drop a broker’s Rule 606 report here. It is read and checked, and its figures are on every page at
        once.
      </p>
      <UploadPanel maxBytes={readSettings().maxUploadBytes} />

      <Story
        id="finra"
        name="A whole quarter from FINRA"
        says="FINRA publishes every broker’s report of a quarter as one ZIP, about 1,200 of them, since 2024 Q2. This server downloads it when you say so."
      >
        <FinraImport known={finraListing(new Date().toISOString().slice(0, 10))} />
      </Story>
      <Story id="accepted" name="What can be read">
        <ul>
          <li>
            <strong>XML</strong> as the SEC prescribes it (<code>heldOrderRoutingPublicReport</code>). The
            best source: each figure keeps its line.
          </li>
          <li>
            <strong>PDF</strong> drawn by the SEC’s generator, which is what brokers publish beside the XML.
            Scans and other layouts are refused; nothing is guessed.
          </li>
          <li>
            <strong>CSV</strong> with one line per venue: this site’s own export, the XML’s element names, or
            the SEC’s column labels.
          </li>
          <li>
            <strong>ZIP</strong> of these, up to the quarterly bulk file of FINRA.
          </li>
        </ul>
        <p>
          Brokers post these reports on their websites; search for “606 report” with the broker’s name.
          Reports about a single customer, under paragraphs (b)(1) and (b)(3) of the rule, are private and
          refused.
        </p>
      </Story>
      <Story id="happens" name="What happens to a file">
        <ol>
          <li>
            It is checked: numbers, months, sums, names. What is found is listed with its line and filed text.
          </li>
          <li>
            An error refuses the file, and nothing of it is stored. Warnings and notes are stored with the
            report.
          </li>
          <li>
            The same file again changes nothing. A later version of a report counts from then on; the earlier
            one stays in its history.
          </li>
          <li>
            The file itself is kept and can be downloaded from <Link href="/reports">the report’s page</Link>.
          </li>
        </ol>
      </Story>
    </>
  );
}
