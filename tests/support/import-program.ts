import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface Ended {
  /** null: ended by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when that many lines were printed on standard output, or it ended. */
  readonly lines: (count: number) => Promise<void>;
}

interface ProgramOptions {
  readonly environment?: Record<string, string>;
  /** A module that Node loads first. */
  readonly preload?: string;
  /** No file it writes may grow beyond this. */
  readonly fileKilobytes?: number;
}

/** Runs a program of dist/ on the store in `dataDir`, as `npm run NAME -- ARGUMENTS` does. */
export function runProgram(
  name: string,
  args: readonly string[],
  dataDir: string,
  { environment = {}, preload, fileKilobytes }: ProgramOptions = {},
): RunningProgram {
  const node = [process.execPath, ...(preload ? ["--import", preload] : [])];
  const command = [...node, path.join(root, "dist", `${name}.js`), ...args];
  const limited = ["bash", "-c", `ulimit -f ${fileKilobytes}; exec "$@"`, "bash", ...command];
  const [file = "", ...rest] = fileKilobytes === undefined ? command : limited;
  const child = spawn(file, rest, {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let seen = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  child.stdout?.on("data", (chunk: Buffer) => {
    const text = chunk.toString();
    stdout += text;
    seen += text.split("\n").length - 1;
    for (const one of waiting) if (seen >= one.count) one.resolve();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    // Not "exit": what it printed last may still be on its way then.
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const lines = (count: number) =>
    Promise.race([
      new Promise<void>((resolve) => {
        if (seen >= count) resolve();
        else waiting.push({ count, resolve });
      }),
      ended.then(() => {}),
    ]);
  return { process: child, ended, lines };
}

/** The last line of `--json`: what was stored. */
export function summaryOf({ stdout, stderr }: Ended): Record<string, number> {
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  if (!last.includes('"summary"')) throw new Error(`no summary: ${last}\n${stderr}`);
  return JSON.parse(last) as Record<string, number>;
}
