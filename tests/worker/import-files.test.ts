import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { FileEvent, ImportEvent } from "@/report/import-events";
import { noFilings, SEC_SAMPLES } from "../support/filings";
import { emptyStore, filings, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures/reports");

function files(events: readonly ImportEvent[]): FileEvent[] {
  return events.filter((event): event is FileEvent => event.type === "file");
}

/** Everything a store holds that is not a date of import, as text: equal texts, equal stores. */
function contents(databaseFile: string): string {
  const database = new SQLite(databaseFile, { readonly: true });
  try {
    const dump = (sql: string) => database.prepare(sql).raw().all();
    return JSON.stringify([
      dump("SELECT public_id, version, is_current, series, filed_broker FROM report ORDER BY 1"),
      dump(
        `SELECT r.public_id, v.month, v.section, v.row_number, f.name, v.market_usd, v.other_cph, v.position
         FROM venue_row v JOIN report r ON r.id = v.report_id JOIN filed_venue f ON f.id = v.filed_venue_id
         ORDER BY 1, 2, 3, 4`,
      ),
      dump("SELECT count(*), sum(market_usd), sum(other_shares) FROM rollup"),
    ]);
  } finally {
    database.close();
  }
}

describe.skipIf(noFilings)("importing the real filings (needs ../shared/filings)", () => {
  test("40 XML filings are stored; each PDF is a further source of the same report", async () => {
    const store = emptyStore();
    const xml = await importInto(store, filings("xml"));
    expect(xml.summary).toMatchObject({ stored: 40, versions: 0, sources: 0, duplicates: 0, rejected: 0 });
    const before = contents(store.databaseFile);

    const pdf = await importInto(store, filings("pdf"));
    expect(pdf.summary).toMatchObject({ stored: 0, versions: 0, sources: 21, duplicates: 0, rejected: 0 });
    expect(contents(store.databaseFile)).toBe(before);

    const again = await importInto(store, [...filings("xml"), ...filings("pdf")]);
    expect(again.summary).toMatchObject({ stored: 0, sources: 0, duplicates: 61, rejected: 0 });
  });

  test("a broker's ZIP of XML and PDF is one report with two sources", async () => {
    const store = emptyStore();
    const { events, summary } = await importInto(store, filings("zip"));
    expect(summary).toMatchObject({ stored: 1, sources: 1, rejected: 0 });
    const [first, second] = files(events);
    expect(first).toMatchObject({ archive: "606-APEX-2022Q3.zip" });
    expect(second?.report).toBe(first?.report);
    expect((await importInto(store, filings("zip"))).summary).toMatchObject({ stored: 0, duplicates: 2 });
  });

  test("the order of XML and PDF makes no difference to what is shown", async () => {
    const one = emptyStore();
    await importInto(one, [...filings("xml", "HOOD"), ...filings("pdf", "HOOD")]);
    const other = emptyStore();
    await importInto(other, [...filings("pdf", "HOOD"), ...filings("xml", "HOOD")]);
    expect(contents(other.databaseFile)).toBe(contents(one.databaseFile));
  });

  test("Firstrade's misfiled Apex rows of 2020 Q2 are found whichever quarter comes last", async () => {
    const order = filings("xml", "routing_report_2020");
    for (const sequence of [order, [...order].reverse()]) {
      const store = emptyStore();
      await importInto(store, sequence);
      const database = new SQLite(store.databaseFile, { readonly: true });
      const found = database
        .prepare("SELECT file, section, venue FROM finding WHERE code = 'volume_jump' ORDER BY section DESC")
        .all();
      database.close();
      expect(found).toEqual([
        { file: "routing_report_2020q2.xml", section: "sp500", venue: "Apex Clearing" },
        { file: "routing_report_2020q2.xml", section: "non_sp500", venue: "Apex Clearing" },
      ]);
    }
  });

  test("the SEC's public samples are stored, its private ones refused by name", async () => {
    const store = emptyStore();
    const samples = ["606a1_empty", "606a1_held_order_public_report", "606b1_empty", "606b3_empty"];
    const { events } = await importInto(
      store,
      samples.map((name) => path.join(SEC_SAMPLES, `${name}.xml`)),
    );
    expect(files(events).map(({ name, outcome }) => [name, outcome])).toEqual([
      ["606a1_empty.xml", "stored"],
      ["606a1_held_order_public_report.xml", expect.stringMatching(/stored|version/)],
      ["606b1_empty.xml", "rejected"],
      ["606b3_empty.xml", "rejected"],
    ]);
    expect(files(events)[2]?.findings).toMatchObject([{ code: "private_report" }]);
  });
});

test("one bad file among good ones: the others are stored, the store holds nothing of it", async () => {
  const folder = temporaryFolder();
  const good = path.join(folder, "good.xml");
  copyFileSync(path.join(FIXTURES, "harbor-lane-2023q1.xml"), good);
  const text = readFileSync(good, "utf8");
  const bad = {
    "empty.xml": "",
    "cut.xml": text.slice(0, text.length / 2),
    "doctype.xml": text.replace("<heldOrder", '<!DOCTYPE a [<!ENTITY b "c">]><heldOrder'),
    "letter.txt": "Dear Sir or Madam,",
    "page.pdf": "%PDF-1.7\nnothing",
    "broken.zip": "PK\u0003\u0004 nothing",
  };
  for (const [name, content] of Object.entries(bad)) writeFileSync(path.join(folder, name), content);
  const store = emptyStore();
  const { events, summary } = await importInto(store, [
    ...Object.keys(bad).map((name) => path.join(folder, name)),
    good,
  ]);
  expect(summary).toMatchObject({ stored: 1, rejected: 6 });
  for (const event of files(events).filter((one) => one.outcome === "rejected")) {
    expect(event.findings.length, event.name).toBeGreaterThan(0);
    expect(event.findings[0], event.name).toMatchObject({ severity: "error", where: { file: event.name } });
  }
  const database = new SQLite(store.databaseFile, { readonly: true });
  expect(database.prepare("SELECT name FROM document").pluck().all()).toEqual(["good.xml"]);
  database.close();
});

test("a file over the limit is refused before it is read", async () => {
  const store = { ...emptyStore(), maxUploadBytes: 100 };
  const { events } = await importInto(store, [path.join(FIXTURES, "harbor-lane-2023q1.xml")]);
  expect(files(events)).toMatchObject([{ outcome: "rejected", findings: [{ code: "limit_exceeded" }] }]);
});
