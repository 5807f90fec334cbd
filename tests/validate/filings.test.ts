import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { resolveBroker } from "@/names/resolve-broker";
import { resolveVenue } from "@/names/resolve-venue";
import { parseXml } from "@/parse/xml";
import { FIGURE_INDEX } from "@/report/figures";
import { ORDER_TYPES } from "@/report/order-types";
import { quarterIndex } from "@/report/quarter";
import type { RawReport } from "@/report/raw-report";
import type { Report, VenueRow } from "@/report/report";
import { assetClassOf, type Section } from "@/report/sections";
import { type PlaceOf, rangeOf, type VenueVolume } from "@/report/venue-volume";
import { optionsRateScale, optionsRates } from "@/validate/options-rate-scale";
import { validate } from "@/validate/validate";
import { volumeJumps } from "@/validate/volume-jump";
import { FILINGS, noFilings, SEC_SAMPLES } from "../support/filings";
import { measure } from "../support/metrics-of-cells";
import { NO_VOLUME, seriesOf, withRow } from "../support/volume-series";

function read(folder: string, name: string) {
  const { reports } = parseXml(readFileSync(path.join(folder, name)), name);
  return validate(reports[0] as RawReport, name);
}

/** All filed pairs of a report. */
function cellsOf(report: Report) {
  return report.months.flatMap((month) =>
    month.sections.flatMap((section) =>
      section.venues.flatMap(({ figures }) =>
        ORDER_TYPES.map((type) => ({
          usd: figures[FIGURE_INDEX[type].usd] ?? null,
          cph: figures[FIGURE_INDEX[type].cph] ?? null,
        })),
      ),
    ),
  );
}

describe.skipIf(noFilings)("real filings (needs ../shared/filings)", () => {
  const names = noFilings ? [] : readdirSync(FILINGS).filter((name) => name.endsWith(".xml"));

  test.each(names)("%s: accepted, every figure the number that is filed", (name) => {
    const { report } = read(FILINGS, name);
    const figures = report?.months.flatMap((month) =>
      month.sections.flatMap((section) => [...section.mix, ...section.venues.flatMap((row) => row.figures)]),
    );
    const xml = readFileSync(path.join(FILINGS, name), "utf8");
    const filed = [...xml.matchAll(/<(\w+(?:Pct|Usd|Cph))(?:\/>|>([^<]*)<)/g)].map(([, , text = ""]) =>
      text === "" ? null : Number(text) + 0,
    );
    expect(figures).toEqual(filed);
  });

  test.each<[name: string, payment: string]>([
    ["606-CHAS-2020Q1.xml", "53577202.81"],
    ["606-CHAS-2020Q2.xml", "66142014.60"],
    ["606-CHAS-2021Q1.xml", "78081154.07"],
    ["606-HOOD-2022Q1.xml", "161649666.22"],
    ["GSCO_606_Q1_2020_20200619113325.xml", "-1591574.72"],
  ])("%s: payment %s", (name, payment) => {
    const { report } = read(FILINGS, name);
    expect(measure(cellsOf(report as Report)).paymentUsd?.toFixed(2)).toBe(payment);
  });

  test("the findings of single reports are these", () => {
    const found = names.flatMap((name) => read(FILINGS, name).findings);
    expect(found.map(({ code, where, filed }) => [code, where.file, where.position, filed])).toEqual([
      ["rate_without_usd", "606-CHAS-2021Q4.xml", "line 127", "-0.00"],
      ["rate_precision", "GSCO_606_Q1_2020_20200619113325.xml", "line 515", "0.500"],
      ["usd_without_rate", "GSCO_606_Q1_2020_20200619113325.xml", "line 1322", "0.0000"],
      ["rate_precision", "GSCO_606_Q2_2020_20200729122521.xml", "line 1881", "-16.88"],
      ["usd_without_rate", "GSCO_606_Q2_2020_20200729122521.xml", "line 1995", "0.0000"],
      ["rate_precision", "GSCO_606_Q3_2020_20201019135909.xml", "line 2023", "-22.51"],
      ["usd_without_rate", "GSCO_606_Q3_2020_20201019135909.xml", "line 1322", "0.0000"],
      ["rate_precision", "GSCO_606_Q4_2020_20210125081612.xml", "line 1370", "-17.56"],
      ["usd_without_rate", "GSCO_606_Q4_2020_20210125081612.xml", "line 33", "0.0000"],
      ["rate_without_usd", "IBKR_606a_2022_Q1.xml", "line 140", "0"],
      ["rate_without_usd", "IBKR_606a_2022_Q2.xml", "line 810", "0"],
      ["rate_without_usd", "IBKR_606a_2022_Q4.xml", "line 230", "0"],
      ["rate_without_usd", "routing_report_2020q1.xml", "line 266", "0.00"],
    ]);
  });

  test.each<[name: string, codes: readonly string[]]>([
    ["606a1_empty.xml", ["blank_month", "absent_month"]],
    ["606a1_held_order_public_report_3mo_blank.xml", ["blank_month"]],
    ["606a1_held_order_public_report.xml", ["placeholder_text", "placeholder_text", "venue_share_sum"]],
  ])("SEC sample %s", (name, codes) => {
    const { report, findings } = read(SEC_SAMPLES, name);
    expect(report).not.toBeNull();
    expect(findings.map((one) => one.code)).toEqual(codes);
  });
});

