import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { CellPanel, type FiledSource, type OpenCell } from "@/app/reports/[id]/cell-panel";
import { figureIn, figureTitle, pairInText, positionInText } from "@/app/reports/[id]/cell-words";
import type { DetailVenue } from "@/queries/report-detail";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";

const spec = (key: string) => {
  const found = [...VENUE_FIGURES, ...MIX_FIGURES].find((one) => one.key === key);
  if (!found) throw new Error(key);
  return found;
};

test.each([
  ["line 25", "line 25"],
  ["row 7", "row 7"],
  ["page 2 at 345", "page 2, 345 points from its top"],
])("%s reads %s", (position, words) => {
  expect(positionInText(position)).toBe(words);
});

test.each([
  ["xml", false, "market_usd", "Element", "netPmtPaidRecvMarketOrdersUsd"],
  ["xml", false, "ndo_non_marketable_limit_pct", "Element", "ndoNonmarketableLimitPct"],
  ["pdf", false, "market_usd", "Column", "Net Payment Paid/Received for Market Orders(USD)"],
  ["csv", true, "market_usd", "Column", "market_usd"],
  ["csv", false, "order_pct", "Column", "Non-Directed Orders (%)"],
] as const)("in %s (flat: %s) %s is the %s %s", (format, flat, key, kind, name) => {
  expect(figureIn(format, spec(key), flat)).toEqual({ kind, name });
});

test.each([
  ["market_usd", "sp500", "Market orders, net payment, USD"],
  ["non_marketable_limit_cph", "sp500", "Non-marketable limit orders, net payment, cents per 100 shares"],
  ["other_cph", "options", "Other orders, net payment, cents per contract"],
  ["market_pct", "options", "Market orders, share sent to the venue, %"],
  ["order_pct", "sp500", "Non-Directed Orders (%)"],
  ["ndo_market_pct", "sp500", "Market Orders as % of Non-Directed Orders"],
] as const)("%s of %s is called %s", (key, section, title) => {
  expect(figureTitle(spec(key), section)).toBe(title);
});

test.each([
  [
    247_709.63,
    8.8907,
    "sp500",
    "Dollars and rate together: $247,709.63 at 8.8907 cents per 100 shares, which is 278,616,566 shares.",
  ],
  [
    100,
    50,
    "options",
    "Dollars and rate together: $100.00 at 50.0000 cents per contract, which is 200 contracts.",
  ],
  [
    -5,
    2,
    "sp500",
    "Dollars and rate together: −$5.00 at 2.0000 cents per 100 shares. No volume follows from them.",
  ],
  [0, null, "sp500", "Dollars and rate together: $0.00 at no rate. No volume follows from them."],
  [null, null, "sp500", null],
] as const)("%s dollars at %s in %s", (usd, cph, section, said) => {
  expect(pairInText({ market_usd: usd, market_cph: cph }, "market", section)).toBe(said);
});

const VENUE: DetailVenue = {
  row: 1,
  venue: "Citadel Securities",
  venue_slug: "citadel-securities",
  venue_kind: "wholesaler",
  filed_venue: "CITADEL SECURITIES LLC",
  mic: null,
  mpid: null,
  figures: {
    ...Object.fromEntries(VENUE_FIGURES.map(({ key }) => [key, null])),
    market_usd: 247_709.63,
    market_cph: 8.8907,
  } as DetailVenue["figures"],
  material_aspects: null,
  position: "line 18",
  re_reported: false,
};
const SOURCE: FiledSource = {
  document: "606-CHAS-2021Q1.xml",
  sha256: "7f5f",
  format: "xml",
  origin: null,
  originPosition: null,
  cells: VENUE_FIGURES.map(({ key }, i) => {
    if (key === "other_cph") return null;
    return { text: key === "market_usd" ? "247709.63" : "", position: `line ${20 + i}` };
  }),
};
const OPEN: OpenCell = {
  reportId: "2021Q1-0123456789",
  place: { year: 2021, month: 1, section: "sp500", row: 1, figure: "market_usd" },
  venue: VENUE,
  figures: VENUE.figures,
  source: SOURCE,
  findings: [],
  counts: { broker: "charles-schwab", quarter: { year: 2021, quarter: 1 } },
};

