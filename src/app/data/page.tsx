import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { TABLES, type TableName } from "@/dictionary/tables";
import { datasetJsonLd } from "@/export/dataset-json-ld";
import { brokerNames } from "@/queries/broker-names";
import { executionFilters } from "@/queries/execution-parameters";
import { executionReports } from "@/queries/execution-reports";
import { filters } from "@/queries/filters";
import { listReports } from "@/queries/list-reports";
import { type StoreState, storeState } from "@/queries/store-state";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { citation } from "@/report/citation";
import { countOf, dateInText, quarterLabel } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { siteOrigin } from "@/site/site-origin";
import { AsTable, Note, Story } from "@/site/story";
import { DataTable } from "@/tables/data-table";
import { pageTables } from "@/tables/page-tables";
import { GROUPS } from "../api/endpoints";
import { pageMetadata } from "../page-metadata";
import type { Operation } from "./api-reference/operation";
import { OperationDetails } from "./api-reference/operation-details";
import { CodeBlock } from "./code-block";
import { ColumnsTable } from "./columns-table";
import { ContentsList } from "./contents-list";
import css from "./data.module.css";
import { DOWNLOADS, type Download } from "./downloads";
import { examples } from "./examples";
import { operations } from "./operations";
import { SelectionForm } from "./selection-form";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const quarter = parseQuarter(latestMarketQuarter(storedQuarters()) ?? "");
  return pageMetadata({
    title: "Data and API",
    description: `${stored(storeState())} Every row as CSV, Parquet, SQLite or JSON, how to read it with what you have, and what each column means.`,
    path: "/data",
    picture: quarter && { name: "payments-by-broker", filters: filters({ from: quarter, to: quarter }) },
  });
}

const PARTS = [
  { id: "all", name: "All of it" },
  { id: "selection", name: "A selection" },
  { id: "before", name: "Before you count" },
  { id: "clients", name: "In your tools" },
  { id: "api", name: "API" },
  { id: "dictionary", name: "Columns" },
  { id: "charts", name: "Charts and embeds" },
  { id: "feed", name: "Feed" },
  { id: "cite", name: "License and citation" },
];

/** What the examples ask for in a store that is empty. */
const SOME_QUARTER = "2022Q2";

const PAGE_TABLES = pageTables("downloads", ...(Object.keys(TABLES) as TableName[]));

