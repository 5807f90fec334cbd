import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseXml } from "@/parse/xml";
import type { RawReport } from "@/report/raw-report";
import { FILINGS, noFilings, SEC_SAMPLES } from "../support/filings";

/** One leaf element of a document: name, text, line of its start tag. */
type Leaf = readonly [name: string, text: string, line: number];

/** Every leaf of a document in order, by a walk over its tags that knows nothing of the schema. */
function leavesOf(xml: string): Leaf[] {
  let line = 1;
  let counted = 0;
  return [...xml.matchAll(/<([A-Za-z0-9]+)(?:\/>|>([^<]*)<\/\1>)/g)].map(
    ({ 1: name = "", 2: text = "", index }) => {
      line += xml.slice(counted, index).split("\n").length - 1;
      counted = index;
      return [name, text.replaceAll("&#xD;", "\r").replaceAll("&amp;", "&"), line];
    },
  );
}

const MIX = ["ndoPct", "ndoMarketPct", "ndoMarketableLimitPct", "ndoNonmarketableLimitPct", "ndoOtherPct"];
const FIGURES = [
  "orderPct",
  "marketPct",
  "marketableLimitPct",
  "nonMarketableLimitPct",
  "otherPct",
  "netPmtPaidRecvMarketOrdersUsd",
  "netPmtPaidRecvMarketOrdersCph",
  "netPmtPaidRecvMarketableLimitOrdersUsd",
  "netPmtPaidRecvMarketableLimitOrdersCph",
  "netPmtPaidRecvNonMarketableLimitOrdersUsd",
  "netPmtPaidRecvNonMarketableLimitOrdersCph",
  "netPmtPaidRecvOtherOrdersUsd",
  "netPmtPaidRecvOtherOrdersCph",
];

/** The leaves a report was read from, in document order. Lines of names are not kept, nor the version. */
function leavesRead(report: RawReport): (readonly [string, string, number | null])[] {
  const leaves: (readonly [string, string, number | null])[] = [
    ["bd", report.broker.text, report.broker.at],
    ["year", report.year.text, report.year.at],
    ["qtr", report.quarter.text, report.quarter.at],
  ];
  if (report.timestamp !== null) leaves.push(["timestamp", report.timestamp.text, report.timestamp.at]);
  for (const month of report.months) {
    leaves.push(["year", month.year.text, month.year.at], ["mon", month.month.text, month.month.at]);
    for (const section of month.sections) {
      MIX.forEach((name, i) => {
        leaves.push([name, section.mix[i] ?? "absent", section.mixAt[i] ?? -1]);
      });
      for (const venue of section.venues) {
        for (const name of ["name", "mic", "mpid"] as const)
          if (venue[name] !== null) leaves.push([name, venue[name], null]);
        FIGURES.forEach((name, i) => {
          leaves.push([name, venue.figures[i] ?? "absent", venue.figuresAt[i] ?? -1]);
        });
        leaves.push(["materialAspects", venue.materialAspects ?? "absent", null]);
      }
    }
  }
  return leaves;
}

describe.skipIf(noFilings)("real filings as XML (needs ../shared/filings)", () => {
  const files = [
    ...(noFilings ? [] : readdirSync(FILINGS).map((name) => path.join(FILINGS, name))),
    ...(noFilings ? [] : readdirSync(SEC_SAMPLES).map((name) => path.join(SEC_SAMPLES, name))),
  ].filter((file) => file.endsWith(".xml") && !/606b[13]_/.test(file));

  test("there are 40 filings and 3 samples", () => {
    expect(files).toHaveLength(43);
  });

  test.each(files.map((file) => [path.basename(file), file]))("%s: every cell and its line", (name, file) => {
    const xml = readFileSync(file, "utf8");
    const { reports, findings } = parseXml(readFileSync(file), name);
    expect(findings).toEqual([]);
    expect(reports).toHaveLength(1);
    const read = leavesRead(reports[0] as RawReport);
    const filed = leavesOf(xml).filter(([leaf]) => leaf !== "version");
    const known = read.map(([, , line]) => line);
    expect(filed.map(([leaf, text, line], i) => [leaf, text, known[i] === null ? null : line])).toEqual(read);
  });

  test.each(["606b1_empty.xml", "606b1_held_exempt_not_held_customer_routing.xml"])(
    "%s: a private report is refused",
    (name) => {
      const { reports, findings } = parseXml(readFileSync(path.join(SEC_SAMPLES, name)), name);
      expect(reports).toEqual([]);
      expect(findings.map(({ code, where }) => [code, where.position])).toEqual([
        ["private_report", "line 7"],
      ]);
      expect(findings[0]?.message).toContain("Rule 606(b)(1)");
    },
  );

  test.each(["606b3_empty.xml", "606b3_not_held_customer_handling_1mo.xml"])(
    "%s: a private report is refused",
    (name) => {
      const { reports, findings } = parseXml(readFileSync(path.join(SEC_SAMPLES, name)), name);
      expect(reports).toEqual([]);
      expect(findings.map(({ code }) => code)).toEqual(["private_report"]);
      expect(findings[0]?.message).toContain("Rule 606(b)(3)");
      expect(findings[0]?.message).not.toContain("Schtumer");
    },
  );
});

