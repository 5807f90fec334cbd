import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { FileEvent, ImportEvent } from "@/report/import-events";
import { Reader, type ReadItem } from "@/worker/reader";
import { makeZip } from "../intake/make-zip";
import { hostileExecutions } from "../support/hostile-executions";
import { endlessForms, type HostileFile, hostilePdfs, hostileXml } from "../support/hostile-files";
import { madeSummaryText } from "../support/made-execution";
import { emptyStore, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const FILING = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
);

/** So many reports, each of another broker. */
function good(from: number, count: number): HostileFile[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `good-${from + i}.xml`,
    bytes: Buffer.from(FILING.toString().replace("Harbor Lane", `Harbor ${from + i}`)),
  }));
}

function written(files: readonly HostileFile[]): string[] {
  const folder = temporaryFolder();
  return files.map(({ name, bytes }) => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  });
}

function refusals(events: readonly ImportEvent[]): Record<string, string[]> {
  const files = events.filter((event): event is FileEvent => event.type === "file");
  return Object.fromEntries(
    files
      .filter(({ outcome }) => outcome === "rejected")
      .map(({ name, findings }) => [name, findings.map(({ code, message }) => `${code}: ${message}`)]),
  );
}

/** What each hostile PDF is refused for. */
const WHY: Readonly<Record<string, RegExp>> = {
  "huge_string.pdf": /^limit_exceeded: A part of the PDF unpacks to more than 16 MiB/,
  "deep_arrays.pdf": /^(pdf_layout|limit_exceeded): /,
  "zeros.pdf": /^limit_exceeded: A part of the PDF unpacks to more than 16 MiB/,
  "nested_deflate.pdf": /^limit_exceeded: A part of the PDF unpacks to more than 16 MiB/,
  "nested_runs.pdf": /^limit_exceeded: A part of the PDF unpacks to more than 16 MiB/,
  "hidden_filters.pdf":
    /^limit_exceeded: hidden_filters\.pdf was given up: it needs more memory than a report can/,
  "many_pages.pdf": /^limit_exceeded: The PDF has 100000 pages; more than 300 are not read/,
  "page_loop.pdf": /^pdf_layout: /,
  "xref_loop.pdf": /^pdf_layout: /,
  "deep_objects.pdf": /^pdf_layout: |^limit_exceeded: /,
  "cut.pdf": /^pdf_layout: /,
};

test("hostile PDFs in a ZIP are refused, each by itself, and the 60 reports around them are stored", async () => {
  const bad = hostilePdfs();
  const entries = [...good(0, 30), ...bad, ...good(30, 30)];
  const zip = makeZip(entries.map(({ name, bytes }) => ({ name, data: bytes, method: 0 })));
  const { events, summary } = await importInto(emptyStore(), written([{ name: "all.zip", bytes: zip }]));
  const refused = refusals(events);
  expect(Object.keys(refused).sort()).toEqual(Object.keys(WHY).sort());
  for (const [name, why] of Object.entries(WHY)) expect(refused[name]?.[0], name).toMatch(why);
  expect(summary).toMatchObject({ stored: 60, rejected: bad.length });
});

test("reports and tables beyond all measure are refused with what there is too much of", async () => {
  const header = "broker,year,quarter,month,section,venue,order_pct,market_pct,marketable_limit_pct\n";
  const row = "Example Brokerage,2023,1,1,sp500,Some Venue,1,1,1\n";
  const csv = Buffer.from(header + row.repeat(210_000));
  const files = [
    ...good(0, 1),
    hostileXml("venues.xml", { rows: 30_000 }),
    hostileXml("broker.xml", { broker: 50_000_000 }),
    hostileXml("words.xml", { words: 60_000 }),
    { name: "rows.csv", bytes: csv },
    { name: "rows.csv.gz", bytes: gzipSync(csv) },
    { name: "cells.csv", bytes: Buffer.from(header + row + ",".repeat(8_000_000)) },
    { name: "lines.html", bytes: Buffer.from(`<html>${"<table><tr><td>".repeat(3_000_000)}`) },
    ...good(1, 1),
  ];
  const { events, summary } = await importInto(emptyStore(), written(files));
  const refused = refusals(events);
  expect(refused["venues.xml"]).toEqual([
    "limit_exceeded: The report has 30,000 rows of venues; at most 20,000 are read.",
  ]);
  expect(refused["broker.xml"]?.[0]).toBe(
    "limit_exceeded: The broker's name has 50,000,000 characters; at most 10,000 are read.",
  );
  expect(refused["words.xml"]?.[0]).toBe(
    "limit_exceeded: The text on the venue has 60,000 characters; at most 50,000 are read.",
  );
  expect(refused["rows.csv"]).toContain(
    "limit_exceeded: The file has more than 200,000 rows, and no more are read. Cut it into several.",
  );
  expect(Object.keys(refused)).toHaveLength(files.length - 2);
  expect(summary).toMatchObject({ stored: 2, rejected: files.length - 2 });
});

