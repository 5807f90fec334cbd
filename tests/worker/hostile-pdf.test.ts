import path from "node:path";
import { describe, expect, test } from "vitest";
import { CASES, noFilings } from "../support/filings";
import { emptyStore, importInto } from "../support/store-with-filings";

describe.skipIf(noFilings)("a PDF made to end the process that reads it (needs ../shared/cases)", () => {
  test("is refused, and the files before and behind it are stored", async () => {
    const store = emptyStore();
    const names = ["c_paid_nothing_for_most.xml", "q_huge_string.pdf", "h_venue_repeated.xml"];
    const { events, summary } = await importInto(
      store,
      names.map((name) => path.join(CASES, name)),
    );
    expect(summary).toMatchObject({ stored: 2, rejected: 1 });
    expect(events.flatMap((event) => (event.type === "file" ? [event.outcome] : []))).toEqual([
      "stored",
      "rejected",
      "stored",
    ]);
  });
});
