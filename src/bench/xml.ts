import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { SaxesParser } from "saxes";
import { parseXml } from "@/parse/xml";
import { readXml } from "@/parse/xml-strict";
import { AppError } from "@/report/errors";
import { validate } from "@/validate/validate";
import { median } from "./median";

/** Bytes of XML read in each pass, by repeating the reports. */
const CORPUS_BYTES = 100e6;
const ROUNDS = 5;

/**
 * Parse and validate 100 MB of XML, beside fast-xml-parser and a bare saxes pass (handlers that only
 * count) over the same bytes in the same run. One warm round, then medians; the passes take turns.
 */
export default async function run(): Promise<void> {
  const { XMLParser } = await import("fast-xml-parser");
  const reports = corpus();
  const repeats = Math.ceil(CORPUS_BYTES / sum(reports.map((bytes) => bytes.length)));
  const megabytes = (repeats * sum(reports.map((bytes) => bytes.length))) / 1e6;
  console.log(`${reports.length} reports, ${repeats} times: ${megabytes.toFixed(0)} MB`);

  let rows = 0;
  const passes: Record<string, (bytes: Buffer) => void> = {
    "parse + validate": (bytes) => {
      const [raw] = parseXml(bytes, "bench.xml").reports;
      const report = raw === undefined ? null : validate(raw, "bench.xml").report;
      if (report === null) throw new Error("the bench's corpus has a report that is refused");
      for (const month of report.months) for (const section of month.sections) rows += section.venues.length;
    },
    "the same without the scanner": (bytes) => {
      const [raw] = readXml(bytes.toString("utf8"), "bench.xml").reports;
      if (raw === undefined || validate(raw, "bench.xml").report === null)
        throw new Error("the bench's corpus has a report that is refused");
    },
    "bare saxes": (bytes) => {
      let events = 0;
      const parser = new SaxesParser();
      parser.on("opentag", () => {
        events += 1;
      });
      parser.on("closetag", () => {
        events += 1;
      });
      parser.on("text", () => {
        events += 1;
      });
      parser.write(bytes.toString("utf8")).close();
      if (events === 0) throw new Error("saxes read nothing");
    },
    "fast-xml-parser": (bytes) => {
      new XMLParser().parse(bytes.toString("utf8"));
    },
  };

  const seconds = new Map(Object.keys(passes).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, pass] of Object.entries(passes)) {
      // One repeat warms up; fast-xml-parser over all of it, in every round, would take minutes.
      const times = round === 0 ? 1 : name === "fast-xml-parser" ? Math.ceil(repeats / 4) : repeats;
      const start = performance.now();
      for (let i = 0; i < times; i++) for (const bytes of reports) pass(bytes);
      const took = (performance.now() - start) / 1000;
      if (round > 0) seconds.get(name)?.push((took * repeats) / times);
    }
  }

  const speed = new Map([...seconds].map(([name, all]) => [name, megabytes / median(all)]));
  console.log(`${Math.round(rows / (ROUNDS * repeats + 1)) * repeats} venue rows`);
  for (const [name, mbPerSecond] of speed)
    console.log(`${name.padEnd(30)}${mbPerSecond.toFixed(1).padStart(8)} MB/s`);
  const ours = speed.get("parse + validate") as number;
  const ratio = (other: string) => (ours / (speed.get(other) as number)).toFixed(2);
  console.log(`× fast-xml-parser: ${ratio("fast-xml-parser")} (goal 3)`);
  console.log(`× bare saxes:      ${ratio("bare saxes")} (goal 0.5)`);
}

/** Real reports where they are beside the project, else the project's own. */
function corpus(): Buffer[] {
  const folders = ["../shared/filings", "fixtures/reports"].map((folder) => path.resolve(folder));
  const folder = folders.find(existsSync);
  if (folder === undefined) throw new AppError("not_found", `No reports to read in ${folders.join(" or ")}`);
  console.log(`reports from ${folder}`);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".xml"))
    .map((name) => readFileSync(path.join(folder, name)))
    .filter((bytes) => parseXml(bytes, "").reports.length > 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
