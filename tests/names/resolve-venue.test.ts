import { describe, expect, test } from "vitest";
import { resolveVenue } from "@/names/resolve-venue";
import type { AssetClass } from "@/report/sections";

type Row = [name: string | null, code: string | null, assetClass: AssetClass, slug: string, kind: string];

/** Filed name, MIC or MPID, asset class → venue and its kind there. */
const FILED: readonly Row[] = [
  // One payer under many names.
  ["CITADEL SECURITIES LLC", null, "equities", "citadel-securities", "wholesaler"],
  ["CITADEL SECURITIES LLC", null, "options", "citadel-securities", "options_market_maker"],
  ["Citadel Execution Services", null, "options", "citadel-securities", "options_market_maker"],
  ['Citadel Securities "PRO"', "CDRG", "equities", "citadel-securities", "wholesaler"],
  [null, "CDRG", "equities", "citadel-securities", "wholesaler"],
  ["HRT", null, "equities", "hudson-river-trading", "wholesaler"],
  ["JANEST", null, "equities", "jane-street", "wholesaler"],
  ["G1X Execution Services, LLC", null, "equities", "g1-execution-services", "wholesaler"],
  [
    "Wolverine Executions Services,LLC",
    null,
    "options",
    "wolverine-execution-services",
    "options_market_maker",
  ],
  ["Wolverine Executions Services,LLC", null, "equities", "wolverine-execution-services", "broker"],
  // Firms of one group, and joint names, stay apart.
  ["Global Execution Brokers, LP", null, "options", "global-execution-brokers", "options_market_maker"],
  [
    "Dash Financial Technologies, LLC",
    null,
    "options",
    "dash-financial-technologies",
    "options_market_maker",
  ],
  ["DASH/IMC", null, "options", "dash-imc", "options_market_maker"],
  ["Dash/IMC Financial Markets", null, "options", "dash-imc", "options_market_maker"],
  ["IMC Financial Markets", null, "options", "imc", "options_market_maker"],
  [
    "Matrix Executions, LLC / Simplex Trading, LLC",
    null,
    "options",
    "matrix-simplex",
    "options_market_maker",
  ],
  ["Matrix Executions, LLC", null, "options", "matrix-executions", "options_market_maker"],
  ["Interactive Brokers LLC", null, "equities", "interactive-brokers", "broker"],
  ["Interactive Brokers Corp.", null, "equities", "interactive-brokers-corp", "broker"],
  ["Interactive Brokers Corp.", "IBCO", "equities", "interactive-brokers-corp", "broker"],
  // An operator's stock and options markets, told apart by the section.
  ["NYSE Arca, Inc.", "ARCA", "equities", "nyse-arca", "exchange"],
  ["NYSE Arca, Inc .", "PCOE", "options", "nyse-arca-options", "options_exchange"],
  ["NYSE American LLC", "AMEX", "equities", "nyse-american", "exchange"],
  ["NYSE American LLC", "AMEX", "options", "nyse-american-options", "options_exchange"],
  ["Nasdaq PHLX, LLC", "XPHL", "equities", "nasdaq-psx", "exchange"],
  ["Nasdaq PHLX", "XPHL", "options", "nasdaq-phlx", "options_exchange"],
  ["The Nasdaq Stock Market LLC", "XNAS", "equities", "nasdaq", "exchange"],
  ["The Nasdaq Stock Market LLC", "XNAS", "options", "nasdaq-options-market", "options_exchange"],
  ["CBOE BZX Exchange", "BATS", "equities", "cboe-bzx", "exchange"],
  ["Cboe BZX Options Exchange", "BATS", "options", "cboe-bzx-options", "options_exchange"],
  ["MIAX PEARL LLC", "MPRL", "options", "miax-pearl-options", "options_exchange"],
  ["MIAX PEARL Equities", "EPRL", "equities", "miax-pearl-equities", "exchange"],
  ["Members Exchange (MEMX)", null, "equities", "memx", "exchange"],
  ["IEX", "IEXD", "equities", "iex", "exchange"],
  ["Nasdaq Execution Services, LLC", null, "equities", "nasdaq-execution-services", "exchange"],
  // Codes in words of the name, and names in words of the code.
  ["Virtu Americas, LLC (NITE)", null, "equities", "virtu-americas", "wholesaler"],
  ["BATY Exchange, Inc.", "BATY", "equities", "cboe-byx", "exchange"],
  // A code in brackets that nobody knows; another name of the venue; a code where the name belongs.
  ["Citadel Securities LLC (CITL)", null, "options", "citadel-securities", "options_market_maker"],
  [
    "Wolverine Execution Svc. (WEXX)",
    null,
    "options",
    "wolverine-execution-services",
    "options_market_maker",
  ],
  [
    "DASH Financial Option ATS (DASH)",
    null,
    "options",
    "dash-financial-technologies",
    "options_market_maker",
  ],
  ["X-Change Financial Access (XFA)", null, "options", "xfa", "broker"],
  ["NYSE Arca (XNYS)", null, "equities", "nyse-arca", "exchange"],
  ["CDRG", null, "equities", "citadel-securities", "wholesaler"],
  ["GEBSR", null, "options", "global-execution-brokers", "options_market_maker"],
  // ISO 10383 has JLEQ for Jump Trading's platform, and Velox files it beside Jane Street.
  ["JLEQ", null, "equities", "jump-trading", "wholesaler"],
  ["JLEQ", null, "options", "jump-trading", "options_market_maker"],
  // Brackets that name another venue, or say more than a code, are part of the name.
  ["Virtu Americas, LLC (CDRG)", null, "equities", "virtu-americas-llc-cdrg", "unknown"],
  ["Citigroup Global Markets (Retail)", null, "equities", "citigroup-global-markets-retail", "unknown"],
  ["Somebody (ABCD)", null, "equities", "somebody-abcd", "unknown"],
  // Firms under names that are not the filed ones.
  [
    "Susquehanna International Group, LLP (SUSQ)",
    null,
    "options",
    "susquehanna-international-group",
    "options_market_maker",
  ],
  ["Susquehanna Capital Group", null, "options", "susquehanna-capital-group", "options_market_maker"],
  ["Virtu VEQ", null, "equities", "virtu-americas", "wholesaler"],
  ["Canaccord Genuity Securities", null, "equities", "canaccord-genuity", "wholesaler"],
  ["First Clearing", null, "equities", "wells-fargo-clearing-services", "broker"],
  ["XTX Execution Services LLC", "XTXE", "equities", "xtx-markets", "wholesaler"],
  ["BAML", null, "equities", "bofa-securities", "broker"],
  ["DOT", null, "equities", "nyse", "exchange"],
  ["Blue Ocean Technologies, LLC", null, "equities", "blue-ocean-ats", "ats"],
  // Blank or unknown names: the code, where it fits the section.
  ["", "XBOX", "options", "box", "options_exchange"],
  ["Some new desk", "NITE", "equities", "virtu-americas", "wholesaler"],
  [null, "XNAS", "options", "xnas", "unknown"],
  ["Some new options market", "BATS", "options", "some-new-options-market", "unknown"],
  // A stock exchange filed under options stays itself, unless the code says which market of it is meant.
  ["NYSE National", null, "options", "nyse-national", "exchange"],
  ["NYSE Arca Equities", "ARCO", "options", "nyse-arca-options", "options_exchange"],
  ["NYSE National", "XBOX", "options", "nyse-national", "exchange"],
  // Words for nobody, and nothing at all.
  ["other", null, "equities", "other", "other"],
  ["N/A", null, "options", "other", "other"],
  ["nan", null, "options", "other", "other"],
  ["Not applicable", null, "equities", "other", "other"],
  [null, null, "equities", "venue-not-named", "unknown"],
  // Likeness is not identity.
  ["Citadell Securities LLC", null, "equities", "citadell-securities", "unknown"],
  ["TUBS Exchange, Inc.", "TUBS", "equities", "tubs-exchange", "unknown"],
];

