import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { z } from "zod";
import { ChoiceForm } from "@/forms/choice-form";
import { quarterChoice } from "@/forms/quarter-choice";
import { brokerNames } from "@/queries/broker-names";
import { executionFilters } from "@/queries/execution-parameters";
import { executionReports } from "@/queries/execution-reports";
import { filters } from "@/queries/filters";
import { findingCounts } from "@/queries/finding-counts";
import { countReports, listReports, withdrawnReports } from "@/queries/list-reports";
import { reportCoverage } from "@/queries/report-coverage";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { countOf, listInText, quarterInText } from "@/report/format";
import { formatQuarter, parseQuarter } from "@/report/quarter";
import { canonicalPath } from "@/site/canonical-path";
import { titleOf } from "@/site/findings-list";
import { PageLinks } from "@/site/page-links";
import { pagePath } from "@/site/page-path";
import { orMissing, orProblem, pageParameter, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Story } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { ReportsTable } from "@/tables/reports-table";
import { leftOutSentence, reportsSentence } from "@/words/reports-sentence";
import { pageMetadata } from "../page-metadata";
import { brokersToChoose } from "../trends/brokers-to-choose";
import { CoverageGrid } from "./coverage-grid";
import { ExecutionReportsStory } from "./execution-reports-table";
import { FindingCounts } from "./finding-counts";
import { reportChoices } from "./report-choices";
import { WithdrawnTable } from "./withdrawn-table";

export const dynamic = "force-dynamic";

const TABLES = pageTables("list", "withdrawn", "execution");
const TAKEN = ["broker", "quarter", "finding", "severity", "versions"] as const;
const WHAT = "Every stored Rule 606 report with its version, source and findings, and what is missing.";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { query } = await pageQuery(searchParams, TAKEN, OWN);
  const about = { title: "Reports", description: WHAT, path: "/reports", picture: null };
  const counts = query && orMissing(() => countReports(query));
  if (!query || !counts) return pageMetadata(about);
  const { broker, finding, severity, from, to, versions, page = 1 } = query;
  const path = canonicalPath(
    "/reports",
    { broker, finding, severity, from, to, versions },
    { page: page > 1 ? String(page) : "" },
  );
  const shown = versions === "all" ? counts.current + counts.superseded + counts.withdrawn : counts.current;
  const names = brokerNames();
  const selection = {
    broker:
      broker.length > 0
        ? listInText(
            broker.map((slug) => nameOf(names, slug)),
            4,
          )
        : null,
    quarter: from ? quarterInText(from) : null,
    findings: finding.map(titleOf),
    severity,
  };
  const quarter = from ?? parseQuarter(latestMarketQuarter(storedQuarters()) ?? "");
  return pageMetadata({
    ...about,
    description: `${reportsSentence(shown, selection)} ${WHAT}`,
    path,
    picture:
      broker.length > 0
        ? { name: "payments-by-quarter", filters: filters({ broker, from, to }) }
        : quarter && { name: "payments-by-broker", filters: filters({ from: quarter, to: quarter }) },
  });
}

const PER_PAGE = 100;

/** As many reports as a quarter of the whole market has are one table, to sort and search; more are listed by pages. */
const ONE_TABLE = 1_500;

const OWN = {
  ...TABLES.parameters,
  page: pageParameter,
  cells: z.enum(["imported"], { error: "allowed: imported" }).optional(),
};

