import { expect, test } from "vitest";
import { readDocument } from "@/ingest-read";
import { readZip } from "@/intake/zip";
import type { ReadDocument } from "@/report/read-document";
import { CSV_SEEDS, PDF_SEEDS, XML_SEEDS, ZIP_SEEDS } from "./seeds";

/* A file that was cut off on its way must not pass for a whole one. */

/** Lengths to cut a text to: all over it, and each of the last ones. Cutting white space at the end changes nothing. */
function lengths(text: string, count: number): number[] {
  const end = text.trimEnd().length;
  const spread = Array.from({ length: count }, (_, i) => Math.floor((i * end) / count));
  return [...spread, ...Array.from({ length: Math.min(30, end) }, (_, i) => end - 1 - i)];
}

const read = (text: string, length: number, name: string) =>
  readDocument(Buffer.from(text.slice(0, length), "latin1"), name, null);

test.each([
  ["XML", XML_SEEDS, "cut.xml", 150],
  ["PDF", PDF_SEEDS, "cut.pdf", 40],
] as const)("%s: refused wherever it is cut", async (_format, seeds, name, count) => {
  for (const text of seeds) {
    expect((await read(text, text.length, name)).reports.length).toBe(1);
    for (const length of lengths(text, count)) {
      const { reports, findings } = await read(text, length, name);
      expect(reports, `cut to ${length} of ${text.length}`).toEqual([]);
      expect(findings.map(({ severity }) => severity)).toContain("error");
    }
  }
});

test("ZIP: nothing of it is read wherever it is cut", () => {
  for (const text of ZIP_SEEDS) {
    for (const length of [...lengths(text, 100), text.length - 1]) {
      const items = [...readZip(Buffer.from(text.slice(0, length), "latin1"), "cut.zip")];
      expect(items, `cut to ${length} of ${text.length}`).toMatchObject([
        { findings: [{ code: "zip_refused" }] },
      ]);
    }
  }
});

/** Every filed row with what it belongs to, each a text; without where it stands, which is a flat CSV's last column. */
function rowsOf({ reports }: ReadDocument): string[] {
  return reports.flatMap(({ report }) =>
    report.months.flatMap(({ month, sections }) =>
      sections.flatMap(({ section, venues }) =>
        venues.map(({ position: _, ...row }) =>
          JSON.stringify([report.filedBroker, report.quarter, month, section, row]),
        ),
      ),
    ),
  );
}

// A CSV has no end mark: one that is cut between two rows is whole by all one can see, and its rows are right.
test("flat CSV: refused when cut within a row; cut between rows, each row is as filed", async () => {
  const [text = ""] = CSV_SEEDS;
  const whole = rowsOf(await read(text, text.length, "cut.csv"));
  expect(whole.length).toBe(39);
  for (const length of lengths(text, 200)) {
    const document = await read(text, length, "cut.csv");
    const rows = rowsOf(document);
    expect(rows, `cut to ${length}`).toEqual(whole.slice(0, rows.length));
    if (rows.length === 0) expect(document.findings.map((one) => one.severity)).toContain("error");
  }
});
