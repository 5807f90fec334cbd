import type { IncomingHttpHeaders } from "node:http";
import { isLoopbackAddress, isLoopbackHost } from "./access";

/** An address as a program of its own kind would write it: IPv4 that came over IPv6 as IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:/i, "").replace(/^\[|\]$/g, "");
}

/** Whether a connection comes from this machine or network, as that of the proxy in front does: what it says of the client
 * is believed. */
export function isNear(address: string): boolean {
  const plain = plainAddress(address);
  return isLoopbackAddress(plain) || /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(plain);
}

/** Whether the client says, or a proxy says of it, that it speaks TLS; the server itself speaks none. */
export function saysTls(headers: IncomingHttpHeaders): boolean {
  return [headers["x-forwarded-proto"] ?? ""].flat()[0]?.split(",", 1)[0]?.trim() === "https";
}

/**
 * HSTS makes a browser refuse plain HTTP to this host for a year, so it is sent only where TLS is certain: the proxy says so, and
 * the host is one of its own, not a name that everything on this machine shares.
 */
export function strictTransport(remoteAddress: string | undefined, headers: IncomingHttpHeaders): boolean {
  return saysTls(headers) && isNear(remoteAddress ?? "") && !isLoopbackHost(headers.host);
}
