import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { FormulaLines } from "@/app/trace/formula-story";
import { rowKey } from "@/execution/executed-order";
import { figureInWords } from "@/execution/in-words";
import type { OrderSize } from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import { executionTraceHref, TRACED_KEYS } from "@/execution/traced-figures";
import { type ExecutionCell, type ExecutionTrace, executionTrace } from "@/queries/execution-cells";
import { reporterPath } from "@/site/entity-path";
import { titleOf } from "@/site/findings-list";
import { orProblem, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Note, Standfirst, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import { pageTables } from "@/tables/page-tables";
import type { TableView } from "@/tables/table-view";
import { ordersInWords } from "@/words/execution-sentence";
import { pageMetadata } from "../../page-metadata";
import { executionFormula } from "../execution-formula";

export const dynamic = "force-dynamic";

const TABLES = pageTables("cells");
const TITLE = "Where this number comes from";

const OWN = {
  report: z.string().max(40, { error: "allowed: the id of a report of rule 605, as in /reports" }).optional(),
  row: z
    .string()
    .regex(/^[YN]-\d+-ML?$/, { error: "allowed: a row of the report, such as Y-1000-M" })
    .optional(),
  figure: z.enum(TRACED_KEYS, { error: `allowed: ${TRACED_KEYS.join(", ")}` }).optional(),
  ...TABLES.parameters,
};

async function asked(searchParams: SearchParams) {
  const { query, problem } = await pageQuery(searchParams, [], OWN);
  if (problem !== null) return { value: null, problem };
  const { report, row, figure } = query;
  if (!report || !row || !figure) {
    return {
      value: null,
      problem: "A figure is of a report, a row and a column: report=, row= and figure=.",
    };
  }
  return orProblem(() => executionTrace(report, row, figure));
}

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { value: found } = await asked(searchParams);
  const how = "A figure of how orders were executed, and the filed cells it is made of.";
  return pageMetadata({
    title: found ? `${TITLE}: ${found.name}` : TITLE,
    description: found ? `${scopeOf(found)}. ${how}` : how,
    path: found ? executionTraceHref(found.row, found.key) : "/trace/execution",
    picture: null,
    unlisted: true,
  });
}

export default async function ExecutionTracePage({ searchParams }: { searchParams: SearchParams }) {
  const { value: found, problem } = await asked(searchParams);
  if (problem !== null) {
    return (
      <Refusal title={TITLE} why={problem}>
        <Link href="/execution">Choose a reporter</Link>
      </Refusal>
    );
  }
  const { row, name, key, value } = found;
  const { source_file: file, source_position: position, report_id: id, report_version: version } = row;
  const page = reporterPath(row);
  return (
    <>
      <p>
        {page ? <Link href={page}>← {found.reporter}</Link> : <Link href="/execution">← All reporters</Link>}
      </p>
      <h1>{TITLE}</h1>
      <Standfirst>
        {`${name}${value === null ? ": none was filed for" : ` of ${figureInWords(key, value)}:`} ${scopeOf(found)}.`}
      </Standfirst>
      <Story id="formula" name="The formula">
        <FormulaLines
          formula={executionFormula(found)}
          none="A cell it is made of was filed empty, or its unit is not known. That is not zero: nothing is known."
        />
        {row.marked ? (
          <Note>A figure of this row cannot be what it says; it is shown as filed and not ranked.</Note>
        ) : null}
        <Note>
          One row of a summary, an average over orders that are not counted there. Definitions:{" "}
          <Link href="/methods#execution">methods</Link>.
        </Note>
      </Story>
      <Story id="cells" name="The filed cells" wide>
        <CellsTable found={found} tableView={TABLES.views("/trace/execution", await searchParams).cells} />
        <Note>
          Version {version} of the report, in {position} of {file}, the header being row 1.{" "}
          <a href={`/api/v1/execution-reports/${id}/source`}>The document</a> ·{" "}
          <Link href={`/reports/${id}`}>The report</Link>
        </Note>
      </Story>
    </>
  );
}

function CellsTable({ found: { row, cells }, tableView }: { found: ExecutionTrace; tableView: TableView }) {
  const at = rowKey(row);
  const hasFindings = cells.some(({ findings }) => findings.length > 0);
  return (
    <DataTable<ExecutionCell>
      caption="Filed cells the figure is made of"
      captionHidden
      rows={cells}
      rowKey={({ key }) => key}
      view={tableView}
      columns={[
        { key: "column", head: "Column", unit: "the SEC’s title of it", cell: ({ title }) => title },
        {
          key: "field",
          head: "In the file",
          cell: ({ field }) => <code>{field}</code>,
          value: ({ field }) => field,
        },
        {
          key: "filed",
          head: "Filed",
          numeric: true,
          value: ({ filed }) => (filed === null ? null : Number(filed)),
          cell: ({ key, filed }) => (
            <a href={`/reports/${row.report_id}#${at}-${key}`} rel="nofollow">
              {filed === null ? <Unknown /> : <code>{filed}</code>}
              <span className="visually-hidden"> (its place in the report)</span>
            </a>
          ),
        },
        { key: "where", head: "Where", cell: () => `${row.source_file}, ${row.source_position}` },
        ...(hasFindings
          ? [
              {
                key: "findings",
                head: "Findings",
                cell: ({ findings }: ExecutionCell) => [...new Set(findings.map(titleOf))].join("; "),
              },
            ]
          : []),
      ]}
    />
  );
}

function scopeOf({ reporter, row }: ExecutionTrace): string {
  const { sp500, order_size, order_type, month } = row;
  const orders = ordersInWords({ sp500, size: order_size as OrderSize, type: order_type });
  return `${reporter}, ${orders}, ${monthWords(month)}`;
}
