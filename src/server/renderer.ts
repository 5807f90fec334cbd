import { type ChildProcess, fork } from "node:child_process";
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { type Counted, countImport } from "@/host/import-counts";
import { logLine } from "@/host/log";
import type { LogForm } from "@/host/settings";
import { programFile } from "@/worker/program-file";

/** What a renderer must know to begin. */
export interface RendererStart {
  /** Path of the Unix socket it listens on. */
  readonly socket: string;
  /** Where the server in front listens. */
  readonly hostname: string;
  readonly port: number;
  readonly log: LogForm;
  /** Tells it which verdicts on who may write are those of the server in front. */
  readonly writeSecret: string;
}

export type ToRenderer = RendererStart | "stop";
export type FromRenderer = "ready" | "stopped" | { readonly counted: Counted } | { readonly use: Use };

/** What a process uses. */
export interface Use {
  /** Bytes of memory, as the system counts it. */
  readonly rss: number;
  /** CPU time since its start. */
  readonly cpuSeconds: number;
}

/** JavaScript heap of a renderer. */
const HEAP_MB = 512;
/** One that ends by itself is not started again at once, over and over. */
const AGAIN_MS = 1_000;

/** A process of the app (`app.main.ts`), started when it is first needed and again when it has ended. */
export class Renderer {
  readonly #agent = new Agent({ keepAlive: true });
  #child: ChildProcess | null = null;
  #ready: Promise<void> | null = null;
  #stopping = false;
  #idle: NodeJS.Timeout | undefined;
  #open = 0;
  #use: Use | null = null;

  /** `idleMs`: it is ended when nobody has asked it anything for so long; null: never. */
  constructor(
    private readonly given: RendererStart,
    private readonly idleMs: number | null = null,
  ) {}

  /** What it last told; null: it does not run. */
  get use(): Use | null {
    return this.#child ? this.#use : null;
  }

  /** Resolves when it can be asked. */
  start(): Promise<void> {
    this.#ready ??= this.#fork();
    return this.#ready;
  }

  #fork(): Promise<void> {
    const child = fork(programFile("app.js"), [], {
      execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#child = child;
    child.send(this.given satisfies ToRenderer, () => {});
    return new Promise((resolve, reject) => {
      child.on("message", (message: FromRenderer) => {
        if (message === "ready") resolve();
        else if (message === "stopped") return;
        else if ("use" in message) {
          if (this.#child === child) this.#use = message.use;
        } else countImport(message.counted);
      });
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        const why = `A process that renders pages ended with ${signal ?? `code ${code}`}.`;
        reject(new Error(why));
        if (this.#child !== child) return;
        this.#child = null;
        if (this.#stopping) return;
        logLine("error", { what: "Rendering", message: why });
        setTimeout(() => {
          this.#ready = null;
        }, AGAIN_MS).unref();
      });
    });
  }

  /** Has a request answered: passes it on as it is, and what comes back. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    clearTimeout(this.#idle);
    this.#open += 1;
    response.once("close", () => this.#closed());
    await this.start();
    const { "transfer-encoding": _, connection: __, expect: ___, ...headers } = request.headers;
    const passed = httpRequest({
      socketPath: this.given.socket,
      agent: this.#agent,
      method: request.method ?? "GET",
      path: request.url ?? "/",
      headers,
    });
    let isWhole = false;
    passed.once("response", (answer) => {
      answer.once("end", () => {
        isWhole = true;
      });
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      // Cut off in the middle: the client must see that it is not whole.
      answer.once("error", (error) => response.destroy(error));
      answer.pipe(response);
    });
    passed.once("error", (error) => response.destroy(error));
    response.once("close", () => {
      if (!isWhole) passed.destroy();
    });
    if (request.method === "GET") passed.end();
    else {
      request.once("close", () => {
        if (!request.complete) passed.destroy();
      });
      request.pipe(passed);
    }
  }

  #closed(): void {
    this.#open -= 1;
    if (this.#open > 0 || this.idleMs === null) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(), this.idleMs);
    this.#idle.unref();
  }

  #end(): void {
    const child = this.#child;
    this.#child = null;
    this.#ready = null;
    child?.kill("SIGKILL");
  }

  /** Tells it that the server stops, and resolves when its long work has come to its end; requests are answered on. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child?.connected) return;
    const stopped = new Promise<void>((resolve) => {
      child.on("message", (message: FromRenderer) => {
        if (message === "stopped") resolve();
      });
      child.once("exit", () => resolve());
    });
    child.send("stop" satisfies ToRenderer, () => {});
    await stopped;
  }
}

/** A path for a socket in a folder that only this user can enter. */
export function socketIn(folder: string, name: string): string {
  return process.platform === "win32"
    ? `\\\\.\\pipe\\${path.basename(folder)}-${name}`
    : path.join(folder, name);
}
