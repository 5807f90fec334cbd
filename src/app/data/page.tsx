import type { Metadata } from "next";
import { DataTable } from "@/components/data-table";
import { Story } from "@/components/story";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { ENDPOINTS, type Endpoint } from "../api/endpoints";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Data and API",
  description: "Every row as CSV or JSON, the API, and what each column means.",
};

const UNITS: Record<FigureSpec["unit"], string> = {
  percent: "percent, 0–100",
  usd: "US dollars",
  cph: "cents per 100 shares; options: per contract",
};

export default function DataPage() {
  return (
    <>
      <h1>Data and API</h1>
      <p className="standfirst">
        Everything shown here can be taken along: every filed row, unrounded, as CSV or JSON at addresses that
        stay.
      </p>
      <Story id="take" name="Take all of it">
        <ul>
          <li>
            <a href="/api/v1/rows?format=csv">All rows as CSV</a>: one line per filed venue row, which this
            site can also read back in
          </li>
          <li>
            <a href="/api/v1/rates?by=broker,quarter,section&format=csv">
              Payments and rates by broker, quarter and section
            </a>{" "}
            as CSV
          </li>
          <li>
            <a href="/api/v1/reports?format=csv">The list of reports</a> as CSV
          </li>
        </ul>
        <p>
          Blank is filed blank, which is not zero. Payments are net: positive was received by the broker,
          negative paid.
        </p>
      </Story>
      <Story id="api" name="API" wide>
        <p>
          Lists answer with <code>rows</code> and <code>next</code>, the cursor of the next page. An unknown
          parameter or value is an error that says what is allowed. The whole description is{" "}
          <a href="/api/v1/openapi.json">openapi.json</a>.
        </p>
        <DataTable<Endpoint>
          caption="Addresses of the API"
          captionHidden
          rows={Object.values(ENDPOINTS)}
          rowKey={(one) => one.path}
          columns={[
            { key: "path", head: "GET", cell: (one) => <code>{one.path}</code> },
            { key: "summary", head: "Answers", cell: (one) => one.summary },
            { key: "parameters", head: "Parameters", cell: (one) => one.parameters.join(", ") },
            {
              key: "example",
              head: "Example",
              cell: (one) => (one.example ? <a href={`${one.path}?${one.example}`}>?{one.example}</a> : ""),
            },
          ]}
        />
      </Story>
      <Story id="dictionary" name="Figures as they are filed" wide>
        <DataTable<FigureSpec>
          caption="Columns of filed figures"
          captionHidden
          rows={[...VENUE_FIGURES, ...MIX_FIGURES]}
          rowKey={(one) => one.key}
          columns={[
            { key: "key", head: "Column", cell: (one) => <code>{one.key}</code> },
            { key: "label", head: "The SEC’s label", cell: (one) => one.label },
            { key: "unit", head: "Unit", cell: (one) => UNITS[one.unit] },
            { key: "xml", head: "XML element", cell: (one) => <code>{one.xml}</code> },
          ]}
        />
      </Story>
      <Story id="cite" name="Citing and reusing">
        <p>
          The reports are public documents that brokers must publish. Cite a figure with the broker, the
          quarter, the report’s id and the SHA-256 of its document, which every report’s page names: these do
          not change when a later version comes in. The software is free under the MIT license.
        </p>
      </Story>
    </>
  );
}
