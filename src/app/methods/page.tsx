import type { Metadata } from "next";
import Link from "next/link";
import { latestAmendments } from "@/queries/arrivals";
import { corrections } from "@/queries/corrections";
import { FINDINGS } from "@/report/findings";
import { formatPercent } from "@/report/format";
import { MARK_SIGN, MATERIAL_PART } from "@/report/mark";
import { METHOD_CORRECTIONS } from "@/report/method-corrections";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Story } from "@/site/story";
import css from "@/site/terms/definitions.module.css";
import { MetricDefinitions } from "@/site/terms/metric-definitions";
import { pageTables } from "@/tables/page-tables";
import { pageMetadata } from "../page-metadata";
import { CorrectionsStory } from "./corrections-story";
import { FindingsTable } from "./findings-table";
import { Glossary } from "./glossary";

export const dynamic = "force-dynamic";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: "Methods",
    description: `How payments, rates and volumes are computed from SEC Rule 606 reports, what they cannot say, and the ${Object.keys(FINDINGS).length} things the checks look for.`,
    path: "/methods",
    picture: null,
  });

const MOST_CORRECTIONS = 200;
/** Each is compared with the version before it. */
const MOST_AMENDMENTS = 25;

const TABLES = pageTables("findings", "mistakes", "withdrawn", "amended");

