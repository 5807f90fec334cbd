import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finished } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { DETAILED_FIELDS } from "@/execution/read/detailed-fields";
import { STATISTICS, SUMMARY_FIELDS } from "@/execution/statistics";
import type { FileEvent, ImportEvent } from "@/report/import-events";
import { withdrawExecution } from "@/store/execution/withdraw-execution";
import { openWriter } from "@/store/write-connection";
import { callApi, getJson, getText } from "../support/call-api";
import { oesFile, oesPath, withoutOesFiles } from "../support/oes-files";
import { storeProblems } from "../support/store-problems";
import { emptyStore, importInto, type TestStore } from "../support/store-with-filings";

const filesOf = (events: readonly ImportEvent[]) =>
  events.filter((event): event is FileEvent => event.type === "file");
const PUBLISHED = ["BATS202608.csv", "EDGK202608.csv", "IEXG202608.csv"];

describe.skipIf(withoutOesFiles)("published summaries in a store", () => {
  let store: TestStore & { maxUploadBytes: number };
  let rows: Record<string, string>[] = [];

  beforeAll(async () => {
    store = emptyStore();
    const { summary } = await importInto(store, PUBLISHED.map(oesPath));
    expect(summary).toMatchObject({ stored: 3, rejected: 0 });
    const text = await getText("/api/v1/execution?format=csv");
    rows = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  });

  test("every filed cell comes back as it was filed", () => {
    let cells = 0;
    for (const name of PUBLISHED) {
      const filed = Papa.parse<Record<string, string>>(oesFile(name).toString(), {
        header: true,
        skipEmptyLines: true,
      }).data;
      const own = rows.filter((row) => row.source_file === name);
      expect(own).toHaveLength(filed.length);
      filed.forEach((row, i) => {
        const back = own[i] ?? {};
        expect([
          back.participant,
          back.reporter,
          back.month,
          back.sp500,
          back.order_size,
          back.order_type,
        ]).toEqual([
          row.DsgntParticipant,
          row.RprtEntityCd,
          row.RptDate,
          row.Sp500,
          row.OrderSize,
          row.OrderType,
        ]);
        for (const { field, key } of STATISTICS) expect(back[key], `${name} ${i} ${field}`).toBe(row[field]);
        cells += STATISTICS.length;
      });
    }
    expect(cells).toBe((36 + 36 + 35) * 12);
  });

  test("E/Q in percent, whichever way it was filed; improvement in dollars and cents", () => {
    const find = (reporter: string, sp500: string, size: string, type: string) =>
      rows.find(
        (row) =>
          row.reporter === reporter &&
          row.sp500 === sp500 &&
          row.order_size === size &&
          row.order_type === type,
      );
    expect(find("BATS", "N", "1000", "M")).toMatchObject({
      reporter_slug: "cboe-bzx",
      kind: "venue",
      efq_filed: "82.406410",
      efq_pct: "82.40641",
      efq_unit: "percent",
      // 0.002893 × 1,000; 0.002893 × 21.439042 × 10,000.
      net_improvement_usd_per_1000: "2.893",
      net_improvement_cents_per_100_shares: "620.23148506",
      marked: "",
      source_position: "row 6",
    });
    expect(find("IEXG", "Y", "0", "M")).toMatchObject({
      reporter_slug: "iex",
      efq_filed: "0.706818",
      efq_pct: "70.6818",
      efq_unit: "fraction",
    });
    expect(find("BATS", "N", "0", "M")?.marked).toBe("avg_order_usd execution_ms");
  });

  test("filters, as they are written", async () => {
    const count = async (query: string) => (await getJson(`/api/v1/execution?${query}`)).body.rows.length;
    expect(await count("reporter=BATS")).toBe(36);
    expect(await count("reporter=cboe-bzx,iexg")).toBe(71);
    expect(await count("sp500=Y&orderSize=1000,5000&orderType=M")).toBe(6);
    expect(await count("from=202608&to=2026-08")).toBe(107);
    expect(await count("from=202609")).toBe(0);
    for (const [query, word] of [
      ["reporter=nobody", "nobody"],
      ["orderType=market", "M, ML"],
      ["orderSize=3", "199999"],
      ["from=2026Q1", "202608"],
      ["broker=iex", "Unknown parameter"],
      ["from=202609&to=202608", "is after"],
    ] as const) {
      const { status, body } = await getJson(`/api/v1/execution?${query}`);
      expect([status, body.error.message], query).toEqual([400, expect.stringContaining(word)]);
    }
  });

  test("pages of rows follow one another", async () => {
    const first = await getJson("/api/v1/execution?limit=100");
    const second = await getJson(`/api/v1/execution?limit=100&cursor=${first.body.next}`);
    expect([first.body.rows.length, second.body.rows.length, second.body.next]).toEqual([100, 7, null]);
    expect(first.body.rows[0].avg_order_shares).toBeTypeOf("number");
  });

  test("reports: list, detail, the document byte for byte", async () => {
    const { body } = await getJson("/api/v1/execution-reports?reporter=iex");
    expect(body.rows).toMatchObject([
      {
        reporter: "IEXG",
        name: "IEX",
        month: 202608,
        report_kind: "summary",
        rows: 35,
        efq_unit: "fraction",
      },
    ]);
    const { id } = body.rows[0];
    const detail = await getJson(`/api/v1/execution-reports/${id}`);
    expect(detail.body).toMatchObject({ report: { id }, sums: [], changes: [], versions: [{ id }] });
    expect(detail.body.rows).toHaveLength(35);
    const source = await callApi(`/api/v1/execution-reports/${id}/source`);
    expect(Buffer.from(await source.arrayBuffer()).equals(oesFile("IEXG202608.csv"))).toBe(true);
    expect((await getJson("/api/v1/execution-reports/202608-0000000000")).status).toBe(404);
  });

  test("again, and the same figures in another file: a duplicate and a source", async () => {
    const again = await importInto(store, [oesPath("BATS202608.csv")]);
    expect(filesOf(again.events).map((one) => one.outcome)).toEqual(["duplicate"]);
    const [header = "", ...lines] = oesFile("BATS202608.csv").toString().trimEnd().split("\r\n");
    const other = path.join(store.dataDir, "BATS202608.csv");
    writeFileSync(other, `${[header, ...lines.reverse()].join("\n")}\n`);
    const turned = await importInto(store, [other]);
    expect(filesOf(turned.events).map((one) => one.outcome)).toEqual(["source"]);
    expect(turned.summary).toMatchObject({ sources: 1, stored: 0, rejected: 0 });
  });

  test("other figures for the month are a version that counts, until it is withdrawn", async () => {
    const changed = path.join(store.dataDir, "IEXG202608.csv");
    writeFileSync(changed, oesFile("IEXG202608.csv").toString().replace("1.211864", "1.311864"));
    const { events, summary } = await importInto(store, [changed]);
    expect(summary).toMatchObject({ versions: 1, rejected: 0 });
    const [event] = filesOf(events);
    expect(event?.findings.at(-1)).toMatchObject({
      code: "execution_changed",
      message: expect.stringContaining("1 cell (S&P 500 Y, size 0, M AvgOrderQty 1.211864 → 1.311864)"),
    });
    const first = async () =>
      (await getJson("/api/v1/execution?reporter=iex&limit=1")).body.rows[0].avg_order_shares;
    expect(await first()).toBe(1.311864);
    expect((await getJson("/api/v1/execution?reporter=iex&versions=all")).body.rows).toHaveLength(70);
    const id = event?.report ?? "";
    expect((await getJson(`/api/v1/execution-reports/${id}`)).body.changes).toEqual([
      { row: "S&P 500 Y, size 0, M", field: "AvgOrderQty", before: "1.211864", after: "1.311864" },
    ]);
    const database = openWriter(store.databaseFile);
    withdrawExecution(database, id, "filed by mistake");
    expect(await first()).toBe(1.211864);
    withdrawExecution(database, id, null);
    expect(await first()).toBe(1.311864);
    withdrawExecution(database, id, "filed by mistake");
    database.close();
    const { body } = await getJson("/api/v1/execution-reports?reporter=iex&versions=all");
    expect(body.rows).toMatchObject([
      { version: 2, is_current: false, withdrawn_why: "filed by mistake" },
      { version: 1, is_current: true },
    ]);
    expect(storeProblems(store.databaseFile, store.dataDir)).toEqual([]);
  });

  test("this site's CSV is read again: the same figures, with where they came from", async () => {
    const text = await getText("/api/v1/execution?format=csv&reporter=BATS,EDGK");
    const other = emptyStore();
    const file = path.join(other.dataDir, "pfof-execution.csv");
    writeFileSync(file, text);
    const { summary } = await importInto(other, [file]);
    expect(summary).toMatchObject({ stored: 2, rejected: 0 });
    expect(await getText("/api/v1/execution?format=csv")).toBe(text);
    // The document itself takes the place of the copy.
    const own = await importInto(other, [oesPath("BATS202608.csv")]);
    expect(filesOf(own.events)[0]?.outcome).toBe("source");
    expect(await getText("/api/v1/execution?format=csv")).toBe(text);
    const { body } = await getJson("/api/v1/execution-reports?reporter=BATS");
    const source = await callApi(`/api/v1/execution-reports/${body.rows[0].id}/source`);
    expect(Buffer.from(await source.arrayBuffer()).equals(oesFile("BATS202608.csv"))).toBe(true);
  });
});

