import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { findingCounts } from "@/queries/finding-counts";
import { countReports, listReports, type ReportFilters, withdrawnReports } from "@/queries/list-reports";
import { reportCoverage } from "@/queries/report-coverage";
import { finding } from "@/report/findings";
import { MadeStore, reportOf, section } from "../support/made-store";

const FILE = { file: "one.xml" };
const blank = finding("blank_month", "March is blank.", FILE);
const jump = finding("volume_jump", "Four times as much.", FILE);

function storeWithFindings() {
  const store = new MadeStore();
  const save = (
    broker: string,
    quarter: number,
    usd: number,
    generatedAt: string,
    findings: Parameters<MadeStore["save"]>[1],
    series = "",
  ) => {
    const months = [{ month: quarter * 3, sections: [section("sp500", ["A", 50, usd, 10])] }];
    return store.save(reportOf(broker, { year: 2021, quarter }, months, { generatedAt, series }), findings);
  };
  return {
    store,
    ids: {
      old: save("One", 1, 1, "2021-04-20T12:00:00Z", [jump, jump]),
      one: save("One", 1, 2, "2021-05-20T12:00:00Z", [blank, jump]),
      second: save("One", 2, 3, "2021-07-20T12:00:00Z", [blank, blank]),
      clean: save("Two", 1, 4, "2021-04-21T12:00:00Z", []),
      other: save("Two", 1, 5, "2021-04-22T12:00:00Z", [], "OTHER"),
    },
  };
}

const ids = (some: Partial<ReportFilters>) => listReports({ ...filters(), ...some }).map((row) => row.id);

test("reports are found by what the checks found in them", () => {
  const made = storeWithFindings().ids;
  expect(ids({ finding: ["blank_month"] })).toEqual([made.second, made.one]);
  expect(ids({ finding: ["volume_jump"] })).toEqual([made.one]);
  expect(ids({ finding: ["volume_jump"], versions: "all" })).toEqual([made.one, made.old]);
  expect(ids({ finding: ["volume_jump", "blank_month"] })).toEqual([made.second, made.one]);
  // The store itself notes that Two has several series, and warns that versions of One differ.
  expect(ids({ severity: "note" })).toEqual([made.second, made.one, made.other]);
  expect(ids({ severity: "warning" })).toEqual([made.one]);
  // One finding must be both: there is no blank month that is a warning.
  expect(ids({ finding: ["blank_month"], severity: "warning" })).toEqual([]);
});

test("how many there are, by what became of them", () => {
  const { store, ids: made } = storeWithFindings();
  store.withdraw(made.second, "Another broker's figures");
  const all = filters();
  expect(countReports(all)).toEqual({ current: 3, superseded: 1, withdrawn: 1 });
  expect(countReports(filters({ broker: ["two"] }))).toEqual({ current: 2, superseded: 0, withdrawn: 0 });
  expect(countReports({ ...all, finding: ["blank_month"] })).toEqual({
    current: 1,
    superseded: 0,
    withdrawn: 1,
  });
  expect(withdrawnReports(all).map((row) => [row.id, row.withdrawn_why])).toEqual([
    [made.second, "Another broker's figures"],
  ]);
  expect(() => countReports(filters({ broker: ["nobody"] }))).toThrow('"nobody" is not allowed for "broker"');
});

test("findings are counted by kind: warnings first, each also by report", () => {
  storeWithFindings();
  const counts = (some: Partial<ReportFilters>) =>
    findingCounts({ ...filters(), ...some }).map((one) => [one.code, one.findings, one.reports]);
  const current = [
    ["version_conflict", 1, 1],
    ["volume_jump", 1, 1],
    ["blank_month", 3, 2],
    ["several_series", 1, 1],
  ];
  expect(counts({})).toEqual(current);
  // Each can be chosen from all, whichever is chosen now.
  expect(counts({ finding: ["volume_jump"], severity: "warning" })).toEqual(current);
  expect(counts({ versions: "all" })[0]).toEqual(["volume_jump", 3, 2]);
  expect(counts({ broker: ["two"] })).toEqual([["several_series", 1, 1]]);
});

test("what is held: by broker and quarter, with the day it came in", () => {
  storeWithFindings();
  const held = reportCoverage();
  expect(held.map((one) => [one.broker, one.quarter, one.reports, one.filed_months])).toEqual([
    ["One", "2021Q1", 1, 1],
    ["One", "2021Q2", 1, 1],
    ["Two", "2021Q1", 2, 1],
  ]);
  expect(held.every((one) => /^\d{4}-\d\d-\d\dT/.test(one.imported_at))).toBe(true);
  expect(reportCoverage(filters({ broker: ["two"] }))).toHaveLength(1);
});
