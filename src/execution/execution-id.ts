import { sha256 } from "@/report/sha256";
import type { ExecutionReport } from "./execution-report";

/** Of all figures, whatever the order of rows or the way numbers are written: equal figures, one version. */
export function executionHash({ rows, sums }: ExecutionReport): string {
  const lines = [
    ...rows.map(({ sp500, size, type, filed }) => {
      const figures = filed.map((text) => (text === null ? "" : String(Number(text))));
      return [sp500, size, type, ...figures].join(",");
    }),
    ...sums.map((sum) => JSON.stringify(Object.entries(sum).sort(([a], [b]) => (a < b ? -1 : 1)))),
  ];
  return sha256(Buffer.from(lines.sort().join("\n")));
}

/** What addresses call a report, the same in every store: `202608-0123456789`. */
export function executionIdOf(report: ExecutionReport, figures: string): string {
  const { kind, participant, code, month } = report;
  return `${month}-${sha256(Buffer.from([kind, participant, code, figures].join("\n"))).slice(0, 10)}`;
}

/** Whether an id is of a report of rule 605: those of 606 begin with a quarter. */
export function isExecutionId(id: string): boolean {
  return /^\d{6}-[0-9a-f]{10}$/.test(id);
}
