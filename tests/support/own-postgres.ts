import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import path from "node:path";
import { atEnd } from "./at-end";

const folders = () =>
  readdirSync("/usr/lib/postgresql")
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);

/** Where Debian has its newest PostgreSQL; null: it has none. */
export const POSTGRES = (() => {
  try {
    return folders()[0] ?? null;
  } catch {
    // No such folder: not Debian's, or not installed.
    return null;
  }
})();
if (!POSTGRES && process.env.CI === "true")
  throw new Error("CI needs PostgreSQL (apt-get install postgresql)");

/** A PostgreSQL of its own on a free port of this machine, until the tests of the file end; gives the address of its database. */
export async function ownPostgres(): Promise<string> {
  const folder = mkdtempSync("/tmp/pfof-postgres-");
  // PostgreSQL does not run as root.
  const root = process.getuid?.() === 0;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  const who = root ? { uid: id("-u"), gid: id("-g") } : {};
  if (root) chownSync(folder, id("-u"), id("-g"));
  chmodSync(folder, 0o700);
  const run = (program: string, ...args: string[]) => {
    const { status, stderr, stdout } = spawnSync(path.join(POSTGRES ?? "", program), args, {
      ...who,
      cwd: "/",
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", program === "pg_ctl" ? "ignore" : "pipe", program === "pg_ctl" ? "ignore" : "pipe"],
    });
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr ?? ""}${stdout ?? ""}`);
  };
  const data = path.join(folder, "data");
  const port = await freePort();
  run("initdb", "-D", data, "-U", "pfof", "-E", "UTF8", "--auth=trust", "--no-sync");
  atEnd(() => {
    run("pg_ctl", "-D", data, "-m", "immediate", "stop");
    rmSync(folder, { recursive: true, force: true });
  });
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off`;
  run("pg_ctl", "-D", data, "-w", "-l", path.join(folder, "log"), "-o", options, "start");
  return `postgres://pfof@127.0.0.1:${port}/postgres`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
