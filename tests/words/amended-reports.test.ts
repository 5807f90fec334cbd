import { describe, expect, it } from "vitest";
import type { ReportRow } from "@/queries/list-reports";
import { amendedReports, amendedSentence } from "@/words/amended-reports";

function report(broker: string, version: number, more: Partial<ReportRow> = {}): ReportRow {
  return {
    id: `2020Q2-${broker}${version}`,
    broker,
    broker_slug: broker.toLowerCase(),
    crd: null,
    filed_broker: broker,
    quarter: "2020Q2",
    series: "",
    version,
    is_current: true,
    generated_at: null,
    imported_at: "2020-08-01T00:00:00Z",
    format: "xml",
    file: "a.xml",
    sha256: "a",
    filed_months: 3,
    findings: 0,
    warnings: 0,
    payment_usd: version * 100,
    withdrawn_at: null,
    withdrawn_why: null,
    ...more,
  };
}

describe("amendedReports", () => {
  it("lists what has versions, the current one and the payment before it", () => {
    const rows = [
      report("Once", 1),
      report("Twice", 1, { is_current: false }),
      report("Twice", 2),
      report("Gone", 1, { is_current: false, withdrawn_at: "2020-09-01" }),
      report("Series", 1, { series: "Retail" }),
      report("Series", 1, { series: "Other" }),
    ];
    expect(
      amendedReports(rows).map(({ broker, current, versions, beforeUsd }) => [
        broker,
        current?.version ?? null,
        versions.map((one) => one.version),
        beforeUsd,
      ]),
    ).toEqual([
      ["Twice", 2, [2, 1], 100],
      ["Gone", null, [1], null],
    ]);
  });
});

describe("amendedSentence", () => {
  const [one] = amendedReports([report("Twice", 1, { is_current: false }), report("Twice", 2)]);
  const [gone] = amendedReports([report("Gone", 1, { is_current: false, withdrawn_at: "2020-09-01" })]);
  it.each([
    [[], "No report for 2020 Q2 is stored in more than one version."],
    [
      [one],
      "1 report for 2020 Q2 was filed more than once; the current version is the latest that was not withdrawn.",
    ],
    [
      [one, one],
      "2 reports for 2020 Q2 were filed more than once; the current version is the latest that was not withdrawn.",
    ],
    [[gone], "1 report for 2020 Q2 was withdrawn and counts in no total."],
    [[gone, gone], "2 reports for 2020 Q2 were withdrawn and count in no total."],
    [
      [one, gone],
      "1 report for 2020 Q2 was filed more than once; the current version is the latest that was not withdrawn. 1 report for 2020 Q2 was withdrawn and counts in no total.",
    ],
  ])("%#", (amended, says) => {
    expect(amendedSentence("2020 Q2", amended as never)).toBe(says);
  });
});
