import http from "node:http";
import path from "node:path";
import { isLoopbackAddress } from "@/server/access";
import { EndedSessions } from "@/server/ended-sessions";
import { drain, listen } from "@/server/http-server";
import { defaultLanes } from "@/server/lanes";
import { defaultLimits } from "@/server/rate-limit";
import type { Handler } from "@/server/rendered-response";
import { ResponseCache } from "@/server/response-cache";
import type { Site } from "@/server/visit";
import { temporaryFolder } from "../support/temporary-folder";

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface TestSite {
  readonly port: number;
  /** Sends a request as it is: no decompression, no headers added but Host. */
  ask(url: string, options?: http.RequestOptions, body?: string | Buffer): Promise<Answer>;
  close(): Promise<void>;
}

/** A server of this app around `handler` instead of the real pages, on a port of its own. */
export async function openSite(handler: Handler, options: Partial<Site> = {}): Promise<TestSite> {
  const { server, address, serve } = await listen("127.0.0.1", 0);
  serve({
    handler,
    cache: new ResponseCache(16 * 1024 * 1024),
    version: () => "1",
    uploadToken: null,
    endedSessions: new EndedSessions(path.join(temporaryFolder(), "ended-sessions")),
    boundToLoopback: true,
    limits: defaultLimits(),
    isProxy: isLoopbackAddress,
    wrongToken: () => {},
    lanes: defaultLanes(),
    maxBodyBytes: 1_000_000,
    isDraining: () => false,
    observe: () => {},
    metrics: async () => "",
    ...options,
  });
  return {
    port: address.port,
    ask: (url, given = {}, body) => ask(address.port, url, given, body),
    close: () => drain(server, 0),
  };
}

function ask(
  port: number,
  url: string,
  options: http.RequestOptions,
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, path: url, agent: false, ...options },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
