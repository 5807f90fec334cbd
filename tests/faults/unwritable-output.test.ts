import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { buildPages } from "../../scripts/build.mjs";
import { atEnd } from "../support/at-end";
import { stopServer } from "../support/running-server";
import { temporaryFolder } from "../support/temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");
const FILING = path.join(root, "fixtures/reports/harbor-lane-2023q1.xml");

/** A shell that runs a command with what it prints going nowhere. */
const UNWRITABLE = {
  "a full disk": `exec "$@" >/dev/full 2>/dev/full`,
  // The reader is gone before the first line.
  "closed pipes": `exec "$@" > >(exec true) 2> >(exec true)`,
} as const;
const cases = Object.entries(UNWRITABLE).map(([what, script]) => ({ what, script }));

function start(
  script: string,
  command: readonly string[],
  environment: Record<string, string>,
): ChildProcess {
  return spawn("bash", ["-c", `sleep 0.1; ${script}`, "bash", process.execPath, ...command], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", ...environment },
    stdio: "ignore",
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

// Building has much to print.
beforeAll(buildPages);

describe.skipIf(!existsSync("/dev/full"))("output that cannot be written", () => {
  test.each(cases)("an import goes on to its end: $what", async ({ script }) => {
    const dataDir = temporaryFolder();
    const child = start(script, ["dist/import.js", "--json", FILING], { DATA_DIR: dataDir });
    expect(await once(child, "exit")).toEqual([0, null]);
    const store = new Database(path.join(dataDir, "pfof.db"), { readonly: true });
    expect(store.prepare("SELECT count(*) FROM Report").pluck().get()).toBe(1);
    store.close();
  });

  test.each(cases)("a server answers, takes an upload and ends when told: $what", async ({ script }) => {
    const port = await freePort();
    const child = start(script, ["scripts/start.mjs"], {
      DATA_DIR: temporaryFolder(),
      SEED: "0",
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG: "json",
    });
    atEnd(() => stopServer(child));
    const url = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${url}/api/health/ready`).catch(() => null))?.ok) {
      expect(child.exitCode).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // A change and a fault are logged on standard error, every request on standard output.
    const body = readFileSync(FILING);
    for (const status of [201, 200]) {
      const upload = await fetch(`${url}/api/v1/uploads?name=a.xml`, { method: "POST", body });
      expect(upload.status).toBe(status);
    }
    expect((await fetch(`${url}/api/v1/reports`)).status).toBe(200);
    expect(await stopServer(child)).toBe(0);
  });
});