export default async function ReportsPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, TAKEN, OWN);
  if (problem !== null) return <Wrong problem={problem} />;
  const { broker, finding, severity, versions, from, to, page = 1, cells } = query;
  const scope = { ...filters({ broker, from, to, versions }), finding, severity };
  const { value: counts, problem: unknown } = orProblem(() => countReports(scope));
  if (unknown !== null) return <Wrong problem={unknown} />;
  const stored = countReports();
  // Filters of brokers, quarters and findings are not about them.
  const isAboutAll = broker.length === 0 && from === null && finding.length === 0 && severity === null;
  const executions = isAboutAll ? executionReports(executionFilters({ versions })) : [];
  const tables = TABLES.views("/reports", await searchParams);
  const listed =
    executions.length > 0 ? (
      <ExecutionReportsStory reports={executions} tableView={tables.execution} />
    ) : null;
  if (stored.current + stored.superseded + stored.withdrawn === 0) return <NoReports>{listed}</NoReports>;
  const shown = versions === "all" ? counts.current + counts.superseded + counts.withdrawn : counts.current;
  const found = findingCounts(scope);
  const brokers = brokerNames();
  const quarter = from ? formatQuarter(from) : "";
  const href = (change: Readonly<Record<string, string | null>>) =>
    pagePath("/reports", {
      broker,
      quarter,
      finding,
      severity,
      versions: versions === "all" ? versions : null,
      cells,
      ...change,
    });
  const leftOut = versions === "all" ? null : leftOutSentence(counts);
  const withdrawn = counts.withdrawn > 0 ? withdrawnReports(scope) : [];
  const selection = {
    broker: broker.length > 0 ? broker.map((slug) => nameOf(brokers, slug)).join(", ") : null,
    quarter: from ? quarterInText(from) : null,
    findings: finding.map(titleOf),
    severity,
  };
  return (
    <>
      <h1>Reports</h1>
      <ChoiceForm
        path="/reports"
        choices={reportChoices({
          broker,
          brokers: brokersToChoose(storedQuarters(), null),
          quarter: allQuarters(quarter),
          counts: found,
          finding,
          severity,
          versions,
        })}
        keep={{ cells: cells ?? "" }}
      />
      <Story id="list" name="Every report" says={reportsSentence(shown, selection)} wide>
        {leftOut ? (
          <p>
            {leftOut} <Link href={href({ versions: "all" })}>Show all versions</Link>
          </p>
        ) : null}
        {shown <= ONE_TABLE && page === 1 ? (
          <ReportsTable
            reports={listReports(scope)}
            caption="Reports with version and findings"
            empty="Choose less above, or load the report."
            tableView={tables.list}
          />
        ) : (
          <>
            <ReportsTable
              reports={listReports(scope, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE })}
              caption="Reports with version and findings"
              empty="There is no such page of the list."
            />
            <PageLinks
              page={page}
              pages={Math.ceil(shown / PER_PAGE)}
              href={(to) => href({ page: String(to) })}
            />
            <Note>Choose a broker or a quarter to sort and search the list.</Note>
          </>
        )}
        <Note>
          A later version of a report counts from its import on; the earlier one is kept as superseded.
          “Generated” is the time the file itself names.
        </Note>
      </Story>
      {withdrawn.length > 0 ? (
        <Story
          id="withdrawn"
          name="Withdrawn"
          says={`${countOf(withdrawn.length, "report")} withdrawn here: kept, shown with the reason, counted in no total.`}
          wide
        >
          <WithdrawnTable reports={withdrawn} tableView={tables.withdrawn} />
        </Story>
      ) : null}
      {listed}
      <Story id="findings" name="What the checks found" wide>
        <FindingCounts counts={found} href={(code) => href({ finding: code, severity: null })} />
        <Note>
          <Link href="/methods#findings">Everything the checks look for</Link>
        </Note>
      </Story>
      <Story id="coverage" name="What is here and what is missing" wide>
        <p>
          {cells ? (
            <Link href={`${href({ cells: null })}#coverage`}>Show only what is held</Link>
          ) : (
            <Link href={`${href({ cells: "imported" })}#coverage`}>Show when each was imported</Link>
          )}
        </p>
        <CoverageGrid held={reportCoverage(filters({ broker }))} dates={cells === "imported"} />
      </Story>
    </>
  );
}

function NoReports({ children }: { children: ReactNode }) {
  return (
    <>
      <h1>Reports</h1>
      <p>
        No report is stored yet. <Link href="/upload">Load one</Link>, and it is listed here with its versions
        and what the checks found.
      </p>
      {children}
    </>
  );
}

function Wrong({ problem }: { problem: string }) {
  return (
    <Refusal title="Reports" why={problem}>
      <Link href="/reports">Show all reports</Link>
    </Refusal>
  );
}

function allQuarters(chosen: string) {
  const stored = storedQuarters().map((one) => one.quarter);
  const choice = quarterChoice(stored, chosen === "" ? (stored.at(-1) ?? "") : chosen);
  const options = choice.options.filter((option) => option.value !== "");
  return { ...choice, value: chosen, options: [{ value: "", label: "all" }, ...options] };
}

function nameOf(brokers: readonly { slug: string; name: string; also: readonly string[] }[], text: string) {
  return brokers.find((one) => one.slug === text || one.also.includes(text))?.name ?? text;
}
