import type { RouteClass } from "./route-class";

/** Where an answer that may be kept came from: memory (`hit`), its making for another request at the same time (`shared`), or
 * its making for this one (`miss`). */
export const CACHE_USES = ["hit", "shared", "miss"] as const;
export type CacheUse = (typeof CACHE_USES)[number];

/** What became of one request. */
export interface RequestRecord {
  readonly id: string;
  /** Null, as the path: it could not be read. */
  readonly method: string | null;
  /** Path and query as logged, without secrets. */
  readonly path: string | null;
  readonly route: RouteClass;
  /** Null: the client left before there was an answer. */
  readonly status: number | null;
  /** Of the body, as sent. */
  readonly bytes: number;
  /** From the request's head to the answer's end. */
  readonly ms: number;
  /** Null: such answers are never kept. */
  readonly cache: CacheUse | null;
  /** False: the answer was cut off. */
  readonly whole: boolean;
}
