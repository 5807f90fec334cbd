import { type Finding, type FindingCode, finding } from "@/report/findings";
import { efqPercent, numberAt } from "../efq-unit";
import type { ExecutionReport, ExecutionRow, ReadExecution } from "../execution-report";
import { marksOf } from "../marks";
import { EXECUTION_TYPE_WORDS, SP500_WORDS, sizeWords } from "../order-sizes";
import { PARTICIPANTS } from "../participants";
import { monthOf, monthWords } from "../report-month";
import { AT } from "../statistics";

/** Filed E/Q may differ from the quotient of the filed spreads by rounding, and by this much. */
const EFQ_TOLERANCE = 0.05;
const HALF_DIGIT = 5e-7;

/** What a report of one reporter tells that no single cell does. None of it refuses the report. */
export function checkReport(report: ExecutionReport, file: string): Finding[] {
  const { participant, code, month, rows, efqUnit, kind } = report;
  const findings: Finding[] = [];
  const where = (field: string, position?: string) => ({ file, field, ...(position && { position }) });
  if (!(participant in PARTICIPANTS)) {
    const known = Object.keys(PARTICIPANTS).sort().join(", ");
    const message = `Participant "${participant}" of ${code} is none of the plan's: ${known}.`;
    findings.push(finding("execution_participant", message, where("DsgntParticipant"), participant));
  }
  if (month > monthOf(new Date())) {
    const message = `The report of ${code} is for ${monthWords(month)}, which has not begun.`;
    findings.push(finding("execution_month_ahead", message, where("RptDate"), String(month)));
  }
  if (kind !== "summary") return findings;
  if (efqUnit === "percent") {
    const message = `${code} files effective ÷ quoted spread in percent points (82.4 for 82.4%); every row of the file is read so.`;
    findings.push(finding("execution_efq_unit", message, where("AvgEFQPct")));
  } else if (efqUnit === null) {
    const message = `Effective ÷ quoted spread as ${code} files it is neither the quotient of its spreads nor 100 times that; it is not shown.`;
    findings.push(finding("execution_efq_unknown", message, where("AvgEFQPct")));
  }
  for (const row of rows) {
    const of = `${EXECUTION_TYPE_WORDS[row.type]}, ${sizeWords(row.size)}, ${SP500_WORDS[row.sp500]}`;
    for (const { field, expected } of marksOf(row, efqUnit)) {
      const filed = row.filed[AT[field]] ?? "";
      const message = `${field} is ${filed} (${of}); expected ${expected}. It is shown as filed, and the row is left out of rankings.`;
      findings.push(finding("execution_mark", message, where(field, row.position), filed));
    }
    const differs = efqDiffers(row, report);
    if (differs) {
      const message = `AvgEFQPct is ${differs.filed} (${of}); the filed spreads give ${differs.expected}.`;
      findings.push(
        finding("execution_efq_differs", message, where("AvgEFQPct", row.position), differs.filed),
      );
    }
  }
  return findings;
}

/** Where a row's E/Q is not what its spreads say, however they were rounded. */
function efqDiffers(
  { filed }: ExecutionRow,
  { efqUnit }: ExecutionReport,
): { filed: string; expected: string } | null {
  const text = filed[AT.AvgEFQPct] ?? null;
  const percent = efqPercent(text, efqUnit);
  const effective = numberAt(filed, AT.AvgEffctvSprdPct);
  const quoted = numberAt(filed, AT.AvgPctQuotSprd);
  if (text === null || percent === null || effective === null || !quoted || quoted <= HALF_DIGIT) return null;
  const ends = [-1, 1].flatMap((a) =>
    [-1, 1].map((b) => (100 * (effective + a * HALF_DIGIT)) / (quoted + b * HALF_DIGIT)),
  );
  const slack = EFQ_TOLERANCE * Math.abs((100 * effective) / quoted);
  if (percent >= Math.min(...ends) - slack && percent <= Math.max(...ends) + slack) return null;
  return { filed: text, expected: `${((100 * effective) / quoted).toFixed(2)}%` };
}

/** `BATS202608.csv` holds BATS for August 2026, by the specification. Other names say nothing. */
export function checkFileName(executions: readonly ReadExecution[], file: string): Finding[] {
  const [, code, month] = /^([A-Za-z]{2,8})(20\d{2}(?:0[1-9]|1[0-2]))\b/.exec(file) ?? [];
  if (!code || !month || executions.length === 0) return [];
  const reports = executions.map(({ report }) => report);
  const findings: Finding[] = [];
  const add = (field: string, named: string, held: string[]) => {
    const message = `The file is named for ${named} and holds ${held.join(", ")}; what it holds counts.`;
    findings.push(finding("execution_name" satisfies FindingCode, message, { file, field }, named));
  };
  const codes = [...new Set(reports.map((one) => one.code))];
  const months = [...new Set(reports.map((one) => String(one.month)))];
  if (!codes.includes(code.toUpperCase())) add("RprtEntityCd", code, codes);
  if (!months.every((one) => one === month)) add("RptDate", month, months);
  return findings;
}
