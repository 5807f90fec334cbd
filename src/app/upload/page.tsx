import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { readSettings } from "@/host/settings";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Story } from "@/site/story";
import { finraListing } from "@/worker/finra-listing";
import { MOST_CHECKED_BYTES } from "../api/v1/checks/post-check";
import { pageMetadata } from "../page-metadata";
import { CheckPanel } from "./check-panel";
import { FinraImport } from "./finra-import";
import { marketWords } from "./market-offer";
import { UploadPanel } from "./upload-panel";

export const dynamic = "force-dynamic";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: "Upload",
    description:
      "Load a broker's Rule 606 report (XML, PDF, CSV or ZIP) or a Rule 605 report. Every finding names its line.",
    path: "/upload",
    picture: null,
  });

/** Before a report is filed, or of a doubtful one: all findings, nothing stored. */
function CheckPage() {
  return (
    <>
      <h1>Check a report</h1>
      <p className="standfirst">
        Before it is filed or published, or because it looks doubtful: a Rule 606(a)(1) or 605 report is read
        as it would be on upload, and all that is found is listed with its line and filed text. Nothing is
        stored, and nobody need sign in.
      </p>
      <CheckPanel maxBytes={Math.min(readSettings().maxUploadBytes, MOST_CHECKED_BYTES)} />
      <p>
        Checks that compare a report with those of other quarters and brokers are made only when it is stored:{" "}
        <Link href="/upload">load a report</Link>. On the command line:{" "}
        <code>npm run check-report -- FILE</code>.
      </p>
    </>
  );
}

export default async function UploadPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem } = await pageQuery(searchParams, [], { check: z.string().optional() });
  if (problem !== null) {
    return (
      <Refusal title="Load a report" why={problem}>
        <Link href="/upload">Load a report</Link>
      </Refusal>
    );
  }
  // Its being there is all it says.
  if ("check" in (await searchParams)) return <CheckPage />;
  const listed = finraListing(new Date().toISOString().slice(0, 10));
  return (
    <>
      <h1>Load a report</h1>
      <p className="standfirst">
        Drop a broker’s Rule 606 report here, or a Rule 605 report of how orders were executed. It is read and
        checked, and its figures are on every page at once.
      </p>
      <UploadPanel maxBytes={readSettings().maxUploadBytes} />
      <p>
        To see what would be found without storing anything: <Link href="/upload?check">check a report</Link>.
      </p>

      <Story
        id="finra"
        name="A whole quarter from FINRA"
        says="FINRA publishes every broker’s report of a quarter as one ZIP, about 1,200 of them, since 2024 Q2. This server downloads it when you say so."
      >
        <FinraImport known={listed} says={marketWords(listed)} />
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
            <strong>Rule 605 summaries</strong> (CSV with 18 columns) and <strong>detailed files</strong>{" "}
            (text with <code>|</code> between the cells), as amended and as they were to July 2026.
          </li>
          <li>
            <strong>ZIP</strong> of these, up to the quarterly bulk file of FINRA.
          </li>
        </ul>
        <p>
          Brokers post these reports on their websites; search for “606 report” with the broker’s name.
          Reports about a single customer, under paragraphs (b)(1) and (b)(3) of the rule, are private and
          refused. Your own can be read in your browser:{" "}
          <Link href="/my-orders">where did my orders go?</Link>
        </p>
      </Story>
      <Story
        id="execution"
        name="Where Rule 605 reports are"
        says="Exchanges, market makers and, since August 2026, large brokers file monthly how well they executed orders. A month’s report is due by the end of the next month."
      >
        <ul>
          <li>
            <strong>FINRA’s list</strong> names the market makers and brokers that report through it, about
            226, with the page on which each publishes: search for “FINRA Rule 605 market center reports”.
          </li>
          <li>
            <strong>Exchanges</strong> publish theirs among their market statistics; look for “Rule 605” or
            “order execution quality”. Names are the reporter’s code and the month:{" "}
            <code>BATS202608.csv</code>.
          </li>
          <li>
            <strong>A broker’s own</strong> is on its website beside the 606 report, often under “order
            execution quality” or “disclosures”.
          </li>
        </ul>
        <p>
          The summary (CSV) is enough for every page here. Where a PDF is published beside it, take the CSV.
          On this machine’s command line, <code>npm run import -- https://…</code> downloads a file by its
          address; this site itself never does.
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
