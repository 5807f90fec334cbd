import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { type Family, single } from "./metric-text";

const RESOLUTION_MS = 20;

/** What the process uses, under the names that dashboards for Node know. The returned function tells the event loop's delays
 * since it was last called. */
export function processMetrics(): () => Family[] {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  // Measured is the time between two looks, which are that far apart by themselves.
  const lag = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000) || 0;
  return () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    const families = [
      single("process_cpu_user_seconds_total", "counter", "CPU time in the program's own code.", user / 1e6),
      single(
        "process_cpu_system_seconds_total",
        "counter",
        "CPU time in the system on its behalf.",
        system / 1e6,
      ),
      single("process_resident_memory_bytes", "gauge", "Memory in use, as the system counts it.", rss),
      single(
        "process_start_time_seconds",
        "gauge",
        "When the process started, Unix time.",
        performance.timeOrigin / 1000,
      ),
      single("nodejs_heap_size_used_bytes", "gauge", "JavaScript memory in use.", heapUsed),
      single("nodejs_external_memory_bytes", "gauge", "Memory in use beside JavaScript's.", external),
      single(
        "nodejs_eventloop_lag_mean_seconds",
        "gauge",
        "Mean delay of the event loop since the last scrape.",
        lag(delays.mean),
      ),
      single(
        "nodejs_eventloop_lag_p99_seconds",
        "gauge",
        "99 % of the delays since the last scrape were shorter.",
        lag(delays.percentile(99)),
      ),
      single(
        "nodejs_eventloop_lag_max_seconds",
        "gauge",
        "Longest delay since the last scrape.",
        lag(delays.max),
      ),
    ];
    delays.reset();
    return families;
  };
}
