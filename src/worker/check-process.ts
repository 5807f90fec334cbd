import { fork } from "node:child_process";
import type { CheckedFile } from "@/report/check-events";
import { AppError } from "@/report/errors";
import type { InputFile } from "./import-files";
import { programFile } from "./program-file";

export type CheckMessage =
  | { readonly file: CheckedFile }
  | { readonly done: true }
  | { readonly problem: string };

/** JavaScript heap of the checking process. */
const HEAP_MB = 512;

/**
 * Checks files in a process of its own: what is found in each of their documents. The process ends when `signal` says so.
 * @throws AppError store when it could not be carried out
 */
export function runCheck(files: readonly InputFile[], signal: AbortSignal): Promise<readonly CheckedFile[]> {
  // The page bundler must leave the path alone: the file is built beside the app, not into it.
  const child = fork(/* turbopackIgnore: true */ programFile("checker.js"), [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const stop = () => child.kill();
  signal.addEventListener("abort", stop, { once: true });
  const checked = new Promise<readonly CheckedFile[]>((resolve, reject) => {
    const found: CheckedFile[] = [];
    let done = false;
    let problem: string | null = null;
    child.on("message", (message: CheckMessage) => {
      if ("file" in message) found.push(message.file);
      else if ("done" in message) done = true;
      else problem = message.problem;
    });
    child.once("error", (cause) =>
      reject(new AppError("store", "The check could not be started.", { cause })),
    );
    child.once("exit", (code, exitSignal) => {
      const why = problem ?? `The checking process ended with ${exitSignal ?? `code ${code}`}.`;
      if (done) resolve(found);
      else reject(new AppError("store", `The check stopped. ${why}`));
    });
    child.send(files.map(({ path, name }) => ({ path, name })));
  });
  return checked.finally(() => signal.removeEventListener("abort", stop));
}
