import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings, SETTING_NAMES } from "@/host/settings";

/* What docs/operations.md, deploy/ and the Dockerfile say is so. */

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const OPERATIONS = read("docs/operations.md");
const DOCKERFILE = read("Dockerfile");
const DEPLOY = readdirSync(path.join(root, "deploy")).map((name) => `deploy/${name}`);
const UNITS = DEPLOY.filter((name) => /\.(service|timer)$/.test(name));
const ALL = [OPERATIONS, DOCKERFILE, ...DEPLOY.map(read)].join("\n");

const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? "")),
];
/** Programs that are built: `import` of `dist/import.js`. */
const PROGRAMS = ["cli", "worker", "server"].flatMap((folder) =>
  readdirSync(path.join(root, "src", folder)).flatMap((name) => /^(.+)\.main\.tsx?$/.exec(name)?.[1] ?? []),
);

/** The app's own sources, without what only measures. */
function sourcesOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter(({ parentPath }) => !/store\/client|src\/bench/.test(parentPath))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}

test("every program that is started is one that is built", () => {
  const started = found(ALL, /dist\/([a-z-]+)\.js/g);
  expect(started).toEqual(expect.arrayContaining(["server", "backup", "import"]));
  expect(started.filter((name) => !PROGRAMS.includes(name))).toEqual([]);
  const run = found(OPERATIONS, /(?:^|`)pfof ([a-z]+)/gm);
  expect(run).toEqual(expect.arrayContaining(["import", "backup", "restore", "withdraw", "names"]));
  expect(run.filter((name) => !PROGRAMS.includes(name))).toEqual([]);
});

test("every file of deploy/ has its place in the docs, and every one named is there", () => {
  const named = found(OPERATIONS, /\b(deploy\/[\w.-]*\w)/g).filter((name) => !name.includes("*"));
  for (const name of named) expect(existsSync(path.join(root, name)), name).toBe(true);
  const copied = (name: string) =>
    UNITS.includes(name) && OPERATIONS.includes("deploy/*.service deploy/*.timer");
  expect(DEPLOY.filter((name) => !named.includes(name) && !copied(name))).toEqual([]);
});

test("every address and every code named is one the server has", () => {
  for (const address of found(OPERATIONS, /(\/api\/[a-z0-9/]*[a-z])/g)) {
    expect(existsSync(path.join(root, "src/app", address)) || address === "/api/metrics", address).toBe(true);
  }
  const troubles = read("src/store/store-trouble.ts");
  for (const code of ["disk_full", "store_locked", "not_writable", "store_damaged"]) {
    expect(OPERATIONS).toContain(code);
    expect(troubles).toContain(`code: "${code}"`);
  }
});

test("only settings there are are set", () => {
  // Node's and Next's own, and what an install reads.
  const others = /^(NODE_ENV|NEXT_TELEMETRY_DISABLED|CHECKPOINT_DISABLE|PRISMA_\w+)$/;
  const example = found(read("deploy/env.example"), /^(\w+)=/gm);
  const image = [...DOCKERFILE.matchAll(/^ENV ((?:.*\\\n)*.*)$/gm)].flatMap(([, text = ""]) =>
    found(text, /(\w+)=/g),
  );
  const units = UNITS.flatMap((name) => found(read(name), /^Environment=(.*)$/gm)).flatMap((text) =>
    found(text, /(\w+)=/g),
  );
  expect(image).toEqual(expect.arrayContaining(["HOST", "PORT", "DATA_DIR"]));
  for (const name of [...example, ...image, ...units]) {
    expect(SETTING_NAMES.includes(name) || others.test(name), name).toBe(true);
  }
  const given = Object.fromEntries(
    [...read("deploy/env.example").matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(readSettings(given)).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    dataDir: "/var/lib/pfof-explorer",
    uploadToken: null,
  });
});

describe("the Dockerfile", () => {
  const allowed = read(".dockerignore")
    .split("\n")
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  const copies = [...DOCKERFILE.matchAll(/^COPY (--from=build )?(.+) \S+$/gm)];

  test("copies what is there and what .dockerignore lets through", () => {
    const sources = copies.flatMap(([, built, names = ""]) => (built ? [] : names.split(" ")));
    expect(sources).toEqual(expect.arrayContaining(["src", "scripts", "prisma/migrations"]));
    for (const name of sources) {
      expect(existsSync(path.join(root, name)), name).toBe(true);
      expect(
        allowed.some((one) => name === one || name.startsWith(`${one}/`)),
        name,
      ).toBe(true);
    }
    for (const name of allowed) expect(existsSync(path.join(root, name)), name).toBe(true);
  });

  test("takes into the image every folder the programs look into while they run", () => {
    const copied = copies.flatMap(([, , names = ""]) =>
      names.split(" ").map((name) => name.replace(/^\/app\//, "")),
    );
    const folders = sourcesOf("src")
      .flatMap((text) => [...text.matchAll(/process\.cwd\(\),\s*((?:"[\w./@-]+",?\s*)+)/g)])
      .map(([, parts = ""]) => found(parts, /"([^"]+)"/g).join("/"));
    expect(folders).toEqual(expect.arrayContaining(["prisma/migrations", "fixtures/starter", "dist"]));
    for (const folder of folders) {
      expect(
        copied.some((one) => folder === one || folder.startsWith(`${one}/`)),
        folder,
      ).toBe(true);
    }
  });

  test("leaves out only packages that no program imports", () => {
    const [, list = ""] = /^ && rm -rf (@[\s\S]*?)\n\n/m.exec(DOCKERFILE) ?? [];
    const left = list.split(/[\s\\]+/).filter(Boolean);
    expect(left).toEqual(expect.arrayContaining(["prisma", "typescript", "esbuild"]));
    const imported = sourcesOf("src").flatMap((text) =>
      found(text, /(?:from|import\()\s*"([^".@][^"]*|@[^/"][^"]*)"/g),
    );
    expect(imported).toEqual(expect.arrayContaining(["next", "better-sqlite3"]));
    for (const name of left) {
      expect(
        imported.filter((one) => one === name || one.startsWith(`${name}/`)),
        name,
      ).toEqual([]);
    }
  });

  test("does not run as root, and asks for its health where that is", () => {
    const [, last = ""] = DOCKERFILE.split(/^FROM .*-slim$/m);
    expect(last).toMatch(/^USER node$/m);
    const [, address = ""] = /HEALTHCHECK[\s\S]*?(\/api\/[\w/]+)/.exec(last) ?? [];
    expect(existsSync(path.join(root, "src/app", address, "route.ts"))).toBe(true);
  });
});

test("proxies let an upload of the largest size through, and wait as long as the server does", () => {
  const most = readSettings({}).maxUploadBytes / 1024 ** 2 + 1;
  expect(read("deploy/nginx.conf")).toContain(`client_max_body_size ${most}m;`);
  expect(read("deploy/Caddyfile")).toContain(`max_size ${most}MiB`);
  expect(read("src/server/http-server.ts")).toContain("REQUEST_TIMEOUT_MS = 30 * 60_000");
  expect(read("deploy/nginx.conf")).toContain("proxy_read_timeout 30m;");
});

test("units run as the user and in the folders that the docs make", () => {
  for (const unit of UNITS.filter((name) => name.endsWith(".service"))) {
    const text = read(unit);
    expect(text).toContain("User=pfof\n");
    for (const folder of found(text, /(\/(?:opt|etc|var)\/[\w/-]+)/g))
      expect(OPERATIONS, unit).toContain(folder.replace(/\/docs.*/, ""));
    expect(text).toContain("ProtectSystem=strict\n");
  }
  for (const timer of UNITS.filter((name) => name.endsWith(".timer"))) {
    expect(UNITS).toContain(timer.replace(".timer", ".service"));
    expect(OPERATIONS).toContain(path.basename(timer));
  }
});
