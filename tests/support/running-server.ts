import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { atEnd } from "./at-end";
import { temporaryFolder } from "./temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");

export interface RunningServer {
  readonly url: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Of that, what it printed on standard output. */
  readonly standardOutput: () => string;
}

/** Runs `npm start`'s server on a free port over a store of its own, until the test at hand ends, or those of the file. */
export async function runningServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = environment.DATA_DIR ?? temporaryFolder();
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      DATABASE_URL: "",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let standardOutput = "";
  child.stdout.on("data", (chunk: Buffer) => {
    standardOutput += chunk.toString();
  });
  atEnd(() => stopServer(child));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = /ready on (http:\/\/[^\s"]+)/.exec(printed);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`the server ended with code ${code}:\n${printed}`)));
  });
  return { url, dataDir, process: child, output: () => printed, standardOutput: () => standardOutput };
}

/** Ends the server as an operator would, and waits until it is gone. */
export async function stopServer(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill("SIGTERM");
  });
}
