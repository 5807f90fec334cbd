import { Counter, Gauge, type Registry } from "prom-client";
import type { Use } from "./renderer";

/** What the processes behind this one use, by name; null: it does not run. */
export function rendererMetrics(registry: Registry, uses: () => Readonly<Record<string, Use | null>>): void {
  const registers = [registry];
  new Gauge({
    name: "pfof_renderer_resident_memory_bytes",
    help: "Memory of a process of the app, as the system counts it; seconds old.",
    labelNames: ["process"],
    registers,
    collect() {
      this.reset();
      for (const [process, use] of Object.entries(uses())) if (use) this.set({ process }, use.rss);
    },
  });
  new Counter({
    name: "pfof_renderer_cpu_seconds_total",
    help: "CPU time of a process of the app, since it was last started.",
    labelNames: ["process"],
    registers,
    collect() {
      this.reset();
      for (const [process, use] of Object.entries(uses())) if (use) this.inc({ process }, use.cpuSeconds);
    },
  });
}