function slugOf({ filedVenue, mic, mpid }: VenueRow, section: Section): string {
  return resolveVenue({ name: filedVenue, mic, mpid }, assetClassOf(section)).slug;
}

/** What the venues of a report imply: rows of one venue are added up. */
function volumesOf(file: string, report: Report): VenueVolume[] {
  const found = new Map<string, VenueVolume>();
  const first = report.quarter.quarter * 3 - 2;
  for (const { month, sections } of report.months) {
    for (const { section, venues } of sections) {
      for (const row of venues) {
        const venue = slugOf(row, section);
        const known = found.get(`${section} ${venue}`)?.months ?? [NO_VOLUME, NO_VOLUME, NO_VOLUME];
        const months = known.map((one, i) => (i === month - first ? withRow(one, row.figures) : one));
        found.set(`${section} ${venue}`, {
          reportId: file,
          broker: resolveBroker(report.filedBroker, null).slug,
          venue,
          section,
          quarter: quarterIndex(report.quarter),
          months,
          ...rangeOf(months),
        });
      }
    }
  }
  return [...found.values()];
}

describe.skipIf(noFilings)("real filings, quarter beside quarter (needs ../shared/filings)", () => {
  const reports = new Map(
    noFilings
      ? []
      : readdirSync(FILINGS)
          .filter((name) => name.endsWith(".xml"))
          .map((name) => [name, read(FILINGS, name).report as Report] as const),
  );
  const all = [...reports].flatMap(([file, report]) => volumesOf(file, report));

  const place: PlaceOf = ({ reportId, section, venue }, month) => {
    const inMonth = reports.get(String(reportId))?.months.find((one) => one.month === month);
    const rows = inMonth?.sections.find((one) => one.section === section)?.venues ?? [];
    const row = rows.find((one) => slugOf(one, section) === venue) as VenueRow;
    return { file: String(reportId), position: row.position, month, section, venue: row.filedVenue };
  };
  const jumps = (volumes: readonly VenueVolume[]) => volumeJumps(seriesOf(volumes), place);

  test("volumes out of line: Firstrade's rates of Apex in 2020 Q2, and a month of Schwab's at each of two exchanges", () => {
    const found = jumps(all).map(({ reportId, finding }) => [
      reportId,
      finding.where.position,
      finding.where.section,
      finding.where.venue,
    ]);
    expect(found.sort()).toEqual([
      ["606-CHAS-2021Q1.xml", "line 585", "non_sp500", "Cboe EDGX Exchange, Inc."],
      // Schwab took liquidity there for $13,348 in April, and for less than $50 in the quarters beside it.
      ["606-CHAS-2022Q2.xml", "line 120", "sp500", "The Nasdaq Stock Market"],
      ["routing_report_2020q2.xml", "line 18", "sp500", "Apex Clearing"],
      ["routing_report_2020q2.xml", "line 78", "non_sp500", "Apex Clearing"],
    ]);
  });

  test.each([
    ["the quarter before", ["routing_report_2020q1.xml", "routing_report_2020q2.xml"]],
    ["the quarter after", ["routing_report_2020q2.xml", "routing_report_2020q3.xml"]],
  ])("Firstrade 2020 Q2 stands out with only %s beside it, and the other does not", (_which, files) => {
    const found = jumps(all.filter(({ reportId }) => files.includes(String(reportId))));
    expect(found.map((one) => [one.reportId, one.finding.where.section])).toEqual([
      ["routing_report_2020q2.xml", "sp500"],
      ["routing_report_2020q2.xml", "non_sp500"],
    ]);
  });

  test("the message says what is out of line, by how much, against what", () => {
    const apex = jumps(all).find((one) => one.finding.where.position === "line 18");
    expect(apex?.finding.message).toBe(
      "The dollars and rates of Apex Clearing in S&P 500 stocks imply 242 million shares in April 2020, at 1.5 cents; " +
        "that is 52.2 times the 4.64 million shares a month of 2020 Q1 and 2020 Q3, and its share of orders does not " +
        "explain it. The same goes for May 2020 and June 2020. Dollars or rates may be misfiled.",
    );
  });

  const offScale = (volumes: readonly VenueVolume[]) => {
    const ratesOf = (quarter: number) => optionsRates(volumes.filter((one) => one.quarter === quarter));
    return [...new Set(volumes.map((one) => one.quarter))].flatMap((quarter) =>
      optionsRateScale(quarter, ratesOf, place),
    );
  };

  test("no options rate of the filings is of the wrong scale", () => {
    expect(offScale(all)).toEqual([]);
  });

  test("an options rate 100 times too high or too low is found, for one venue or a whole report", () => {
    const file = "606-HOOD-2022Q2.xml";
    for (const factor of [100, 1 / 100]) {
      const scaled = (chosen: (volume: VenueVolume) => boolean) =>
        offScale(
          all.map((volume) =>
            volume.reportId === file && volume.section === "options" && chosen(volume)
              ? {
                  ...volume,
                  months: volume.months.map((one) => ({
                    ...one,
                    impliedShares: one.impliedShares && one.impliedShares / factor,
                  })),
                }
              : volume,
          ),
        );
      const one = scaled((volume) => volume.venue === "citadel-securities");
      expect(one.map(({ reportId, finding }) => [reportId, finding.where.venue])).toEqual([
        [file, "CITADEL SECURITIES LLC"],
      ]);
      expect(scaled(() => true)).toHaveLength(4);
    }
  });
});
