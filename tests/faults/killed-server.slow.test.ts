import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { madeQuarters } from "../support/made-quarters";
import { runningServer, stopServer } from "../support/running-server";
import { contentsOf, differences, reportsIn, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";
import { upload } from "../support/uploading";

const BROKERS = 100;
let zip: string;
let whole: Record<string, unknown>;

beforeAll(async () => {
  [zip] = await madeQuarters(temporaryFolder(), BROKERS);
  const dataDir = temporaryFolder();
  summaryOf(await runProgram("import", ["--json", zip], dataDir).ended);
  whole = contentsOf(path.join(dataDir, "pfof.db"));
});

/** Process ids of the importers below a server: it has them started by a process of the app. */
function importersOf(pid: number | undefined): number[] {
  return childrenOf(pid).flatMap(({ id, command }) =>
    command.includes("importer.js") ? [id] : importersOf(id),
  );
}

function childrenOf(pid: number | undefined): { id: number; command: string }[] {
  return execFileSync("ps", ["-eo", "pid=,ppid=,args="])
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [, id, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return Number(parent) === pid ? [{ id: Number(id), command }] : [];
    });
}

const left = (dataDir: string, folder: string) => {
  const full = path.join(dataDir, folder);
  return existsSync(full) ? readdirSync(full) : [];
};

/** Everything a killed server leaves is gone after the next start, and the same upload again ends in a whole store. */
async function expectRecovered(dataDir: string): Promise<void> {
  const server = await runningServer({ SEED: "0", DATA_DIR: dataDir });
  const file = path.join(dataDir, "pfof.db");
  const summary = await upload(server.url, zip).line("summary");
  expect(Number(summary.stored) + Number(summary.duplicates)).toBe(BROKERS);
  expect(storeProblems(file, dataDir)).toEqual([]);
  expect(differences(contentsOf(file), whole)).toEqual({});
  // The server removes what was uploaded after it has told the last line.
  await expect.poll(() => left(dataDir, "uploads"), { timeout: 10_000 }).toEqual([]);
  expect(left(dataDir, "documents/partial")).toEqual([]);
  expect(left(dataDir, "downloads")).toEqual([]);
}

describe("kill -9 of the server", () => {
  test.each(["received", "progress", "file"])("when it had told of the first %s", async (line) => {
    const server = await runningServer({ SEED: "0" });
    const running = upload(server.url, zip);
    await running.line(line);
    const importers = importersOf(server.process.pid);
    server.process.kill("SIGKILL");
    expect((await running.ended).cut).toBe(true);
    // Its importer may live on; it too is killed, or left to go on beside the next server.
    if (line === "progress") for (const pid of importers) process.kill(pid, "SIGKILL");
    await expectRecovered(server.dataDir);
  });

  test("while an upload is still coming in", async () => {
    const server = await runningServer({ SEED: "0" });
    const half = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.alloc(100_000, "x")),
    });
    const request = fetch(`${server.url}/api/v1/uploads?name=a.xml`, {
      method: "POST",
      body: half,
      duplex: "half",
    } as RequestInit).catch(() => "cut off");
    const arriving = () => left(server.dataDir, "uploads").filter((name) => !name.endsWith(".lock"));
    await expect.poll(arriving, { timeout: 10_000 }).toHaveLength(1);
    server.process.kill("SIGKILL");
    expect(await request).toBe("cut off");
    expect(arriving()).toHaveLength(1);
    await expectRecovered(server.dataDir);
  });
});

test("kill -9 of the importer: the answer says that it stopped, and the next upload goes on", async () => {
  const server = await runningServer({ SEED: "0" });
  const running = upload(server.url, zip);
  await running.line("file");
  for (const pid of importersOf(server.process.pid)) process.kill(pid, "SIGKILL");
  expect(await running.line("error")).toEqual({
    type: "error",
    error: {
      code: "import_failed",
      message:
        "The import stopped. The importing process ended with SIGKILL. Reports already stored are safe.",
    },
  });
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  const summary = await upload(server.url, zip).line("summary");
  expect(Number(summary.stored) + Number(summary.duplicates)).toBe(BROKERS);
  expect(differences(contentsOf(path.join(server.dataDir, "pfof.db")), whole)).toEqual({});
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s: the report at hand is finished, and what is answered is stored",
  async (signal) => {
    const server = await runningServer({ SEED: "0" });
    const running = upload(server.url, zip);
    await running.line("file");
    const exit = new Promise((resolve) => server.process.once("exit", resolve));
    server.process.kill(signal);
    const { cut, lines } = await running.ended;
    expect([cut, await exit]).toEqual([false, 0]);
    const told = lines.filter((line) => line.type === "file").length;
    expect(lines.at(-1)).toMatchObject({ type: "summary", stored: told });
    expect(lines.some((line) => line.type === "cancelled") || told === BROKERS).toBe(true);
    const file = path.join(server.dataDir, "pfof.db");
    expect(storeProblems(file, server.dataDir)).toEqual([]);
    await expectRecovered(server.dataDir);
  },
);

test("starter data whose loading was cut short are loaded to the end by the next start", async () => {
  const dataDir = temporaryFolder();
  const server = await runningServer({ DATA_DIR: dataDir });
  await stopServer(server.process);
  const complete = contentsOf(path.join(dataDir, "pfof.db"));

  const killed = temporaryFolder();
  const half = runProgram("server", [], killed, { environment: { PORT: "0", NODE_ENV: "production" } });
  const reports = () => importersOf(half.process.pid).length;
  await expect.poll(reports, { timeout: 20_000, interval: 5 }).toBe(1);
  await expect
    .poll(() => reportsIn(path.join(killed, "pfof.db")), { timeout: 20_000, interval: 2 })
    .toBeGreaterThan(0);
  const importers = importersOf(half.process.pid);
  half.process.kill("SIGKILL");
  for (const pid of importers) process.kill(pid, "SIGKILL");
  await half.ended;
  const again = await runningServer({ DATA_DIR: killed });
  await stopServer(again.process);
  expect(differences(contentsOf(path.join(killed, "pfof.db")), complete)).toEqual({});
});