describe("detailed files", () => {
  const cells = (some: Record<string, string | number>) =>
    DETAILED_FIELDS.map((field) => some[field] ?? "").join("|");
  const row = (code: string, improved: number) =>
    cells({
      DsgntParticipant: "V",
      RprtEntityCd: code,
      RptDate: 202608,
      Symbol: "AAA",
      OrderSize: 1000,
      OrderType: "MXXNN",
      CvrdOrderCnt: 10,
      CvrdOrderQty: 1000,
      CvrdOrderExctdQty: 1000,
      ExctdOrderMidPtAvg: 10,
      ExctdOrderAvgQuotSprd: 0.04,
      AvgEffctvSprd: 0.02,
      AvgEffctvSprdPct: 0.002,
      ExctdPIOrdersQty: improved,
      ExctdOrderAtQuotQty: 1000 - improved,
    });
  const fileOf = (code: string, improved: number) =>
    `${DETAILED_FIELDS.join("|")}\r\n${row(code, improved)}\r\n`;

  test("in a ZIP with a summary and a PDF: each what it is, the detailed file streamed", async () => {
    const store = emptyStore();
    const target = path.join(store.dataDir, "IEXG202608.zip");
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(fileOf("IEXG", 700)), "IEXG202608_detail.txt");
    zip.addBuffer(readFileSync("fixtures/pdf/damaged-object.pdf"), "IEXG202608.pdf");
    zip.end();
    await finished(zip.outputStream.pipe(createWriteStream(target)));
    const { events } = await importInto(store, [target]);
    expect(filesOf(events).map((one) => [one.name, one.outcome])).toEqual([
      ["IEXG202608_detail.txt", "stored"],
      ["IEXG202608.pdf", "rejected"],
    ]);
    const { body } = await getJson("/api/v1/execution-reports");
    expect(body.rows).toMatchObject([{ reporter: "IEXG", report_kind: "detailed", rows: 1 }]);
    const detail = await getJson(`/api/v1/execution-reports/${body.rows[0].id}`);
    expect(detail.body.sums).toMatchObject([
      { order_type: "MXXNN", order_size: "1000", executed_shares: 1000, effective_spread_usd: 0.02 },
    ]);
    const source = await callApi(`/api/v1/execution-reports/${body.rows[0].id}/source`);
    expect(await source.text()).toBe(fileOf("IEXG", 700));
    expect(storeProblems(store.databaseFile, store.dataDir)).toEqual([]);
  });

  test("packed by gzip: the same, a detailed file piece by piece, a damaged one refused", async () => {
    const store = emptyStore();
    const names = ["ABCD202608.csv.gz", "IEXG202608.txt.gz", "EFGH202608.txt.gz"];
    const files = names.map((name) => path.join(store.dataDir, name));
    const header = SUMMARY_FIELDS.join(",");
    const row = "T,ABCD,202608,Y,1000,M,20,2000,100,0.9,0.5,0.0005,0.0004,0.001,0.4,0.0001,0.0001,12.5";
    const damaged = gzipSync(fileOf("EFGH", 1).repeat(50));
    damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 0xff;
    writeFileSync(files[0] ?? "", gzipSync(`${header}\r\n${row}\r\n`));
    writeFileSync(files[1] ?? "", gzipSync(fileOf("IEXG", 700)));
    writeFileSync(files[2] ?? "", damaged);
    const { events } = await importInto(store, files);
    expect(filesOf(events).map((one) => [one.name, one.outcome])).toEqual([
      ["ABCD202608.csv", "stored"],
      ["IEXG202608.txt", "stored"],
      ["EFGH202608.txt", "rejected"],
    ]);
    const { body } = await getJson("/api/v1/execution-reports?reporter=IEXG");
    const source = await callApi(`/api/v1/execution-reports/${body.rows[0].id}/source`);
    expect(await source.text()).toBe(fileOf("IEXG", 700));
  });

  test("an entry that is damaged, or a nested ZIP, takes nothing else with it", async () => {
    const store = emptyStore();
    const inner = new ZipFile();
    inner.addBuffer(Buffer.from(fileOf("ABCD", 1)), "ABCD202608.txt");
    inner.end();
    const chunks: Buffer[] = [];
    for await (const piece of inner.outputStream) chunks.push(piece as Buffer);
    const zip = new ZipFile();
    zip.addBuffer(Buffer.concat(chunks), "inner.zip");
    zip.addBuffer(Buffer.from(fileOf("EFGH", 1)), "EFGH202608.txt", { compress: false });
    zip.end();
    const parts: Buffer[] = [];
    for await (const piece of zip.outputStream) parts.push(piece as Buffer);
    const bytes = Buffer.concat(parts);
    const at = bytes.indexOf("|EFGH|");
    bytes[at + 2] = 0x58;
    const target = path.join(store.dataDir, "x.zip");
    writeFileSync(target, bytes);
    const { events } = await importInto(store, [target]);
    expect(filesOf(events).map((one) => [one.name, one.outcome])).toEqual([
      ["ABCD202608.txt", "stored"],
      ["EFGH202608.txt", "rejected"],
    ]);
    expect(filesOf(events)[1]?.findings[0]?.message).toContain("checksum is wrong");
  });

  test.skipIf(withoutOesFiles)("a detailed file that the summary contradicts is told of", async () => {
    const store = emptyStore();
    const file = path.join(store.dataDir, "IEXG202608.txt");
    // The summary has 41.2 % and 21.0 % of shares improved in market orders of this size, 9.3 and 4931.7 shares an order.
    writeFileSync(file, fileOf("IEXG", 300));
    const fits = await importInto(store, [oesPath("IEXG202608.csv"), file]);
    expect(filesOf(fits.events)[1]?.findings.map((one) => one.code)).toEqual([]);
    writeFileSync(file, fileOf("IEXG", 700));
    const differs = await importInto(store, [file]);
    expect(filesOf(differs.events)[0]?.findings.map((one) => one.code)).toEqual([
      "execution_changed",
      "execution_summary_differs",
    ]);
    expect(filesOf(differs.events)[0]?.findings[1]?.message).toContain(
      "gives a share of shares improved of 0.7 (market orders, $1,000 to $5,000); the summary has 0.412214 and 0.21037",
    );
  });
});

test.skipIf(withoutOesFiles)("the PDF of a summary is refused, and says that its CSV is needed", async () => {
  const store = emptyStore();
  const { events } = await importInto(store, [oesPath("sample.pdf")]);
  expect(filesOf(events)[0]).toMatchObject({
    outcome: "rejected",
    findings: [
      { code: "execution_pdf", message: expect.stringContaining("Its CSV, which is published beside it") },
    ],
  });
});

test.skipIf(withoutOesFiles)("a reporter nobody knows stands under its code", async () => {
  const store = emptyStore();
  const { events } = await importInto(store, [oesPath("sample.csv")]);
  expect(filesOf(events)[0]?.findings.map((one) => one.code)).toContain("unknown_reporter");
  const { body } = await getJson("/api/v1/execution-reports");
  expect(body.rows).toMatchObject([
    { reporter: "SAMPLE", reporter_slug: "s-sample", kind: "unknown", name: "SAMPLE", participant: "S" },
  ]);
});
