import { readFileSync } from "node:fs";
import path from "node:path";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { makeZip } from "../intake/make-zip";
import { drawPdf } from "../parse/pdf/draw-pdf";
import { drawReport } from "../parse/pdf/draw-report";

/* Whole files to be damaged, a character a byte (latin1). Small ones, so that many fit into the time. */

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const bytesOf = (...file: string[]) => readFileSync(path.join(FIXTURES, ...file)).toString("latin1");

export const XML_SEEDS = ["harbor-lane-2023q1.xml", "harbor-lane-2023q2-loose.xml"].map((name) =>
  bytesOf("reports", name),
);

const flat = bytesOf("sample", "firstrade-securities.csv").split("\n").slice(0, 40).join("\n");
const MIX = MIX_FIGURES.map((figure) => figure.label).join();
const VENUES = `Venue - Non-directed Order Flow,${VENUE_FIGURES.map((figure) => figure.label).join()}`;

/** As copied from a report into a spreadsheet. */
const sheet = `"Example Brokerage, LLC - Held NMS Stocks and Options Order Routing Public Report"
"1st Quarter, 2020"

January 2020
S&P 500 Stocks
Summary
${MIX}
100.00,53.25,5.64,31.76,9.34
Venues
${VENUES}
Northgate,30.76,31.87,31.05,27.01,37.04,"153,528.70",9.2765,"46,181.19",11.0745,"203,749.59",29.6318,"28,015.48",9.1368
"Harborview, LLC",0.62,0.08,0.02,1.70,,"-2,831.93",-26.3829,"(4,091.06)",-29.3301,0.00,0.0000,,
Material Aspects:
Northgate:
Pays, for each order, what it likes.
"Harborview, LLC:"
A fee is charged.
February 2020
March 2020
Non-S&P 500 Stocks
${VENUES}
Northgate,100,100,100,100,100,1,1.0000,1,1.0000,1,1.0000,1,1.0000
`;

function drawn(tagged: boolean): string {
  const venues = ["Northgate Market Making LLC", "Harborview (XHBV)"].map((name, i) => ({
    name,
    figures: [
      "50.00",
      "50.00",
      "50.00",
      "",
      "",
      `${i}1,250.50`,
      "12.5000",
      "-8.75",
      "-1.0000",
      "",
      "",
      "0",
      "",
    ],
    aspects: "Pays a fixed rate per share.",
  }));
  const mix = ["98.40", "51.25", "12.10", "28.35", "8.30"];
  const months = [1, 2].map((month) => ({ month, sections: { sp500: { mix, venues } } }));
  const report = drawReport({ broker: "Example Brokerage LLC", year: 2021, quarter: 1, months }, tagged);
  return Buffer.from(drawPdf(report, { tagged })).toString("latin1");
}

export const CSV_SEEDS = [flat, sheet];
export const PDF_SEEDS = [drawn(true), drawn(false)];

export const ZIP_SEEDS = [
  makeZip([
    { name: "a/one.xml", data: XML_SEEDS[0] ?? "" },
    { name: "two.csv", data: flat, streamed: true },
  ]),
  makeZip([
    { name: "one.xml", data: XML_SEEDS[1] ?? "", method: 0, zip64: true },
    { name: "inner.zip", data: makeZip([{ name: "in.xml", data: XML_SEEDS[0] ?? "" }]) },
  ]),
].map((bytes) => bytes.toString("latin1"));
