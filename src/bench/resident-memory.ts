import { readdirSync, readFileSync } from "node:fs";

/** Between two looks: short beside the export, long beside a look. */
const EVERY_MS = 10;

/** Runs work and gives the most memory, in MB, that a process and those it started had resident meanwhile. Linux only. */
export async function peakMemory(pid: number, work: () => Promise<void>): Promise<number> {
  let most = residentMemory(pid);
  const timer = setInterval(() => {
    most = Math.max(most, residentMemory(pid));
  }, EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, residentMemory(pid));
}

/** Resident memory of a process and all below it, in MB. */
export function residentMemory(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(field(name, "PPid")));
  }
  let kilobytes = 0;
  for (const one of parents.keys()) {
    if (isBelow(one, pid, parents)) kilobytes += Number(field(String(one), "VmRSS"));
  }
  return kilobytes / 1024;
}

function isBelow(pid: number, top: number, parents: ReadonlyMap<number, number>): boolean {
  for (let one: number | undefined = pid; one !== undefined; one = parents.get(one))
    if (one === top) return true;
  return false;
}

/** A number of /proc/PID/status; 0 when the process is gone. */
function field(pid: string, name: string): string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? "0";
  } catch {
    return "0";
  }
}
