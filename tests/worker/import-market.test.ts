import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readSettings } from "@/host/settings";
import { storedQuarters } from "@/queries/stored-quarters";
import type { ImportEvent, QuarterEvent } from "@/report/import-events";
import { finraListing } from "@/worker/finra-listing";
import { importMarket } from "@/worker/import-market";
import { makeZip } from "../intake/make-zip";
import { type MadeFinra, madeFinra } from "../support/made-finra";
import { emptyStore } from "../support/store-with-filings";

const BROKERS = 3;
/** The reports of the tenth quarter, 2026 Q3, were due on 30 October 2026. */
const TODAY = "2026-11-29";
const QUARTERS = [
  "2026Q3",
  "2026Q2",
  "2026Q1",
  "2025Q4",
  "2025Q3",
  "2025Q2",
  "2025Q1",
  "2024Q4",
  "2024Q3",
  "2024Q2",
];

/** One report that can be read, one cut off. */
const REPORT = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
);
const zipWithBadFile = makeZip([
  { name: "111_606_NMS_2023_Q1_V1.xml", data: REPORT },
  { name: "222_606_NMS_2023_Q1_V1.xml", data: REPORT.subarray(0, 500) },
]);

let finra: MadeFinra;
let where: ReturnType<typeof readSettings>;
beforeEach(async () => {
  finra = await madeFinra(() => BROKERS);
  emptyStore();
  where = readSettings({ ...process.env, FINRA_BASE_URL: finra.url });
});

async function run(signal?: AbortSignal, onEvent: (event: ImportEvent) => void = () => {}) {
  const quarters: QuarterEvent[] = [];
  const tell = (event: ImportEvent) => {
    if (event.type === "quarter") quarters.push(event);
    onEvent(event);
  };
  const { summary, failed } = await importMarket(where, tell, signal, undefined, TODAY);
  const outcomes = Object.fromEntries(quarters.map(({ quarter, outcome }) => [quarter, outcome]));
  return { quarters, outcomes, summary, failed };
}

const all = (outcome: string, but: Record<string, string> = {}) => ({
  ...Object.fromEntries(QUARTERS.map((quarter) => [quarter, outcome])),
  ...but,
});
const stored = () => Object.fromEntries(storedQuarters().map(({ quarter, brokers }) => [quarter, brokers]));

describe("all quarters from FINRA", () => {
  test("the newest first, each told of; later only what has changed", async () => {
    const first = await run();
    expect(first.quarters.map(({ quarter, number, of }) => [quarter, number, of])).toEqual(
      QUARTERS.map((quarter, i) => [quarter, i + 1, 10]),
    );
    expect(first.outcomes).toEqual(all("read"));
    expect(first.quarters[0]).toMatchObject({ stored: BROKERS, rejected: 0, message: null });
    expect([first.summary.stored, first.failed]).toEqual([10 * BROKERS, 0]);
    expect(stored()).toEqual(Object.fromEntries(QUARTERS.map((quarter) => [quarter, BROKERS])));
    expect(readdirSync(path.join(where.dataDir, "downloads"))).toEqual([]);

    finra.sent.length = 0;
    expect((await run()).outcomes).toEqual(all("unchanged"));
    expect(finra.sent).toEqual([]);

    // An amended ZIP: the reports of the next quarter's firms under this one's name and a new tag.
    const other = finra.zips.get("2025Q2");
    if (other) finra.zips.set("2025Q1", { bytes: other.bytes, etag: '"amended"' });
    const third = await run();
    expect(third.outcomes).toEqual(all("unchanged", { "2025Q1": "read" }));
    expect(finra.sent).toEqual(["2025Q1"]);
  });

  test("a quarter that is not published yet is no error; one that is missing among others is", async () => {
    finra.zips.delete("2026Q3");
    finra.zips.delete("2025Q1");
    const { outcomes, quarters, failed } = await run();
    expect(outcomes).toEqual(all("read", { "2026Q3": "not_published", "2025Q1": "failed" }));
    expect(failed).toBe(1);
    expect(quarters.find((one) => one.quarter === "2025Q1")?.message).toContain("a later quarter is there");
  });

  test("where none is there the address is wrong, not the quarters unpublished", async () => {
    finra.zips.clear();
    const { outcomes, failed } = await run();
    expect(outcomes).toEqual(all("failed", { "2026Q3": "not_published" }));
    expect(failed).toBe(9);
  });

  test("a truncated ZIP and a page in place of one are named, the others stored; run again it is finished", async () => {
    finra.instead.set("2025Q4", (_, response) => {
      const { bytes = Buffer.alloc(0) } = finra.zips.get("2025Q4") ?? {};
      response.writeHead(200, { etag: '"cut"' }).end(bytes.subarray(0, bytes.length - 100));
    });
    finra.instead.set("2024Q3", (_, response) => response.end("<html>Sign in to the network</html>"));
    const first = await run();
    expect(first.outcomes).toEqual(all("read", { "2025Q4": "failed", "2024Q3": "failed" }));
    const messages = first.quarters.flatMap(({ message }) => message ?? []);
    expect(messages[0]).toContain("The archive is cut off");
    expect(messages[1]).toMatch(/606_NMS_2024_Q3\.zip sent is no ZIP/);
    expect(Object.keys(stored())).toHaveLength(8);

    finra.instead.clear();
    finra.sent.length = 0;
    const second = await run();
    expect(second.outcomes).toEqual(all("unchanged", { "2025Q4": "read", "2024Q3": "read" }));
    expect(finra.sent).toEqual(["2025Q4", "2024Q3"]);
    expect(Object.keys(stored())).toHaveLength(10);
  });

  test("cancelled within a quarter, the next run goes on there", async () => {
    const stop = new AbortController();
    let files = 0;
    const { outcomes } = await run(stop.signal, (event) => {
      if (event.type === "file" && ++files === BROKERS + 1) stop.abort();
    });
    expect(outcomes).toEqual({ "2026Q3": "read" });
    const again = await run();
    expect(again.outcomes).toEqual(all("read", { "2026Q3": "unchanged" }));
    expect(stored()).toEqual(Object.fromEntries(QUARTERS.map((quarter) => [quarter, BROKERS])));
  });

  test("a file that is refused does not have its quarter fetched again", async () => {
    finra.instead.set("2025Q2", (request, response) => {
      const etag = '"with a bad file"';
      if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
      return response.writeHead(200, { etag }).end(zipWithBadFile);
    });
    const first = await run();
    expect(first.quarters.find((one) => one.quarter === "2025Q2")).toMatchObject({
      outcome: "read",
      stored: 1,
      rejected: 1,
    });
    expect((await run()).outcomes).toEqual(all("unchanged"));
    expect(finraListing(TODAY).find((one) => one.quarter === "2025Q2")).toMatchObject({
      stored: true,
      reports: 1,
      refused: 1,
    });
  });
});

test("offline: every quarter is named, and none is waited for again", async () => {
  const tries: string[] = [];
  for (const quarter of QUARTERS) {
    finra.instead.set(quarter, (_, response) => {
      tries.push(quarter);
      if (quarter === QUARTERS[0]) response.writeHead(400).end();
      else response.destroy();
    });
  }
  const { outcomes, quarters } = await run();
  expect(outcomes).toEqual(all("failed"));
  expect(tries).toEqual(QUARTERS);
  expect(quarters[4]?.message).toContain("cannot be reached");
});
