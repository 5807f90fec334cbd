import type { Metadata } from "next";
import Link from "next/link";
import { FindingsTable } from "@/components/findings-table";
import { Glossary } from "@/components/glossary";
import { MetricDefinitions } from "@/components/metric-definitions";
import { Story } from "@/components/story";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Methods",
  description: "How each figure is computed, what it cannot say, and what the checks look for.",
};

export default function MethodsPage() {
  return (
    <>
      <h1>Methods</h1>
      <p className="standfirst">
        Every figure comes from a report a broker filed, and can be followed back to it. This page says how
        figures are computed and what they cannot tell.
      </p>

      <Story id="metrics" name="How each figure is computed">
        <MetricDefinitions />
      </Story>

      <Story id="limits" name="What the figures cannot say">
        <ul>
          <li>
            <strong>Totals are lower bounds.</strong> A report lists venues that got at least 5% of the orders
            or are among the ten with the most. Smaller venues, orders the customer directed to a venue, and
            not-held orders are not in it.
          </li>
          <li>
            <strong>Payment is not the whole story.</strong> The reports say nothing about the price the
            customer got. A broker that is paid nothing can still execute badly, and the other way round.
          </li>
          <li>
            <strong>A rate speaks only for orders that were paid for.</strong> Orders routed for no payment
            have no volume in the report. Where a rate speaks for less than 90% of the orders, the share
            stands beside it; below 50% it is not drawn or ranked.
          </li>
          <li>
            <strong>Stocks and options are not on one scale.</strong> One option contract counts as one
            hundred shares in the filing, so its rate is cents per contract.
          </li>
          <li>
            <strong>Brokers are paid in different ways.</strong> Most get a fixed amount per share; some a
            share of the spread, so their cents per 100 shares move with prices and spreads. The report’s
            “material aspects” say which.
          </li>
          <li>
            <strong>What is not stored here is unknown, not zero.</strong>{" "}
            <Link href="/reports#coverage">What is here and what is missing</Link>.
          </li>
        </ul>
      </Story>

      <Story id="re-reported" name="Flow that is in two reports">
        <p>
          A broker’s report may repeat orders that another broker’s report already contains: an affiliate’s,
          or those of an introducing firm whose clearing firm routes its orders. Such flow is shown on the
          broker’s own page and left out of totals over several brokers, but only in quarters in which the
          report that contains it is stored too; otherwise it is counted. Pages say how much was left out.
        </p>
      </Story>

      <Story id="versions" name="Versions and dates">
        <p>
          The same file again is a duplicate. The same figures in another file are a second source of one
          report. Other figures for the same broker and quarter are another version: the one generated later
          counts, the others stay in the history with the cells that differ. Dates are those the files
          themselves name.
        </p>
      </Story>

      <Story id="findings" name="What the checks look for" wide>
        <p>
          Errors refuse a file; nothing of it is stored. Warnings and notes are stored and shown with the
          report.
        </p>
        <FindingsTable />
      </Story>

      <Story id="glossary" name="Glossary">
        <Glossary />
      </Story>

      <Story id="corrections" name="Corrections">
        <p>None so far. Corrections to what this site has shown will be listed here with their date.</p>
      </Story>
    </>
  );
}
