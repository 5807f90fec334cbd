import { randomUUID } from "node:crypto";
import { createServer, type Server, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { finishHead } from "./answer-headers";
import { answerStarting } from "./answer-starting";
import { handleRequest } from "./handle-request";
import { securityHeaders } from "./headers";
import { MeasuredResponse } from "./measured-response";
import type { RequestRecord } from "./request-record";
import type { Site } from "./visit";

/** All headers of a request together: more is answered with 431. */
const MAX_HEADER_BYTES = 16 * 1024;
/** A whole upload may take this long; the head of a request much less. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;
const HEADERS_TIMEOUT_MS = 20_000;
/** Longer than the minute proxies keep an idle connection, so that they close it first. */
const KEEP_ALIVE_MS = 65_000;

export interface Listening {
  readonly server: Server;
  readonly address: AddressInfo;
  /** Call it when the app is ready: requests that came before have been waiting for it. */
  serve(site: Site): void;
}

/**
 * Listens at once, so that a port already taken is known before anything is done to the store; requests that come
 * before `serve` wait for it, but for probes. Rejects with a sentence for the person who started it.
 */
export async function listen(host: string, port: number): Promise<Listening> {
  let serve: (site: Site) => void = () => {};
  const site = new Promise<Site>((resolve) => {
    serve = resolve;
  });
  let ready: Site | null = null;
  void site.then((one) => {
    ready = one;
  });
  const server = createServer({
    ServerResponse: MeasuredResponse,
    maxHeaderSize: MAX_HEADER_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The Host is checked with everything else, with an answer that says so.
    requireHostHeader: false,
  });
  server.on("request", async (request, response) => {
    if (!ready && answerStarting(request, response)) return;
    await handleRequest(ready ?? (await site), request, response);
  });
  server.on("checkContinue", async (request, response) =>
    handleRequest(ready ?? (await site), request, response, true),
  );
  // Expects something else than leave to send a body.
  server.on("checkExpectation", (request, response) => {
    const { headers } = finishHead("/", { connection: "close", "cache-control": "no-store" }, []);
    response.writeHead(417, { ...headers, connection: "close", "content-length": 0 }).end();
    request.resume();
  });
  server.on("clientError", (error, socket: Socket) => {
    const record = answerUnreadable(error, socket);
    if (record) ready?.observe(record);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(whyNotListening(error, host, port))),
    );
    server.listen(port, host, resolve);
  });
  return { server, address: server.address() as AddressInfo, serve };
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  }
  if (code === "EACCES") return `Port ${port} needs privileges. Choose one above 1023: PORT=3000 npm start`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `HOST=${host} is no address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all).`;
  }
  return `Cannot listen on ${host} port ${port}: ${message}`;
}

/** What came is no HTTP request, or its head is too long or too slow. Null: the client is gone. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): RequestRecord | null {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return null;
  }
  const status = UNREADABLE[error.code ?? ""] ?? 400;
  const id = randomUUID();
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Length: 0",
    `X-Request-Id: ${id}`,
    ...securityHeaders({ pathname: "/", contentType: "", scriptHashes: [] }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n`);
  return {
    id,
    method: null,
    path: null,
    route: "unreadable",
    status,
    bytes: 0,
    ms: 0,
    cache: null,
    whole: true,
  };
}

const UNREADABLE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Where to point a browser: a wildcard address is reached by the loopback name. */
export function addressToOpen({ address, port, family }: AddressInfo): string {
  if (address === "0.0.0.0") return `http://127.0.0.1:${port}`;
  if (address === "::") return `http://localhost:${port}`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Stops accepting, lets open requests finish for `graceMs`, then cuts what is left. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(timer);
}
