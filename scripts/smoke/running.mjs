// The commands the smoke run gives, as a person gives them, and the server they start.
import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** Runs a command to its end. Throws, with all it printed, when it does not end with exit status 0 in time. */
export async function run(command, args, { env = {}, timeoutMs }) {
  const started = start(command, args, { env, timeoutMs });
  const ended = await started.ended;
  if (ended !== "exit 0")
    throw new Error(`${command} ${args.join(" ")} ended with ${ended}:\n${started.printed()}`);
  return started.standardOutput();
}

/**
 * Starts the server and resolves when it says where it is. `ended` resolves to "exit 0", "SIGABRT", … once the process and
 * all that write to its output are gone.
 */
export async function startServer(command, args, { env, timeoutMs }) {
  const server = start(command, args, { env });
  const late = setTimeout(() => server.kill("SIGKILL"), timeoutMs);
  const url = await new Promise((resolve, reject) => {
    server.onOutput(() => {
      const [, found] = /ready on (http:\/\/\S+)/.exec(server.printed()) ?? [];
      if (found) resolve(found);
    });
    server.ended.then((how) =>
      reject(new Error(`${command} ${args.join(" ")} ended with ${how}:\n${server.printed()}`)),
    );
  });
  clearTimeout(late);
  return { ...server, url };
}

/** How long ending took, in ms, and how it ended. A server that has not ended in time is killed: "SIGKILL". */
export async function stopServer(server, timeoutMs) {
  const from = performance.now();
  const late = setTimeout(() => server.kill("SIGKILL"), timeoutMs);
  server.kill("SIGTERM");
  const how = await server.ended;
  clearTimeout(late);
  return { how, tookMs: performance.now() - from };
}

/** What a server printed besides its record of what was changed, which it writes among the rest; null when that is all. */
export function complaintsIn(printed) {
  const lines = printed
    .split("\n")
    .filter((line) => line.trim() && !/^\{"time":"[^"]+","event":"change",/.test(line));
  return lines.length > 0 ? lines.join("\n") : null;
}

function start(command, args, { env, timeoutMs }) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeoutMs,
  });
  let printed = "";
  let standardOutput = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece) => {
      printed += piece;
      if (stream === child.stdout) standardOutput += piece;
    });
  }
  return {
    printed: () => printed,
    standardOutput: () => standardOutput,
    onOutput: (listener) => {
      child.stdout.on("data", listener);
    },
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(signal ?? `exit ${code}`));
    }),
  };
}
