import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildPages } from "../../scripts/build.mjs";
import { atEnd } from "../support/at-end";
import { runProgram } from "../support/import-program";
import { runningServer } from "../support/running-server";
import { temporaryFolder } from "../support/temporary-folder";
import { walkSite } from "../support/walk-site";

/*
 * Nothing here talks to anyone: the real programs run with a module in front that notes and refuses every connection beyond
 * this machine.
 */

const root = path.resolve(import.meta.dirname, "../..");
const REPORT = path.join(root, "fixtures/reports/harbor-lane-2023q1.xml");
const GUARD = path.join(root, "tests/support/no-outgoing.cjs");

/** Environment of guarded programs, and what they tried so far. */
function guarded() {
  const log = path.join(temporaryFolder(), "outgoing.log");
  const tried = () => (existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []);
  // What is not for tests only: no setting that silences anyone.
  const environment = { NODE_OPTIONS: `--require ${GUARD}`, OUTGOING_LOG: log, NEXT_TELEMETRY_DISABLED: "" };
  return { environment, tried };
}

describe("the guard of these tests", () => {
  test.each([
    ["connect 192.0.2.1", "require('net').connect(80, '192.0.2.1')"],
    ["connect example.invalid", "require('net').connect({ port: 80, host: 'example.invalid' })"],
    ["connect example.invalid", "require('tls').connect({ port: 443, host: 'example.invalid' })"],
    ["connect example.invalid", "require('http').get('http://example.invalid/')"],
    ["connect example.invalid", "require('https').get('https://example.invalid/')"],
    ["connect example.invalid", "await fetch('https://example.invalid/')"],
    ["connect example.invalid", "(await import('node:net')).connect(80, 'example.invalid')"],
    ["dns.lookup example.invalid", "require('dns').lookup('example.invalid', () => {})"],
    ["dns.resolve4 example.invalid", "await require('dns').promises.resolve4('example.invalid')"],
    ["udp.send 192.0.2.1", "require('dgram').createSocket('udp4').send('x', 53, '192.0.2.1')"],
    [
      "connect 192.0.2.1",
      "new (require('worker_threads').Worker)(\"require('net').connect(80, '192.0.2.1')\", { eval: true })",
    ],
    [
      "connect 192.0.2.1",
      "require('child_process').spawnSync(process.execPath, ['-e', \"require('net').connect(80, '192.0.2.1')\"])",
    ],
  ])("notices %s by %s", (expected, code) => {
    const { environment, tried } = guarded();
    const script = `(async () => { ${code} })().catch(() => {}); process.on("uncaughtException", () => {});`;
    spawnSync(process.execPath, ["-e", script], { env: { ...process.env, ...environment }, timeout: 20_000 });
    expect(tried()).toContain(expected);
  });
});

describe("the programs", { timeout: 300_000 }, () => {
  // A build is not what is looked at.
  beforeAll(() => buildPages(), 300_000);

  test("the server asks nobody, whatever it is asked, but FINRA when told to", async () => {
    const { environment, tried } = guarded();
    const server = await runningServer({ ...environment, UPLOAD_TOKEN: "correct horse battery" });
    const walked = await walkSite(server.url);
    expect(walked.length).toBeGreaterThan(50);
    const authorization = "Bearer correct horse battery";
    const post = (address: string, body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(server.url + address, { method: "POST", body, headers: { authorization, ...headers } });
    expect((await post("/api/v1/uploads?name=a.xml", readFileSync(REPORT))).status).toBe(201);
    expect((await post("/api/v1/uploads?name=b.pdf", "%PDF-1.7 nothing")).status).toBe(422);
    const form = "application/x-www-form-urlencoded";
    expect(
      (await post("/api/v1/session", "token=correct+horse+battery", { "content-type": form })).status,
    ).toBe(204);
    expect(tried()).toEqual([]);

    const answer = await post("/api/v1/imports/finra", JSON.stringify({ quarter: "2024Q2" }));
    expect(answer.status).toBe(502);
    expect([...new Set(tried())]).toEqual(["connect cdn.finra.org"]);
  });

  test("the commands ask nobody, but import --finra the one address it is given", async () => {
    const { environment, tried } = guarded();
    const asked: string[] = [];
    const finra = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => finra.listen(0, "127.0.0.1", resolve));
    atEnd(() => new Promise((resolve) => finra.close(resolve)));
    const { port } = finra.address() as AddressInfo;
    const dataDir = temporaryFolder();
    const run = (name: string, ...args: string[]) =>
      runProgram(name, args, dataDir, {
        environment: { ...environment, FINRA_BASE_URL: `http://127.0.0.1:${port}` },
      }).ended;
    expect((await run("import", REPORT)).code).toBe(0);
    expect((await run("names")).code).toBe(0);
    expect((await run("names", "--candidates")).code).toBe(0);
    expect(asked).toEqual([]);
    expect((await run("import", "--finra", "2025Q3")).stderr).toContain("not published yet");
    expect(new Set(asked)).toEqual(new Set(["/2025/606_NMS_2025_Q3.zip"]));
    expect(tried()).toEqual([]);
  });
});
