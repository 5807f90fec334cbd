import { describe, expect, test } from "vitest";
import { fold, foldCode, foldWithForm, tight } from "@/names/fold";
import { unknownSlug } from "@/names/unknown-slug";

describe("fold", () => {
  test.each([
    { what: "letter case and legal form", name: "CITADEL SECURITIES LLC", folded: "citadel securities" },
    {
      what: "comma before the legal form",
      name: "Robinhood Securities, LLC",
      folded: "robinhood securities",
    },
    { what: "dots in the legal form", name: "Robinhood Securities, L.L.C.", folded: "robinhood securities" },
    {
      what: "no space after a comma",
      name: "Wolverine Executions Services,LLC",
      folded: "wolverine executions services",
    },
    { what: "space before a dot", name: "NYSE Arca, Inc .", folded: "nyse arca" },
    { what: "several legal forms", name: "Goldman Sachs & Co. LLC", folded: "goldman sachs" },
    { what: "written-out forms", name: "C2 Options Exchange, Incorporated", folded: "c2 options exchange" },
    { what: "and Company", name: "Stifel, Nicolaus and Company, Incorporated", folded: "stifel nicolaus" },
    { what: "limited partnership", name: "Edward D. Jones & Co., L.P.", folded: "edward d jones" },
    { what: "national association", name: "Bank of America, N.A.", folded: "bank of america" },
    { what: "leading article", name: "The Nasdaq Stock Market LLC.", folded: "nasdaq stock market" },
    {
      what: "ampersand",
      name: "Merrill Lynch, Pierce, Fenner & Smith",
      folded: "merrill lynch pierce fenner and smith",
    },
    { what: "initials", name: "J.P. Morgan Securities", folded: "jp morgan securities" },
    { what: "apostrophes", name: "Investors’ Exchange", folded: "investors exchange" },
    { what: "accents", name: "Société Générale", folded: "societe generale" },
    { what: "full-width letters", name: "ＩＥＸ", folded: "iex" },
    {
      what: "white space, also no-break",
      name: " \tJane\u00a0 Street\n Capital ",
      folded: "jane street capital",
    },
    { what: "zero-width and bidirectional marks", name: "\u202eIE\u200bX\u2066\ufeff", folded: "iex" },
    { what: "quotes", name: 'Citadel Securities "PRO"', folded: "citadel securities pro" },
    {
      what: "a legal form in the middle stays",
      name: "Matrix Executions, LLC / Simplex Trading, LLC",
      folded: "matrix executions llc simplex trading",
    },
    { what: "nothing but a legal form", name: "LLC", folded: "llc" },
    { what: "the article alone", name: "The", folded: "the" },
    { what: "other alphabets", name: "中信证券", folded: "中信证券" },
    { what: "nothing but symbols", name: " * * ", folded: "**" },
    { what: "nothing", name: "", folded: "" },
    { what: "nothing that is seen", name: " \u200b\u202e ", folded: "" },
  ])("$what: $name", ({ name, folded }) => {
    expect(fold(name)).toBe(folded);
    expect(fold(fold(name)), "folding twice changes nothing").toBe(folded);
  });

  test("spacing within words does not part a name from itself", () => {
    expect(tight(fold("E*TRADE Securities LLC"))).toBe(tight(fold("ETRADE Securities")));
  });

  test("the legal form can be kept", () => {
    expect(foldWithForm("Interactive Brokers Corp.")).toBe("interactive brokers corp");
  });

  test.each([
    { code: " xnas ", folded: "XNAS" },
    { code: "(CDRG)", folded: "CDRG" },
    { code: "-", folded: "" },
    { code: null, folded: "" },
  ])("code $code", ({ code, folded }) => {
    expect(foldCode(code)).toBe(folded);
  });
});

describe("slug of an unknown firm", () => {
  const isTaken = (slug: string) => slug === "iex";
  test.each([
    { name: "Midwestern Securities Trading Co.", slug: "midwestern-securities-trading" },
    { name: "tige", slug: "tige" },
    { name: "LLC", slug: "llc" },
    { name: '=HYPERLINK("x")', slug: "hyperlink-x" },
    { name: "../../etc/passwd", slug: "etc-passwd" },
  ])("$name", ({ name, slug }) => {
    expect(unknownSlug(name, isTaken)).toBe(slug);
  });

  test.each([
    { what: "taken by the directory", name: "IEX", slug: /^iex--[0-9a-f]{10}$/ },
    { what: "another alphabet", name: "中信证券", slug: /^name--[0-9a-f]{10}$/ },
    { what: "partly another alphabet", name: "CITIC 证券", slug: /^citic--[0-9a-f]{10}$/ },
    { what: "symbols", name: "***", slug: /^name--[0-9a-f]{10}$/ },
    { what: "10,000 characters", name: "a".repeat(10_000), slug: /^a{60}--[0-9a-f]{10}$/ },
  ])("$what", ({ name, slug }) => {
    expect(unknownSlug(name, isTaken)).toMatch(slug);
    expect(unknownSlug(name, isTaken), "the same every time").toBe(unknownSlug(` ${name} `, isTaken));
  });

  test("different names never share one", () => {
    const names = [
      "a".repeat(10_000),
      "a".repeat(10_001),
      "中信证券",
      "华泰证券",
      "***",
      "**",
      "CITIC 证券",
      "CITIC",
    ];
    expect(new Set(names.map((name) => unknownSlug(name, isTaken))).size).toBe(names.length);
  });
});
