import { writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { marketXml, sampleReports } from "@/bench/made-market";
import { DIRECTORY } from "@/names/naming";
import { filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import type { Naming } from "@/report/named-report";
import type { Quarter } from "@/report/quarter";
import type { Report } from "@/report/report";
import { openWriter } from "@/store/write-connection";
import { nameAgain } from "@/worker/name-again";
import { reviewCandidates } from "@/worker/review-candidates";
import { reportOf, section, wholeQuarter } from "../support/made-store";
import { emptyStore, importInto } from "../support/store-with-filings";

const QUARTER = { year: 2023, quarter: 1 };

function xmlFile(folder: string, broker: string, report: Report, quarter: Quarter, factor = 1): string {
  const file = `${folder}/${broker.replaceAll(" ", "-")}-${quarter.year}Q${quarter.quarter}-${factor}.xml`;
  writeFileSync(file, marketXml(report, broker, quarter, factor));
  return file;
}

/** Payment of the whole market, and of one broker with all its rows, in dollars. */
function payment(quarter: Quarter, broker: string[] = [], reReported: "exclude" | "include" = "exclude") {
  const [row] = rates(filters({ from: quarter, to: quarter, broker, reReported }), []);
  return row?.payment_usd ?? null;
}

describe("a broker that reports 80 % of another's payments again", () => {
  const [schwab] = sampleReports(["charles-schwab.csv"]) as [Report];
  let store: ReturnType<typeof emptyStore>;
  let own: number;
  beforeAll(async () => {
    store = emptyStore();
    await importInto(store, [
      xmlFile(store.dataDir, "Alpha Brokerage", schwab, QUARTER, 0.8),
      xmlFile(store.dataDir, "Beta Clearing", schwab, QUARTER, 1),
      xmlFile(store.dataDir, "Gamma", sampleReports(["goldman-sachs.csv"])[0] as Report, QUARTER, 1),
    ]);
    own = payment(QUARTER, ["beta-clearing"]) as number;
  });

  test("is found at the end of the import, in both reports, and still counted", () => {
    const database = openWriter(store.databaseFile);
    const found = database
      .prepare(
        `SELECT b.slug, f.message, f.severity FROM finding f JOIN report r ON r.id = f.report_id
         JOIN broker b ON b.id = r.broker_id WHERE f.code = 're_reported_candidate' ORDER BY b.slug`,
      )
      .all() as { slug: string; message: string }[];
    database.close();
    expect(found.map(({ slug }) => slug)).toEqual(["alpha-brokerage", "beta-clearing"]);
    expect(found[0]?.message).toMatch(
      /payments here are 80\.0 % of those in report 2023Q1-\w{10} of Beta Clearing\./,
    );
    expect(found[1]?.message).toMatch(
      /in report 2023Q1-\w{10} of Alpha Brokerage are 80\.0 % of those here\./,
    );
    expect(payment(QUARTER, ["alpha-brokerage"])).toBeCloseTo(0.8 * own, 0);
    expect(payment(QUARTER)).toBeCloseTo(
      own + (payment(QUARTER, ["alpha-brokerage"]) as number) + (payment(QUARTER, ["gamma"]) as number),
      2,
    );
  });

  test("looking again finds the same and says it once", () => {
    const database = openWriter(store.databaseFile);
    const [found, ...more] = reviewCandidates(database, QUARTER.year * 4);
    expect(more).toEqual([]);
    expect(found?.factor).toBeCloseTo(0.8, 6);
    const count = database
      .prepare("SELECT count(*) FROM finding WHERE code = 're_reported_candidate'")
      .pluck();
    expect(count.get()).toBe(2);
    database.close();
  });

  test("once listed is left out of the market, shown on its own, and no candidate any more", () => {
    const before = payment(QUARTER) as number;
    const alpha = payment(QUARTER, ["alpha-brokerage"], "include") as number;
    const rule = { broker: "alpha-brokerage", venue: null, inside: "beta-clearing", from: null, to: null };
    const listed: Naming = { ...DIRECTORY, version: "listed", rules: [...DIRECTORY.rules, rule] };
    const database = openWriter(store.databaseFile);
    nameAgain(database, listed, { trial: false });
    expect(payment(QUARTER)).toBeCloseTo(before - alpha, 2);
    expect(payment(QUARTER, ["alpha-brokerage"], "include")).toBe(alpha);
    expect(database.prepare("SELECT 1 FROM finding WHERE code = 're_reported_candidate'").all()).toEqual([]);
    // Not listed any more: counted, and a candidate again.
    nameAgain(database, DIRECTORY, { trial: false });
    expect(payment(QUARTER)).toBe(before);
    expect(
      database.prepare("SELECT count(*) FROM finding WHERE code = 're_reported_candidate'").pluck().get(),
    ).toBe(2);
    database.close();
  });
});

describe("rows a broker sends to its clearing firm", () => {
  const [first, second] = [QUARTER, { year: 2023, quarter: 2 }];
  /** $60 a month to Citadel, $40 a month to Apex, in stocks. */
  const firstrade = (quarter: Quarter) =>
    reportOf(
      "Firstrade Securities Inc.",
      quarter,
      wholeQuarter(
        quarter,
        section("sp500", ["Citadel Securities", 60, 60, 10], ["Apex Clearing Corporation", 40, 40, 10]),
      ),
    );
  const apex = reportOf(
    "Apex Clearing Corporation",
    first,
    wholeQuarter(first, section("sp500", ["Virtu Americas", 100, 500, 10])),
  );

  test("count where that firm's report is not stored; the rest of the broker always counts", async () => {
    const store = emptyStore();
    await importInto(store, [
      xmlFile(store.dataDir, "Firstrade Securities Inc.", firstrade(first), first),
      xmlFile(store.dataDir, "Firstrade Securities Inc.", firstrade(second), second),
    ]);
    expect([payment(first), payment(second)]).toEqual([300, 300]);
    await importInto(store, [xmlFile(store.dataDir, "Apex Clearing Corporation", apex, first)]);
    // 3 × 60 of Firstrade, 3 × 500 of Apex; Firstrade's 3 × 40 are in those.
    expect([payment(first), payment(second)]).toEqual([1680, 300]);
    expect(payment(first, ["firstrade-securities"])).toBe(180);
    expect(payment(first, ["firstrade-securities"], "include")).toBe(300);
    expect(payment(second, ["firstrade-securities"])).toBe(300);
    expect(payment(first, [], "include")).toBe(1800);
  });
});
