import type { Database } from "better-sqlite3";
import { expect, test } from "vitest";
import type { Report } from "@/report/report";
import { markReReported } from "@/store/naming/re-reported";
import { recordDocument } from "@/store/record-document";
import { ReportWriter } from "@/store/save-report";
import { withdrawReport } from "@/store/withdraw-report";
import { openWriter } from "@/store/write-connection";
import { madeReport, named } from "../support/made-report";
import { expectRollupsOfFacts } from "../support/rollups-of-facts";
import { temporaryFolder } from "../support/temporary-folder";

function store() {
  const database = openWriter(`${temporaryFolder()}/store.db`);
  const writer = new ReportWriter(database);
  let documents = 0;
  const save = (report: Report, sha256 = `document-${++documents}`) => {
    recordDocument(database, {
      sha256,
      name: `${sha256}.xml`,
      format: report.format,
      bytes: 1,
      container: null,
    });
    return writer.save(named(report), { sha256, name: `${sha256}.xml` }, []);
  };
  return { database, save };
}

function versions(database: Database) {
  return database
    .prepare("SELECT version, is_current AS current, generated_at AS at FROM report ORDER BY version")
    .all();
}

test("the same document again is a duplicate; another with equal figures is a source", () => {
  const { database, save } = store();
  const first = save(madeReport(), "a");
  expect(first.outcome).toBe("stored");
  expect(save(madeReport(), "a")).toMatchObject({ outcome: "duplicate", publicId: first.publicId });
  expect(save(madeReport({ format: "pdf", generatedAt: null }), "b")).toMatchObject({
    outcome: "source",
    publicId: first.publicId,
  });
  expect(database.prepare("SELECT count(*) FROM report_source").pluck().get()).toBe(2);
  expect(database.prepare("SELECT document_sha256 FROM report").pluck().get()).toBe("a");
});

test("a better document of equal figures becomes the one shown, with its texts and date", () => {
  const { database, save } = store();
  const csv = madeReport({ format: "csv", generatedAt: null, venue: "Citadel" });
  save(csv, "csv");
  const xml = save(madeReport(), "xml");
  expect(xml.outcome).toBe("source");
  expect(database.prepare("SELECT document_sha256, format, generated_at, version FROM report").all()).toEqual(
    [{ document_sha256: "xml", format: "xml", generated_at: "2021-04-20T12:00:00Z", version: 1 }],
  );
  expect(
    database
      .prepare("SELECT f.name FROM venue_row v JOIN filed_venue f ON f.id = v.filed_venue_id")
      .pluck()
      .all(),
  ).toEqual(["Citadel Securities"]);
});

test("later timestamp: a version that counts; earlier one arriving late: history", () => {
  const { database, save } = store();
  save(madeReport({ usd: 100, generatedAt: "2021-04-20T12:00:00Z" }));
  const later = save(madeReport({ usd: 110, generatedAt: "2021-05-20T12:00:00Z" }));
  expect(later.outcome).toBe("version");
  expect(later.findings).toMatchObject([{ code: "version_conflict" }]);
  expect(later.findings[0]?.message).toContain(
    "1 cell (month 1 sp500 Citadel Securities market_usd 100 → 110)",
  );
  save(madeReport({ usd: 90, generatedAt: "2021-04-10T12:00:00Z" }));
  expect(versions(database)).toEqual([
    { version: 1, current: 0, at: "2021-04-10T12:00:00Z" },
    { version: 2, current: 0, at: "2021-04-20T12:00:00Z" },
    { version: 3, current: 1, at: "2021-05-20T12:00:00Z" },
  ]);
});

test("a higher filed version replaces a lower one whatever the timestamps", () => {
  const { database, save } = store();
  save(madeReport({ usd: 1, filedVersion: 2, generatedAt: "2021-04-01T00:00:00Z" }));
  save(madeReport({ usd: 2, filedVersion: 1, generatedAt: "2021-05-01T00:00:00Z" }));
  expect(versions(database)).toEqual([
    { version: 1, current: 0, at: "2021-05-01T00:00:00Z" },
    { version: 2, current: 1, at: "2021-04-01T00:00:00Z" },
  ]);
});