describe.skipIf(noFilings)("figures read off the filings by hand (needs ../shared/filings)", () => {
  const read = (name: string) =>
    parseXml(readFileSync(path.join(FILINGS, name)), name).reports[0] as RawReport;

  test("Robinhood Securities 2022 Q1: Citadel, S&P 500, January (606-HOOD-2022Q1.xml, lines 18–33)", () => {
    const report = read("606-HOOD-2022Q1.xml");
    expect(report.broker).toEqual({ text: "Robinhood Securities LLC", at: 4 });
    expect(report.timestamp).toEqual({ text: "2022-04-27T06:25:08Z", at: 7 });
    const [january] = report.months;
    expect(january?.at).toBe(8);
    expect(january?.month).toEqual({ text: "01", at: 10 });
    const section = january?.sections[0];
    expect(section).toMatchObject({
      section: "sp500",
      at: 11,
      mix: ["100.00", "33.81", "19.53", "8.98", "37.68"],
      mixAt: [12, 13, 14, 15, 16],
    });
    expect(section?.venues[0]).toMatchObject({
      at: 18,
      name: "CITADEL SECURITIES LLC",
      mic: null,
      mpid: null,
      figures: [
        ...["37.51", "29.30", "28.13", "29.30", "51.70"],
        ...["352769.36", "71.0704", "214153.18", "71.0704"],
        ...["133242.23", "71.0704", "19023.79", "71.0704"],
      ],
      figuresAt: [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32],
    });
  });

  test("Firstrade 2020 Q2: an empty-element tag is blank (routing_report_2020q2.xml, line 65)", () => {
    const venue = read("routing_report_2020q2.xml").months[0]?.sections[0]?.venues[2];
    expect(venue?.figures[11]).toBe("");
    expect(venue?.figuresAt[11]).toBe(65);
  });

  test("Apex 2022 Q1: an element without text is blank (606-APEX-2022Q1.xml, line 42)", () => {
    const venue = read("606-APEX-2022Q1.xml").months[0]?.sections[0]?.venues[1];
    expect(venue?.figures[5]).toBe("");
    expect(venue?.figuresAt[5]).toBe(42);
  });

  test("Goldman Sachs 2020 Q2: a rate with two decimals, as filed (GSCO_606_Q2_2020…, line 1881)", () => {
    const report = read("GSCO_606_Q2_2020_20200729122521.xml");
    expect(report.broker.text).toBe("Goldman Sachs & Co. LLC");
    const rows = report.months[2]?.sections[2]?.venues ?? [];
    const row = rows.find((venue) => venue.figuresAt[12] === 1881);
    expect(row?.figures.slice(11)).toEqual(["-50.20", "-16.88"]);
    expect(row?.materialAspects?.startsWith("\r\nBATO has a tiered pricing")).toBe(true);
  });

  test("Interactive Brokers 2022 Q1: quotes in a name (IBKR_606a_2022_Q1.xml, line 352)", () => {
    const names = read("IBKR_606a_2022_Q1.xml").months[0]?.sections.flatMap((section) =>
      section.venues.map((venue) => [venue.name, venue.at]),
    );
    expect(names).toContainEqual(['Citadel Securities "PRO"', 351]);
  });
});
