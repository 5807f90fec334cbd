import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ChoiceForm } from "@/forms/choice-form";
import { changedCells } from "@/queries/report-changes";
import { reportOf } from "@/queries/report-detail";
import { type ReportVersion, reportHistory } from "@/queries/report-history";
import { dateInText } from "@/report/format";
import { pagePath } from "@/site/page-path";
import { orMissing, orProblem, pageQuery, type SearchParams } from "@/site/page-query";
import { Problem, Refusal } from "@/site/problem";
import { Note } from "@/site/story";
import { pageTables } from "@/tables/page-tables";
import { comparisonSentence } from "@/words/changes-sentence";
import { pageMetadata } from "../../../page-metadata";
import { reportPicture } from "../report-picture";
import { reportTitle } from "../report-title";
import { ChangesTable } from "./changes-table";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

const TABLES = pageTables("changes");

const OWN = { against: z.string().optional(), ...TABLES.parameters };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { id } = await params;
  const report = orMissing(() => reportOf(id));
  if (!report) return { title: "No such report" };
  const { query } = await pageQuery(searchParams, [], OWN);
  return pageMetadata({
    title: `What changed: ${reportTitle(report)}`,
    description: `Version ${report.version} of the SEC Rule 606 report of ${reportTitle(report)} beside another version of it: every figure that differs, as filed.`,
    path: pagePath(`/reports/${report.id}/changes`, { against: query?.against }),
    picture: reportPicture(report),
  });
}

export default async function ChangesPage({ params, searchParams }: Props) {
  const { id } = await params;
  const report = orMissing(() => reportOf(id));
  if (!report) notFound();
  const { query, problem } = await pageQuery(searchParams, [], OWN);
  const title = `What changed: ${reportTitle(report)}`;
  if (problem !== null) return <Wrong title={title} id={id} problem={problem} />;
  const { value, problem: unknown } = orProblem(() => changedCells(id, query.against ?? null));
  if (unknown !== null) return <Wrong title={title} id={id} problem={unknown} />;
  const { against, changes } = value;
  const versions = reportHistory(id).filter((one) => one.id !== id);
  if (against === null) {
    return (
      <Problem title={title}>
        <p>Version {report.version} is the first one stored: there is nothing before it to compare with.</p>
        <AgainstForm id={id} against={null} versions={versions} />
        <p>
          <Link href={`/reports/${id}`}>Back to the report</Link>
        </p>
      </Problem>
    );
  }
  const other = reportOf(against);
  const year = Number(report.quarter.slice(0, 4));
  const said = ({ version, payment_usd }: typeof report) => ({ version, paymentUsd: payment_usd });
  return (
    <>
      <h1>{title}</h1>
      <p className="standfirst">{comparisonSentence(said(other), said(report), changes.length)}</p>
      <AgainstForm id={id} against={against} versions={versions} />
      <p>
        Before: <Link href={`/reports/${against}`}>version {other.version}</Link>,{" "}
        {generated(other.generated_at)}. After: <Link href={`/reports/${id}`}>version {report.version}</Link>,{" "}
        {generated(report.generated_at)}.
      </p>
      <ChangesTable
        changes={changes}
        tableView={TABLES.views(`/reports/${id}/changes`, await searchParams).changes}
        year={year}
        before={against}
        after={id}
        caption={`Figures that differ, ${reportTitle(report)}`}
      />
      <Note>
        Figures as filed, unrounded. Rows are matched by the venue’s filed name and codes. “Blank” was filed
        blank, not zero; a dash stands for a row that one version does not have.{" "}
        {/* A file to download, not a page. */}
        <a href={`/api/v1/reports/${id}/diff?against=${against}&format=csv`}>All of them as CSV</a>
      </Note>
    </>
  );
}

function AgainstForm({
  id,
  against,
  versions,
}: {
  id: string;
  against: string | null;
  versions: readonly ReportVersion[];
}) {
  if (versions.length < (against === null ? 1 : 2)) return null;
  return (
    <ChoiceForm
      path={`/reports/${id}/changes`}
      choices={[
        {
          name: "against",
          label: "Compare with",
          value: against ?? "",
          options: [...versions].reverse().map((one) => ({
            value: one.id,
            label: `version ${one.version}${one.withdrawn_at ? ", withdrawn" : ""}`,
          })),
        },
      ]}
    />
  );
}

function generated(at: string | null): string {
  return at === null ? "without a date" : `generated ${dateInText(at)}`;
}

function Wrong({ title, id, problem }: { title: string; id: string; problem: string }) {
  return (
    <Refusal title={title} why={problem}>
      <Link href={`/reports/${id}/changes`}>Compare with the version before</Link>
    </Refusal>
  );
}
