import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { isExecutionId } from "@/execution/execution-id";
import { executionDetail } from "@/queries/execution-detail";
import { filedExecutionRowsOf } from "@/queries/execution-rows";
import { type ReportDetail, reportDetail, reportOf } from "@/queries/report-detail";
import { otherNames, reportHistory } from "@/queries/report-history";
import { where } from "@/queries/scope";
import { parseCellAddress } from "@/report/cell-address";
import { countOf, dateInText, monthInText } from "@/report/format";
import { SECTION_LABELS } from "@/report/sections";
import { FindingsList } from "@/site/findings-list";
import { orMissing, pageQuery, type SearchParams } from "@/site/page-query";
import { AnsweredWith, Refusal } from "@/site/problem";
import { Note, Story } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { historySentence } from "@/words/version-sentence";
import { pageMetadata } from "../../page-metadata";
import { anchor, anchorOf } from "./cell-anchor";
import { ExecutionReportPage, executionTitle } from "./execution-report";
import { FiledSection } from "./filed-section";
import { openCell } from "./open-cell";
import { ReportHead, SourcesTable } from "./report-head";
import { reportPicture } from "./report-picture";
import { reportTitle } from "./report-title";
import { VersionHistory } from "./version-history";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

/** The row or cell whose source is shown: `2021-01-sp500-3`, `2021-01-sp500-3-market_usd`. */
const TABLES = pageTables("versions", "documents");

const OWN = {
  ...TABLES.parameters,
  cell: z.string().max(100, { error: "allowed: an address such as 2021-01-sp500-3" }).optional(),
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { id } = await params;
  const execution = isExecutionId(id) ? orMissing(() => executionDetail(id)) : null;
  if (execution) {
    return pageMetadata({
      title: executionTitle(execution),
      description: `SEC Rule 605 report: ${executionTitle(execution)}. Every figure as filed, with its place in the file.`,
      path: `/reports/${id}`,
      picture: null,
    });
  }
  const report = orMissing(() => reportOf(id));
  if (!report) return { title: "No such report" };
  const { version, generated_at, findings } = report;
  const when = generated_at ? `, generated ${dateInText(generated_at)}` : "";
  return pageMetadata({
    title: reportTitle(report),
    description: `SEC Rule 606 report of ${reportTitle(report)}, version ${version}${when}: every figure with its place in the document, ${countOf(findings, "finding")}.`,
    path: `/reports/${report.id}`,
    picture: reportPicture(report),
  });
}

export default async function ReportPage({ params, searchParams }: Props) {
  const { id } = await params;
  if (isExecutionId(id)) return ExecutionPage({ id, searchParams });
  const detail = orMissing(() => reportDetail(id));
  if (!detail) notFound();
  const history = reportHistory(id);
  const year = Number(detail.report.quarter.slice(0, 4));
  const findings = detail.findings.map((one) => ({ ...one, at: anchorOf(one, year, detail.months) }));
  const marked = new Set(findings.flatMap((one) => one.at ?? []));
  const { query, problem } = await pageQuery(searchParams, [], OWN);
  if (problem !== null) {
    return (
      <Refusal title={reportTitle(detail.report)} why={problem}>
        <Link href={`/reports/${id}`}>Show the report</Link>
      </Refusal>
    );
  }
  const tables = TABLES.views(`/reports/${id}`, await searchParams);
  const address = query.cell ?? null;
  const open = address === null ? null : await openCell(detail, address, findings);
  return (
    <>
      <h1>{reportTitle(detail.report)}</h1>
      {address !== null && !open ? (
        <p>
          <AnsweredWith status={404} />
          This report has no row or cell “{address}”. All of it is shown here.
        </p>
      ) : null}
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
          findings={findings.map(({ at, ...one }) => ({ ...one, href: at === null ? null : hrefOf(at) }))}
        />
      </Story>

      <Story id="filed" name="As filed" wide>
        <Note>
          Percentages are of non-directed orders. Payments are net: positive was received by the broker,
          negative was paid by it. A dash was filed blank, not zero. Any figure shows its filed text and where
          it stands; “Where” does so for the whole row
          {detail.origin?.sha256
            ? ` and is its place in ${detail.origin.file}, which this was exported from`
            : ""}
          .
        </Note>
        <Contents detail={detail} year={year} />
        {detail.months.map(({ month, sections }) => (
          <section key={month} id={anchor(year, month)} aria-labelledby={`${anchor(year, month)}-name`}>
            <h2 id={`${anchor(year, month)}-name`}>{monthInText(year, month)}</h2>
            {sections.length === 0 ? <p>No section was filed for this month.</p> : null}
            {sections.map((data) => (
              <FiledSection
                key={data.section}
                year={year}
                month={month}
                data={data}
                marked={marked}
                open={open?.place.month === month && open.place.section === data.section ? open : null}
              />
            ))}
          </section>
        ))}
      </Story>

      <Story id="versions" name="Versions" says={historySentence(history)} wide>
        <VersionHistory tableView={tables.versions} versions={history} shown={detail.report.id} />
        {otherNames(detail.report.id).map((other) => (
          <p key={other.id}>
            <Link href={`/reports/${other.id}`}>
              {other.series === "" ? "The report without a suffix" : `The report under ${other.series}`}
            </Link>{" "}
            ({other.file}) has nearly all figures of this one.{" "}
            {other.counts
              ? "It is the later of the two, and counts."
              : "This one is the later, and counts; that one does not."}
          </p>
        ))}
        <p>
          <Link
            href={`/reports?broker=${detail.report.broker_slug}&quarter=${detail.report.quarter}&versions=all`}
          >
            All reports of {detail.report.broker} for this quarter
          </Link>
          {history.length > 1 && detail.report.generated_at ? (
            <>
              {" · "}
              <Link
                href={`/brokers/${detail.report.broker_slug}?quarter=${detail.report.quarter}&asOf=${detail.report.generated_at.slice(0, 10)}`}
              >
                Figures as known on {dateInText(detail.report.generated_at)}
              </Link>
            </>
          ) : null}
        </p>
      </Story>
      <Story
        id="documents"
        name="Documents"
        says={
          detail.sources.length === 1
            ? "The document these figures were read from, as it came."
            : `${countOf(detail.sources.length, "document")} hold these figures; each can be had as it came.`
        }
        wide
      >
        <SourcesTable tableView={tables.documents} detail={detail} />
      </Story>
    </>
  );
}

async function ExecutionPage({ id, searchParams }: { id: string; searchParams: SearchParams }) {
  const detail = orMissing(() => executionDetail(id));
  if (!detail) notFound();
  const { problem } = await pageQuery(searchParams, [], TABLES.parameters);
  if (problem !== null) {
    return (
      <Refusal title={executionTitle(detail)} why={problem}>
        <Link href={`/reports/${id}`}>Show the report</Link>
      </Refusal>
    );
  }
  const tables = TABLES.views(`/reports/${id}`, await searchParams);
  return (
    <ExecutionReportPage
      detail={detail}
      filed={filedExecutionRowsOf(where("r.public_id = ?", id))}
      tables={tables}
    />
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

/** Opens a row or cell; goes to a month or section. */
function hrefOf(at: string): string {
  return parseCellAddress(at) ? `?cell=${at}#${at}` : `#${at}`;
}