describe("resolveVenue", () => {
  test.each(FILED)("%s (%s) in %s is %s", (name, code, assetClass, slug, kind) => {
    const venue = resolveVenue({ name, mic: code, mpid: null }, assetClass);
    expect({ slug: venue.slug, kind: venue.kind, known: venue.known }).toEqual({
      slug,
      kind,
      known: kind !== "unknown",
    });
    const asMpid = resolveVenue({ name, mic: null, mpid: code }, assetClass);
    expect(asMpid, "a code means the same in either field").toEqual(venue);
  });

  test.each([
    { name: 'Citadel Securities "PRO"', code: "CDRG", detail: "PRO" },
    { name: "Citadel Securities “Lite”", code: null, detail: "LITE" },
    { name: 'Virtu Americas LLC "Midpoint"', code: null, detail: "Midpoint" },
    { name: 'A desk nobody knows "PRO"', code: "CDRG", detail: "PRO" },
    { name: "Citadel Securities", code: null, detail: null },
  ])("sub-account of $name", ({ name, code, detail }) => {
    expect(resolveVenue({ name, mic: code, mpid: null }, "equities").detail).toBe(detail);
  });

  test("an unknown firm's sub-account is not split off", () => {
    const venue = resolveVenue({ name: 'Somebody "PRO"', mic: null, mpid: null }, "equities");
    expect(venue).toMatchObject({ slug: "somebody-pro", name: 'Somebody "PRO"', known: false, detail: null });
  });

  test.each([
    {
      what: "BX Options under BOX's code",
      name: "NASDAQ BX Options",
      code: "XBOX",
      in: "options",
      other: "BOX Options Exchange",
    },
    {
      what: "Virtu under Citadel's code",
      name: "Virtu Americas",
      code: "CDRG",
      in: "equities",
      other: "Citadel Securities",
    },
    { what: "BOX under its own", name: "BOX Exchange", code: "XBOX", in: "options", other: null },
    {
      what: "a code of the other asset class",
      name: "Cboe BZX Options Exchange",
      code: "BATS",
      in: "options",
      other: null,
    },
    { what: "an MPID of the firm", name: "Goldman Sachs & Co.", code: "GSCO", in: "equities", other: null },
    { what: "the operator's MIC", name: "NYSE Arca", code: "XNYS", in: "equities", other: null },
    {
      what: "the operator's MIC at another owner's market",
      name: "Nasdaq BX",
      code: "XNYS",
      in: "equities",
      other: "New York Stock Exchange",
    },
    { what: "a code nobody knows", name: "IEX", code: "ZZZZ", in: "equities", other: null },
  ] as const)("name and code disagree or not: $what", ({ name, code, in: assetClass, other }) => {
    const venue = resolveVenue({ name, mic: code, mpid: null }, assetClass);
    expect({ disagrees: venue.codeDisagrees, whose: venue.codeVenue }).toEqual({
      disagrees: other !== null,
      whose: other,
    });
  });

  test("two codes of two venues and no name: neither", () => {
    expect(resolveVenue({ name: "", mic: "XNAS", mpid: "CDRG" }, "equities")).toMatchObject({
      slug: "xnas-cdrg",
      name: "XNAS / CDRG",
      known: false,
    });
  });

  test("an unknown venue keeps its filed name, white space collapsed", () => {
    const venue = resolveVenue({ name: " Blue  Sky\nMarkets ", mic: null, mpid: null }, "options");
    expect(venue).toMatchObject({ slug: "blue-sky-markets", name: "Blue Sky Markets", kind: "unknown" });
  });

  test("kinds are the same whichever section asks", () => {
    const name = { name: "Citadel Securities", mic: null, mpid: null };
    for (const assetClass of ["equities", "options"] as const) {
      expect(resolveVenue(name, assetClass)).toMatchObject({
        kindEquities: "wholesaler",
        kindOptions: "options_market_maker",
      });
    }
  });
});
