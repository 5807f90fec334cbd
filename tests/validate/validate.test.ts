import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseXml } from "@/parse/xml";
import type { Finding } from "@/report/findings";
import type { RawReport } from "@/report/raw-report";
import type { Report } from "@/report/report";
import { validate } from "@/validate/validate";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures/reports");
const PLAIN = readFileSync(path.join(FIXTURES, "harbor-lane-2023q1.xml"), "utf8");

function rawOf(xml: string): RawReport {
  const { reports, findings } = parseXml(Buffer.from(xml), "report.xml");
  expect(findings).toEqual([]);
  return reports[0] as RawReport;
}

/** The fixture with the first occurrence of each text replaced, checked. */
function check(...changes: readonly (readonly [from: string, to: string])[]) {
  let xml = PLAIN;
  for (const [from, to] of changes) {
    expect(xml).toContain(from);
    xml = xml.replace(from, to);
  }
  return validate(rawOf(xml), "report.xml");
}

describe("a report without faults", () => {
  const { report, findings } = validate(rawOf(PLAIN), "report.xml");

  test("has no findings, and its header", () => {
    expect(findings).toEqual([]);
    expect(report).toMatchObject({
      filedBroker: "Harbor Lane Securities LLC",
      crd: null,
      quarter: { year: 2023, quarter: 1 },
      series: "",
      filedVersion: null,
      generatedAt: "2023-04-28T14:05:09Z",
      format: "xml",
      origin: null,
    });
    expect(report?.months.map((month) => month.month)).toEqual([1, 2, 3]);
  });

  test("has its figures as numbers, blank as null, zero as zero", () => {
    const section = report?.months[0]?.sections[0];
    expect(section?.mix).toEqual([98.4, 51.25, 12.1, 28.35, 8.3]);
    expect(section?.venues[1]).toEqual({
      filedVenue: "Harborview Stock Exchange, Inc.",
      mic: "XHBV",
      mpid: null,
      figures: [21.3, 4.98, 20.44, 44.17, 10, -312.4, -29.5, -1988.06, -30, 6120.45, 31.25, 0, null],
      materialAspects: "Harbor Lane pays the exchange's published fees and receives its published rebates.",
      position: "line 36",
    });
  });
});

describe("an unusual report (fixtures/reports/harbor-lane-2023q2-loose.xml)", () => {
  const loose = readFileSync(path.join(FIXTURES, "harbor-lane-2023q2-loose.xml"), "utf8");
  const { report, findings } = validate(rawOf(loose), "loose.xml");

  test("is read: names on one line, a venue known by its code only, empty sections and months kept", () => {
    expect(report?.filedBroker).toBe("Harbor Lane Securities LLC");
    expect(report?.quarter).toEqual({ year: 2023, quarter: 2 });
    expect(report?.generatedAt).toBeNull();
    expect(report?.months).toMatchObject([
      {
        month: 4,
        sections: [
          {
            section: "sp500",
            venues: [{ filedVenue: "", mic: "XHBV", figures: { 5: -120, 9: 2450.75, 10: 31.25 } }],
          },
          { section: "options", mix: [null, null, null, null, null], venues: [] },
        ],
      },
      { month: 5, sections: [] },
    ]);
  });

  test("gives notes: rates with few decimals, a blank month", () => {
    expect(findings.map(({ code, severity, where }) => [code, severity, where.position])).toEqual([
      ["rate_precision", "note", "line 21"],
      ["blank_month", "note", "line 37"],
      ["absent_month", "note", undefined],
    ]);
    expect(findings[2]?.message).toContain("no month 6");
    expect(findings[0]?.message).toContain("1 of 2 rates");
  });
});

interface Refused {
  readonly what: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
  readonly code: Finding["code"];
  readonly where: Partial<Finding["where"]>;
  readonly filed?: string;
  readonly says: string;
}

const ndoMarket = "<ndoMarketPct>51.25</ndoMarketPct>";
const usd = "<netPmtPaidRecvMarketOrdersUsd>41250.50</netPmtPaidRecvMarketOrdersUsd>";
const venue = "Northgate Market Making LLC";

