import { beforeAll, describe, expect, test } from "vitest";
import { doubts } from "@/queries/doubts";
import { type Dimension, type Filters, filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { type Doubted, doubtOf, FINDINGS, type FindingCode, finding } from "@/report/findings";
import { parseQuarter } from "@/report/quarter";
import type { Section } from "@/report/sections";
import { noFilings } from "../support/filings";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { emptyStore, filings, importInto } from "../support/store-with-filings";

const Q2 = { year: 2020, quarter: 2 };

/** Rows of an answer that are marked, by their own columns, with what is doubted. */
function marked(by: readonly Dimension[], some: Partial<Filters> = {}, ...on: readonly Doubted[]): string[] {
  const found = doubts(filters(some), by);
  return rates(filters(some), by).flatMap((row) => {
    const mark = found.markOf(row, ...on);
    const names = by.map((one) => (one === "broker" || one === "venue" ? row[`${one}_slug`] : row[one]));
    return mark ? [[...names, mark.code].join(" ")] : [];
  });
}

test("errors and notes cast no doubt, nor do warnings about names, texts and versions", () => {
  const doubting = (Object.keys(FINDINGS) as FindingCode[]).filter((code) => doubtOf(code));
  expect(doubting.every((code) => FINDINGS[code].severity === "warning")).toBe(true);
  // Those of Rule 605 are about no payment; figures there have marks of their own (src/execution/marks.ts).
  const warnings = (Object.keys(FINDINGS) as FindingCode[]).filter(
    (code) => FINDINGS[code].severity === "warning" && !code.startsWith("execution_"),
  );
  expect(warnings.filter((code) => !doubting.includes(code))).toEqual([
    "bad_timestamp",
    "venue_not_named",
    "placeholder_text",
    "version_conflict",
    "sources_disagree",
    "correction_under_another_name",
  ]);
});

/** One report with A and B in both stock sections, and what was found in it. */
function madeStore(usdOfA: number, code: FindingCode, where: { venue?: string; section?: Section } = {}) {
  const store = new MadeStore();
  const rows = [
    ["A", 50, usdOfA, 10],
    ["B", 50, 1000, 10],
  ] as const;
  const months = wholeQuarter(Q2, section("sp500", ...rows), section("non_sp500", ...rows));
  store.save(reportOf("One", Q2, months), [
    finding(code, "It is so.", { file: "f.xml", month: 5, ...where }),
  ]);
  return store;
}

test("a figure is marked from a twentieth of its money on", () => {
  madeStore(40, "options_rate_scale", { venue: "A", section: "sp500" });
  expect(marked(["broker"], { section: ["sp500"] })).toEqual([]);
  // May and June of three months: 2 × 90 of 3 × 1090.
  madeStore(90, "options_rate_scale", { venue: "A", section: "sp500" });
  expect(marked(["broker"], { section: ["sp500"] })).toEqual(["one options_rate_scale"]);
  expect(marked(["broker"], { section: ["sp500"] }, "payment")).toEqual([]);
  expect(marked(["broker"])).toEqual([]);
  expect(marked(["venue", "month"], { section: ["sp500"] })).toEqual([
    "a 2020-05 options_rate_scale",
    "a 2020-06 options_rate_scale",
  ]);
});

test("the answer follows the store", () => {
  const store = madeStore(1000, "volume_jump", { venue: "A", section: "sp500" });
  expect(marked(["broker", "section"])).toEqual(["one sp500 volume_jump"]);
  store.database.exec("DELETE FROM finding");
  expect(marked(["broker", "section"])).toEqual([]);
});

test("only cells without dollars are meant, and count by their orders", () => {
  const store = new MadeStore();
  const save = (broker: string, pct: number) =>
    store.save(
      reportOf(
        broker,
        Q2,
        wholeQuarter(Q2, section("sp500", ["A", pct, null, 10], ["B", 100 - pct, 1000, 10])),
      ),
      [finding("rate_without_usd", "No dollars.", { file: "f.xml", month: 4, section: "sp500", venue: "A" })],
    );
  save("Few", 4);
  save("Many", 6);
  expect(marked(["broker"], {}, "payment")).toEqual(["many rate_without_usd"]);
  expect(marked(["broker"], {}, "rate")).toEqual([]);
  expect(marked(["broker", "venue"], {}, "payment")).toEqual([
    "few a rate_without_usd",
    "many a rate_without_usd",
  ]);
});

test("a venue listed twice is doubted once", () => {
  const store = new MadeStore();
  const rows = [
    ["A", 10, 60, 10],
    ["A", 10, 60, 10],
    ["B", 80, 940, 10],
  ] as const;
  store.save(reportOf("One", Q2, wholeQuarter(Q2, section("sp500", ...rows))), [
    finding("venue_repeated", "Twice.", { file: "f.xml", month: 4, section: "sp500", venue: "A" }),
  ]);
  // 60 of 1060 is over a twentieth, at B there is nothing.
  expect(marked(["venue"])).toEqual(["a venue_repeated"]);
  expect(marked([])).toEqual(["venue_repeated"]);
  expect(marked([], { venue: ["b"] })).toEqual([]);
});

describe.skipIf(noFilings)("given filings (needs ../shared/filings)", () => {
  beforeAll(async () => {
    await importInto(emptyStore(), filings("xml"));
  }, 300_000);

  test("of broker quarters Firstrade 2020 Q2 alone is marked, and says why", () => {
    expect(marked(["broker", "quarter"])).toEqual(["firstrade-securities 2020Q2 volume_jump"]);
    const found = doubts(filters({ broker: ["firstrade-securities"] }), ["quarter"]);
    expect(found.markOf({ quarter: "2020Q1" })).toBeNull();
    expect(found.markOf({ quarter: "2020Q3" })).toBeNull();
    expect(found.markOf({ quarter: "2020Q2" }, "rate")).toEqual({
      code: "volume_jump",
      why: "Firstrade Securities 2020 Q2: implied volume is far from its neighbors (Apex Clearing, Non-S&P 500 stocks)",
      whose: "implied volume is far from its neighbors (Apex Clearing, Non-S&P 500 stocks)",
      report: expect.stringMatching(/^2020Q2-/),
    });
  });

  test("its options are as good as ever; each month of its stocks is marked", () => {
    expect(marked(["section", "month"], { broker: ["firstrade-securities"] })).toEqual(
      ["sp500", "non_sp500"].flatMap((one) =>
        ["2020-04", "2020-05", "2020-06"].map((month) => `${one} ${month} volume_jump`),
      ),
    );
  });

  test("of Schwab's venues one month of one exchange each, which no month of a section stands on", () => {
    const schwab = { broker: ["charles-schwab"] };
    expect(marked(["venue", "section", "month"], schwab)).toEqual([
      "cboe-edgx non_sp500 2021-02 volume_jump",
      "nasdaq sp500 2022-04 volume_jump",
    ]);
    expect(marked(["section", "month"], schwab)).toEqual([]);
    expect(marked(["section", "orderType", "month"], schwab)).toEqual([
      "sp500 other 2022-04 volume_jump",
      "non_sp500 marketable_limit 2021-02 volume_jump",
    ]);
  });

  test("the sample's rate of 2020 Q2 stands on Firstrade's by 6 %, its payments do not", () => {
    expect(marked(["quarter"], {}, "rate")).toEqual(["2020Q2 volume_jump"]);
    expect(marked(["quarter"], {}, "payment")).toEqual([]);
    expect(marked(["quarter"], { section: ["options"] })).toEqual([]);
  });

  test("the same under the filters that leave the report out", () => {
    const q3 = parseQuarter("2020Q3");
    expect(marked(["broker"], { from: q3 })).toEqual([]);
    expect(marked(["broker"], { to: parseQuarter("2020Q2"), asOf: "2020-05-30" })).toEqual([]);
    expect(marked(["broker"], { venue: ["citadel-securities"] })).toEqual([]);
  });
});
