import { TABLES } from "@/dictionary/tables";
import { EXECUTION_TYPE_WORDS, SP500_WORDS, sizeWords } from "@/execution/order-sizes";
import { monthWords } from "@/execution/report-month";
import { csvwMetadata } from "@/export/csvw";
import { executionCsv } from "@/export/execution-csv";
import { executionReadMe } from "@/export/execution-read-me";
import { zipFiles } from "@/export/zip-files";
import { type ExecutionQuery, readExecutionQuery } from "@/queries/execution-parameters";
import { executionReports } from "@/queries/execution-reports";
import { filedExecutionRows } from "@/queries/execution-rows";
import { storeState } from "@/queries/store-state";
import { citation } from "@/report/citation";
import { listInText } from "@/report/format";
import { siteOrigin } from "@/site/site-origin";
import { ENDPOINTS } from "../../endpoints";
import { route, zip } from "../../respond";

export const dynamic = "force-dynamic";

const RULE = "605(a)(2)";

export const GET = route((request) => {
  const given = new URL(request.url).searchParams;
  const { parameters, own } = ENDPOINTS.executionPackage;
  const query = readExecutionQuery(given, parameters, own);
  const rows = filedExecutionRows(query);
  const ids = new Set(rows.map(({ report_id }) => report_id));
  const reports = executionReports(query).filter(({ id }) => ids.has(id));
  const filings = reports.map(({ id, name, month, version, file, sha256 }) => ({
    id,
    broker: name,
    broker_slug: "",
    quarter: monthWords(month),
    version,
    generated_at: null,
    file,
    sha256,
  }));
  const origin = siteOrigin(request.headers);
  const made = new Date().toISOString().slice(0, 10);
  given.set("format", "csv");
  const selection = selectionOf(query, [...new Set(reports.map(({ name }) => name))]);
  const about = {
    title: `${TABLES.execution.title}: ${selection.join(", ")}`,
    url: `${origin}${ENDPOINTS.execution.path}?${given}`,
    made,
    updated: storeState().imported_at,
    filings,
    rule: RULE,
  };
  const metadata = csvwMetadata({
    ...about,
    file: "data.csv",
    description: "Rows of SEC Rule 605(a)(2) summaries as filed, unrounded, with what is read from them.",
    columns: TABLES.execution.columns,
  });
  const text = executionReadMe({
    ...about,
    selection,
    origin,
    citation: citation({ ...about, accessed: made }),
  });
  const files = [
    { name: "README.md", chunks: [text].values() },
    { name: "metadata.json", chunks: [metadata].values() },
    { name: "data.csv", chunks: executionCsv(rows) },
  ];
  return zip(request, `pfof-execution-${made}`, () => zipFiles(files, new Date(`${made}T00:00:00Z`)));
});

/** What is selected, a phrase per filter. */
function selectionOf(
  { reporter, from, to, sp500, orderSize, orderType, versions }: ExecutionQuery,
  names: readonly string[],
): string[] {
  const first = from === null ? null : monthWords(from);
  const last = to === null ? null : monthWords(to);
  return [
    reporter.length > 0 ? listInText(names) || listInText(reporter) : "all reporters",
    first && last
      ? first === last
        ? first
        : `${first} to ${last}`
      : first
        ? `from ${first} on`
        : last
          ? `up to ${last}`
          : "all months",
    ...(sp500 ? [SP500_WORDS[sp500]] : []),
    ...(orderSize.length > 0 ? [`orders ${listInText(orderSize.map(sizeWords))}`] : []),
    ...(orderType.length > 0 ? [listInText(orderType.map((one) => EXECUTION_TYPE_WORDS[one]))] : []),
    ...(versions === "all" ? ["superseded versions included"] : []),
  ];
}