test("hostile files of rule 605 are refused, each by itself, alone and in a ZIP; those around them are stored", async () => {
  const bad = hostileExecutions();
  const around = [
    { name: "AAAA202608.csv", bytes: Buffer.from(madeSummaryText("AAAA")) },
    { name: "BBBB202608.csv", bytes: Buffer.from(madeSummaryText("BBBB")) },
  ] as const;
  const files = [around[0], ...bad, around[1]];
  const alone = await importInto(emptyStore(), written(files));
  // In an archive another packed file is not opened.
  const plain = files.filter(({ name }) => !name.endsWith(".gz"));
  const zip = makeZip(plain.map(({ name, bytes }) => ({ name, data: bytes, method: 0 })));
  const zipped = await importInto(emptyStore(), written([{ name: "all.zip", bytes: zip }]));
  for (const [{ events, summary }, given] of [
    [alone, files],
    [zipped, plain],
  ] as const) {
    const refused = refusals(events);
    for (const { name, why } of bad.filter((one) => given.some(({ name }) => name === one.name))) {
      // A file that is packed is called as what is in it, once that could be begun.
      const found = refused[name] ?? refused[name.replace(".gz", "")];
      expect(found, name).toContainEqual(expect.stringMatching(why));
    }
    expect(summary).toMatchObject({ stored: 2, rejected: given.length - 2 });
  }
});

test("FINRA's list of introducing brokers is refused beyond its limits, and the report beside it is stored", async () => {
  const line = (name: string) => `9001|${name}|111|Harbor Lane Securities LLC`;
  const lists = {
    "a_ABR.txt": [line("Little"), line("x".repeat(2_000_000))].join("\n"),
    "b_ABR.txt": `${line("Little")}\n`.repeat(250_000),
  };
  const entries = [...Object.entries(lists), ["good.xml", FILING] as const];
  const zip = makeZip(entries.map(([name, data]) => ({ name, data, method: 0 })));
  const { events, summary } = await importInto(emptyStore(), written([{ name: "q.zip", bytes: zip }]));
  expect(refusals(events)).toEqual({
    "a_ABR.txt": ["limit_exceeded: A firm's name has 2,000,000 characters; at most 10,000 are read."],
    "b_ABR.txt": ["limit_exceeded: The list has 250,000 firms; at most 200,000 are read."],
  });
  expect(summary).toMatchObject({ stored: 1, rejected: 2 });
});

test("a PDF of a few kilobytes that never ends is given up when its time is over, and the next is read", async () => {
  const [hostile = "", next = ""] = written([endlessForms(), ...good(0, 1)]);
  const reader = new Reader(undefined, 5);
  const read = async (file: string) => {
    const items: ReadItem[] = [];
    for await (const batch of reader.read({ path: file, name: path.basename(file) })) items.push(...batch);
    return items;
  };
  try {
    expect(await read(hostile)).toEqual([
      { stopped: { index: 0, name: "form_laughs.pdf", why: "reading it took longer than 5 s" } },
    ]);
    expect(await read(next)).toMatchObject([{ name: "good-0.xml", reports: [{}] }]);
  } finally {
    await reader.close();
  }
});