const REFUSED: readonly Refused[] = [
  ...["1e5", "NaN", "0x10", "1,000.00", "n/a", "-", "\u22125.00"].map(
    (filed): Refused => ({
      what: `the number ${filed}`,
      changes: [[usd, usd.replace("41250.50", filed)]],
      code: "not_a_number",
      where: {
        position: "line 26",
        field: "netPmtPaidRecvMarketOrdersUsd",
        month: 1,
        section: "sp500",
        venue,
      },
      filed,
      says: "expected a number such as 12.34, or blank",
    }),
  ),
  {
    what: "a percentage over 100",
    changes: [["<ndoPct>98.40<", "<ndoPct>100.01<"]],
    code: "percent_out_of_range",
    where: { position: "line 12", field: "ndoPct", month: 1, section: "sp500" },
    filed: "100.01",
    says: "expected 0 to 100",
  },
  {
    what: "a negative percentage",
    changes: [["<orderPct>62.15<", "<orderPct>-0.01<"]],
    code: "percent_out_of_range",
    where: { position: "line 21", field: "orderPct", venue },
    filed: "-0.01",
    says: "expected 0 to 100",
  },
  {
    what: "a year that is none",
    changes: [["<year>2023<", "<year>23<"]],
    code: "bad_quarter",
    where: { position: "line 5", field: "year" },
    filed: "23",
    says: "expected a year from 2000 to 2099",
  },
  {
    what: "a fifth quarter",
    changes: [["<qtr>1<", "<qtr>5<"]],
    code: "bad_quarter",
    where: { position: "line 6", field: "qtr" },
    filed: "5",
    says: "expected 1, 2, 3 or 4",
  },
  {
    what: "a blank quarter",
    changes: [["<qtr>1<", "<qtr><"]],
    code: "bad_quarter",
    where: { position: "line 6", field: "qtr" },
    filed: "",
    says: "is blank",
  },
  {
    what: "a month of another quarter",
    changes: [["<mon>02<", "<mon>05<"]],
    code: "month_outside_quarter",
    where: { field: "mon" },
    filed: "05",
    says: "Month 5 of 2023 is outside the quarter; expected month 1, 2, 3 of 2023",
  },
  {
    what: "a month of another year",
    changes: [["    <year>2023<", "    <year>2022<"]],
    code: "month_outside_quarter",
    where: { position: "line 9", field: "year" },
    filed: "2022",
    says: "Month 1 of 2022 is outside the quarter",
  },
  {
    what: "a month that is no number",
    changes: [["<mon>01<", "<mon>January<"]],
    code: "not_a_number",
    where: { position: "line 10", field: "mon" },
    filed: "January",
    says: "expected a month from 1 to 12",
  },
  {
    what: "a month twice",
    changes: [["<mon>02<", "<mon>1<"]],
    code: "month_repeated",
    where: { field: "mon" },
    filed: "1",
    says: "Month 1 comes a second time (first at line 8)",
  },
  {
    what: "a section twice",
    changes: [
      ["<rOtherStocks>", "<rSP500>"],
      ["</rOtherStocks>", "</rSP500>"],
    ],
    code: "section_repeated",
    where: { position: "line 56", month: 1, section: "sp500" },
    says: "comes a second time in the month (first at line 11)",
  },
  {
    what: "a broker without a name",
    changes: [["<bd>Harbor Lane Securities LLC<", "<bd> \n <"]],
    code: "structure",
    where: { position: "line 4", field: "bd" },
    says: "expected a name",
  },
  {
    what: "a venue whose name and codes are blank",
    changes: [
      [`<name>${venue}</name>`, "<name> </name>"],
      ["<mpid>NGMM</mpid>", "<mpid/>"],
    ],
    code: "structure",
    where: { position: "line 18", month: 1, section: "sp500" },
    says: "neither a name nor a code",
  },
];

describe("reports that are refused", () => {
  test.each(REFUSED.map((one) => [one.what, one] as const))(
    "%s",
    (_what, { changes, code, where, filed, says }) => {
      const { report, findings } = check(...changes);
      expect(report).toBeNull();
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ code, severity: "error", where: { file: "report.xml", ...where } });
      expect(findings[0]?.filed).toBe(filed);
      expect(findings[0]?.message).toContain(says);
    },
  );

  test("many bad cells are listed up to twenty, the rest counted", () => {
    const xml = PLAIN.replace(/<(netPmt\w+Usd)>[^<]*</g, "<$1>x<");
    const { report, findings } = validate(rawOf(xml), "report.xml");
    expect(report).toBeNull();
    expect(findings).toHaveLength(21);
    // 4 rows of 4 payments in 3 months, less 3 empty-element tags.
    expect(findings[20]?.message).toBe("25 more of this kind are in the file.");
  });

  test("a cell of 10,000 characters is shown short", () => {
    const { findings } = check([usd, usd.replace("41250.50", "9a".repeat(5000))]);
    expect(findings[0]?.filed).toHaveLength(100);
    expect(findings[0]?.message.length).toBeLessThan(300);
  });
});

