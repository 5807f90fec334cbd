import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseXml } from "@/parse/xml";
import type { RawReport } from "@/report/raw-report";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures/reports");
const PLAIN = readFileSync(path.join(FIXTURES, "harbor-lane-2023q1.xml"), "utf8");
const ROOT_TAG = PLAIN.slice(
  PLAIN.indexOf("<heldOrder"),
  PLAIN.indexOf(">", PLAIN.indexOf("<heldOrder")) + 1,
);

const read = (text: string | Uint8Array) =>
  parseXml(typeof text === "string" ? Buffer.from(text) : text, "report.xml");
/** The fixture with the first occurrence of a text replaced. */
function changed(from: string, to: string): string {
  expect(PLAIN).toContain(from);
  return PLAIN.replace(from, to);
}
const lineOf = (text: string) => `line ${PLAIN.slice(0, PLAIN.indexOf(text)).split("\n").length}`;

interface Bad {
  readonly input: string;
  readonly text: string | Uint8Array;
  readonly code: string;
  readonly position?: string;
  readonly field?: string;
  readonly says: readonly string[];
}

const BAD: readonly Bad[] = [
  { input: "nothing", text: "", code: "empty_file", says: ["no bytes"] },
  { input: "white space", text: "\ufeff \r\n\t", code: "empty_file", says: ["only white space"] },
  {
    input: "plain text",
    text: "Dear customer",
    code: "not_a_report",
    says: ['expected "<"', '"Dear customer"'],
  },
  {
    input: "text before the root",
    text: `<!-- a -->x${PLAIN.slice(PLAIN.indexOf("<held"))}`,
    code: "not_well_formed",
    says: ["text data outside of root node"],
  },
  {
    input: "cut off in a figure",
    text: PLAIN.slice(0, PLAIN.indexOf("</ndoMarketPct>") - 1),
    code: "not_well_formed",
    position: "line 13",
    field: "ndoMarketPct",
    says: ["ends inside <ndoMarketPct>, opened on line 13", "expected </ndoMarketPct>"],
  },
  {
    input: "cut off in a tag",
    text: PLAIN.slice(0, PLAIN.indexOf("<ndoOtherPct>") + 5),
    code: "not_well_formed",
    position: "line 16",
    says: ["ends inside <rSP500>, opened on line 11", "Download the whole file again."],
  },
  {
    input: "cut off before the last tag",
    text: PLAIN.slice(0, PLAIN.lastIndexOf("</")),
    code: "not_well_formed",
    says: ["ends inside <heldOrderRoutingPublicReport>, opened on line 2"],
  },
  {
    input: "cut off in a comment after the root",
    text: `${PLAIN}<!-- end`,
    code: "not_well_formed",
    says: ["ends too early"],
  },
  {
    input: "another closing tag",
    text: changed("<bd>Harbor Lane Securities LLC</bd>", "<bd>Harbor Lane</year>"),
    code: "not_well_formed",
    position: "line 4",
    says: ["where </bd> was expected", "opened on line 4"],
  },
  {
    input: "two roots",
    text: `${PLAIN}<bd/>`,
    code: "not_well_formed",
    says: ["documents may contain only one root"],
  },
  {
    input: "a bare ampersand",
    text: changed("&amp;", "&"),
    code: "not_well_formed",
    says: ["XML is broken", "inside <materialAspects>"],
  },
  {
    input: "an unknown entity",
    text: changed("&amp;", "&nbsp;"),
    code: "not_well_formed",
    says: ["undefined entity", "inside <materialAspects>"],
  },
  {
    input: "a control character",
    text: changed("Harbor Lane", "Harbor\u0001Lane"),
    code: "not_well_formed",
    position: "line 4",
    says: ["disallowed character", "inside <bd>"],
  },
  {
    input: "zero bytes",
    text: changed("Harbor Lane", "Harbor\0Lane"),
    code: "bad_encoding",
    says: ["zero bytes"],
  },
  {
    input: "UTF-16 cut in a character",
    text: Buffer.from(`\ufeff${PLAIN}`, "utf16le").subarray(0, -1),
    code: "bad_encoding",
    says: ["not valid UTF-16LE"],
  },
  {
    input: "billion laughs",
    text: changed(
      ROOT_TAG,
      `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>\n${ROOT_TAG}`,
    ),
    code: "doctype",
    position: "line 2",
    says: ["DOCTYPE", "expected none"],
  },
  {
    input: "an external entity",
    text: changed(ROOT_TAG, `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${ROOT_TAG}`),
    code: "doctype",
    position: "line 2",
    says: ["refused unread"],
  },
  { input: "an HTML page", text: "<!doctype html><html><p>Not found", code: "doctype", says: ["DOCTYPE"] },
  { input: "a DOCTYPE cut off", text: "<!DOCTYPE r [<!ENTITY a", code: "doctype", says: ["DOCTYPE"] },
  {
    input: "another root",
    text: '<?xml version="1.0"?>\n<rss version="2.0"/>',
    code: "wrong_root",
    position: "line 2",
    says: ["<rss>", "expected <heldOrderRoutingPublicReport>"],
  },
  {
    input: "the root in another letter case",
    text: PLAIN.replaceAll("heldOrderRouting", "HeldOrderRouting"),
    code: "wrong_root",
    says: ["<HeldOrderRoutingPublicReport>"],
  },
  {
    input: "a private report with a prefix",
    text: '<p:notHeldOrderHandlingCustomerReport xmlns:p="urn:x"><p:customer>A. Person</p:customer>',
    code: "private_report",
    says: ["606(b)(3)", "private", "nothing of it was stored"],
  },
  {
    input: "a misspelled element",
    text: PLAIN.replaceAll("ndoNonmarketableLimitPct", "ndoNonMarketableLimitPct"),
    code: "structure",
    position: "line 15",
    field: "ndoNonMarketableLimitPct",
    says: ["does not belong in <rSP500>", "expected <ndoNonmarketableLimitPct>"],
  },
  {
    input: "an unknown element",
    text: changed("<rVenues>", "<note>hello</note><rVenues>"),
    code: "structure",
    position: "line 17",
    field: "note",
    says: ["<note> does not belong in <rSP500>", "expected one of ndoPct"],
  },
  {
    input: "a missing figure",
    text: changed("          <netPmtPaidRecvOtherOrdersUsd>2210.00</netPmtPaidRecvOtherOrdersUsd>\n", ""),
    code: "structure",
    position: "line 18",
    field: "netPmtPaidRecvOtherOrdersUsd",
    says: ["<rVenue> has no <netPmtPaidRecvOtherOrdersUsd>", "left empty"],
  },
  {
    input: "a figure twice",
    text: changed("<marketPct>70.02</marketPct>", "<marketPct>70.02</marketPct><marketPct>71.02</marketPct>"),
    code: "structure",
    position: lineOf("<marketPct>70.02"),
    field: "marketPct",
    says: ["second <marketPct>", `the first is on ${lineOf("<marketPct>70.02")}`, "expected one"],
  },
  {
    input: "a venue without name or code",
    text: changed("<name>Northgate Market Making LLC</name>\n          <mpid>NGMM</mpid>", ""),
    code: "structure",
    position: "line 18",
    field: "name",
    says: ["<rVenue> has no <name>"],
  },
  {
    input: "an element inside a figure",
    text: changed("<ndoPct>98.40", "<ndoPct><b>98.40</b>"),
    code: "structure",
    position: "line 12",
    field: "b",
    says: ["<b> stands inside <ndoPct>", "expected text only"],
  },
  {
    input: "text between elements",
    text: changed("<rVenues>", "99.99<rVenues>"),
    code: "structure",
    position: "line 17",
    says: ["between the elements of <rSP500>"],
  },
  {
    input: "the venues of a section twice",
    text: changed("</rVenues>", "</rVenues><rVenues/>"),
    code: "structure",
    field: "rVenues",
    says: ["second <rVenues>"],
  },
  {
    input: "no months",
    text: `${PLAIN.slice(0, PLAIN.indexOf("<rMonthly>"))}</heldOrderRoutingPublicReport>`,
    code: "structure",
    field: "rMonthly",
    says: ["has no <rMonthly>"],
  },
  {
    input: "no broker",
    text: changed("<bd>Harbor Lane Securities LLC</bd>", ""),
    code: "structure",
    position: "line 2",
    field: "bd",
    says: ["has no <bd>"],
  },
];

