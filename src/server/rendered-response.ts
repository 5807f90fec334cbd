import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from "node:http";
import { PassThrough, type Readable } from "node:stream";

/** What came out of a request handler. */
export type Rendered = WholeAnswer | StreamedAnswer;

interface AnswerHead {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: OutgoingHttpHeaders;
}

export interface WholeAnswer extends AnswerHead {
  readonly kind: "whole";
  readonly body: Buffer;
}

/** An answer that is still being made. Reading slowly slows the handler down; destroying `body` tells the
 * handler that nobody wants the rest. */
export interface StreamedAnswer extends AnswerHead {
  readonly kind: "streamed";
  readonly body: Readable;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown> | unknown;

/** Longest body kept whole, by the answer's head; 0 streams from the first byte. */
export type KeepWhole = (head: AnswerHead) => number;

/**
 * Runs a handler and gives what it answers: whole when it ends within `keepWhole` bytes, streamed as soon as
 * it is longer. The handler writes to a response of its own, so what it makes can be examined, kept and
 * sent to several clients, and the client that asked first may leave. Rejects when the handler throws, or
 * ends without an answer. `clientLeft` is for handlers that should stop then.
 */
export function render(
  handler: Handler,
  request: IncomingMessage,
  keepWhole: KeepWhole,
  clientLeft?: AbortSignal,
): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const response = new DetachedResponse(request, keepWhole, resolve, reject);
    clientLeft?.addEventListener("abort", () => response.abandon(), { once: true });
    if (clientLeft?.aborted) response.abandon();
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  });
}

/** Nobody is there any more to be answered. */
export class ClientLeft extends Error {
  constructor() {
    super("The client left before it was answered.");
  }
}

class DetachedResponse extends ServerResponse {
  #kept: Buffer[] | null = [];
  #keptBytes = 0;
  #limit = 0;
  #stream: PassThrough | null = null;
  #head: AnswerHead | null = null;
  #over = false;

  constructor(
    request: IncomingMessage,
    private readonly keepWhole: KeepWhole,
    private readonly resolve: (rendered: Rendered) => void,
    private readonly reject: (error: Error) => void,
  ) {
    super(request);
    // A field in the types, a getter on the prototype, so it cannot be overridden in the class body.
    Object.defineProperty(this, "headersSent", { get: () => this.#head !== null });
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.#head) return this;
    this.statusCode = status;
    const given = rest.find((one) => typeof one === "object" && one !== null);
    if (Array.isArray(given)) {
      const flat = (given as OutgoingHttpHeader[] | OutgoingHttpHeader[][]).flat() as OutgoingHttpHeader[];
      for (let i = 0; i + 1 < flat.length; i += 2) this.setHeader(String(flat[i]), flat[i + 1] as string);
    } else if (given) {
      for (const [name, value] of Object.entries(given as OutgoingHttpHeaders)) {
        if (value !== undefined) this.setHeader(name, value);
      }
    }
    this.#head = { status, headers: { ...this.getHeaders() } };
    this.#limit = this.keepWhole(this.#head);
    return this;
  }

  override flushHeaders(): void {
    this.writeHead(this.statusCode);
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.flushHeaders();
    if (this.#over) return false;
    const bytes = toBytes(chunk, rest);
    callbackOf(rest)?.();
    if (this.#kept) {
      this.#kept.push(bytes);
      this.#keptBytes += bytes.length;
      if (this.#keptBytes <= this.#limit) return true;
      return this.#startStream();
    }
    return this.#stream?.write(bytes) ?? false;
  }

  #startStream(): boolean {
    const stream = new PassThrough({ highWaterMark: 256 * 1024 });
    stream.on("drain", () => this.emit("drain"));
    stream.on("close", () => this.abandon());
    // Whoever reads the stream is told of the error; without a listener it would end the process.
    stream.on("error", () => {});
    let accepted = true;
    for (const bytes of this.#kept ?? []) accepted = stream.write(bytes);
    this.#kept = null;
    this.#stream = stream;
    this.resolve({ kind: "streamed", ...(this.#head as AnswerHead), body: stream });
    return accepted;
  }

  override end(...args: unknown[]): this {
    if (this.#over) return this;
    const [chunk] = args;
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
      this.write(...(args as [unknown]));
    else callbackOf(args)?.();
    this.flushHeaders();
    this.#over = true;
    this.finished = true;
    if (this.#kept) {
      const body = Buffer.concat(this.#kept);
      this.#kept = null;
      this.resolve({ kind: "whole", ...(this.#head as AnswerHead), body });
    }
    this.#stream?.end();
    setImmediate(() => {
      this.emit("finish");
      this.emit("close");
    });
    return this;
  }

  /** The handler failed, or gave up: nothing of a whole answer is used, a streamed one is cut off so that the client
   * sees it is incomplete. */
  override destroy(error?: Error): this {
    if (this.#over) return this;
    this.#over = true;
    const reason = error ?? new Error("The handler ended the connection without an answer.");
    if (this.#stream) this.#stream.destroy(reason);
    else this.reject(reason);
    this.#leave();
    return this;
  }

  /** Nobody wants the rest. */
  abandon(): void {
    if (this.#over) return;
    this.#over = true;
    this.reject(new ClientLeft());
    this.#leave();
  }

  #leave(): void {
    this.destroyed = true;
    this.#kept = null;
    setImmediate(() => this.emit("close"));
  }
}

function toBytes(chunk: unknown, rest: unknown[]): Buffer {
  if (typeof chunk === "string") {
    const encoding = typeof rest[0] === "string" ? (rest[0] as BufferEncoding) : "utf8";
    return Buffer.from(chunk, encoding);
  }
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError("A response body is made of text or bytes.");
}

function callbackOf(args: unknown[]): (() => void) | undefined {
  const last = args.at(-1);
  return typeof last === "function" ? (last as () => void) : undefined;
}
