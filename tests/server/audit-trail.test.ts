import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { auditFile } from "@/store/audit";
import { openWriter } from "@/store/write-connection";
import { atEnd } from "../support/at-end";
import { runProgram } from "../support/import-program";
import { madeQuarters } from "../support/made-quarters";
import { runningServer } from "../support/running-server";
import { temporaryFolder } from "../support/temporary-folder";
import { upload } from "../support/uploading";

/*
 * Every way to change what is stored leaves a line: who, when, by which request, what, which report. The two lists at the
 * top fail when a way is added, so that it is added here too.
 */

const root = path.resolve(import.meta.dirname, "../..");
const REPORT = path.join(root, "fixtures/reports/harbor-lane-2023q1.xml");
const TOKEN = "correct horse battery";

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const REPORT_ID = expect.stringMatching(/^\d{4}Q[1-4]-[0-9a-f]{10}$/);

function linesOf(dataDir: string): Record<string, unknown>[] {
  const lines = readFileSync(auditFile(dataDir), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

test("these routes can change something, and no others", () => {
  const app = path.join(root, "src/app");
  const changing = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const text = readFileSync(path.join(app, file), "utf8");
      const methods = text.matchAll(/^export (?:const|async function|function) (POST|PUT|PATCH|DELETE)\b/gm);
      return [...methods].map(([, method]) => `${method} /${path.dirname(file)}`);
    });
  expect(changing.sort()).toEqual([
    // Stops what is not begun: what is stored until then has its lines.
    "DELETE /api/v1/uploads/[id]",
    // Reads a report and stores nothing.
    "POST /api/v1/checks",
    "POST /api/v1/imports/finra",
    "POST /api/v1/uploads",
    // Answers assistants out of the store.
    "POST /mcp",
  ]);
});

test("these commands there are, and no others", () => {
  const commands = readdirSync(path.join(root, "src/cli")).filter((name) => name.endsWith(".main.ts"));
  expect(commands.map((name) => name.replace(".main.ts", "")).sort()).toEqual([
    // Writes to a folder of its own, and to stores of its own.
    "backup",
    "bench",
    // Reads a report and stores nothing.
    "check-report",
    // Reads the store.
    "export",
    "import",
    // Answers assistants out of the store.
    "mcp",
    "names",
    // Reads the store; writes to a folder or database of its own.
    "publish",
    // tests/cli/backup.test.ts
    "restore",
    "withdraw",
  ]);
});

describe("through the server", { timeout: 300_000 }, () => {
  test("starter data, uploads and FINRA's quarters have a line each", async () => {
    const [, zip] = await madeQuarters(temporaryFolder(), 3);
    const finra = createServer((_request, response) => response.end(readFileSync(zip)));
    await new Promise<void>((resolve) => finra.listen(0, "127.0.0.1", resolve));
    atEnd(() => new Promise((resolve) => finra.close(resolve)));
    const { port } = finra.address() as AddressInfo;
    const { url, dataDir } = await runningServer({
      UPLOAD_TOKEN: TOKEN,
      FINRA_BASE_URL: `http://127.0.0.1:${port}`,
    });
    const started = linesOf(dataDir);
    expect(started.map(({ file }) => file)).toContain("charles-schwab.csv");
    expect(new Set(started.map(({ who }) => who))).toEqual(new Set(["start"]));

    const bearer = { authorization: `Bearer ${TOKEN}` };
    const sent = upload(url, REPORT, { ...bearer, "x-request-id": "upload-by-token" });
    const { upload: id } = await sent.line("started");
    await sent.ended;
    const token = { time: TIME, who: "token" };
    expect(linesOf(dataDir).slice(started.length)).toEqual([
      {
        ...token,
        request: "upload-by-token",
        upload: id,
        what: "import",
        file: "harbor-lane-2023q1.xml",
        outcome: "stored",
        reports: [REPORT_ID],
      },
    ]);

    const post = (address: string, body: string, headers: Record<string, string> = {}) =>
      fetch(url + address, { method: "POST", body, headers });
    // Changes nothing: nothing to tell.
    expect((await post("/api/v1/uploads?name=a.xml", readFileSync(REPORT, "utf8"), bearer)).status).toBe(200);
    expect((await post("/api/v1/uploads?name=a.xml", "<no/>", bearer)).status).toBe(422);
    expect((await post("/api/v1/uploads?name=a.xml", "<no/>")).status).toBe(401);
    expect(linesOf(dataDir)).toHaveLength(started.length + 1);

    const session = await post("/api/v1/session", JSON.stringify({ token: TOKEN }), {
      "content-type": "application/json",
    });
    const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
    const answer = await post("/api/v1/imports/finra", '{"quarter":"2025Q3"}', {
      cookie,
      "x-request-id": "finra-by-cookie",
    });
    expect(answer.status).toBe(201);
    const quarter = linesOf(dataDir).slice(started.length + 1);
    expect(quarter).toHaveLength(3);
    for (const line of quarter) {
      expect(line).toMatchObject({ ...token, request: "finra-by-cookie", what: "import", outcome: "stored" });
      expect(line).toMatchObject({ archive: "606_NMS_2025_Q3.zip", reports: [REPORT_ID] });
    }
  });

  test("without a token it is this machine", async () => {
    const { url, dataDir, output } = await runningServer({ SEED: "0" });
    const answer = await fetch(`${url}/api/v1/uploads?name=a.xml`, {
      method: "POST",
      body: readFileSync(REPORT),
    });
    expect(answer.status).toBe(201);
    const request = answer.headers.get("x-request-id");
    expect(linesOf(dataDir)).toMatchObject([
      { time: TIME, who: "loopback", request, file: "a.xml", reports: [REPORT_ID] },
    ]);
    // The log on standard error says the same, under the same id.
    const logged = output()
      .split("\n")
      .filter((line) => line.includes(`"request":"${request}"`))
      .map((line) => JSON.parse(line));
    expect(logged).toContainEqual(
      expect.objectContaining({
        event: "change",
        who: "loopback",
        file: "a.xml",
        outcome: "stored",
        reports: [REPORT_ID],
      }),
    );
  });
});

test("by commands: new names and candidates for flow that two reports repeat", {
  timeout: 120_000,
}, async () => {
  const dataDir = temporaryFolder();
  const run = async (name: string, ...args: string[]) => {
    const ended = await runProgram(name, args, dataDir).ended;
    expect(ended.code, ended.stderr).toBe(0);
  };
  await run("import", path.join(root, "fixtures/sample/firstrade-securities.csv"));
  const imported = linesOf(dataDir).length;
  const database = openWriter(path.join(dataDir, "pfof.db"));
  database.prepare("UPDATE broker SET name = 'Firstrade of old'").run();
  database.prepare("UPDATE meta SET value = 'old' WHERE key = 'names'").run();
  database.close();
  await run("names");
  await run("names", "--apply");
  await run("names", "--apply");
  await run("names", "--candidates", "2020Q2");
  const by = { time: TIME, who: "command line", user: expect.anything() };
  expect(linesOf(dataDir).slice(imported)).toEqual([
    { ...by, what: "names", changes: 1 },
    { ...by, what: "candidates", quarter: "2020Q2", reports: [] },
  ]);
});
