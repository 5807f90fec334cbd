import { TABLES } from "@/dictionary/tables";
import { csvwMetadata } from "@/export/csvw";
import { flatCsvOf } from "@/export/flat-csv-lines";
import { readMe } from "@/export/read-me";
import { type Chunks, zipFiles } from "@/export/zip-files";
import { type Query, readQuery } from "@/queries/filters";
import { iterateRatesWithFindings } from "@/queries/marked-rates";
import { rateColumns } from "@/queries/rates";
import { selectedFilings, selectedFindings } from "@/queries/selected-filings";
import { selectionLine, selectionWords } from "@/queries/selection-words";
import { storeState } from "@/queries/store-state";
import { writeQuery } from "@/queries/write-query";
import { citation } from "@/report/citation";
import { siteOrigin } from "@/site/site-origin";
import { isLongCsv, rowsCsv } from "@/worker/rows-csv";
import { ENDPOINTS, type Endpoint, PACKAGE_TABLES, packageParameters } from "../../endpoints";
import { csvChunks, route, zip } from "../../respond";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  const given = new URL(request.url).searchParams;
  // What is grouped can only be rates.
  const usual = given.has("by") ? "rates" : "rows";
  const table = PACKAGE_TABLES.find((one) => one === given.get("table")) ?? usual;
  const { defaults }: Endpoint = ENDPOINTS[table];
  const query = readQuery(given, packageParameters(table), { own: ENDPOINTS.package.own, defaults });
  const origin = siteOrigin(request.headers);
  const url = `${origin}/api/v1/${table}?${writtenFor(table, query)}`;
  const made = new Date().toISOString().slice(0, 10);
  const { imported_at: updated } = storeState();
  const filings = selectedFilings(query);
  const selection = selectionWords(query, defaults?.reReported);
  const title = `${TABLES[table].title}: ${selectionLine(selection)}`;
  const columns = columnsOf(table, query);
  // Begun before anything is sent: what fails until then is still a status.
  const data = await started(table === "rows" ? rowChunks(query) : rateChunks(query));
  const about = { title, url, made, updated, filings };
  const description =
    table === "rows"
      ? "Venue rows of SEC Rule 606(a)(1) reports as filed, unrounded."
      : "Payments, rates and implied volumes computed from SEC Rule 606(a)(1) reports.";
  const metadata = csvwMetadata({ ...about, file: "data.csv", description, columns });
  const text = readMe({
    ...about,
    selection,
    table,
    origin,
    findings: selectedFindings(query),
    citation: citation({ ...about, accessed: made }),
  });
  const files = [
    { name: "README.md", chunks: [text].values() },
    { name: "metadata.json", chunks: [metadata].values() },
    { name: "data.csv", chunks: data },
  ];
  if (request.method === "HEAD") await data.return?.();
  return zip(request, `pfof-${table}-${made}`, () => zipFiles(files, new Date(`${made}T00:00:00Z`)));
});

type Table = (typeof PACKAGE_TABLES)[number];

function columnsOf(table: Table, { by }: Query) {
  const { columns } = TABLES[table];
  if (table === "rows") return columns;
  const names = rateColumns(by, "include");
  return columns
    .filter(({ name }) => names.includes(name))
    .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

function rowChunks(query: Query): Chunks {
  return isLongCsv(query) ? rowsCsv({ filters: query, after: null, limit: null }) : flatCsvOf(query);
}

function rateChunks(query: Query): Generator<string, void> {
  return csvChunks(rateColumns(query.by, "include"), iterateRatesWithFindings(query, query.by));
}

/** The same pieces, the first of them made already. */
async function started(chunks: Chunks): Promise<AsyncIterator<string | Uint8Array, void>> {
  let first: Awaited<ReturnType<Chunks["next"]>> | null = await chunks.next();
  return {
    async next() {
      const piece = first ?? chunks.next();
      first = null;
      return piece;
    },
    // A generator that has not begun could not close what it reads from.
    return: async () => (await chunks.return?.()) ?? { done: true, value: undefined },
  };
}

/** The query string that chooses the same in `table`; `reReported` is always said, because the tables differ in it. */
function writtenFor(table: Table, query: Query): URLSearchParams {
  const written = writeQuery({
    ...query,
    findings: table === "rates" ? "include" : "exclude",
    format: "csv",
  });
  if (query.reReported !== (table === "rows" ? "include" : "exclude"))
    written.set("reReported", query.reReported);
  else written.delete("reReported");
  return written;
}
