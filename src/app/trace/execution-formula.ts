import { figureInWords } from "@/execution/in-words";
import type { ExecutionTrace } from "@/queries/execution-cells";
import type { Formula } from "./formula";

/** How a figure of a filed row is made of its cells, with the filed texts filled in. */
export function executionFormula({ key, name, how, value, row, cells }: ExecutionTrace): Formula {
  return {
    definition: `${name} = ${how[0]?.toLowerCase()}${how.slice(1)}.`,
    filled:
      value === null
        ? null
        : filled(
            key,
            row.efq_unit,
            cells.map(({ filed }) => filed),
          ),
    value: figureInWords(key, value),
  };
}

function filled(key: string, efqUnit: string | null, filed: readonly (string | null)[]): string {
  const [first = "", second = ""] = filed;
  if (key === "efq_pct") {
    // Of the cells in the order of the file it is the last.
    const quotient = filed.at(-1) ?? "";
    return efqUnit === "percent" ? `${quotient}, filed in percent points, is` : `${quotient} × 100 is`;
  }
  if (key === "net_improvement_usd_per_1000") return `${first} × 1,000 is`;
  // The midpoint stands before the improvement in the file.
  if (key === "net_improvement_cents_per_100_shares") return `${second} × ${first} × 100 × 100 is`;
  return key.endsWith("_fraction") ? `${first} × 100 is` : `Filed as ${first}:`;
}