/** The words a reader gets. */
function words(open: Partial<OpenCell>): string {
  const html = renderToStaticMarkup(<CellPanel open={{ ...OPEN, ...open }} />);
  return html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");
}

describe("what the panel of a cell says", () => {
  test("filed text, file, line, element, and what it counts in", () => {
    const said = words({});
    expect(said).toContain("Market orders, net payment, USD");
    expect(said).toContain(
      "Citadel Securities (filed as CITADEL SECURITIES LLC), S&P 500 stocks, January 2021, row 1",
    );
    expect(said).toContain("Filed text 247709.63");
    expect(said).toContain("Read as $247,709.63");
    expect(said).toContain("Where Line 25 of 606-CHAS-2021Q1.xml");
    expect(said).toContain("Element netPmtPaidRecvMarketOrdersUsd");
    const html = renderToStaticMarkup(<CellPanel open={OPEN} />);
    expect(html).toContain('href="/api/v1/reports/2021Q1-0123456789/source"');
    expect(html).toContain(
      'href="/trace?broker=charles-schwab&amp;section=sp500&amp;orderType=market&amp;from=2021Q1&amp;to=2021Q1&amp;reReported=include&amp;metric=rate"',
    );
    expect(html).toContain('href="/reports/2021Q1-0123456789#2021-01-sp500-1-market_usd"');
  });

  test("blank and absent are told apart, and neither is zero", () => {
    const of = (figure: string) => words({ place: { ...OPEN.place, figure } });
    expect(of("other_usd")).toContain("Filed text blank: not meaningful, not zero");
    expect(of("other_cph")).toContain("Filed text not in the document: the cell is absent");
  });

  test("an export names the document behind it", () => {
    const source = {
      ...SOURCE,
      document: "charles-schwab.csv",
      format: "csv" as const,
      origin: { file: "606-CHAS-2021Q1.xml", sha256: "7f5f" },
      originPosition: "line 18",
    };
    const said = words({ source });
    expect(said).toContain("Column market_usd");
    expect(said).toContain(
      "charles-schwab.csv is an export: its row was read from 606-CHAS-2021Q1.xml , where the row begins at line 18",
    );
  });

  test("without its document: said so, with the figure and where its row stood", () => {
    const said = words({ source: { problem: "a.xml is damaged." } });
    expect(said).toContain(
      "The filed text cannot be shown. a.xml is damaged. The figures on this page are those read",
    );
    expect(said).toContain("Read as $247,709.63 Row stands at line 18");
    expect(said).not.toContain("Download");
  });

  test("a superseded version counts in nothing", () => {
    expect(words({ counts: null })).toContain("This version of the report counts in no total.");
  });

  test("a whole row lists its thirteen cells, each a link", () => {
    const html = renderToStaticMarkup(
      <CellPanel open={{ ...OPEN, place: { ...OPEN.place, figure: null } }} />,
    );
    expect(html.match(/href="\?cell=2021-01-sp500-1-[a-z_]+#2021-01-sp500-1-[a-z_]+"/g)).toHaveLength(13);
    expect(html).toContain("line 25");
  });

  test("a cell of the order mix", () => {
    const said = words({
      place: { ...OPEN.place, row: null, figure: "ndo_market_pct" },
      venue: null,
      figures: { ndo_market_pct: 56.09 },
      source: {
        ...SOURCE,
        cells: MIX_FIGURES.map((_, i) => ({ text: "56.09", position: `line ${12 + i}` })),
      },
    });
    expect(said).toContain("S&P 500 stocks, January 2021, order mix");
    expect(said).toContain("Read as 56.09% Where Line 13 of 606-CHAS-2021Q1.xml Element ndoMarketPct");
  });

  test("findings on it", () => {
    const finding = {
      code: "rate_precision",
      severity: "note" as const,
      message: "Two decimals.",
      position: "line 26",
      field: null,
      filed: "8.89",
    };
    expect(words({ findings: [finding] })).toMatch(/Findings on it Note: .*Two decimals\./);
  });
});