test("an undated document never displaces a dated one; a dated one displaces it", () => {
  const { database, save } = store();
  save(madeReport({ usd: 100 }));
  const pdf = save(madeReport({ usd: 105, format: "pdf", generatedAt: null }));
  expect(pdf).toMatchObject({ outcome: "version", findings: [{ code: "sources_disagree" }] });
  expect(versions(database)).toEqual([
    { version: 1, current: 0, at: null },
    { version: 2, current: 1, at: "2021-04-20T12:00:00Z" },
  ]);
});

test("several series of one broker all count, and a finding says so", () => {
  const { database, save } = store();
  save(madeReport({ usd: 1, crd: "151717", series: "SOFI" }));
  const second = save(madeReport({ usd: 2, crd: "151717", series: "WEXX" }));
  expect(second).toMatchObject({ outcome: "stored", findings: [{ code: "several_series" }] });
  expect(versions(database)).toMatchObject([{ current: 1 }, { current: 1 }]);
});

test("one name with two CRDs is two brokers; a CRD that arrives later is added", () => {
  const { database, save } = store();
  save(madeReport({ usd: 1 }));
  save(madeReport({ usd: 2, crd: "111", generatedAt: "2021-06-01T00:00:00Z" }));
  save(madeReport({ usd: 3, crd: "222" }));
  expect(database.prepare("SELECT slug, crd FROM broker ORDER BY id").all()).toEqual([
    { slug: "example-brokerage", crd: "111" },
    { slug: "example-brokerage-222", crd: "222" },
  ]);
});

test("a CRD that only a further document says stays with the report", () => {
  const { database, save } = store();
  save(madeReport({ format: "pdf", generatedAt: null }));
  expect(save(madeReport({ crd: "111" })).outcome).toBe("source");
  expect(database.prepare("SELECT crd FROM report").pluck().all()).toEqual(["111"]);
  expect(database.prepare("SELECT crd FROM broker").pluck().all()).toEqual(["111"]);
});

test("rollups equal the facts", () => {
  const { database, save } = store();
  save(madeReport());
  expectRollupsOfFacts(database);
  expect(
    database
      .prepare(
        "SELECT usd, shares, orders, market_usd, market_shares, market_cover, market_orders, other_usd, other_orders FROM rollup",
      )
      .get(),
  ).toEqual({
    usd: 100,
    shares: 100_000,
    orders: 1,
    market_usd: 100,
    market_shares: 100_000,
    market_cover: 100,
    market_orders: 1,
    other_usd: null,
    other_orders: 0,
  });
});

test("a withdrawn report stays stored, and the version before it counts", () => {
  const { database, save } = store();
  save(madeReport({ usd: 100 }));
  const later = save(madeReport({ usd: 110, generatedAt: "2021-05-20T12:00:00Z" }));
  withdrawReport(database, later.publicId, "filed by mistake", []);
  expect(versions(database)).toMatchObject([{ current: 1 }, { current: 0 }]);
  expect(database.prepare("SELECT withdrawn_why FROM report WHERE version = 2").pluck().get()).toBe(
    "filed by mistake",
  );
  withdrawReport(database, later.publicId, null, []);
  expect(versions(database)).toMatchObject([{ current: 0 }, { current: 1 }]);
});

test("rows sent to the clearing firm are marked while its report for the quarter is stored", () => {
  const { database, save } = store();
  const rules = [
    { broker: "example-brokerage", venue: "apex", inside: "apex-clearing", from: "2020Q1", to: null },
  ];
  save(madeReport({ venue: "Apex" }));
  const quarter = 2021 * 4;
  const marked = () => {
    markReReported(database, quarter, rules);
    return database
      .prepare(
        `SELECT v.re_reported AS row, r.re_reported AS rollup FROM venue_row v
         JOIN rollup r USING (report_id, section) WHERE v.report_id = 1`,
      )
      .all();
  };
  expect(marked()).toEqual([{ row: 0, rollup: "none" }]);
  const apex = save(madeReport({ filedBroker: "Apex Clearing", usd: 5 }));
  expect(marked()).toEqual([
    { row: 1, rollup: "in" },
    { row: 1, rollup: "only" },
  ]);
  withdrawReport(database, apex.publicId, "test", []);
  expect(marked()).toEqual([{ row: 0, rollup: "none" }]);
});
