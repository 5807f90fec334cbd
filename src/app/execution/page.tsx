import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { DotPlot } from "@/drawings/dot-plot";
import { rowKey } from "@/execution/executed-order";
import {
  EXECUTION_TYPE_WORDS,
  EXECUTION_TYPES,
  ORDER_SIZES,
  type OrderSize,
  SP500_FLAGS,
  SP500_WORDS,
  sizeWords,
} from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import { ChoiceForm } from "@/forms/choice-form";
import { EXECUTION_PARAMETERS, executionFilters } from "@/queries/execution-parameters";
import { type ExecutionReportRow, executionReports } from "@/queries/execution-reports";
import { type ExecutionListRow, executionRows } from "@/queries/execution-rows";
import { EXECUTION_MEASURES, reporterDots } from "@/series/execution-dots";
import { reporterPath } from "@/site/entity-path";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { Chart, Note, SideBySide, Standfirst, Story } from "@/site/story";
import { MOST_TRACED_ROWS } from "@/site/traced";
import { DataTable } from "@/tables/data-table";
import { executionColumns } from "@/tables/execution-columns";
import { pageTables } from "@/tables/page-tables";
import { executionsSentence, leftOutOfRanking, type OrdersAsked } from "@/words/execution-sentence";
import { pageMetadata } from "../page-metadata";

export const dynamic = "force-dynamic";

const TABLES = pageTables("reporters");
const TITLE = "How well orders were executed";

export const generateMetadata = (): Promise<Metadata> =>
  pageMetadata({
    title: TITLE,
    description:
      "Exchanges, market makers and brokers by how well they executed orders, from their SEC Rule 605 reports: spread paid, price improvement, speed.",
    path: "/execution",
    picture: null,
  });

const OWN = {
  month: EXECUTION_PARAMETERS.from,
  size: z.enum(ORDER_SIZES.map(String), { error: `allowed: ${ORDER_SIZES.join(", ")}` }).optional(),
  type: z.enum(EXECUTION_TYPES, { error: `allowed: ${EXECUTION_TYPES.join(", ")}` }).optional(),
  sp500: z.enum(SP500_FLAGS, { error: `allowed: ${SP500_FLAGS.join(", ")}` }).optional(),
  ...TABLES.parameters,
};

type Row = ExecutionListRow & { readonly name: string };

export default async function ExecutionPage({ searchParams }: { searchParams: SearchParams }) {
  const { query, problem } = await pageQuery(searchParams, [], OWN);
  if (problem !== null) {
    return (
      <Refusal title={TITLE} why={problem}>
        <Link href="/execution">Show the latest month</Link>
      </Refusal>
    );
  }
  const reports = executionReports().filter((one) => one.report_kind === "summary");
  // `month` is one of rule 605 here: a whole number, 202608.
  const {
    month: given,
    size,
    type,
    sp500,
  } = query as unknown as {
    month?: number;
    size?: string;
    type?: OrdersAsked["type"];
    sp500?: OrdersAsked["sp500"];
  };
  const month = given ?? reports[0]?.month;
  return (
    <>
      <h1>{TITLE}</h1>
      <Standfirst>
        What a broker was paid is half of the question; the other half is what its customers got. Exchanges,
        market makers and, since August 2026, large brokers file it monthly under SEC Rule 605.
      </Standfirst>
      {month === undefined ? (
        <p>
          No Rule 605 report is stored.{" "}
          <Link href="/upload#execution">Where they are, and how to load one</Link>
        </p>
      ) : (
        <Reporters
          asked={{
            month,
            size: Number(size ?? 1000) as OrderSize,
            type: type ?? "M",
            sp500: sp500 ?? "Y",
          }}
          reports={reports}
          given={TABLES.chosen(await searchParams)}
        />
      )}
    </>
  );
}

