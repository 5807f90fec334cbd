import { type Family, type Sample, single } from "./metric-text";
import { CACHE_USES, type CacheUse, type RequestRecord } from "./request-record";
import type { RouteClass } from "./route-class";

/** Upper bounds of the classes durations are counted in, seconds. Kept pages take about one millisecond. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Durations {
  /** By class of `BOUNDS`; the last is for what takes longer. */
  readonly counts: number[];
  /** Seconds. */
  sum: number;
}

/** Counts requests since the start: few numbers, whatever is asked for. */
export class RequestMetrics {
  readonly #requests = new Map<string, { route: RouteClass; status: string; count: number }>();
  readonly #durations = new Map<RouteClass, Durations>();
  readonly #cache = new Map<CacheUse, number>(CACHE_USES.map((use) => [use, 0]));

  record({ route, status, ms, cache }: RequestRecord): void {
    const key = `${route} ${status}`;
    const requests = this.#requests.get(key) ?? { route, status: String(status ?? "none"), count: 0 };
    requests.count += 1;
    this.#requests.set(key, requests);
    const durations = this.#durations.get(route) ?? { counts: new Array(BOUNDS.length + 1).fill(0), sum: 0 };
    const seconds = ms / 1000;
    const at = BOUNDS.findIndex((bound) => seconds <= bound);
    const index = at < 0 ? BOUNDS.length : at;
    durations.counts[index] = (durations.counts[index] ?? 0) + 1;
    durations.sum += seconds;
    this.#durations.set(route, durations);
    if (cache) this.#cache.set(cache, (this.#cache.get(cache) ?? 0) + 1);
  }

  families(cacheBytes: number): Family[] {
    return [
      {
        name: "pfof_http_requests_total",
        type: "counter",
        help: "Requests answered, by kind of address and status; status none: the client left before.",
        samples: [...this.#requests.values()].map(({ route, status, count }) => ({
          labels: { route, status },
          value: count,
        })),
      },
      {
        name: "pfof_http_request_duration_seconds",
        type: "histogram",
        help: "Time from a request's head to its answer's end, by kind of address.",
        samples: [...this.#durations].flatMap(([route, durations]) => histogram(route, durations)),
      },
      {
        name: "pfof_cache_answers_total",
        type: "counter",
        help: "Answers that may be kept: from memory (hit), shared with a request at the same time, made (miss).",
        samples: [...this.#cache].map(([result, value]) => ({ labels: { result }, value })),
      },
      single("pfof_cache_bytes", "gauge", "Memory of kept answers.", cacheBytes),
    ];
  }
}

/** Classes of a histogram include those below them. */
function histogram(route: RouteClass, { counts, sum }: Durations): Sample[] {
  let count = 0;
  const buckets = [...BOUNDS, Number.POSITIVE_INFINITY].map((bound, i): Sample => {
    count += counts[i] ?? 0;
    return {
      part: "bucket",
      labels: { route, le: Number.isFinite(bound) ? String(bound) : "+Inf" },
      value: count,
    };
  });
  return [
    ...buckets,
    { part: "sum", labels: { route }, value: sum },
    { part: "count", labels: { route }, value: count },
  ];
}
