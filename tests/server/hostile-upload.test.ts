import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { makeZip } from "../intake/make-zip";
import { atEnd } from "../support/at-end";
import { hostileExecutions } from "../support/hostile-executions";
import { type HostileFile, hostilePdfs, hostileXml } from "../support/hostile-files";
import { madeSummaryText } from "../support/made-execution";
import { runningServer } from "../support/running-server";

const FILING = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
  "utf8",
);
const named = (name: string) => Buffer.from(FILING.replace("Harbor Lane", name));

/** A PDF that takes the memory of what reads it, an XML and a table with texts far too long. */
const HOSTILE: readonly HostileFile[] = [
  ...hostilePdfs().filter(({ name }) => name === "hidden_filters.pdf"),
  hostileXml("names.xml", { broker: 3_000_000 }),
  ...hostileExecutions().filter(({ name }) => name === "digits.csv"),
];

/** Good files before, between and behind them. */
function around(of: string): HostileFile[] {
  const [pdf, xml, table] = HOSTILE;
  if (!pdf || !xml || !table) throw new Error("the hostile files are called otherwise");
  return [
    { name: "first.xml", bytes: named(`First ${of}`) },
    pdf,
    xml,
    { name: "summary.csv", bytes: Buffer.from(madeSummaryText(of)) },
    table,
    { name: "last.xml", bytes: named(`Last ${of}`) },
  ];
}

let url: string;
const finra = new Map<string, Buffer>();

beforeAll(async () => {
  const host = createServer((request, response) => {
    const zip = finra.get(request.url ?? "");
    response.writeHead(zip ? 200 : 404).end(zip);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  atEnd(() => new Promise((resolve) => host.close(resolve)));
  const { port } = host.address() as AddressInfo;
  ({ url } = await runningServer({ SEED: "0", FINRA_BASE_URL: `http://127.0.0.1:${port}` }));
});

interface Told {
  readonly files: { name: string; outcome: string; findings: { code: string }[] }[];
  readonly summary: object;
}

async function told(answer: Promise<Response>): Promise<Told & { status: number }> {
  const response = await answer;
  return { status: response.status, ...((await response.json()) as Told) };
}

const zipOf = (files: readonly HostileFile[]) =>
  makeZip(files.map(({ name, bytes }) => ({ name, data: bytes, method: 0 })));

describe("files made to end the process that reads them are refused by name, and those beside them are stored", () => {
  test.each([
    [
      "in an upload",
      () => {
        const body = new FormData();
        for (const { name, bytes } of around("FORM"))
          body.append("file", new Blob([new Uint8Array(bytes)]), name);
        return fetch(`${url}/api/v1/uploads`, { method: "POST", body });
      },
    ],
    [
      "in a ZIP that is uploaded",
      () => {
        const body = new Uint8Array(zipOf(around("ZIP")));
        return fetch(`${url}/api/v1/uploads?name=all.zip`, { method: "POST", body });
      },
    ],
    [
      "in a quarter from FINRA",
      () => {
        finra.set("/2025/606_NMS_2025_Q3.zip", zipOf(around("FINRA")));
        const headers = { "content-type": "application/json" };
        return fetch(`${url}/api/v1/imports/finra`, {
          method: "POST",
          headers,
          body: '{"quarter":"2025Q3"}',
        });
      },
    ],
  ])("%s", async (_, send) => {
    const { status, files, summary } = await told(send());
    expect(status).toBe(201);
    expect(summary).toMatchObject({ stored: 3, rejected: HOSTILE.length });
    const refused = files.filter(({ outcome }) => outcome === "rejected");
    expect(refused.map(({ name }) => name).sort()).toEqual(HOSTILE.map(({ name }) => name).sort());
    for (const { findings } of refused) expect(findings.map(({ code }) => code)).toContain("limit_exceeded");
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });
});
