import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FindingsList } from "@/components/findings-list";
import { anchor, anchorOf } from "@/components/report/cell-anchor";
import { FiledSection } from "@/components/report/filed-section";
import { ReportHead, SourcesTable } from "@/components/report/report-head";
import { ReportsTable } from "@/components/reports-table";
import { Note, Story } from "@/components/story";
import { type ReportDetail, reportDetail } from "@/queries/report-detail";
import { countOf, monthInText, quarterInText } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { SECTION_LABELS } from "@/report/sections";
import { orMissing } from "../../page-query";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const detail = orMissing(() => reportDetail(id));
  return { title: detail ? titleOf(detail) : "No such report" };
}

export default async function ReportPage({ params }: Props) {
  const { id } = await params;
  const detail = orMissing(() => reportDetail(id));
  if (!detail) notFound();
  const year = Number(detail.report.quarter.slice(0, 4));
  const findings = detail.findings.map((one) => ({ ...one, at: anchorOf(one, year, detail.months) }));
  const marked = new Set(findings.flatMap((one) => one.at ?? []));
  return (
    <>
      <h1>{titleOf(detail)}</h1>
      <ReportHead detail={detail} />

      <Story
        id="findings"
        name="Findings"
        says={
          findings.length === 0
            ? "Nothing was found wrong with this report."
            : `${countOf(findings.length, "finding")} in this report.`
        }
      >
        <FindingsList
          findings={findings.map(({ at, ...one }) => ({ ...one, href: at === null ? null : `#${at}` }))}
        />
      </Story>

      <Story id="filed" name="As filed" wide>
        <Note>
          Percentages are of non-directed orders. Payments are net: positive was received by the broker,
          negative was paid by it. A dash was filed blank, which is not zero. “Where” is the place in the
          source document.
        </Note>
        <Contents detail={detail} year={year} />
        {detail.months.map(({ month, sections }) => (
          <section key={month} id={anchor(year, month)} aria-labelledby={`${anchor(year, month)}-name`}>
            <h2 id={`${anchor(year, month)}-name`}>{monthInText(year, month)}</h2>
            {sections.length === 0 ? <p>No section was filed for this month.</p> : null}
            {sections.map((data) => (
              <FiledSection key={data.section} year={year} month={month} data={data} marked={marked} />
            ))}
          </section>
        ))}
      </Story>

      <Story
        id="versions"
        name="Versions"
        says={
          detail.versions.length === 1
            ? "The only version stored."
            : `${countOf(detail.versions.length, "version")} of this report are stored; the current one counts.`
        }
        wide
      >
        <ReportsTable reports={detail.versions} caption="Versions of this report" />
        {detail.versions.length > 1 ? (
          <p>
            {/* Data to read or download, not a page. */}
            <a href={`/api/v1/reports/${detail.report.id}/diff`}>Cells that differ from the version before</a>{" "}
            (<a href={`/api/v1/reports/${detail.report.id}/diff?format=csv`}>CSV</a>)
          </p>
        ) : null}
      </Story>
      <Story id="documents" name="Documents" wide>
        <SourcesTable detail={detail} />
      </Story>
    </>
  );
}

/** Links to each month and section: the page is long. */
function Contents({ detail, year }: { detail: ReportDetail; year: number }) {
  return (
    <nav aria-label="Months and sections">
      <ul>
        {detail.months.map(({ month, sections }) => (
          <li key={month}>
            <a href={`#${anchor(year, month)}`}>{monthInText(year, month)}</a>
            {sections.map(({ section }) => (
              <span key={section}>
                {" · "}
                <a href={`#${anchor(year, month, section)}`}>{SECTION_LABELS[section]}</a>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function titleOf({ report }: ReportDetail): string {
  const quarter = parseQuarter(report.quarter);
  return `${report.broker}, ${quarter ? quarterInText(quarter) : report.quarter}`;
}
