import { describe, expect, it } from "vitest";
import { EventLines } from "@/app/upload/event-lines";
import {
  afterEvent,
  changedStore,
  chosenFile,
  outcomeWords,
  progressShare,
  progressWords,
  summaryWords,
} from "@/app/upload/upload-state";

describe("EventLines", () => {
  it("gives each line once, when it is complete", () => {
    const lines = new EventLines();
    expect(lines.take("")).toEqual([]);
    expect(lines.take('{"a":1}\n{"b"')).toEqual([{ a: 1 }]);
    expect(lines.take('{"a":1}\n{"b":2}\n\n{"c":3}')).toEqual([{ b: 2 }]);
    expect(lines.take('{"a":1}\n{"b":2}\n\n{"c":3}', true)).toEqual([{ c: 3 }]);
    expect(lines.take('{"a":1}\n{"b":2}\n\n{"c":3}', true)).toEqual([]);
  });
  it("refuses what is not JSON", () => {
    expect(() => new EventLines().take("<html>\n")).toThrow(SyntaxError);
  });
});

const file = { type: "file", name: "a.xml", outcome: "stored", report: "2021Q1-0123456789", reports: [] };
const summary = {
  type: "summary",
  stored: 1,
  versions: 0,
  sources: 0,
  duplicates: 0,
  rejected: 0,
  findings: 0,
  seconds: 0.24,
};

describe("afterEvent", () => {
  const run = (...events: unknown[]) => events.reduce(afterEvent, chosenFile("a.xml", 1_000)) as never;
  it.each([
    { events: [], words: "Waiting", share: 0 },
    { events: [{ type: "started", upload: "u", ahead: 0 }], words: "Reading", share: null },
    {
      events: [{ type: "started", upload: "u", ahead: 2 }],
      words: "Waiting for 2 other uploads",
      share: null,
    },
    {
      events: [{ type: "started", upload: "u", ahead: 1 }],
      words: "Waiting for 1 other upload",
      share: null,
    },
    {
      events: [{ type: "progress", done: 14, total: 1_200 }],
      words: "Reading 14 of 1,200",
      share: 14 / 1_200,
    },
    { events: [{ type: "progress", done: 0, total: 1 }], words: "Reading", share: 0 },
    { events: [{ type: "progress", done: 3, total: null }], words: "Reading", share: null },
    { events: [{ type: "progress", done: 0, total: 1 }, file, summary], words: "Done", share: 1 },
    { events: [{ type: "cancelled" }, summary], words: "Cancelled", share: 1 },
    { events: [{ type: "error", error: { message: "Full." } }], words: "Failed", share: 1 },
    { events: [{ type: "of the future" }], words: "Waiting", share: 0 },
  ])("$events → $words", ({ events, words, share }) => {
    const state = run(...events);
    expect([progressWords(state), progressShare(state)]).toEqual([words, share]);
  });
  it("says how much was sent", () => {
    const state = { ...chosenFile("a.zip", 7_600_000), phase: "sending" as const, sent: 1_200_000 };
    expect(progressWords(state)).toBe("Sending: 1.2 MB of 7.6 MB");
    expect(progressShare(state)).toBeCloseTo(0.158, 3);
  });
  it("knows whether anything was stored", () => {
    expect(changedStore(run(file, summary))).toBe(true);
    expect(changedStore(run({ ...file, outcome: "duplicate" }, summary))).toBe(false);
  });
});

describe("outcomes in words", () => {
  it.each([
    ["stored", "Stored as a new report."],
    ["version", "Stored as another version of a report that is already here."],
    ["source", "Holds the same figures as a report that is already here; kept as a second source of it."],
    ["duplicate", "This very file is already here; nothing was stored again."],
    ["rejected", "Refused; nothing of it was stored."],
  ] as const)("%s", (outcome, words) => {
    expect(outcomeWords({ outcome, reports: [] })).toBe(words);
  });
  it("counts the reports of one file", () => {
    const reports = (["stored", "stored", "version", "duplicate"] as const).map((outcome, i) => ({
      id: String(i),
      outcome,
    }));
    expect(outcomeWords({ outcome: "stored", reports })).toBe(
      "2 new reports, 1 new version, 1 already here in this file.",
    );
  });
  it.each([
    [{}, "1 new report (0.2 s)."],
    [{ stored: 1_198, rejected: 2, seconds: 4.2 }, "1,198 new reports, 2 files refused (4.2 s)."],
    [{ stored: 0, duplicates: 1 }, "1 already here (0.2 s)."],
    [
      { stored: 0, versions: 2, sources: 1, rejected: 1 },
      "2 new versions, 1 second source, 1 file refused (0.2 s).",
    ],
    [{ stored: 0 }, "Nothing was stored (0.2 s)."],
  ])("%o", (counts, words) => {
    expect(summaryWords({ ...summary, ...counts })).toBe(words);
  });
});
