import type { Metadata } from "next";
import Link from "next/link";
import { CoverageGrid } from "@/components/coverage-grid";
import { Problem } from "@/components/problem";
import { QuarterPicker } from "@/components/quarter-picker";
import { ReportsTable } from "@/components/reports-table";
import { Note, Story } from "@/components/story";
import { brokerQuarters } from "@/queries/broker-quarters";
import { filters } from "@/queries/filters";
import { listReports } from "@/queries/list-reports";
import { countOf, quarterInText } from "@/report/format";
import { formatQuarter } from "@/report/quarter";
import { pageQuery, type SearchParams } from "../page-query";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Reports",
  description: "Every stored Rule 606 report with its version, source and findings, and what is missing.",
};

/** Lines of the table; a quarter of the whole market is about 1,200. */
const MOST_SHOWN = 1_500;

export default async function ReportsPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, ["quarter"]);
  if (problem !== null) {
    return (
      <Problem title="Reports">
        <p>{problem}</p>
        <p>
          <Link href="/reports">Show all reports</Link>
        </p>
      </Problem>
    );
  }
  const quarters = brokerQuarters();
  const scope = filters({ from: query.from, to: query.to, versions: "all" });
  const reports = listReports(scope, { limit: MOST_SHOWN + 1, offset: 0 });
  const said = query.from ? quarterInText(query.from) : null;
  const warnings = reports.reduce((sum, row) => sum + row.warnings, 0);
  return (
    <>
      <h1>Reports</h1>
      <QuarterPicker
        path="/reports"
        quarters={[...new Set(quarters.map((one) => one.quarter))]}
        chosen={query.from ? formatQuarter(query.from) : null}
        all="All quarters"
      />
      <Story
        id="list"
        name={said ? `Reports for ${said}` : "All reports"}
        says={
          reports.length > MOST_SHOWN
            ? `The newest ${MOST_SHOWN.toLocaleString("en-US")} reports. Choose a quarter to see the others.`
            : `${countOf(reports.length, "report")}${said ? ` for ${said}` : ""}, with ${countOf(warnings, "warning")}.`
        }
        wide
      >
        <ReportsTable reports={reports.slice(0, MOST_SHOWN)} caption="Reports with version and findings" />
        <Note>
          A later version of a report counts from its import on; the earlier one stays here as superseded.
          “Generated” is the time the file itself names.
        </Note>
      </Story>
      <Story id="coverage" name="What is here and what is missing" wide>
        <CoverageGrid quarters={quarters} reports={listReports()} />
      </Story>
    </>
  );
}
