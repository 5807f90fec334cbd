import path from "node:path";
import { expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { sampleServer } from "../support/sample";

/** 2023 Q1 of a broker the sample does not have. */
const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

/** One of each kind of answer; whether it names the broker for certain. */
const ADDRESSES: readonly (readonly [address: string, type: string, named: boolean])[] = [
  ["/", "text/html", true],
  ["/brokers", "text/html", true],
  ["/reports", "text/html", true],
  ["/embed/payments-by-quarter", "text/html", false],
  ["/api/v1/brokers", "application/json", true],
  ["/api/v1/rates?by=quarter", "application/json", false],
  ["/api/v1/rates?by=broker,quarter&format=csv", "text/csv", true],
  ["/api/v1/rows?format=csv", "text/csv", true],
  ["/api/v1/charts/payments-by-quarter.svg", "image/svg+xml", false],
  ["/api/v1/charts/payments-by-quarter.png", "image/png", false],
  ["/feed.xml", "application/atom+xml", true],
];

test("pages, API, CSV, pictures and 304s are those of the store as soon as an import is over", async () => {
  const { url, dataDir } = await sampleServer();
  const ask = async (address: string, tag: string | null = null) => {
    const answer = await fetch(url + address, tag === null ? {} : { headers: { "if-none-match": tag } });
    const body = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    return {
      status: answer.status,
      type: answer.headers.get("content-type") ?? "",
      etag: answer.headers.get("etag") ?? "",
      body,
    };
  };
  const before = new Map<string, Awaited<ReturnType<typeof ask>>>();
  for (const [address, type] of ADDRESSES) {
    const first = await ask(address);
    expect([address, first.status, first.type.startsWith(type)]).toEqual([address, 200, true]);
    expect(first.body).not.toContain("Harbor Lane");
    // Asked for again, so that it comes from memory; whoever has it is told so.
    expect((await ask(address)).body === first.body, address).toBe(true);
    expect((await ask(address, first.etag)).status, address).toBe(304);
    before.set(address, first);
  }
  expect(summaryOf(await runProgram("import", ["--json", REPORT], dataDir).ended)).toMatchObject({
    stored: 1,
  });
  for (const [address, , named] of ADDRESSES) {
    const had = before.get(address);
    const now = await ask(address, had?.etag);
    expect([address, now.status]).toEqual([address, 200]);
    expect(now.body === had?.body, address).toBe(false);
    expect(now.etag, address).not.toBe(had?.etag);
    expect(now.body.includes("Harbor Lane") || !named, address).toBe(true);
    expect((await ask(address, now.etag)).status, address).toBe(304);
  }
});
