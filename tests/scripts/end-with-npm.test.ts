import { spawn } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { atEnd } from "../support/at-end";
import { temporaryFolder } from "../support/temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");

// The first start may build.
const timeout = 240_000;

test("a server that npm started ends when npm is told to", { timeout }, async () => {
  const npm = spawn("npm", ["start"], {
    cwd: root,
    env: {
      ...process.env,
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: temporaryFolder(),
      DATABASE_URL: "",
      SEED: "0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  atEnd(() => npm.kill());
  // Closed once npm, the shell and the server are gone: each holds its end of the pipe.
  const gone = new Promise((resolve) => npm.once("close", resolve));
  let printed = "";
  const url = await new Promise<string>((resolve) => {
    npm.stdout.setEncoding("utf8").on("data", (piece: string) => {
      printed += piece;
      const [, ready] = /ready on (http:\S+)/.exec(printed) ?? [];
      if (ready) resolve(ready);
    });
  });
  expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
  npm.kill("SIGTERM");
  await gone;
  await expect(fetch(`${url}/api/health/live`)).rejects.toThrow("fetch failed");
});
