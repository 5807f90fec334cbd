import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { listReports, listVersions } from "@/queries/list-reports";
import { rates } from "@/queries/rates";
import { reportChanges } from "@/queries/report-changes";
import { reportDetail } from "@/queries/report-detail";
import { flatRows } from "@/queries/rows";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { MadeStore, reportOf, section } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const version = (usd: number, generatedAt: string | null, series = "") =>
  reportOf("One", Q1, [{ month: 1, sections: [section("sp500", ["A", 50, usd, 10])] }], {
    generatedAt,
    series,
  });

function amendedStore() {
  const store = new MadeStore();
  const ids = {
    undated: store.save(version(1, null, "paper")),
    april: store.save(version(10, "2021-04-20T12:00:00Z")),
    may: store.save(version(20, "2021-05-20T23:59:59Z")),
    june: store.save(version(30, "2021-06-20T12:00:00Z")),
  };
  return { store, ids };
}

const payment = (asOf: string | null) => rates(filters({ asOf }), [])[0]?.payment_usd;

test.each([
  ["before anything was filed", "2021-04-19", null],
  ["on the day of the first version", "2021-04-20", 10],
  ["the day before the second", "2021-05-19", 10],
  ["at the end of the day of the second", "2021-05-20", 20],
  ["much later: the undated report was never known", "2030-01-01", 30],
  ["now: every series counts once", null, 31],
])("as known %s", (_, asOf, usd) => {
  amendedStore();
  expect(payment(asOf)).toBe(usd);
});

test.each([
  ["2021-04-19", []],
  ["2021-04-20", [{ quarter: "2021Q1", brokers: 1 }]],
  [null, [{ quarter: "2021Q1", brokers: 1 }]],
])("quarters that were known on %s", (asOf, quarters) => {
  amendedStore();
  const stored = storedQuarters(filters({ asOf }));
  expect(stored).toEqual(quarters);
  expect(latestMarketQuarter(stored)).toBe(quarters[0]?.quarter ?? null);
});

test("of the versions of a day the highest is the one that counted then", () => {
  const { ids } = amendedStore();
  const seen = (asOf: string | null) =>
    listVersions(filters({ asOf })).map((row) => [row.id, row.is_current]);
  expect(seen("2021-05-31")).toEqual([
    [ids.may, true],
    [ids.april, false],
  ]);
  expect(seen(null)).toEqual([
    [ids.june, true],
    [ids.may, false],
    [ids.april, false],
    [ids.undated, true],
  ]);
});

test("a report that a later one of another series corrects did not count from that day on", () => {
  const store = new MadeStore();
  const filed = (usd: number, generatedAt: string, series: string) => {
    const rows = Array.from({ length: 12 }, (_, i) => [`V${i}`, 5, 101.5 + 3 * i, 7.25 + i] as const);
    const sections = [section("sp500", ...rows, ["Last", 5, usd, 9.75])];
    return store.save(reportOf("One", Q1, [{ month: 1, sections }], { generatedAt, series }));
  };
  const first = filed(55.5, "2021-04-20T12:00:00Z", "MAIN");
  const correction = filed(66.5, "2021-05-20T12:00:00Z", "");
  const seen = (asOf: string | null) =>
    new Map(listVersions(filters({ asOf })).map((row) => [row.id, row.is_current]));
  expect(seen("2021-04-30")).toEqual(new Map([[first, true]]));
  for (const asOf of ["2021-05-31", null]) {
    expect(seen(asOf)).toEqual(
      new Map([
        [first, false],
        [correction, true],
      ]),
    );
  }
});

test("a broker is listed without what exchanges paid, if they are left out, or when it has nothing else", () => {
  const store = new MadeStore();
  const sections = [section("sp500", ["A", 50, 100, 10], ["One Exchange", 50, -30, -1])];
  store.save(reportOf("Both", Q1, [{ month: 1, sections }]));
  store.save(
    reportOf("Exchanges only", Q1, [{ month: 1, sections: [section("sp500", ["Exchange", 50, -5, -1])] }]),
  );
  const paid = (exchanges: "include" | "exclude") =>
    listBrokers(filters({ exchanges })).map((row) => [row.name, row.payment_usd]);
  expect(paid("include")).toEqual([
    ["Both", 70],
    ["Exchanges only", -5],
  ]);
  expect(paid("exclude")).toEqual([
    ["Both", 100],
    ["Exchanges only", null],
  ]);
});

test("a withdrawn version counts on no day; the one before it does", () => {
  const { store, ids } = amendedStore();
  store.withdraw(ids.june, "Filed by mistake");
  expect(payment(null)).toBe(21);
  expect(payment("2030-01-01")).toBe(20);
});

test("reports: current ones, all versions, and withdrawn ones with the reason", () => {
  const { store, ids } = amendedStore();
  store.withdraw(ids.june, "Filed by mistake");
  const seen = (some: Parameters<typeof filters>[0]) =>
    listReports(filters(some)).map((row) => [row.id, row.series, row.version, row.is_current]);
  expect(seen({})).toEqual([
    [ids.may, "", 2, true],
    [ids.undated, "paper", 1, true],
  ]);
  expect(seen({ versions: "all" })).toEqual([
    [ids.june, "", 3, false],
    [ids.may, "", 2, true],
    [ids.april, "", 1, false],
    [ids.undated, "paper", 1, true],
  ]);
  expect(seen({ asOf: "2021-05-01" })).toEqual([[ids.april, "", 1, false]]);
  expect(reportDetail(ids.june).report).toMatchObject({
    withdrawn_why: "Filed by mistake",
    is_current: false,
  });
});

test("rows: all versions in order, without withdrawn ones, which an import would bring back", () => {
  const { store, ids } = amendedStore();
  store.withdraw(ids.june, "Filed by mistake");
  const ofRows = (some: Parameters<typeof filters>[0]) =>
    [...flatRows(filters(some))].map(({ place }) => [place.report[2], place.report[3]]);
  expect(ofRows({})).toEqual([
    ["", 2],
    ["paper", 1],
  ]);
  expect(ofRows({ versions: "all" })).toEqual([
    ["", 1],
    ["", 2],
    ["paper", 1],
  ]);
});

test("a report's versions, and what changed between them", () => {
  const { ids } = amendedStore();
  expect(reportDetail(ids.may).versions.map((row) => row.id)).toEqual([ids.april, ids.may, ids.june]);
  const change = { month: 1, section: "sp500", venue: "A", field: "market_usd" };
  expect(reportChanges(ids.may)).toEqual({
    id: ids.may,
    against: ids.april,
    rows: [{ ...change, before: 10, after: 20 }],
    next: null,
  });
  expect(reportChanges(ids.april, ids.june).rows).toEqual([{ ...change, before: 30, after: 10 }]);
  expect(reportChanges(ids.april)).toEqual({ id: ids.april, against: null, rows: [], next: null });
});

test("a report is compared only with one of the same broker and quarter", () => {
  const { store, ids } = amendedStore();
  const other = store.save(reportOf("Two", Q1, []));
  expect(() => reportChanges(ids.may, other)).toThrow(`"${other}" is not allowed for "against"`);
  expect(() => reportChanges(ids.may, "2021Q1-none")).toThrow('There is no report "2021Q1-none"');
});
