import { describe, expect, test } from "vitest";
import { leftOutSentence, type ReportSelection, reportsSentence } from "@/words/reports-sentence";

const NONE: ReportSelection = { broker: null, quarter: null, findings: [], severity: null };

describe("how many reports, of what", () => {
  test.each<[number, Partial<ReportSelection>, string]>([
    [22, {}, "22 reports."],
    [1, { broker: "Charles Schwab" }, "1 report of Charles Schwab."],
    [3, { broker: "Charles Schwab", quarter: "2021 Q1" }, "3 reports of Charles Schwab for 2021 Q1."],
    [2, { severity: "warning" }, "2 reports with a warning."],
    [2, { findings: ["Month filed blank"] }, "2 reports with the finding “Month filed blank”."],
    // A named finding says more than its severity.
    [1, { findings: ["A", "B", "C"], severity: "note" }, "1 report with the finding “A”, “B” or “C”."],
    [0, { quarter: "2021 Q1" }, "No report for 2021 Q1 is stored."],
    [0, { severity: "warning" }, "No report with a warning is stored."],
  ])("%i, %o", (shown, selection, sentence) => {
    expect(reportsSentence(shown, { ...NONE, ...selection })).toBe(sentence);
  });
});

describe("what is left out of the list", () => {
  test.each([
    [0, 0, null],
    [1, 0, "1 superseded version is left out."],
    [0, 2, "2 withdrawn reports are left out."],
    [12, 1, "12 superseded versions and 1 withdrawn report are left out."],
  ])("%i superseded, %i withdrawn", (superseded, withdrawn, sentence) => {
    expect(leftOutSentence({ current: 5, superseded, withdrawn })).toBe(sentence);
  });
});