export default async function DataPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem } = await pageQuery(searchParams, [], PAGE_TABLES.parameters);
  if (problem !== null) {
    return (
      <Refusal title="Data and API" why={problem}>
        <Link href="/data">Show all of the page</Link>
      </Refusal>
    );
  }
  const tables = PAGE_TABLES.views("/data", await searchParams);
  const origin = siteOrigin(await headers());
  const state = storeState();
  const quarters = storedQuarters();
  const quarter = latestMarketQuarter(quarters) ?? SOME_QUARTER;
  return (
    <>
      <h1>Data and API</h1>
      {/* A data block does not run, so that the pages' policy lets it be. */}
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{
          __html: datasetJsonLd({ origin, extent: stored(state), state, downloads: DOWNLOADS }),
        }}
      />
      <p className="standfirst">
        Everything shown here can be taken along, unrounded, at addresses that stay: as files, by a form, or
        by programs. No key, no sign-in.
      </p>
      <ContentsList parts={PARTS} />

      <Story id="all" name="All of it" wide>
        <p>{stored(state)}</p>
        <DataTable<Download>
          caption="Downloads"
          captionHidden
          rows={DOWNLOADS}
          rowKey={(one) => one.path}
          view={tables.downloads}
          columns={[
            { key: "name", head: "File", cell: (one) => <a href={one.path}>{one.name}</a> },
            { key: "holds", head: "What it is", cell: (one) => one.holds },
            { key: "opens", head: "Opens in", cell: (one) => one.opens },
          ]}
        />
      </Story>

      <Story id="selection" name="A selection" wide>
        <p>
          Filed rows, one per venue, month and section. The ZIP has <code>data.csv</code>,{" "}
          <code>metadata.json</code> with every column’s unit and meaning, and a <code>README.md</code> with
          method, findings and citation.
        </p>
        <SelectionForm
          brokers={brokerNames()}
          quarters={quarters
            .map((one) => ({ value: one.quarter, label: quarterLabel(one.quarter) }))
            .toReversed()}
        />
        <p>
          Charts and tables on other pages have the same below them, under “Download · Share · Cite”. For
          payments and rates by broker, venue, quarter and so on, ask{" "}
          <a href="#get-api-v1-rates">/api/v1/rates</a>.
        </p>
      </Story>

      <Story id="before" name="Before you count">
        <ul>
          <li>
            <strong>Blank is not zero.</strong> An empty cell was filed blank (“not meaningful”); null in
            JSON.
          </li>
          <li>
            <strong>Payments are net.</strong> Positive: the broker received. Negative: it paid, mostly
            exchange fees.
          </li>
          <li>
            <strong>Some flow is in two reports.</strong> <code>/rows</code> has every filed row;{" "}
            <code>/rates</code> leaves out what another stored report contains too. Say{" "}
            <code>reReported=exclude</code> before you add rows up.{" "}
            <Link href="/methods#re-reported">Which flow that is</Link>
          </li>
          <li>
            <strong>Rates cannot be added or averaged.</strong> Divide sums: dollars × 10,000 ÷ implied
            shares, which <code>/rates</code> does. <Link href="/methods#rate">How</Link>
          </li>
          <li>
            <strong>Small venues are missing.</strong> Only those with 5% of the orders or among the top ten
            must be filed: totals are lower bounds.{" "}
            <Link href="/methods#limits">What else the figures cannot say</Link>
          </li>
          <li>
            <strong>Reports are amended.</strong> The current version is given unless asked otherwise (
            <code>asOf</code>, <code>versions=all</code>).{" "}
            <Link href="/methods#corrections">What has changed</Link>
          </li>
        </ul>
      </Story>

      <Story id="clients" name="In your tools" wide>
        <p>
          Ready to be copied: they ask this server about {quarterLabel(quarter)}
          {quarters.length === 0 ? ", though nothing is stored yet." : ", which is stored here."}
        </p>
        {examples(origin, quarter).map(({ id, name, says, code }) => (
          <div key={id} id={id} className={css.part}>
            <h3>{name}</h3>
            <p>{says}</p>
            <CodeBlock name={`Example: ${name}`} code={code} />
          </div>
        ))}
      </Story>

      <Story id="api" name="API" wide>
        <p>
          GET, from anywhere (CORS), JSON unless <code>format=csv</code> says otherwise. Lists answer with{" "}
          <code>rows</code> and <code>next</code>, the cursor of the next page. An unknown parameter or value
          is an error (400) that says what is allowed; errors have one body,{" "}
          <code>{"{ error: { code, message } }"}</code>. Every answer has an <code>ETag</code>: nothing new is
          a 304. What follows is made from <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1),
          which programs can read.
        </p>
        <Reference quarter={quarter} />
      </Story>

      <Story id="dictionary" name="Columns" wide>
        <p>
          What each column means, in the order of the CSV. Yes and no are true and false in JSON, 1 and 0 in
          CSV; dates are ISO 8601, UTC. A column without a word on blanks is never blank. A text that a
          spreadsheet would take for a formula has one <code>'</code> in front in CSV.
        </p>
        {(Object.keys(TABLES) as TableName[]).map((name) => (
          <div key={name} id={columnsId(name)}>
            {tables[name].chosen ? (
              <AsTable summary={columnsOf(name)} open>
                <ColumnsTable
                  title={TABLES[name].title}
                  columns={TABLES[name].columns}
                  tableView={tables[name]}
                />
              </AsTable>
            ) : (
              <p>
                <a href={`${tables[name].href({ all: true })}#${columnsId(name)}`}>{columnsOf(name)}</a>
              </p>
            )}
          </div>
        ))}
      </Story>

      <Story id="charts" name="Charts and embeds" wide>
        <p>
          Every chart is an image at an address that stays (<a href="#get-api-v1-charts-file">parameters</a>),
          SVG or PNG, in 16:9, square or 1200 × 630, light, dark or transparent; and a small page to embed in
          other sites, which follows its reader’s light or dark theme unless <code>theme</code> says{" "}
          <code>light</code> or <code>dark</code>.
        </p>
        <CodeBlock
          name="Address of an image"
          code={`${origin}/api/v1/charts/payments-by-broker.svg?quarter=${quarter}`}
        />
        <CodeBlock
          name="Embed code"
          code={`<iframe src="${origin}/embed/payments-by-broker?quarter=${quarter}&amp;shape=16x9" title="Payments by broker"
  style="border:0;width:100%;aspect-ratio:1920/1080" loading="lazy"></iframe>`}
        />
      </Story>

      <Story id="feed" name="Feed">
        <p>
          New quarters and reports, amendments with what they changed, withdrawals and corrections:{" "}
          <a href="/feed.xml">feed.xml</a> (Atom). The same as a list:{" "}
          <Link href="/methods#corrections">corrections</Link>.
        </p>
      </Story>

      <Story id="cite" name="License and citation" wide>
        <p>
          The reports are public documents that brokers must publish; what is computed from them here may be
          used by anyone for anything. The software is free under the MIT license. A figure is best cited with
          its report’s id and the SHA-256 of its document, which stay when a later version comes in: the
          citation on every chart’s own page, and in every ZIP, has them. Of all of it:
        </p>
        <Cite origin={origin} state={state} />
      </Story>
    </>
  );
}

