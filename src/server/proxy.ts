import type { IncomingHttpHeaders } from "node:http";
import type { IsProxy } from "@/host/trusted-proxies";
import { isLoopbackHost } from "./access";

/** Whether the client says, or a proxy says of it, that it speaks TLS; the server itself speaks none. */
export function saysTls(headers: IncomingHttpHeaders): boolean {
  return [headers["x-forwarded-proto"] ?? ""].flat()[0]?.split(",", 1)[0]?.trim() === "https";
}

/**
 * HSTS makes a browser refuse plain HTTP to this host for a year, so it is sent only where TLS is certain: the proxy says so, and
 * the host is one of its own, not a name that everything on this machine shares.
 */
export function strictTransport(
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders,
  isProxy: IsProxy,
): boolean {
  return saysTls(headers) && isProxy(remoteAddress ?? "") && !isLoopbackHost(headers.host);
}