function Reporters({
  asked,
  reports,
  given,
}: {
  asked: OrdersAsked;
  reports: readonly ExecutionReportRow[];
  /** What is chosen of the table. */
  given: Readonly<Record<string, string>>;
}) {
  const { month, size, type, sp500 } = asked;
  const names = new Map(reports.map((one) => [one.id, one.name]));
  const rows: Row[] = executionRows(
    executionFilters({ from: month, to: month, sp500, orderSize: [size], orderType: [type] }),
  ).map((row) => ({ ...row, name: names.get(row.report_id) ?? row.reporter }));
  const filed = reports.filter((one) => one.month === month);
  const state = { month: String(month), size: String(size), type, sp500 };
  const tables = TABLES.views("/execution", { ...state, ...given });
  const isTraced = rows.length <= MOST_TRACED_ROWS;
  const leftOut = leftOutOfRanking(rows);
  const without = filed.length - rows.length;
  return (
    <>
      <ChoiceForm path="/execution" keep={given} choices={choicesOf(asked, reports)} />
      <Story id="reporters" name="Reporter by reporter" says={executionsSentence(rows, asked)} wide>
        {[EXECUTION_MEASURES.slice(0, 2), EXECUTION_MEASURES.slice(2)].map((pair) => (
          <SideBySide key={pair[0]?.key}>
            {pair.map((measure) => (
              <Chart key={measure.key} unit={measure.title}>
                <DotPlot plot={reporterDots(rows, measure, reporterPath, isTraced)} />
              </Chart>
            ))}
          </SideBySide>
        ))}
        {leftOut ? <Note>{leftOut}</Note> : null}
        <DataTable<Row>
          caption={`How ${EXECUTION_TYPE_WORDS[type]} were executed, ${monthWords(month)}`}
          rows={rows}
          rowKey={(row) => row.report_id}
          view={tables.reporters}
          empty="No stored report has such orders in this month."
          columns={[
            {
              key: "reporter",
              head: "Reporter",
              cell: (row) => <ReporterLink row={row} />,
              value: (row) => row.name,
            },
            ...executionColumns<Row>([], isTraced),
            {
              key: "report",
              head: "As filed",
              cell: (row) => <a href={`/reports/${row.report_id}#${rowKey(row)}`}>{row.source_position}</a>,
            },
          ]}
        />
        <Note>
          {filed.length === 1 ? "One summary is" : `${filed.length} summaries are`} stored for{" "}
          {monthWords(month)}
          {without > 0 ? `; ${without} of them ${without === 1 ? "has" : "have"} no such orders` : ""}.
          Averages come without counts, so reporters cannot be added up. Exchanges and market makers get
          different orders, and a market maker’s figures are of all brokers that send it orders, never of one
          of them. <Link href="/methods#execution">What may be concluded</Link>
        </Note>
        <p>
          <a href={`/api/v1/execution?format=csv&from=${month}&to=${month}`}>This month as CSV</a>
          {" · "}
          <a href={`/api/v1/execution-package?from=${month}&to=${month}`}>with columns and README (ZIP)</a>
          {" · "}
          <Link href="/reports#execution">All Rule 605 reports</Link>
        </p>
      </Story>
    </>
  );
}

function choicesOf({ month, size, type, sp500 }: OrdersAsked, reports: readonly ExecutionReportRow[]) {
  const months = [...new Set([...reports.map((one) => one.month), month])].sort((a, b) => b - a);
  return [
    {
      name: "month",
      label: "Month",
      value: String(month),
      options: months.map((one) => ({ value: String(one), label: monthWords(one) })),
    },
    {
      name: "type",
      label: "Orders",
      value: type,
      options: EXECUTION_TYPES.map((one) => ({ value: one, label: EXECUTION_TYPE_WORDS[one] })),
    },
    {
      name: "size",
      label: "Size",
      value: String(size),
      options: ORDER_SIZES.map((one) => ({ value: String(one), label: sizeWords(one) })),
    },
    {
      name: "sp500",
      label: "Stocks",
      value: sp500,
      options: SP500_FLAGS.map((one) => ({ value: one, label: SP500_WORDS[one] })),
    },
  ];
}

function ReporterLink({ row }: { row: Row }) {
  const href = reporterPath(row);
  return href ? <a href={href}>{row.name}</a> : row.name;
}
