import { MOST_REPORTERS } from "@/report/filed-limits";
import { type Finding, finding, hasError } from "@/report/findings";
import type { ExecutionReport, ReadExecution } from "../execution-report";
import { AMENDED, LEGACY } from "./detailed-fields";
import { DetailedRows, type ReporterRows } from "./detailed-rows";
import type { ReadExecutions } from "./read-summary";
import { checkFileName, checkReport } from "./report-check";

/** Rows in a thousand that may be unreadable; above it the file is another one than it seems. */
const MOST_BAD_SHARE = 0.001;

/** Reads a detailed file (rule 605(a)(1)), as amended or as it was, piece by piece. */
export class DetailedReading {
  readonly #rows: DetailedRows;

  constructor(
    private readonly file: string,
    private readonly kind: "detailed" | "legacy",
  ) {
    this.#rows = new DetailedRows(kind === "detailed" ? AMENDED : LEGACY);
  }

  write(chunk: Buffer): void {
    this.#rows.write(chunk);
  }

  end(): ReadExecutions {
    const rows = this.#rows;
    rows.end();
    const { file } = this;
    const findings = rows.badLines.map(({ line, why }) =>
      finding(
        this.#isRefused() ? "execution_row" : "execution_unread",
        `Line ${line} ${why}. ${this.#unreadWords()}`,
        { file, position: `line ${line}` },
      ),
    );
    if (rows.isBroken) {
      const message = `${file} has a line that does not end; expected rows of a detailed file.`;
      findings.push(finding("execution_row", message, { file }));
    } else if (rows.hasTooMany) {
      const message = `${file} has more than ${MOST_REPORTERS.toLocaleString("en-US")} reporters; no more are read.`;
      findings.push(finding("limit_exceeded", message, { file }));
    } else if (rows.rows === 0) {
      const message = `${file} has the columns of a detailed file and no row.`;
      findings.push(finding("empty_file", message, { file }));
    }
    if (hasError(findings)) return { executions: [], findings };
    const executions = [...rows.reporters.values()].map((one) => this.#execution(one));
    return { executions, findings: [...findings, ...checkFileName(executions, file)] };
  }

  #isRefused(): boolean {
    return this.#rows.bad > MOST_BAD_SHARE * this.#rows.rows;
  }

  #unreadWords(): string {
    const { bad, rows } = this.#rows;
    const of = `${bad.toLocaleString("en-US")} of ${rows.toLocaleString("en-US")} rows cannot be read`;
    return this.#isRefused() ? `${of}; expected at most one in a thousand.` : `${of}; they are left out.`;
  }

  #execution({ participant, code, month, sums, unbalanced, firstUnbalanced }: ReporterRows): ReadExecution {
    const report: ExecutionReport = {
      kind: this.kind,
      code: code.toUpperCase(),
      participant,
      month: Number(month),
      rows: [],
      efqUnit: null,
      sums: [...sums.values()],
      unreadLines: this.#rows.bad,
      origin: null,
    };
    const findings: Finding[] = checkReport(report, this.file);
    if (unbalanced > 0) {
      const message = `In ${unbalanced.toLocaleString("en-US")} rows of ${code} the shares improved, at the quote and outside it are not all that were executed; the first is line ${firstUnbalanced}.`;
      const where = { file: this.file, position: `line ${firstUnbalanced}` };
      findings.push(finding("execution_unbalanced", message, where));
    }
    return { report, findings };
  }
}
