import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { LRUCache } from "lru-cache";
import { compress, type Encoding, isWorthCompressing } from "./encodings";

/** Longest answer kept. Longer ones are exports, read once and by few. */
export const MAX_ENTRY_BYTES = 2 * 1024 * 1024;

/** The only request headers an answer to GET may depend on, and the only ones the app is shown: whatever else a
 * client says (cookies, language, a range, what it has already) must not get into an answer that others
 * are given too. Host is here because pages may write their own address into links. */
export const KEYED_HEADERS = [
  "host",
  "x-forwarded-host",
  "x-forwarded-proto",
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
] as const;

/** One whole answer with status 200, ready to be sent, compressed forms included. */
export class CachedAnswer {
  readonly #compressed = new Map<Encoding, Promise<Buffer>>();
  /** Hash of the uncompressed body: the part of the ETag all forms share. */
  readonly hash: string;

  constructor(
    /** Header names and values in the order sent, without those that depend on the request. */
    readonly headers: readonly (readonly [string, string | string[]])[],
    readonly contentType: string,
    readonly body: Buffer,
  ) {
    this.hash = createHash("sha256").update(body).digest("hex").slice(0, 32);
  }

  get compressible(): boolean {
    return isWorthCompressing(this.contentType, this.body.length);
  }

  /** The body in an encoding, made when first asked for and kept. */
  encoded(encoding: Encoding): Promise<Buffer> {
    let made = this.#compressed.get(encoding);
    if (!made) {
      made = compress(this.body, encoding);
      this.#compressed.set(encoding, made);
    }
    return made;
  }

  /** Strong ETags differ by encoding: they stand for bytes. */
  etag(encoding: Encoding | null): string {
    return encoding ? `"${this.hash}-${encoding}"` : `"${this.hash}"`;
  }

  /** Whether a tag is one of this body's, in whatever form: then what the client has is current. */
  owns(tag: string): boolean {
    return tag === this.hash || tag === `${this.hash}-br` || tag === `${this.hash}-gzip`;
  }

  /** Memory the entry is charged with. Compressed forms, made later, are reckoned in from the start. */
  get bytes(): number {
    return Math.ceil(this.body.length * (this.compressible ? 1.5 : 1)) + 2048;
  }
}

interface Making {
  readonly promise: Promise<CachedAnswer | null>;
  /** Of each request that waits for it. */
  readonly wanted: (() => boolean)[];
}

/** An answer being made, for whoever makes it. */
export interface Share {
  readonly isWanted: () => boolean;
  readonly share: (answer: CachedAnswer | null) => void;
}

/**
 * Answers by address, for one state of the data. An entry is found only while the data version is the one that
 * was current before it was made: a commit of any process makes all entries unfindable at once. The
 * least recently used go when the memory limit is reached.
 */
export class ResponseCache {
  readonly #entries: LRUCache<string, { version: string; answer: CachedAnswer }>;
  readonly #making = new Map<string, Making>();

  /** `maxBytes`: memory for bodies, compressed ones included. */
  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ answer }, key) => key.length * 2 + answer.bytes,
    });
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  find(key: string, version: string): CachedAnswer | null {
    const entry = this.#entries.get(key);
    if (entry?.version === version) return entry.answer;
    if (entry) this.#entries.delete(key);
    return null;
  }

  /** The making of this very answer by another request, under way. `isWanted`: whether this one still waits for it. */
  beingMade(key: string, version: string, isWanted: () => boolean): Promise<CachedAnswer | null> | null {
    const making = this.#making.get(flight(key, version));
    making?.wanted.push(isWanted);
    return making?.promise ?? null;
  }

  /**
   * Announces that an answer is being made from data of `version`. `share` ends that: with the
   * answer, which is kept and given to those who wait, or null when it cannot be shared. `isWanted`: whether anyone still waits.
   */
  make(key: string, version: string, isWanted: () => boolean): Share {
    const name = flight(key, version);
    let resolve: (answer: CachedAnswer | null) => void = () => {};
    const promise = new Promise<CachedAnswer | null>((settle) => {
      resolve = settle;
    });
    const making: Making = { promise, wanted: [isWanted] };
    this.#making.set(name, making);
    return {
      isWanted: () => making.wanted.some((one) => one()),
      share: (answer) => {
        if (this.#making.get(name) === making) this.#making.delete(name);
        if (answer) this.#entries.set(key, { version, answer });
        resolve(answer);
      },
    };
  }
}

function flight(key: string, version: string): string {
  return `${version}\n${key}`;
}

/** What an answer is filed under: address and the headers it may depend on. */
export function cacheKey(url: string, headers: IncomingHttpHeaders): string {
  let key = url;
  for (const name of KEYED_HEADERS) key += `\n${headers[name] ?? ""}`;
  return key;
}

/** Every header that Vary names is part of the key (or is Accept-Encoding, which is served from one entry). */
export function variesOnlyByKey(vary: string | undefined): boolean {
  return (vary ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .every(
      (name) =>
        name === "" || name === "accept-encoding" || (KEYED_HEADERS as readonly string[]).includes(name),
    );
}