interface Warned {
  readonly what: string;
  readonly changes: readonly (readonly [from: string, to: string])[];
  readonly code: Finding["code"];
  readonly severity: Finding["severity"];
  readonly where: Partial<Finding["where"]>;
  readonly says: string;
}

const cph = "<netPmtPaidRecvMarketOrdersCph>12.5000</netPmtPaidRecvMarketOrdersCph>";

const WARNED: readonly Warned[] = [
  {
    what: "order types that add to 100.11",
    changes: [[ndoMarket, ndoMarket.replace("51.25", "51.36")]],
    code: "order_mix_sum",
    severity: "warning",
    where: { position: "line 13", month: 1, section: "sp500" },
    says: "add to 100.11 % in month 1; expected 100",
  },
  {
    what: "venues that add to more than 100",
    changes: [["<marketPct>70.02<", "<marketPct>95.13<"]],
    code: "venue_share_sum",
    severity: "warning",
    where: { position: "line 11", field: "marketPct", section: "sp500" },
    says: "adds to 100.11 in month 1; expected at most 100",
  },
  {
    what: "dollars without a rate",
    changes: [[cph, cph.replace("12.5000", "")]],
    code: "usd_without_rate",
    severity: "warning",
    where: { position: "line 27", field: "netPmtPaidRecvMarketOrdersCph", venue, month: 1 },
    says: `Market orders at ${venue}: 41250.50 dollars have the rate blank`,
  },
  {
    what: "dollars with a rate of zero",
    changes: [[cph, cph.replace("12.5000", "0.0000")]],
    code: "usd_without_rate",
    severity: "warning",
    where: { position: "line 27" },
    says: "41250.50 dollars have the rate 0.0000",
  },
  {
    what: "a rate without dollars",
    changes: [[usd, usd.replace("41250.50", "0.00")]],
    code: "rate_without_usd",
    severity: "warning",
    where: { position: "line 26", field: "netPmtPaidRecvMarketOrdersUsd" },
    says: "the rate 12.5000 has the dollars 0.00",
  },
  {
    what: "dollars and rate of opposite sign",
    changes: [[usd, usd.replace("41250.50", "-41250.50")]],
    code: "sign_mismatch",
    severity: "warning",
    where: { position: "line 27" },
    says: "-41250.50 dollars stand beside 12.5000 cents",
  },
  {
    what: "a rate with two decimals",
    changes: [[cph, cph.replace("12.5000", "12.50")]],
    code: "rate_precision",
    severity: "note",
    where: { position: "line 27" },
    says: "1 of 42 rates have fewer than four decimals; the first is 12.50",
  },
  {
    what: "a template's text",
    changes: [
      [/Northgate pays[^<]*/.exec(PLAIN)?.[0] ?? "", "[Insert discussion\n of the material aspects here]"],
    ],
    code: "placeholder_text",
    severity: "warning",
    where: { position: "line 18", field: "materialAspects", venue },
    says: '"[Insert discussion of the material aspects here]", in one row',
  },
  {
    what: "a time of generation that is none",
    changes: [["2023-04-28T14:05:09Z", "28 April 2023"]],
    code: "bad_timestamp",
    severity: "warning",
    where: { position: "line 7", field: "timestamp" },
    says: '"28 April 2023"; expected a date and time such as 2020-04-01T22:55:48Z',
  },
];