describe("files that are refused", () => {
  test.each(BAD.map((bad) => [bad.input, bad] as const))("%s", (_input, bad) => {
    const { reports, findings } = read(bad.text);
    expect(reports).toEqual([]);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual(
      findings.map(() => [bad.code, "error"]),
    );
    const [first] = findings;
    expect(first?.where.file).toBe("report.xml");
    if (bad.position !== undefined) expect(first?.where.position).toBe(bad.position);
    if (bad.field !== undefined) expect(first?.where.field).toBe(bad.field);
    for (const words of bad.says) expect(first?.message).toContain(words);
  });

  test("a misspelled element is told wherever it stands, but not without end", () => {
    const { findings } = read(PLAIN.replaceAll("marketPct>", "mktPct>"));
    expect(findings).toHaveLength(20);
    expect(new Set(findings.map((one) => one.code))).toEqual(new Set(["structure"]));
    expect(findings[0]?.where).toMatchObject({
      month: 1,
      section: "sp500",
      venue: "Northgate Market Making LLC",
    });
  });

  test("what is shown of a file stays short", () => {
    const { findings } = read(`<${"a".repeat(100_000)}/>`);
    expect(JSON.stringify(findings).length).toBeLessThan(1000);
  });
});

describe("files that are unusual and still read", () => {
  const plain = read(PLAIN);

  test.each<[string, string | Uint8Array]>([
    ["with a byte order mark", `\ufeff${PLAIN}`],
    ["UTF-16 little endian", Buffer.from(`\ufeff${PLAIN}`, "utf16le")],
    ["UTF-16 big endian, no mark", Buffer.from(PLAIN, "utf16le").swap16()],
    ["line ends of Windows", PLAIN.replaceAll("\n", "\r\n")],
    ["no declaration", PLAIN.slice(PLAIN.indexOf("\n"))],
    ["no schema attributes", PLAIN.replace(ROOT_TAG, "<heldOrderRoutingPublicReport>")],
    [
      "a default namespace",
      PLAIN.replace(ROOT_TAG, '<heldOrderRoutingPublicReport xmlns="http://www.sec.gov/oh">'),
    ],
    ["a prefix", PLAIN.replace(/<(\/?)(?=[a-zA-Z])/g, "<$1oh:")],
    ["spaces in tags", PLAIN.replaceAll("/>", " />").replaceAll("</bd>", "</bd >")],
    ["a comment on every line end", PLAIN.replaceAll("</ndoPct>", "</ndoPct><!-- & -->")],
    ["CDATA", PLAIN.replaceAll(/<bd>(.*)<\/bd>/g, "<bd><![CDATA[$1]]></bd>")],
    ["digits as references", PLAIN.replaceAll("98.40", "&#57;8.4&#x30;")],
    ["an instruction before the root", PLAIN.replace("\n", '<?xml-stylesheet href="a.xsl"?>\n')],
  ])("%s: the same report", (_input, text) => {
    expect(read(text)).toEqual(plain);
  });

  test("elements no figure hangs on may be missing: version, materialAspects", () => {
    const text = PLAIN.replace(/\s*<version>.*<\/version>/, "").replace(
      /\s*<materialAspects>[^<]*<\/materialAspects>/,
      "",
    );
    const { reports, findings } = read(text);
    expect(findings).toEqual([]);
    const venues = (report: RawReport | undefined) => report?.months[0]?.sections[0]?.venues ?? [];
    expect(venues(reports[0])[0]?.materialAspects).toBeNull();
    expect(venues(reports[0]).map((row) => row.figures)).toEqual(
      venues(plain.reports[0]).map((row) => row.figures),
    );
  });

  test("Windows-1252 that calls itself UTF-8, with a note", () => {
    const text = PLAIN.replace("Harbor Lane Securities", "Häfen – “Lane”");
    const codes: Record<string, number> = { ä: 0xe4, "–": 0x96, "“": 0x93, "”": 0x94 };
    const bytes = Uint8Array.from([...text].map((char) => codes[char] ?? char.charCodeAt(0)));
    const { reports, findings } = read(bytes);
    expect(reports[0]?.broker.text).toBe("Häfen – “Lane” LLC");
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([["encoding_guessed", "note"]]);
  });

  test("a report with everything that is allowed (fixtures/reports/harbor-lane-2023q2-loose.xml)", () => {
    const loose = read(readFileSync(path.join(FIXTURES, "harbor-lane-2023q2-loose.xml")));
    expect(loose.findings).toEqual([]);
    const expected: RawReport = {
      format: "xml",
      broker: { text: "  Harbor Lane\n      Securities LLC ", at: 5 },
      year: { text: "2023", at: 8 },
      quarter: { text: "02", at: 7 },
      timestamp: null,
      months: [
        {
          at: 10,
          year: { text: "2023", at: 11 },
          month: { text: "4", at: 11 },
          sections: [
            {
              section: "sp500",
              at: 12,
              mix: ["98.10", "50.00", " 20.00 ", "30.00", ""],
              mixAt: [13, 13, 13, 14, 14],
              venues: [
                {
                  at: 16,
                  name: null,
                  mic: "XHBV",
                  mpid: null,
                  materialAspects: "Fees < rebates – see the exchange's price list. A & B ",
                  figures: [
                    ...["40.5", "33.00", "30.00", "67.50", ""],
                    ...["-120", "-29.5", "0", "", "2450.75", "31.2500", "", ""],
                  ],
                  figuresAt: [18, 18, 19, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27],
                },
              ],
            },
            {
              section: "options",
              at: 32,
              mix: ["", "", "", "", ""],
              mixAt: [33, 33, 33, 33, 33],
              venues: [],
            },
          ],
        },
        { at: 37, year: { text: "2023", at: 37 }, month: { text: "05", at: 37 }, sections: [] },
      ],
    };
    expect(loose.reports).toEqual([expected]);
  });

  test("a section or month that comes twice is read; validation refuses it", () => {
    const section = PLAIN.slice(PLAIN.indexOf("    <rSP500>"), PLAIN.indexOf("    <rOtherStocks>"));
    const { reports, findings } = read(PLAIN.replace(section, section + section));
    expect(findings).toEqual([]);
    expect(reports[0]?.months[0]?.sections.map((one) => one.section)).toEqual([
      "sp500",
      "sp500",
      "non_sp500",
      "options",
    ]);
  });
});
