import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { CACHE_USES, type RequestRecord } from "./request-record";

/** Upper bounds of the classes durations are counted in, seconds. Kept pages take about one millisecond. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts requests since the start: few numbers, whatever is asked for. The returned function counts one that is over.
 * `cacheBytes`: memory of kept answers now. */
export function requestMetrics(
  registry: Registry,
  cacheBytes: () => number,
): (record: Pick<RequestRecord, "route" | "status" | "ms" | "cache">) => void {
  const registers = [registry];
  const requests = new Counter({
    name: "pfof_http_requests_total",
    help: "Requests answered, by kind of address and status; status none: the client left before.",
    labelNames: ["route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "pfof_http_request_duration_seconds",
    help: "Time from a request's head to its answer's end, by kind of address.",
    labelNames: ["route"],
    buckets: BOUNDS,
    registers,
  });
  const uses = new Counter({
    name: "pfof_cache_answers_total",
    help: "Answers that may be kept: from memory (hit), shared with a request at the same time, made (miss).",
    labelNames: ["result"],
    registers,
  });
  for (const result of CACHE_USES) uses.inc({ result }, 0);
  new Gauge({
    name: "pfof_cache_bytes",
    help: "Memory of kept answers.",
    registers,
    collect() {
      this.set(cacheBytes());
    },
  });
  return ({ route, status, ms, cache }) => {
    requests.inc({ route, status: status ?? "none" });
    durations.observe({ route }, ms / 1000);
    if (cache) uses.inc({ result: cache });
  };
}
