import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readDocument } from "@/ingest-read";
import type { FileEvent } from "@/report/import-events";
import { Reader } from "@/worker/reader";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";
import { CSV_SEEDS, PDF_SEEDS, XML_SEEDS } from "./seeds";

/* What damaged files have broken before. */

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const REPORT = path.join(FIXTURES, "reports/harbor-lane-2023q1.xml");
const DAMAGED = path.join(FIXTURES, "pdf/damaged-object.pdf");

test("a PDF with an object that is not where its table says is refused, and the report after it is read", async () => {
  const { events, summary } = await importInto(emptyStore(), [DAMAGED, REPORT, DAMAGED]);
  const told = events.filter((event): event is FileEvent => event.type === "file");
  expect(told.map(({ outcome }) => outcome)).toEqual(["rejected", "stored", "rejected"]);
  expect(told[0]?.findings).toMatchObject([
    { code: "pdf_layout", message: expect.stringContaining("Bad (uncompressed) XRef entry") },
  ]);
  expect(summary.stored).toBe(1);
});

test.each([
  [1_000, { stored: 1, rejected: 0 }, ["unknown_broker", "unknown_venue"]],
  [100_000, { stored: 0, rejected: 1 }, ["limit_exceeded", "limit_exceeded"]],
])("names of %i characters, told of in few words: %j", async (characters, counts, codes) => {
  const names = ["Harbor Lane Securities LLC", "Northgate Market Making LLC"];
  for (const [i, name] of names.entries()) {
    const file = path.join(temporaryFolder(), "long.xml");
    writeFileSync(file, (XML_SEEDS[0] ?? "").replaceAll(name, "y".repeat(characters)));
    const { events, summary } = await importInto(emptyStore(), [file]);
    expect(summary).toMatchObject(counts);
    const { findings } = events.find((event): event is FileEvent => event.type === "file") ?? {
      findings: [],
    };
    expect(findings.map(({ code }) => code)).toContain(codes[i]);
    for (const { message, filed = "" } of findings) expect(message.length + filed.length).toBeLessThan(1_300);
  }
});

test.each(["month", "section", "quarter", "market_usd", "crd"])(
  "a CSV cell of a hundred thousand characters under %s is refused, in few words",
  async (column) => {
    const [header = "", first = "", ...rest] = (CSV_SEEDS[0] ?? "").split("\n");
    const cells = first.split(",");
    cells[header.split(",").indexOf(column)] = "=1+".repeat(33_000);
    const text = [header, cells.join(","), ...rest].join("\n");
    const { reports, findings } = await readDocument(Buffer.from(text), "long.csv", null);
    expect(reports).toEqual([]);
    for (const one of findings) expect(JSON.stringify(one).length).toBeLessThan(2_000);
  },
);

// The library copies its whole state at each `q`: fifty thousand take it a minute. The limit is what stops it.
test("a PDF that keeps the library busy is given up, and the report after it is read", async () => {
  const folder = temporaryFolder();
  const busy = path.join(folder, "busy.pdf");
  const [drawn = ""] = PDF_SEEDS;
  const middle = drawn.lastIndexOf("BT");
  writeFileSync(busy, drawn.slice(0, middle) + "q ".repeat(60_000) + drawn.slice(middle), "latin1");
  const reader = new Reader(undefined, 1.5);
  const items = [];
  for (const file of [busy, REPORT]) {
    for await (const batch of reader.read({ path: file, name: path.basename(file) })) items.push(...batch);
  }
  await reader.close();
  expect(items).toMatchObject([{ stopped: { name: "busy.pdf" } }, { reports: [{ findings: [] }] }]);
});
