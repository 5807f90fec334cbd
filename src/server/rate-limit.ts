import type { IncomingHttpHeaders } from "node:http";
import { isIPv6 } from "node:net";
import { isNear, plainAddress } from "./proxy";

/** Clients remembered at most; the one not heard of for longest is forgotten first. */
const MOST_CLIENTS = 10_000;

export interface RateOptions {
  /** So many at once, after a while of nothing. */
  readonly burst: number;
  /** So many more each second. */
  readonly perSecond: number;
}

/** A bucket of tokens per client. Time is the machine's uptime: it does not jump when the clock is set. */
export class RateLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>();
  constructor(
    private readonly options: RateOptions,
    private readonly seconds: () => number = () => performance.now() / 1000,
  ) {}

  /** Takes one. 0: go on; else whole seconds until there is one again, and none was taken. */
  take(client: string): number {
    const wait = this.waitFor(client);
    const bucket = this.#buckets.get(client);
    if (wait === 0 && bucket) bucket.left -= 1;
    return wait;
  }

  /** Seconds to wait, without taking. */
  waitFor(client: string): number {
    const { burst, perSecond } = this.options;
    const at = this.seconds();
    const before = this.#buckets.get(client);
    const left = before ? Math.min(burst, before.left + (at - before.at) * perSecond) : burst;
    this.#buckets.delete(client);
    this.#buckets.set(client, { left, at });
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= MOST_CLIENTS) break;
      this.#buckets.delete(oldest);
    }
    return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
  }
}

export interface Limits {
  /** Tokens that were wrong, at sign-in or in a header. */
  readonly guesses: RateLimit;
  readonly uploads: RateLimit;
}

export function defaultLimits(): Limits {
  return {
    guesses: new RateLimit({ burst: 5, perSecond: 1 / 12 }),
    // A folder of a thousand filings dropped on the page comes one by one.
    uploads: new RateLimit({ burst: 300, perSecond: 5 }),
  };
}

/**
 * Who is counted: the address of the connection; behind a proxy of this machine or network the one that proxy saw (the
 * last in X-Forwarded-For; those before it are the client's own words). An IPv6 client has a whole /64.
 */
export function clientKey(remoteAddress: string | undefined, headers: IncomingHttpHeaders): string {
  const remote = plainAddress(remoteAddress ?? "");
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").at(-1)?.trim() ?? "";
  const client = forwarded !== "" && isNear(remote) ? plainAddress(forwarded) : remote;
  return isIPv6(client) ? firstGroups(client) : client;
}

/** The first four of eight groups, `::` written out. */
function firstGroups(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const last = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - last.length);
  return [...groups, ...Array<string>(zeros).fill("0"), ...last].slice(0, 4).join(":");
}
