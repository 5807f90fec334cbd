import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { judgeAudit } from "../../scripts/audit.mjs";
import { atEnd } from "../support/at-end";
import { temporaryFolder } from "../support/temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");

const NONE = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };
const report = (vulnerabilities: object, counts: Partial<typeof NONE>) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { ...NONE, ...counts } },
  });
const advisory = { title: "Reads too much", url: "https://example.invalid/1", severity: "high" };

describe("an answer of npm audit", () => {
  it.each<[string, string, boolean, string]>([
    [
      "that finds nothing",
      report({}, {}),
      true,
      "npm audit: nothing of severity high or critical (0 in all)",
    ],
    [
      "that finds what can wait",
      report(
        { a: { name: "a", severity: "moderate", range: "<2", via: [advisory] } },
        { moderate: 3, total: 3 },
      ),
      true,
      "npm audit: nothing of severity high or critical (3 in all)",
    ],
    [
      "that finds what cannot",
      report(
        {
          a: { name: "a", severity: "high", range: "<2", via: [advisory] },
          b: { name: "b", severity: "critical", range: "", via: ["a"] },
          c: { name: "c", severity: "low", range: "<1", via: [advisory] },
        },
        { high: 1, critical: 1, low: 1, total: 3 },
      ),
      false,
      "npm audit: high: a <2: Reads too much https://example.invalid/1\nnpm audit: critical: b: through a",
    ],
    [
      "from a registry without audits",
      '{"message":"405 Method Not Allowed - POST https://r.example/x","statusCode":405,"error":{"summary":"","detail":""}}',
      true,
      "npm audit: not known, the registry answers 405 to audits",
    ],
    [
      "from a registry in trouble",
      '{"message":"503 Service Unavailable","statusCode":503,"error":{"summary":"","detail":""}}',
      true,
      "npm audit: not known, the registry answers 503 to audits",
    ],
    [
      "without a network",
      '{"message":"request to https://r.example/x failed, reason: getaddrinfo ENOTFOUND r.example","error":{"summary":"","detail":""}}',
      true,
      "npm audit: not known, the registry cannot be reached (getaddrinfo ENOTFOUND r.example)",
    ],
    [
      "without a lock file",
      '{"error":{"code":"ENOLOCK","summary":"This command requires an existing lockfile.","detail":""}}',
      false,
      "npm audit failed: This command requires an existing lockfile.",
    ],
    ["that is no JSON", "Unknown command: audit", false, "npm audit failed: Unknown command: audit"],
    ["that is empty", "", false, "npm audit failed: no answer"],
    ["that is null", "null", false, "npm audit failed: null"],
  ])("%s", (_what, stdout, ok, lines) => {
    expect(judgeAudit({ stdout })).toEqual({ ok, lines: lines.split("\n") });
  });

  it("that does not come", () => {
    expect(judgeAudit({ stdout: "", timedOut: true })).toEqual({
      ok: true,
      lines: ["npm audit: not known, the registry did not answer in time"],
    });
  });
});

/** A registry that answers audits with this, and knows no package. */
async function registry(status: number, advisories: object): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(request.method === "POST" ? status : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(request.method === "POST" ? advisories : {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function audit(npmRegistry: string): Promise<{ code: number | null; printed: string }> {
  const cache = temporaryFolder();
  const child = spawn(process.execPath, ["scripts/audit.mjs"], {
    cwd: root,
    env: { ...process.env, npm_config_registry: npmRegistry, npm_config_cache: cache },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (piece: Buffer) => {
    printed += piece.toString();
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, printed })));
}

describe("npm itself, asked about this app", () => {
  const found = (severity: string) => ({
    papaparse: [
      {
        ...advisory,
        id: 1,
        severity,
        vulnerable_versions: "<99.0.0",
        cwe: [],
        cvss: { score: 0, vectorString: null },
      },
    ],
  });
  it.each<[string, number, object, number, string]>([
    ["nothing", 200, {}, 0, "npm audit: nothing of severity high or critical (0 in all)\n"],
    [
      "something that can wait",
      200,
      found("moderate"),
      0,
      "npm audit: nothing of severity high or critical (1 in all)\n",
    ],
    [
      "something that cannot",
      200,
      found("high"),
      1,
      "npm audit: high: papaparse: Reads too much https://example.invalid/1\n",
    ],
    ["no audits", 405, {}, 0, "npm audit: not known, the registry answers 405 to audits\n"],
  ])("with a registry that knows %s", async (_what, status, advisories, code, printed) => {
    expect(await audit(await registry(status, advisories))).toEqual({ code, printed });
  });
});
