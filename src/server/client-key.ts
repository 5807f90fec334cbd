import type { IncomingHttpHeaders } from "node:http";
import { isIP, isIPv6 } from "node:net";
import { type IsProxy, plainAddress } from "@/host/trusted-proxies";

/**
 * Who is counted: the address of the connection; behind a proxy that is believed the one it saw: the last in X-Forwarded-For
 * that is no such proxy itself (those before it are the client's own words). Where that cannot be read, the connection's.
 * An IPv6 client has a whole /56, as many providers give one household.
 */
export function clientKey(
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders,
  isProxy: IsProxy,
): string {
  let client = plainAddress(remoteAddress ?? "");
  const said = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").reverse();
  for (const one of said) {
    const address = withoutPort(one.trim());
    if (!isProxy(client) || isIP(address) === 0) break;
    client = address;
  }
  return isIPv6(client) ? networkOf(client) : client;
}

/** `192.0.2.1:4711`, `[2001:db8::1]:4711`, `[2001:db8::1]` and what has no port. */
function withoutPort(text: string): string {
  const [, v6, v4] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+)(?::\d+)?$/.exec(text) ?? [];
  return plainAddress(v6 ?? v4 ?? text);
}

/** The first 56 bits, `::` written out. */
function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  const groups = head.split(":").filter(Boolean);
  const last = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - last.length);
  const all = [...groups, ...Array<string>(zeros).fill("0"), ...last];
  const fourth = Number.parseInt(all[3] ?? "0", 16) & 0xff00;
  return [...all.slice(0, 3), fourth.toString(16)].join(":");
}
