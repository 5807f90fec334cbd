/** Clients remembered before those are looked for that need not be. */
const MOST_CLIENTS = 10_000;

export interface RateOptions {
  /** So many at once, after a while of nothing. */
  readonly burst: number;
  /** So many more each second. */
  readonly perSecond: number;
}

type Seconds = () => number;

/** A bucket of tokens per client. Time is the machine's uptime: it does not jump when the clock is set. */
export class RateLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>();
  constructor(
    private readonly options: RateOptions,
    private readonly seconds: Seconds = () => performance.now() / 1000,
  ) {}

  /** Takes one. 0: go on; else whole seconds until there is one again, and none was taken. */
  take(client: string): number {
    const left = this.#left(client);
    if (left < 1) return this.#wait(left);
    this.#buckets.delete(client);
    this.#buckets.set(client, { left: left - 1, at: this.seconds() });
    if (this.#buckets.size > MOST_CLIENTS) this.#forget();
    return 0;
  }

  /** Seconds to wait, without taking. */
  waitFor(client: string): number {
    return this.#wait(this.#left(client));
  }

  #left(client: string): number {
    const { burst, perSecond } = this.options;
    const before = this.#buckets.get(client);
    return before ? Math.min(burst, before.left + (this.seconds() - before.at) * perSecond) : burst;
  }

  #wait(left: number): number {
    return left >= 1 ? 0 : Math.ceil((1 - left) / this.options.perSecond);
  }

  /** Those whose bucket is full again are as if never seen. Of the others the oldest, until few are left; one that has to wait never: else whoever
   * has many addresses could make itself forgotten. */
  #forget(): void {
    for (const client of [...this.#buckets.keys()]) {
      if (this.#left(client) >= this.options.burst) this.#buckets.delete(client);
    }
    for (const client of [...this.#buckets.keys()]) {
      if (this.#buckets.size <= MOST_CLIENTS / 2) return;
      if (this.#left(client) >= 1) this.#buckets.delete(client);
    }
  }
}

/** Of all clients together. */
const ALL = "";
/** Clients that have shown the right token, remembered at most. */
const MOST_RIGHT = 1_000;

/**
 * Tokens shown that were wrong: so many of one client, and so many of all, should they come from everywhere. That second limit is
 * not for those who have shown the right one before: nobody can keep them out.
 */
export class GuessLimit {
  readonly #right = new Set<string>();
  readonly #each: RateLimit;
  readonly #all: RateLimit;
  constructor(each: RateOptions, all: RateOptions, seconds?: Seconds) {
    this.#each = new RateLimit(each, seconds);
    this.#all = new RateLimit(all, seconds);
  }

  /** Seconds until the client may show a token. */
  waitFor(client: string): number {
    const all = this.#right.has(client) ? 0 : this.#all.waitFor(ALL);
    return Math.max(this.#each.waitFor(client), all);
  }

  /** Takes one guess. 0: go on; else seconds to wait, and none was taken. */
  take(client: string): number {
    const wait = this.waitFor(client);
    if (wait > 0) return wait;
    this.#each.take(client);
    this.#all.take(ALL);
    return 0;
  }

  /** The client has shown the right token. */
  right(client: string): void {
    this.#right.delete(client);
    this.#right.add(client);
    const [oldest] = this.#right;
    if (this.#right.size > MOST_RIGHT && oldest !== undefined) this.#right.delete(oldest);
  }
}

export interface Limits {
  /** Tokens that were wrong, at sign-in or in a header. */
  readonly guesses: GuessLimit;
  readonly uploads: RateLimit;
}

export function defaultLimits(): Limits {
  return {
    guesses: new GuessLimit({ burst: 5, perSecond: 1 / 12 }, { burst: 100, perSecond: 2 }),
    // A folder of a thousand filings dropped on the page comes one by one.
    uploads: new RateLimit({ burst: 300, perSecond: 5 }),
  };
}
