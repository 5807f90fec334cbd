// Builds what is served: the programs outside Next (dist/, by esbuild) and the Next app (.next/). Each part
// is built only when its sources have changed since it was last built.
//   npm run build            both
//   node scripts/build.mjs --programs    only dist/
import "./check-node.mjs";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { generateClient } from "./generate.mjs";

const root = path.resolve(import.meta.dirname, "..");
const PROGRAMS = ["src/cli", "src/worker", "src/server"];

/** Command-line programs, workers and the server, bundled from TypeScript into dist/. */
export async function buildPrograms() {
  const release = await takeTurns();
  try {
    await buildProgramsNow();
  } finally {
    release();
  }
}

async function buildProgramsNow() {
  generateClient();
  const fingerprint = hashOf(
    [
      "src",
      "package-lock.json",
      "scripts/build.mjs",
      "scripts/outlive-output.mjs",
      "scripts/check-node.mjs",
      "scripts/node-version.mjs",
    ],
    (file) => !file.startsWith("src/app/"),
  );
  const stamp = path.join(root, "dist/.built");
  if (isBuilt(stamp, fingerprint)) return;
  // Built beside and swapped in, so that a program that is running or starting finds all of it.
  const partial = path.join(root, `dist.${process.pid}`);
  const entryPoints = PROGRAMS.flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => /\.main\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      entryPoints.map((file) => [path.basename(file).replace(/\.main\.tsx?$/, ""), file]),
    ),
    outdir: partial,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    inject: ["outlive-output.mjs", "check-node.mjs"].map((name) => path.join(root, "scripts", name)),
    external: packages().filter((name) => !BUNDLED.includes(name)),
    jsx: "automatic",
    sourcemap: "linked",
    logLevel: "warning",
    alias: { "@": path.join(root, "src") },
  });
  writeFileSync(path.join(partial, ".built"), fingerprint);
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  renameSync(partial, path.join(root, "dist"));
}

/** Packages that every start needs and that are many small files: as part of the bundle they load in half the time. */
const BUNDLED = ["papaparse", "saxes", "zod"];

function packages() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** The Next app, in production mode. */
export async function buildPages() {
  const release = await takeTurns();
  try {
    buildPagesNow();
  } finally {
    release();
  }
}

function buildPagesNow() {
  const fingerprint = hashOf(
    ["src", "public", "next.config.js", "tsconfig.json", "package-lock.json"],
    (file) => !file.startsWith("src/cli/") && !file.startsWith("src/bench/"),
  );
  const stamp = path.join(root, ".next/.built");
  if (isBuilt(stamp, fingerprint)) return;
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, "node_modules/next/dist/bin/next"), "build"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  if (status !== 0) throw new Error("next build failed");
  writeFileSync(stamp, fingerprint);
}

/**
 * Two processes that start at once (two servers, two test files) build one after the other; the second
 * finds it done. The lock is a file with the builder's process id; one left by a killed builder is taken.
 */
async function takeTurns() {
  const lock = path.join(root, ".building");
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isRunning(lock)) rmSync(lock, { force: true });
    else await sleep(100);
  }
}

function isRunning(lock) {
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    // Just made and not yet written: its owner is about to write it.
    if (owner === 0) return true;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isBuilt(stamp, fingerprint) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint;
}

function hashOf(paths, wanted) {
  const hash = createHash("sha256");
  for (const start of paths) {
    for (const file of filesBelow(start)) {
      if (wanted(file))
        hash
          .update(file)
          .update("\0")
          .update(readFileSync(path.join(root, file)));
    }
  }
  return hash.digest("hex");
}

function filesBelow(start) {
  const full = path.join(root, start);
  if (!existsSync(full)) return [];
  if (
    !readdirSync(path.dirname(full), { withFileTypes: true }).some(
      (e) => e.name === path.basename(full) && e.isDirectory(),
    )
  )
    return [start];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(path.join(root, "dist"), { recursive: true });
  await buildPrograms();
  if (!process.argv.includes("--programs")) await buildPages();
}
