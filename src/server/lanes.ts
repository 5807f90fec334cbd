import { RenderQueue } from "./render-queue";

/** Reads wait in two queues, answered by a process each, so that pages never wait for exports. */
export type Lane = "pages" | "exports";

export type Lanes = Readonly<Record<Lane, RenderQueue>>;

export function defaultLanes(): Lanes {
  return {
    pages: new RenderQueue({ atOnce: 6, perClient: 200, inAll: 600 }),
    exports: new RenderQueue({ atOnce: 2, perClient: 24, inAll: 96 }),
  };
}

const HEAVY_API = /^\/(mcp|api\/v1\/(charts|package|rates|rows|trace))(\/|$)/;
/** Whole tables, CSV, and states of the past, for which nothing is summed beforehand. */
const HEAVY_QUERY = /[?&](([\w-]+-)?rows=all|format=csv|asOf=)/;

/** Where a read waits: what may take seconds of a processor, by its address, keeps to itself. */
export function laneOf(url: string): Lane {
  const pathname = url.split("?", 1)[0] ?? "";
  return HEAVY_API.test(pathname) || HEAVY_QUERY.test(url) ? "exports" : "pages";
}
