import { createWriteStream, readFileSync } from "node:fs";
import path from "node:path";
import { finished } from "node:stream/promises";
import { parseCsv } from "@/parse/csv";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { monthsOf } from "@/report/quarter";
import type { Report, SectionReport, VenueRow } from "@/report/report";
import type { Section } from "@/report/sections";
import { validate } from "@/validate/validate";

const SAMPLE = path.join(process.cwd(), "fixtures", "sample");
const TAGS: Record<Section, string> = { sp500: "rSP500", non_sp500: "rOtherStocks", options: "rOptions" };

/** Words of the length real ones have; the sample comes without the filings' sentences. */
const WORDS =
  "The broker receives payment from this venue for orders it sends there, at a rate that both agreed on and that does not depend on the single order. ";

/** A broker of the made market: the name it files under and its number. */
export function brokerOf(index: number): { name: string; crd: string } {
  return { name: `Broker ${index} of the made market`, crd: String(100_000 + index) };
}

/** The reports of the sample. */
export function sampleReports(files: readonly string[]): Report[] {
  return files.flatMap((file) => {
    const bytes = readFileSync(path.join(SAMPLE, file));
    return parseCsv(bytes, file).reports.flatMap((raw) => validate(raw, file).report ?? []);
  });
}

/**
 * Writes a ZIP as FINRA's of one quarter: `count` reports under new names and CRDs, made by repeating
 * the sample reports with their dollars shifted a little, so that no two are the same. Returns the bytes of XML.
 */
export async function writeMarketZip(
  target: string,
  reports: readonly Report[],
  count: number,
  quarter: { year: number; quarter: number },
  shiftOf = (index: number) => 1 + index / count / 10,
  firstBroker = 0,
): Promise<number> {
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  let bytes = 0;
  for (let i = 0; i < count; i += 1) {
    const report = reports[i % reports.length];
    if (!report) throw new Error("no sample reports");
    const { name, crd } = brokerOf(firstBroker + i);
    const xml = Buffer.from(marketXml(report, name, quarter, shiftOf(i)));
    bytes += xml.length;
    zip.addBuffer(xml, `${crd}_606_NMS_${quarter.year}_Q${quarter.quarter}_V1.xml`);
  }
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(target)));
  return bytes;
}

/** A report as SEC XML, moved to another broker and quarter, its dollars multiplied by `factor`. */
export function marketXml(
  report: Report,
  broker: string,
  quarter: { year: number; quarter: number },
  factor: number,
): string {
  const wanted = monthsOf(quarter);
  const months = report.months.map(({ sections }, i) =>
    lines(1, "rMonthly", [
      line(2, "year", String(quarter.year)),
      line(2, "mon", String(wanted[i])),
      ...sections.map((section) => sectionXml(section, factor)),
    ]),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(0, "heldOrderRoutingPublicReport", [
    line(1, "version", "1.3"),
    line(1, "bd", broker),
    line(1, "year", String(quarter.year)),
    line(1, "qtr", String(quarter.quarter)),
    line(1, "timestamp", `${quarter.year + 1}-01-15T12:00:00Z`),
    ...months,
  ])}`;
}

function sectionXml({ section, mix, venues }: SectionReport, factor: number): string {
  return lines(2, TAGS[section], [
    ...MIX_FIGURES.map(({ xml }, i) => line(3, xml, fixed(mix[i], 2))),
    lines(
      3,
      "rVenues",
      venues.map((row) => venueXml(row, factor)),
    ),
  ]);
}

function venueXml(row: VenueRow, factor: number): string {
  const code = row.mic ? [line(5, "mic", row.mic)] : [];
  return lines(4, "rVenue", [
    line(5, "name", row.filedVenue),
    ...code,
    ...VENUE_FIGURES.map(({ xml, unit }, i) => {
      const value = row.figures[i];
      const moved = unit === "usd" && typeof value === "number" ? value * factor : value;
      return line(5, xml, fixed(moved, unit === "cph" ? 4 : 2));
    }),
    line(5, "materialAspects", `${row.filedVenue}: ${WORDS.repeat(4)}`),
  ]);
}

function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined ? "" : value.toFixed(decimals);
}

function lines(depth: number, tag: string, inside: readonly string[]): string {
  const indent = "  ".repeat(depth);
  return `${indent}<${tag}>\n${inside.join("")}${indent}</${tag}>\n`;
}

function line(depth: number, tag: string, text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `${"  ".repeat(depth)}<${tag}>${escaped}</${tag}>\n`;
}
