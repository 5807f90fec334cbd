import { describe, expect, test } from "vitest";
import type { ReportVersion } from "@/queries/report-history";
import { comparisonSentence } from "@/words/changes-sentence";
import { changesSentence, historySentence, stateSentence } from "@/words/version-sentence";

type Version = Omit<ReportVersion, "imported_at">;

const version = (number: number, more: Partial<Version> = {}): Version => ({
  id: `2021Q1-000000000${number}`,
  version: number,
  filed_version: null,
  generated_at: null,
  format: "xml",
  is_current: false,
  withdrawn_at: null,
  withdrawn_why: null,
  changes: number === 1 ? null : 3,
  ...more,
});
const current = { is_current: true };
const april = { generated_at: "2021-04-20T12:00:00Z" };
const may = { generated_at: "2021-05-20T09:30:00Z" };
const withdrawn = { withdrawn_at: "2022-01-02T00:00:00Z", withdrawn_why: "Filed by mistake" };

describe("which version counts, and why", () => {
  test.each<[string, Version[], string]>([
    ["one", [version(1, current)], "The only version stored."],
    [
      "a later timestamp",
      [version(1, april), version(2, { ...may, ...current })],
      "Version 2 counts. Its file was generated later, on May 20, 2021; that of version 1 on Apr 20, 2021.",
    ],
    [
      "a later time of the same day",
      [version(1, april), version(2, { generated_at: "2021-04-20T12:00:01Z", ...current })],
      "Version 2 counts. Its file was generated later, on Apr 20, 2021 at 12:00:01 UTC; that of version 1 at 12:00:00 UTC.",
    ],
    [
      "a higher version in the file's name, whatever the timestamps say",
      [version(1, { ...may, filed_version: 1 }), version(2, { ...april, filed_version: 2, ...current })],
      "Version 2 counts. Its file is named V2, that of version 1 V1: the higher one replaces the lower.",
    ],
    [
      "a date against none",
      [version(1, { format: "pdf" }), version(2, { ...april, ...current })],
      "Version 2 counts. Its file says when it was generated (Apr 20, 2021), that of version 1 does not: a document without a date never displaces one with a date.",
    ],
    [
      "no dates: the better format",
      [version(1, { format: "csv" }), version(2, { format: "pdf", ...current })],
      "Version 2 counts. Neither file has a date; PDF is preferred to CSV.",
    ],
    [
      "one date and format: the later arrival",
      [version(1, april), version(2, { ...april, ...current })],
      "Version 2 counts. Both files have the same date; this one came in after version 1.",
    ],
    [
      "a later one that was withdrawn",
      [version(1, april), version(2, { ...may, ...current }), version(3, withdrawn)],
      "Version 2 counts. Its file was generated later, on May 20, 2021; that of version 1 on Apr 20, 2021. Version 3 would stand above it, but was withdrawn.",
    ],
    [
      "two later ones that were withdrawn",
      [version(1, current), version(2, withdrawn), version(3, withdrawn)],
      "Version 1 counts. 2 versions would stand above it, but were withdrawn.",
    ],
    [
      "the only one withdrawn",
      [version(1, withdrawn)],
      "The only version stored was withdrawn; it counts in no total.",
    ],
    [
      "all withdrawn",
      [version(1, withdrawn), version(2, withdrawn)],
      "All 2 versions were withdrawn; none counts in a total.",
    ],
  ])("%s", (_, versions, sentence) => {
    expect(historySentence(versions)).toBe(sentence);
  });
});

test("what became of each version, and what it changed", () => {
  const versions = [
    version(1),
    version(2, { ...current, changes: 1 }),
    version(3, { ...withdrawn, changes: 0 }),
  ];
  expect(versions.map((one) => stateSentence(one, versions))).toEqual([
    "Superseded by version 2.",
    "Counts in every total.",
    "Withdrawn on Jan 2, 2022: Filed by mistake. It counts in no total.",
  ]);
  expect(versions.map((one) => changesSentence(one, versions))).toEqual([
    null,
    "1 figure differs from version 1.",
    "0 figures differ from version 2.",
  ]);
});

describe("two versions compared", () => {
  test.each<[number | null, number | null, number, string]>([
    [100, 100, 0, "No figure differs between version 1 and version 2."],
    [100, 100, 1, "1 figure differs between version 1 and version 2. The net payment is the same."],
    [
      41_250.5,
      51_250.5,
      3,
      "3 figures differ between version 1 and version 2. The net payment rose from $41,300 to $51,300 (+24.2%).",
    ],
    [
      2_000_000,
      -500,
      3,
      "3 figures differ between version 1 and version 2. The net payment fell from $2.00 million to −$500.",
    ],
    [
      66_142_014.6,
      66_142_015.6,
      1,
      "1 figure differs between version 1 and version 2. The net payment rose by $1.",
    ],
    [null, 5, 2, "2 figures differ between version 1 and version 2. The net payment, blank before, is $5."],
    [
      5,
      null,
      2,
      "2 figures differ between version 1 and version 2. The net payment was $5 and is blank now.",
    ],
    [null, null, 2, "2 figures differ between version 1 and version 2. Neither has a payment."],
  ])("%s → %s", (before, after, changes, sentence) => {
    const said = comparisonSentence(
      { version: 1, paymentUsd: before },
      { version: 2, paymentUsd: after },
      changes,
    );
    expect(said).toBe(sentence);
  });
});