export default async function MethodsPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem } = await pageQuery(searchParams, [], TABLES.parameters);
  if (problem !== null) {
    return (
      <Refusal title="Methods" why={problem}>
        <Link href="/methods">Show the methods</Link>
      </Refusal>
    );
  }
  const tables = TABLES.views("/methods", await searchParams);
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
            <strong>Payment is not the whole story.</strong> These reports say nothing about the price the
            customer got. A broker that is paid nothing can still execute badly, and the other way round. That
            is in <a href="#execution">other reports</a>.
          </li>
          <li>
            <strong>A rate speaks only for orders that were paid for.</strong> Orders routed for no payment
            have no volume in the report. What a broker is paid for an order is said by the average over all
            its orders instead, those paid nothing as 0. Where a filing speaks for less than 90% of the
            orders, the share stands beside the figure; below 50% it is not drawn or ranked.
          </li>
          <li>
            <strong>Four kinds of nothing are four different things.</strong> Paid nothing: $0 was filed. Not
            filed: the cell is blank. Not enough filed: the filing speaks for less than half of the orders.
            Net payer: the broker paid more than it received.
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
            <strong>Change is told like with like.</strong> Growth of several brokers together counts only
            those with all three months in both quarters, and names the others. A line over time breaks where
            it would join figures of different brokers, or where nothing was filed.
          </li>
          <li>
            <strong>Implied volume is not volume.</strong> It is the volume that was paid for, computed from
            dollars and rate; a rate with few decimals makes it less exact.
          </li>
          <li>
            <strong>What is not stored here is unknown, not zero.</strong>{" "}
            <Link href="/reports#coverage">What is here and what is missing</Link>.
          </li>
        </ul>
      </Story>

      <Story
        id="execution"
        name="How orders were executed"
        says="Rule 606 says what a broker was paid; Rule 605 says how well orders were executed. The two stand beside each other here and are never subtracted: neither report shows that one caused the other."
      >
        <dl className={css.definitions}>
          <div>
            <dt>Net price improvement</dt>
            <dd>
              How much better than the quote, less how much worse, in dollars per $1,000 traded and in cents
              per 100 shares; below zero it was worse. The filed fraction × 1,000, and × the average midpoint
              × 10,000.
            </dd>
          </div>
          <div>
            <dt>Effective ÷ quoted spread</dt>
            <dd>
              The part of the quoted spread that customers paid: 0% is the midpoint, 100% the quote. Some
              files write 82.4 and some 0.824 for 82.4%; which it is, the file’s own spreads tell, for all its
              rows alike. Where they tell neither, it is not shown.
            </dd>
          </div>
          <div>
            <dt>Marked rows</dt>
            <dd>
              A spread above the price or below zero, an average price a hundred times off or outside its
              order size, improvement above 1% of the price, minutes of waiting: shown as filed, marked, and
              left out of rankings.
            </dd>
          </div>
          <div>
            <dt>Rows are never added</dt>
            <dd>
              A summary has averages and no counts. “All below $200,000” is the reporter’s own total of the
              smaller sizes. Sums exist only for detailed files, which have counts; there, spreads are
              weighted with executed shares, and how many shares were left out is told.
            </dd>
          </div>
        </dl>
        <p>What may be concluded, and what may not:</p>
        <ul>
          <li>
            <strong>May:</strong> “X was paid 9 ¢ per 100 shares. For market orders of $1,000 to $5,000 in S&P
            500 stocks, those who traded there paid 40% of the quoted spread in August.”
          </li>
          <li>
            <strong>May not: payment less improvement.</strong> The two are of different orders, and
            improvement is measured against a quote that ignores odd lots.
          </li>
          <li>
            <strong>May not: one score.</strong> Speed, price and how often the price was improved are three
            questions, and rows of different sizes and types have no common weight.
          </li>
          <li>
            <strong>May not: a broker by its wholesalers.</strong> A market maker’s report is of all brokers
            that send it orders, and it need not treat them alike; its figures are never given to one of them.
          </li>
          <li>
            <strong>May not: options.</strong> Rule 605 is about stocks, during market hours, for orders that
            are not “not held”. Two thirds of all payments are for options.
          </li>
          <li>
            <strong>May not: exchange against market maker.</strong> They get different orders. The clock
            starts when the reporter received the order, not when the customer sent it.
          </li>
        </ul>
      </Story>

      <Story id="files" name="How files are read">
        <p>
          A figure is read as filed or the file is refused: nothing is guessed, corrected or filled in. A
          blank cell is blank, not zero. For each figure its place in the document is kept, and the document
          itself, as it came.
        </p>
        <dl className={css.definitions}>
          <div>
            <dt>XML</dt>
            <dd>
              The SEC’s format for Rule 606(a)(1). Read strictly: a file that is cut off, has a DOCTYPE, an
              element out of place or a number that is none is refused with its line.
            </dd>
          </div>
          <div>
            <dt>PDF</dt>
            <dd>
              The same report as the SEC’s generator draws it, read by the place of every word on the page.
              Where columns do not come out where that generator puts them, as in scans or other layouts, the
              file is refused: the XML of the same report can be read.
            </dd>
          </div>
          <div>
            <dt>CSV</dt>
            <dd>
              Three families of columns, by their names and in any order: this site’s own export; the names of
              the SEC’s XML elements; the column labels of the SEC’s PDF, with broker, month and section as
              columns or in lines above. Comma, semicolon or tab; parentheses or a trailing minus for negative
              numbers; dollar and percent signs.
            </dd>
          </div>
          <div>
            <dt>Rule 605 files</dt>
            <dd>
              Told apart by what is in them: summaries with the SEC’s 18 columns in any order, held to its
              schema; detailed files of 55 cells, or 26 for months to July 2026, summed while they are read.
              One row in a thousand of these may be unreadable, and is counted.
            </dd>
          </div>
          <div>
            <dt>ZIP</dt>
            <dd>
              The XML and PDF of one report become one report with two documents. FINRA’s quarterly file of
              all brokers is read with the CRD number, series and version that its file names carry.
            </dd>
          </div>
        </dl>
        <p>
          Private reports about one customer, under Rule 606(b)(1) and (b)(3), are recognized and not stored.
        </p>
      </Story>

      <Story id="names" name="Who is who">
        <p>
          A broker is found by its CRD number, else by its filed name; a venue by its filed name, and by its
          code only where the name is blank or unknown. Names are compared without case, accents, punctuation
          and legal forms, and must then agree exactly; nothing is matched by likeness. A name the directory
          does not have stays as filed, with a finding. Where a name and a code disagree, the name decides.{" "}
          <Link href="/names">The names not known yet</Link>
        </p>
      </Story>

      <Story id="re-reported" name="Flow that is in two reports">
        <p>
          A broker’s report may repeat orders that another broker’s report already contains: an affiliate’s,
          or those of an introducing firm whose clearing firm routes its orders. Such flow is shown on the
          broker’s own page and left out of totals over several brokers, but only in quarters in which the
          report that contains it is stored too; otherwise it is counted. Pages say how much was left out.
        </p>
        <p>
          Which flow that is stands in a list, with a basis for every line: whole reports, such as Robinhood
          Financial’s inside Robinhood Securities’, and single venues of a report, such as the orders an
          introducing firm sends to its clearing firm. A check also proposes pairs of reports whose cells are
          equal up to a constant factor; such a finding changes no total until it is in the list. FINRA’s list
          of introducing firms that report through a clearing firm (ABR) is kept and shown on brokers’ pages;
          no figure comes from it.
        </p>
      </Story>

      <Story id="versions" name="Versions and dates">
        <p>
          The same file again is a duplicate. The same figures in another file are a second source of one
          report. Other figures for the same broker and quarter are another version: the one generated later
          counts, the others stay in the history with the cells that differ. Dates are those the files
          themselves name.
        </p>
        <p>
          Of two versions the one whose file is named with the higher version counts; else the one generated
          later. A document without a date never displaces one with a date. A withdrawn report stays visible
          with the reason and counts in nothing. “As known on” a day takes the versions generated on or before
          it, by the reports’ own timestamps: files are generated again, so this is not always the day a
          figure became public.
        </p>
      </Story>

      <Story id="findings" name="What the checks look for" wide>
        <p>
          Errors refuse a file; nothing of it is stored. Warnings and notes are stored and shown with the
          report.
        </p>
        <p>
          Where a finding casts doubt on figures and {formatPercent(100 * MATERIAL_PART, 0)} or more of a
          figure’s money, volume or orders stands on the cells it is about, the figure has the sign{" "}
          {MARK_SIGN} and a line that says why, in charts it is drawn hollow, and no sentence or rank counts
          it among the highest or lowest, or as a rise or fall. Totals hold it: nothing is left out of a sum
          because of a finding.
        </p>
        <FindingsTable tableView={tables.findings} />
      </Story>

      <Story id="glossary" name="Glossary">
        <Glossary />
      </Story>

      <CorrectionsStory
        tableViews={tables}
        methods={METHOD_CORRECTIONS}
        corrections={corrections(MOST_CORRECTIONS)}
        {...latestAmendments(MOST_AMENDMENTS)}
      />
    </>
  );
}
