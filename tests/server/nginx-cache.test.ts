import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { atEnd } from "../support/at-end";
import { runningServer } from "../support/running-server";
import { temporaryFolder } from "../support/temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");
const REPORT = readFileSync(path.join(root, "fixtures/reports/harbor-lane-2023q1.xml"));

const isMissing = spawnSync("nginx", ["-v"]).status !== 0;
if (isMissing && process.env.CI === "true") throw new Error("CI needs nginx (Debian: nginx-light)");

const TOKEN = "correct horse battery staple";
/** A second for the server's thirty. */
const SECONDS = "s-maxage=1";

/** Passes everything on to one of the servers, with the shorter time. */
async function inASecond(servers: readonly string[]): Promise<number[]> {
  return Promise.all(
    servers.map(async (server) => {
      const pass = http.createServer((request, response) => {
        const { method, url = "/", headers } = request;
        const asked = http.request(server + url, { method, headers }, (answer) => {
          const given = { ...answer.headers };
          const kept = given["cache-control"];
          if (kept) given["cache-control"] = kept.replace("s-maxage=30", SECONDS);
          response.writeHead(answer.statusCode ?? 500, given);
          answer.pipe(response);
        });
        asked.on("error", () => response.destroy());
        request.pipe(asked);
      });
      await new Promise<void>((resolve) => pass.listen(0, "127.0.0.1", resolve));
      atEnd(() => {
        pass.closeAllConnections();
        pass.close();
      });
      return (pass.address() as AddressInfo).port;
    }),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Debian's nginx with the project's own configuration, without TLS, in front of servers on these ports. */
async function nginx(ports: readonly number[]): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "cache"), { recursive: true });
  const port = await freePort();
  const given = readFileSync(path.join(root, "deploy/nginx.conf"), "utf8");
  const own = given
    .replace(/server \{\n {4}listen 80;[\s\S]*?\n\}\n/, "")
    .replace("listen 443 ssl http2;", `listen 127.0.0.1:${port};`)
    .replace(/^ *(listen \[::\]:443|ssl_).*\n/gm, "")
    .replace("/var/cache/nginx/pfof", path.join(folder, "cache"))
    .replace("server 127.0.0.1:3000;", ports.map((one) => `server 127.0.0.1:${one};`).join(" "));
  expect(own).not.toMatch(/ssl|3000;|\/var\//);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  const user = process.getuid?.() === 0 ? "user root;\n" : "";
  const file = path.join(folder, "nginx.conf");
  writeFileSync(
    file,
    `${user}daemon off;\npid ${folder}/pid;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${own}\n}\n`,
  );
  const child = spawn("nginx", ["-e", "stderr", "-p", folder, "-c", file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  atEnd(
    () =>
      new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        if (!child.kill("SIGTERM")) resolve();
      }),
  );
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => expect((await fetch(url)).status, said).toBe(200), { timeout: 10_000 });
  return url;
}

describe.skipIf(isMissing)("Debian's nginx in front of two servers on one store (needs nginx)", () => {
  let url: string;
  beforeAll(async () => {
    const first = await runningServer({ SEED: "0", UPLOAD_TOKEN: TOKEN });
    const second = await runningServer({ SEED: "0", UPLOAD_TOKEN: TOKEN, DATA_DIR: first.dataDir });
    url = await nginx(await inASecond([first.url, second.url]));
  });
  const cacheOf = async (address: string, init: RequestInit = {}) => {
    const answer = await fetch(url + address, { redirect: "manual", ...init });
    await answer.text();
    return answer.headers.get("x-cache");
  };

  test("answers the same again by itself, then asks whether it still holds; an import is seen when the time is over", async () => {
    const brokers = async () => {
      const answer = await fetch(`${url}/api/v1/brokers`);
      const { rows } = (await answer.json()) as { rows: object[] };
      expect(answer.headers.get("cache-control")).toContain(SECONDS);
      return { rows: rows.length, cache: answer.headers.get("x-cache") };
    };
    expect((await brokers()).rows).toBe(0);
    const seen = new Set<string | null>();
    await expect
      .poll(
        async () => {
          seen.add((await brokers()).cache);
          return seen.has("HIT") && seen.has("REVALIDATED");
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    const upload = await fetch(`${url}/api/v1/uploads?name=a.xml`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}` },
      body: new Uint8Array(REPORT),
    });
    expect([upload.status, upload.headers.get("x-cache")]).toEqual([201, null]);
    await expect.poll(async () => (await brokers()).rows, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => cacheOf("/"), { timeout: 10_000 }).toBe("HIT");
    expect(await (await fetch(url)).text()).toContain("Harbor Lane");
  });

  test.each(["/sign-in", "/upload", "/api/v1/uploads", "/api/health", "/api/metrics"])(
    "%s is never kept",
    async (address) => {
      for (const _ of [1, 2]) expect(await cacheOf(address)).toBeNull();
    },
  );

  test("what is sent is never kept, nor what was not found", async () => {
    for (const _ of [1, 2]) expect(await cacheOf("/sign-in", { method: "POST", body: "token=x" })).toBeNull();
    for (const _ of [1, 2]) expect(await cacheOf("/brokers/nobody")).toBe("MISS");
    for (const _ of [1, 2]) expect(await cacheOf("/api/v1/rates?broker=nobody")).toBe("MISS");
  });

  test("packed and plain answers are told apart", async () => {
    const encodingOf = async (accepted: string) => {
      const headers = { "accept-encoding": accepted };
      return (await fetch(`${url}/methods`, { headers })).headers.get("content-encoding");
    };
    for (const _ of [1, 2]) {
      expect([await encodingOf("br"), await encodingOf("gzip"), await encodingOf("identity")]).toEqual([
        "br",
        "gzip",
        null,
      ]);
    }
  });
});