function stored({ reports, brokers, first_quarter, last_quarter, imported_at }: StoreState): string {
  if (reports === 0) return "Nothing is stored yet.";
  const [first, last] = [quarterLabel(first_quarter ?? ""), quarterLabel(last_quarter ?? "")];
  const span = first === last ? first : `${first} to ${last}`;
  return `${countOf(reports, "report")} of ${countOf(brokers, "broker")}, ${span}, as of ${dateInText(imported_at)}.`;
}

function columnsOf(name: TableName): string {
  return `${TABLES[name].title} (${name}): ${TABLES[name].columns.length} columns`;
}

function columnsId(name: TableName): string {
  return `columns-${name}`;
}

function Reference({ quarter }: { quarter: string }) {
  const report = listReports(filters(), { limit: 1, offset: 0 })[0]?.id ?? "";
  const execution = executionReports(executionFilters(), { limit: 1, offset: 0 })[0]?.id ?? "";
  const idFor = (path: string) => (path.startsWith("/api/v1/execution") ? execution : report);
  const all = operations();
  return Object.entries(GROUPS).map(([group, says]) => (
    <div key={group} className={css.part}>
      <h3>{group}</h3>
      <Note>{says}</Note>
      {all
        .filter((one) => one.group === group)
        .map((one) => (
          <OperationDetails
            key={one.id}
            operation={one}
            begin={beginning(one, quarter, idFor)}
            columns={one.table && { title: TABLES[one.table].title, href: `#${columnsId(one.table)}` }}
          />
        ))}
    </div>
  ));
}

/** What a form begins with, so that it can be tried at once: something that is stored, and few rows of it. */
function beginning(
  { path, fields }: Operation,
  quarter: string,
  idFor: (path: string) => string,
): Record<string, string> {
  const begin: Record<string, string> = {};
  for (const { name, in: place, example } of fields) {
    if (place === "path")
      begin[name] = name === "id" ? idFor(path) || example : name === "quarter" ? quarter : example;
    else if (name === "limit") begin[name] = "5";
    else if (name === "q") begin[name] = example;
    else if (name === "by" && path.endsWith("/rates")) begin[name] = example;
  }
  return begin;
}

function Cite({ origin, state }: { origin: string; state: StoreState }) {
  const { plain, apa, bibtex } = citation({
    title: `SEC Rule 606 reports of payment for order flow: ${stored(state).replace(/\.$/, "")}`,
    url: `${origin}/data`,
    accessed: new Date().toISOString().slice(0, 10),
    updated: state.imported_at,
    filings: [],
  });
  return [
    ["Plain", plain],
    ["APA", apa],
    ["BibTeX", bibtex],
  ].map(([name = "", text = ""]) => (
    <div key={name} className={css.part}>
      <h3>{name}</h3>
      <CodeBlock name={`Citation: ${name}`} code={text} wrap />
    </div>
  ));
}
