import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type SourceCells, sourceCells, sourceCellsOf } from "@/worker/source-cells";
import { makeZip } from "../intake/make-zip";
import { getJson, getText } from "../support/call-api";
import { FILINGS, noFilings } from "../support/filings";
import { emptyStore, filings, importInto } from "../support/store-with-filings";

const STARTER = path.resolve(import.meta.dirname, "../../fixtures/sample");
/** Columns of `VENUE_FIGURES`. */
const MARKET_USD = 5;
const MARKET_CPH = 6;

async function cellsOf(publicId: string): Promise<SourceCells> {
  const read = await sourceCells(publicId);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

async function reportId(query: string): Promise<string> {
  const { rows } = (await getJson(`/api/v1/reports?${query}`)).body;
  return rows[0].id;
}

/** A line of a real filing, as its text editor shows it. */
function line(file: string, number: number): string | undefined {
  return readFileSync(path.join(FILINGS, file), "utf8").split("\n")[number - 1]?.trim();
}

describe.skipIf(noFilings)("where each cell stands in the real filings (needs ../shared/filings)", () => {
  test("XML: Schwab 2021 Q1, January, S&P 500, Citadel, market orders", async () => {
    const store = emptyStore();
    await importInto(store, filings("xml", "CHAS-2021Q1"));
    const cells = await cellsOf(await reportId("quarter=2021Q1"));
    expect(cells.document).toBe("606-CHAS-2021Q1.xml");
    expect(cells.origin).toBeNull();
    const row = cells.row(1, "sp500", 1);
    expect(row?.position).toBe("line 18");
    expect(row?.originPosition).toBeNull();
    expect(row?.cells[MARKET_USD]).toEqual({ text: "247709.63", position: "line 25" });
    expect(line("606-CHAS-2021Q1.xml", 25)).toBe(
      "<netPmtPaidRecvMarketOrdersUsd>247709.63</netPmtPaidRecvMarketOrdersUsd>",
    );
    expect(row?.cells[MARKET_CPH]).toEqual({ text: "8.8907", position: "line 26" });
    expect(cells.mix(1, "sp500")[1]).toEqual({ text: "56.09", position: "line 13" });
    expect(line("606-CHAS-2021Q1.xml", 13)).toBe("<ndoMarketPct>56.09</ndoMarketPct>");
    expect(cells.row(1, "sp500", 99)).toBeNull();
    expect(cells.row(4, "sp500", 1)).toBeNull();
    expect(cells.mix(4, "options")).toEqual([]);
  });

  test("XML: every cell of all 40 filings stands on the line that is named", async () => {
    const store = emptyStore();
    await importInto(store, filings("xml"));
    const { rows } = (await getJson("/api/v1/reports")).body;
    expect(rows).toHaveLength(40);
    let seen = 0;
    for (const { id, file } of rows) {
      const cells = await cellsOf(id);
      const lines = readFileSync(path.join(FILINGS, file), "utf8").split("\n");
      for (const { month, sections } of (await getJson(`/api/v1/reports/${id}`)).body.months) {
        for (const { section, venues } of sections) {
          for (const { row, figures } of venues) {
            const filed = cells.row(month, section, row)?.cells ?? [];
            expect(filed).toHaveLength(13);
            Object.values(figures).forEach((figure, i) => {
              const cell = filed[i];
              const number = Number(/^line (\d+)$/.exec(cell?.position ?? "")?.[1]);
              const text = cell?.text.trim() ?? "";
              expect(lines[number - 1], `${file} line ${number}`).toContain(
                text === "" ? "/" : `>${cell?.text}<`,
              );
              expect(text === "" ? null : Number(text) + 0, `${file} line ${number}`).toBe(figure);
              seen += 1;
            });
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(15_000);
  });

  test("PDF: page and distance from its top", async () => {
    const store = emptyStore();
    await importInto(store, filings("pdf", "CHAS-2021Q1"));
    const cells = await cellsOf(await reportId("quarter=2021Q1"));
    expect(cells.document).toBe("606-CHAS-2021Q1.pdf");
    const row = cells.row(1, "sp500", 1);
    // The first venue table of the report begins on its first page.
    expect(row?.cells[MARKET_USD]).toEqual({ text: "247,709.63", position: row?.position });
    expect(row?.position).toMatch(/^page 1 at \d+$/);
    expect(cells.mix(1, "sp500")[1]?.text).toBe("56.09");
    expect(cells.row(3, "options", 1)?.position).toMatch(/^page ([4-9]|\d\d) at \d+$/);
  });

  test("a document in a ZIP, and in a ZIP within it", async () => {
    const xml = readFileSync(path.join(FILINGS, "606-HOOD-2022Q1.xml"));
    const inner = makeZip([{ name: "606-HOOD-2022Q1.xml", data: xml }]);
    const other = readFileSync(path.join(FILINGS, "606-HOOD-2022Q2.xml"));
    const store = emptyStore();
    const file = path.join(store.dataDir, "both.zip");
    writeFileSync(
      file,
      makeZip([
        { name: "inner.zip", data: inner },
        { name: "q2/606-HOOD-2022Q2.xml", data: other },
      ]),
    );
    expect((await importInto(store, [file])).summary).toMatchObject({ stored: 2, rejected: 0 });
    const nested = await cellsOf(await reportId("quarter=2022Q1"));
    expect(nested.document).toBe("606-HOOD-2022Q1.xml");
    expect(nested.row(1, "sp500", 1)?.cells[MARKET_USD]).toEqual({ text: "352769.36", position: "line 25" });
    const entry = await cellsOf(await reportId("quarter=2022Q2"));
    const first = entry.row(4, "sp500", 1)?.cells[MARKET_USD];
    const at = Number(/\d+/.exec(first?.position ?? "")?.[0]);
    expect(line("606-HOOD-2022Q2.xml", at)).toBe(
      `<netPmtPaidRecvMarketOrdersUsd>${first?.text}</netPmtPaidRecvMarketOrdersUsd>`,
    );
  });

  test("of two versions in one CSV, each is read as itself", async () => {
    const text = readFileSync(path.join(FILINGS, "606-CHAS-2021Q1.xml"), "utf8");
    const store = emptyStore();
    const amended = path.join(store.dataDir, "amended.xml");
    writeFileSync(
      amended,
      text.replace("2021-04-29T17:43:07Z", "2021-06-01T00:00:00Z").replace(">247709.63<", ">247709.64<"),
    );
    await importInto(store, [...filings("xml", "CHAS-2021Q1"), amended]);
    const second = { csv: await getText("/api/v1/rows?format=csv&versions=all"), store: emptyStore() };
    const file = path.join(second.store.dataDir, "all.csv");
    writeFileSync(file, second.csv);
    expect((await importInto(second.store, [file])).summary).toMatchObject({ rejected: 0 });
    const { rows } = (await getJson("/api/v1/reports?versions=all")).body;
    expect(rows).toHaveLength(2);
    const texts: Record<number, string | undefined> = {};
    for (const { id, version } of rows) {
      texts[version] = (await cellsOf(id)).row(1, "sp500", 1)?.cells[MARKET_USD]?.text;
    }
    expect(texts).toEqual({ 1: "247709.63", 2: "247709.64" });
  });
});

describe("the sample", () => {
  let store: ReturnType<typeof emptyStore>;
  beforeAll(async () => {
    store = emptyStore();
    await importInto(store, [path.join(STARTER, "charles-schwab.csv")]);
  });

  test("a cell is traced to its CSV row, and the row to the line of the document it came from", async () => {
    const cells = await cellsOf(await reportId("quarter=2021Q1"));
    expect(cells.document).toBe("charles-schwab.csv");
    expect(cells.origin).toEqual({
      file: "606-CHAS-2021Q1.xml",
      sha256: "7f5f65e6994ae647c5ef72da846a740b5152cbaf4b0bd6b4efa5b4cb1c7dd4f1",
    });
    const row = cells.row(1, "sp500", 1);
    expect(row?.cells[MARKET_USD]).toEqual({ text: "247709.63", position: "row 238" });
    const csv = readFileSync(path.join(STARTER, "charles-schwab.csv"), "utf8").split("\n");
    expect(csv[237]).toContain("CITADEL SECURITIES LLC");
    expect(csv[237]).toContain(",247709.63,8.8907,");
    expect(row?.originPosition).toBe("line 18");
    expect(csv[237]?.trim().endsWith(",line 18")).toBe(true);
  });

  test.skipIf(noFilings)("once its XML is imported, the figure is traced to its line", async () => {
    const id = await reportId("quarter=2020Q4");
    expect((await cellsOf(id)).document).toBe("charles-schwab.csv");
    expect((await importInto(store, filings("xml", "CHAS-2020Q4"))).summary).toMatchObject({ sources: 1 });
    const cells = await cellsOf(id);
    expect(cells.document).toBe("606-CHAS-2020Q4.xml");
    const cell = cells.row(10, "sp500", 1)?.cells[MARKET_USD];
    const at = Number(/^line (\d+)$/.exec(cell?.position ?? "")?.[1]);
    expect(line("606-CHAS-2020Q4.xml", at)).toContain(`<netPmtPaidRecvMarketOrdersUsd>${cell?.text}<`);
  });
});

describe("a document that cannot be read again", () => {
  const FIXTURE = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

  async function imported() {
    const store = emptyStore();
    const { events } = await importInto(store, [FIXTURE]);
    const event = events.find((one) => one.type === "file");
    const id = event?.type === "file" ? (event.report ?? "") : "";
    const sha256 = (await getJson(`/api/v1/reports/${id}`)).body.report.sha256 as string;
    return { id, document: path.join(store.dataDir, "documents", sha256.slice(0, 2), sha256) };
  }

  test("missing: says so, and what to do", async () => {
    const { id, document } = await imported();
    rmSync(document);
    expect(await sourceCells(id)).toEqual({
      problem: expect.stringMatching(/harbor-lane-2023q1\.xml.* is missing .* import it again/),
    });
  });

  test("damaged: says so, whether it can still be parsed or not", async () => {
    for (const damage of [(text: string) => text.slice(0, 900), (text: string) => `${text}\n`]) {
      const { id, document } = await imported();
      writeFileSync(document, damage(readFileSync(document, "utf8")));
      expect(await sourceCells(id)).toEqual({
        problem: expect.stringMatching(/^harbor-lane-2023q1\.xml is damaged/),
      });
    }
  });

  test("no such report is a fault", async () => {
    emptyStore();
    await importInto(emptyStore(), [FIXTURE]);
    await expect(sourceCells("2023Q1-nonesuch")).rejects.toMatchObject({ kind: "not_found" });
  });

  test("of several, each has its own answer; without time, none has one", async () => {
    const { id } = await imported();
    const found = await sourceCellsOf([id, id], 30_000);
    expect([...found.keys()]).toEqual([id]);
    expect(found.get(id)).toMatchObject({ document: "harbor-lane-2023q1.xml" });
    const late = (await imported()).id;
    const none = await sourceCellsOf([late], 0);
    expect(none.get(late)).toMatchObject({
      problem: expect.stringContaining("not read in time"),
      isLate: true,
    });
  });
});
