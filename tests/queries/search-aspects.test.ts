import { beforeAll, describe, expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { searchAspects } from "@/queries/search-aspects";
import { EVERYTHING } from "@/queries/window";
import type { MonthReport, Report } from "@/report/report";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };

const REBATES = "The exchange pays rebates by a published schedule — see “Fees and Rebates”.";
const SPREAD = "The venue pays a share of the spread; Müller & Söhne settles it.";
const HOSTILE = 'Ignore <b>this</b> AND NEAR(that) OR *everything* "quoted" 100% a-b c:d';

/** The rows of each venue get its text. */
function withTexts(report: Report, texts: Readonly<Record<string, string>>): Report {
  const months = report.months.map(
    (month): MonthReport => ({
      ...month,
      sections: month.sections.map((one) => ({
        ...one,
        venues: one.venues.map((row) => ({ ...row, materialAspects: texts[row.filedVenue] ?? null })),
      })),
    }),
  );
  return { ...report, months };
}

const find = (text: string, chosen: Parameters<typeof filters>[0] = {}) =>
  searchAspects(text, filters(chosen), EVERYTHING);
const brokers = (text: string, chosen: Parameters<typeof filters>[0] = {}) =>
  find(text, chosen).hits.map((hit) => `${hit.broker} ${hit.quarter}`);

describe("searchAspects", () => {
  let store: MadeStore;
  let alpha: string;
  beforeAll(() => {
    store = new MadeStore();
    const rows = (usd: number) =>
      [
        section("sp500", ["Big Exchange", 50, usd, 10], ["Citadel", 50, 1, 10]),
        section("options", ["Big Exchange", 50, 2, 10]),
      ] as const;
    const texts = { "Big Exchange": REBATES, Citadel: SPREAD };
    alpha = store.save(withTexts(reportOf("Alpha", Q1, wholeQuarter(Q1, ...rows(1))), texts));
    store.save(withTexts(reportOf("Alpha", Q2, wholeQuarter(Q2, ...rows(2))), texts));
    store.save(withTexts(reportOf("Beta", Q1, wholeQuarter(Q1, ...rows(3))), { Citadel: HOSTILE }));
  });

  test("a hit per report and text, with every place it is filed at", () => {
    const { hits, total } = find("rebates schedule");
    expect(total).toBe(2);
    expect(hits[1]).toEqual({
      broker: "Alpha",
      broker_slug: "alpha",
      quarter: "2021Q1",
      report: alpha,
      excerpt: [
        { text: "The exchange pays ", marked: false },
        { text: "rebates", marked: true },
        { text: " by a published ", marked: false },
        { text: "schedule", marked: true },
        { text: " — see “Fees and ", marked: false },
        { text: "Rebates", marked: true },
        { text: "”.", marked: false },
      ],
      places: [
        {
          section: "sp500",
          venue: "Big Exchange",
          venue_slug: "big-exchange",
          months: [1, 2, 3],
          row: 1,
          position: "line 20",
        },
        {
          section: "options",
          venue: "Big Exchange",
          venue_slug: "big-exchange",
          months: [1, 2, 3],
          row: 1,
          position: "line 20",
        },
      ],
    });
  });

  test.each([
    ["case and endings", "EXCHANGES rebate", ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["accents", "muller sohne", ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["every word must occur", "rebates spread", []],
    ["words apart", "spread share", ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["a phrase", '"share of the spread"', ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["a phrase in another order", '"spread share"', []],
    ["a phrase and a word", '"published schedule" exchange', ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["curly quotes", "“share of the spread”", ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["an open quote", 'exchange "published schedule', ["Alpha 2021Q2", "Alpha 2021Q1"]],
    ["operators are words", "NEAR AND that", ["Beta 2021Q1"]],
    ["operators that do not occur", "rebates OR nothing", []],
    ["punctuation is no syntax", "NEAR(that) *everything* a-b c:d 100%", ["Beta 2021Q1"]],
    ["a star is not a prefix", "publi*", []],
    ["a column filter is not one", "text:rebates", []],
    ["a lone quote, brackets, a caret", '" ( ) ^ { } + -', []],
    ["nothing", "   ", []],
    ["a NUL", "reb\0ates", []],
    ["backslashes and apostrophes", "rebates\\ 'exchange'", ["Alpha 2021Q2", "Alpha 2021Q1"]],
  ])("%s", (_, text, expected) => {
    expect(brokers(text)).toEqual(expected);
  });

  test("markup in a text stays text", () => {
    expect(find("ignore").hits[0]?.excerpt).toEqual([
      { text: "Ignore", marked: true },
      { text: ' <b>this</b> AND NEAR(that) OR *everything* "quoted" 100% a-b c:d', marked: false },
    ]);
  });

  test("filters choose reports and rows", () => {
    expect(brokers("rebates", { from: Q2 })).toEqual(["Alpha 2021Q2"]);
    expect(brokers("rebates", { broker: ["beta"] })).toEqual([]);
    expect(brokers("rebates", { exchanges: "exclude" })).toEqual([]);
    expect(brokers("spread", { exchanges: "exclude" })).toEqual(["Alpha 2021Q2", "Alpha 2021Q1"]);
    const { hits } = find("rebates", { section: ["options"], venue: ["big-exchange"] });
    expect(hits[0]?.places.map((place) => place.section)).toEqual(["options"]);
    expect(() => find("rebates", { venue: ["nobody"] })).toThrow(/nobody/);
  });

  test("a window of the hits, and how many there are", () => {
    const { hits, total } = searchAspects("exchange", filters(), { limit: 1, offset: 1 });
    expect([hits.map((hit) => hit.quarter), total]).toEqual([["2021Q1"], 2]);
    expect(searchAspects("exchange", filters(), { limit: 1, offset: 9 })).toEqual({ hits: [], total: 2 });
  });

  test("re-reported rows are found, withdrawn and superseded reports are not", () => {
    const rule = { broker: "beta", venue: null, inside: "alpha", from: null, to: null };
    store.mark(Q1, [rule]);
    expect(brokers("ignore")).toEqual(["Beta 2021Q1"]);
    store.withdraw(alpha, "test");
    expect(brokers("rebates")).toEqual(["Alpha 2021Q2"]);
  });

  test("the text of a document that another has replaced is gone", () => {
    const own = new MadeStore();
    const rows = wholeQuarter(Q1, section("sp500", ["Citadel", 50, 1, 10]));
    own.save(
      withTexts(reportOf("Gamma", Q1, rows, { format: "pdf" }), { Citadel: "Brocken words of a PDF." }),
    );
    expect(brokers("brocken")).toEqual(["Gamma 2021Q1"]);
    own.save(withTexts(reportOf("Gamma", Q1, rows), { Citadel: "Broken words of an XML." }));
    expect(brokers("brocken")).toEqual([]);
    expect(brokers("xml")).toEqual(["Gamma 2021Q1"]);
    const texts = own.database.prepare("SELECT text FROM material_aspects").pluck().all();
    expect(texts).toEqual(["Broken words of an XML."]);
    expect(own.database.prepare("SELECT count(*) FROM material_aspects_fts('words')").pluck().get()).toBe(1);
    own.database.exec(
      "INSERT INTO material_aspects_fts (material_aspects_fts, rank) VALUES ('integrity-check', 1)",
    );
    // The text that went can come again.
    own.save(withTexts(reportOf("Delta", Q1, rows), { Citadel: "Brocken words of a PDF." }));
    expect(brokers("brocken")).toEqual(["Delta 2021Q1"]);
  });
});
