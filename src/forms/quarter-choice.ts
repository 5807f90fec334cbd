import { quarterLabel } from "@/report/format";
import type { Choice, Step } from "./choice-form";

/** The stored quarters on either side of the one shown, which need not be stored itself. */
export function quarterSteps(
  quarters: readonly string[],
  chosen: string,
  href: (quarter: string) => string,
): { before: Step | null; after: Step | null } {
  const step = (quarter: string | undefined) =>
    quarter === undefined ? null : { label: quarterLabel(quarter), href: href(quarter) };
  return {
    before: step(quarters.findLast((one) => one < chosen)),
    after: step(quarters.find((one) => one > chosen)),
  };
}

/** Every stored quarter to choose from, the newest first. */
export function quarterChoice(quarters: readonly string[], chosen: string): Choice {
  const all = quarters.includes(chosen) ? quarters : [...quarters, chosen].sort();
  return {
    name: "quarter",
    label: "Quarter",
    value: chosen,
    options: all.toReversed().map((quarter) => ({ value: quarter, label: quarterLabel(quarter) })),
  };
}

/** Whether exchanges count, as a choice of two. */
export function exchangesChoice(exchanges: "include" | "exclude"): Choice {
  return {
    name: "exchanges",
    label: "Include exchanges",
    value: exchanges === "include" ? "" : exchanges,
    options: [
      { value: "", label: "yes" },
      { value: "exclude", label: "no" },
    ],
  };
}