describe("reports that are stored with a finding", () => {
  test.each(WARNED.map((one) => [one.what, one] as const))(
    "%s",
    (_what, { changes, code, severity, where, says }) => {
      const { report, findings } = check(...changes);
      expect(report).not.toBeNull();
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ code, severity, where: { file: "report.xml", ...where } });
      expect(findings[0]?.message).toContain(says);
    },
  );

  test("an unreadable time leaves the report undated", () => {
    expect(check(["2023-04-28T14:05:09Z", "soon"]).report?.generatedAt).toBeNull();
  });

  test("a venue twice with the same figures", () => {
    const row = PLAIN.slice(PLAIN.indexOf("        <rVenue>"), PLAIN.indexOf("</rVenue>") + 10);
    const { report, findings } = check([row, row + row]);
    expect(report).not.toBeNull();
    expect(findings.map((one) => one.code)).toEqual(["venue_repeated", "venue_share_sum"]);
    expect(findings[1]?.message).toContain("5 such cases");
    expect(findings[0]).toMatchObject({ where: { position: "line 36", venue } });
    expect(findings[0]?.message).toContain("first at line 18");
  });

  test("a third row is compared with the second too, if it has a name", () => {
    const row = PLAIN.slice(PLAIN.indexOf("        <rVenue>"), PLAIN.indexOf("</rVenue>") + 10);
    const other = row.replace(/<(\w+Pct)>[^<]*</g, "<$1>1.00<");
    const found = check([row, row + other + other]).findings;
    expect(found.map((one) => one.code)).toEqual(["venue_repeated"]);
    const nameless = other.replace(/<name>[^<]*</, "<name>n/a<").replace(/<(mic|mpid)>[^<]*</g, "<$1><");
    expect(check([row, row + nameless + nameless]).findings.map((one) => one.code)).toEqual([
      "venue_not_named",
    ]);
  });

  test("a venue twice with other figures is two programmes of one venue", () => {
    const row = PLAIN.slice(PLAIN.indexOf("        <rVenue>"), PLAIN.indexOf("</rVenue>") + 10);
    const other = row.replace(/<(\w+Pct)>[^<]*</g, "<$1>1.00<");
    expect(check([row, row + other]).findings).toEqual([]);
  });

  test("cells are told once per section, with their number", () => {
    const xml = PLAIN.replaceAll(
      "<netPmtPaidRecvMarketOrdersCph>12.5000<",
      "<netPmtPaidRecvMarketOrdersCph><",
    );
    const { findings } = validate(rawOf(xml), "report.xml");
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain("3 such cases in S&P 500 stocks; this is the first.");
  });

  test("sums are not checked where all is zero or blank, and dollars of zero need no rate", () => {
    const section = PLAIN.slice(PLAIN.indexOf("<rSP500>"), PLAIN.indexOf("<rVenues>"));
    for (const filed of ["0.00", ""]) {
      const { findings } = check([section, section.replace(/<(ndo\w+)>[^<]*</g, `<$1>${filed}<`)]);
      expect(findings).toEqual([]);
    }
  });

  test("a quarter filed blank is one note", () => {
    const xml = PLAIN.replace(/<((?:ndo|netPmt)\w+|\w+Pct)>[^<]*</g, "<$1><");
    const { report, findings } = validate(rawOf(xml), "report.xml");
    expect(report?.months).toHaveLength(3);
    expect(findings.map((one) => one.code)).toEqual(["blank_month"]);
    expect(findings[0]?.message).toContain("month 1, 2, 3");
  });
});

describe("names and texts", () => {
  test("markup, formulas, control-like and direction characters stay text, white space collapses", () => {
    const name = '=HYPERLINK("x")  &lt;b&gt;\n\u202eevil\u200b';
    const { report } = check([`<name>${venue}</name>`, `<name> ${name} </name>`]);
    expect(report?.months[0]?.sections[0]?.venues[0]?.filedVenue).toBe(
      '=HYPERLINK("x") <b> \u202eevil\u200b',
    );
  });

  test("a name of 10,000 characters is kept whole", () => {
    const { report } = check([`<name>${venue}</name>`, `<name>${"x".repeat(10_000)}</name>`]);
    expect(report?.months[0]?.sections[0]?.venues[0]?.filedVenue).toHaveLength(10_000);
  });

  test("blank texts and codes are null", () => {
    const { report } = check(
      ["<mpid>NGMM</mpid>", "<mpid> </mpid>"],
      [/<materialAspects>[^<]*/.exec(PLAIN)?.[0] ?? "", "<materialAspects>\n "],
    );
    expect(report?.months[0]?.sections[0]?.venues[0]).toMatchObject({ mpid: null, materialAspects: null });
  });
});

describe("what only flat CSV carries", () => {
  const raw = { ...rawOf(PLAIN), format: "csv" as const };

  test("identity, version and origin", () => {
    const origin = { file: "a.xml", sha256: "0f" };
    const { report } = validate(
      { ...raw, crd: { text: "0123", at: 2 }, series: "SOFI", version: { text: "2", at: 2 }, origin },
      "rows.csv",
    );
    expect(report).toMatchObject({
      crd: "123",
      series: "SOFI",
      filedVersion: 2,
      origin,
    } satisfies Partial<Report>);
  });

  test("a CRD that is no number is refused", () => {
    const { report, findings } = validate({ ...raw, crd: { text: "n/a", at: 2 } }, "rows.csv");
    expect(report).toBeNull();
    expect(findings[0]).toMatchObject({
      code: "not_a_number",
      where: { position: "row 2", field: "crd" },
      filed: "n/a",
    });
  });

  test("decimals of rates are not judged: zeros at the end were lost on the way", () => {
    const months = rawOf(PLAIN.replaceAll(/(\d)00</g, "$1<")).months;
    expect(validate({ ...raw, months }, "rows.csv").findings).toEqual([]);
  });
});
