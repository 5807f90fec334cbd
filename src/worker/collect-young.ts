import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collector: ((options: { type: "minor" }) => void) | null = null;

/**
 * Gives back the memory of buffers that are no longer used: the young ones, which takes a millisecond or two. The engine itself
 * lets 64 MB of them gather before it looks, as it only counts what is in its own heap.
 */
export function collectYoung(): void {
  if (!collector) {
    setFlagsFromString("--expose-gc");
    collector = runInNewContext("gc") as typeof collector;
  }
  collector?.({ type: "minor" });
}
