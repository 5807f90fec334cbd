import type { Database } from "better-sqlite3";
import { numberAt } from "@/execution/efq-unit";
import type { ExecutionReport } from "@/execution/execution-report";
import { EXECUTION_TYPE_WORDS, sizeWords } from "@/execution/order-sizes";
import { AT } from "@/execution/statistics";
import { type Finding, finding } from "@/report/findings";
import { statement } from "../statement";
import { loadExecution } from "./load-execution";

/** Order types of the detailed file that are those of the summary. */
const DETAILED_TYPES = { M: "MXXNN", ML: "LYNNN" } as const;
/** Rounding, and orders that one of the two counts otherwise. */
const TOLERANCE = 0.01;

type Figures = Pick<ExecutionReport, "rows" | "sums">;

/**
 * Compares a report with the other one, summary or detailed file, that the reporter filed for the month. A detailed file does not
 * say which stocks are in the S&P 500, and a summary's rows have no counts, so of a size and type only this can be said: what
 * the detailed file gives lies between what the summary gives for the two kinds of stocks.
 */
export function compareWithOther(
  database: Database,
  reporterId: number,
  report: ExecutionReport,
  file: string,
): Finding[] {
  const other = { summary: "detailed", detailed: "summary", legacy: null }[report.kind];
  if (other === null) return [];
  const id = statement<[number, string, number], number>(
    database,
    "SELECT id FROM execution_report WHERE reporter_id = ? AND kind = ? AND month = ? AND is_current = 1",
  )
    .pluck()
    .get(reporterId, other, report.month);
  if (id === undefined) return [];
  const stored = loadExecution(database, id);
  const [summary, detailed] = report.kind === "summary" ? [report, stored] : [stored, report];
  return differencesOf(summary, detailed).map((message) =>
    finding("execution_summary_differs", message, { file }),
  );
}

/** What a summary and a detailed file of one month say differently, in words. */
export function differencesOf(summary: Figures, detailed: Figures): string[] {
  return [...new Set(summary.rows.map(({ size, type }) => `${size} ${type}`))].flatMap((key) => {
    const rows = summary.rows.filter(({ size, type }) => `${size} ${type}` === key);
    const [{ size, type }] = rows as [(typeof rows)[number]];
    const sums = detailed.sums.filter(
      (sum) => sum.type === DETAILED_TYPES[type] && sum.size === String(size),
    );
    const total = (pick: (sum: (typeof sums)[number]) => number) =>
      sums.reduce((all, sum) => all + pick(sum), 0);
    const executed = total((sum) => sum.executedShares + sum.executedAwayShares);
    const orders = total((sum) => sum.orders);
    // One kind of stocks alone may be missing because it had no order; both ends are needed.
    if (sums.length === 0 || rows.length < 2) return [];
    const of = `${EXECUTION_TYPE_WORDS[type]}, ${sizeWords(size)}`;
    const compared = [
      ["share of shares improved", AT.PctExctdPI, executed && total((sum) => sum.improvedShares) / executed],
      ["shares per order", AT.AvgOrderQty, orders && total((sum) => sum.shares) / orders],
    ] as const;
    return compared.flatMap(([what, at, value]) => {
      const filed = rows.map((row) => numberAt(row.filed, at)).filter((one) => one !== null);
      if (filed.length < 2) return [];
      const slack = TOLERANCE * Math.max(...filed.map(Math.abs));
      if (value >= Math.min(...filed) - slack && value <= Math.max(...filed) + slack) return [];
      return [
        `The detailed file gives a ${what} of ${Number(value.toPrecision(6))} (${of}); the summary has ${filed.join(" and ")}, and expected is a value between them.`,
      ];
    });
  });
}
