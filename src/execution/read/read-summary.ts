import { forEachRecord } from "@/parse/csv/records";
import { decodeText } from "@/parse/decode-text";
import { type Finding, finding, hasError } from "@/report/findings";
import { efqUnitOf } from "../efq-unit";
import type { ExecutionOrigin, ExecutionRow, ReadExecution } from "../execution-report";
import type { ExecutionType, OrderSize, Sp500 } from "../order-sizes";
import { STATISTIC_FIELDS, SUMMARY_FIELDS } from "../statistics";
import { CellCheck } from "./cell-check";
import { OWN_COLUMNS, OWN_KEYS } from "./own-columns";
import { checkFileName, checkReport } from "./report-check";

export interface ReadExecutions {
  /** Empty when refused. */
  readonly executions: readonly ReadExecution[];
  /** Of a refused file all there is, else what concerns no single report. */
  readonly findings: readonly Finding[];
}

/** More lines than any summary has; what comes after is not looked at. */
const MOST_LINES = 20_000;
const MOST_FINDINGS = 500;

/** A row with what says whose it is. */
interface PlacedRow {
  readonly participant: string;
  readonly code: string;
  readonly month: number;
  readonly row: ExecutionRow;
  readonly origin: ExecutionOrigin | null;
}

/**
 * Reads an Order Execution Summary (rule 605(a)(2)), or this site's own CSV of one: columns in any order, rows of one
 * or several reporters. Any error refuses all of it.
 */
export function readSummary(bytes: Uint8Array, name: string, isOwn: boolean): ReadExecutions {
  const decoded = decodeText(bytes);
  if ("problem" in decoded) {
    const message = `${name} cannot be read as text: ${decoded.problem}.`;
    return { executions: [], findings: [finding("bad_encoding", message, { file: name })] };
  }
  const reading = new SummaryReading(name, isOwn);
  const broken = forEachRecord(decoded.text, ",", (cells, at) => reading.record(cells, at));
  if (broken) {
    const message = `Row ${broken.at} ${broken.message}.`;
    reading.findings.push(finding("execution_row", message, { file: name, position: `row ${broken.at}` }));
  }
  return reading.end();
}

class SummaryReading {
  readonly findings: Finding[] = [];
  readonly #rows: PlacedRow[] = [];
  readonly #check: CellCheck;
  /** Place of each known column in a row; null before the header. */
  #columns: ReadonlyMap<string, number> | null = null;
  #width = 0;
  #isOver = false;

  constructor(
    private readonly file: string,
    private readonly isOwn: boolean,
  ) {
    this.#check = new CellCheck(file, this.findings);
  }

  record(cells: readonly string[], at: number): void {
    if (this.#isOver || cells.every((cell) => cell.trim() === "")) return;
    if (this.findings.length > MOST_FINDINGS || at > MOST_LINES) {
      this.#isOver = true;
      const message = `There is more wrong with ${this.file} than is told here; what follows row ${at} was not looked at.`;
      this.findings.push(finding("execution_row", message, { file: this.file, position: `row ${at}` }));
    } else if (this.#columns === null) this.#columns = this.#header(cells, at);
    else if (cells.length !== this.#width) {
      const message = `Row ${at} has ${cells.length} cells; expected ${this.#width}, as the header has.`;
      this.findings.push(finding("execution_row", message, { file: this.file, position: `row ${at}` }));
    } else this.#row(cells, at, this.#columns);
  }

  /** Gives the place of each field by the SEC's name. */
  #header(cells: readonly string[], at: number): ReadonlyMap<string, number> {
    const names = cells.map((cell) => cell.trim());
    this.#width = names.length;
    const wrong = (message: string, field: string) =>
      this.findings.push(
        finding("execution_columns", message, { file: this.file, position: `row ${at}`, field }, field),
      );
    const wanted = this.isOwn ? OWN_COLUMNS : SUMMARY_FIELDS;
    const places = new Map<string, number>();
    names.forEach((name, i) => {
      if (places.has(name)) wrong(`Column ${i + 1}, "${name}", is there twice; expected once.`, name);
      else if (!this.isOwn && !wanted.includes(name)) {
        wrong(
          `Column ${i + 1} is "${name}"; expected one of the 18 columns of the summary: ${wanted.join(", ")}.`,
          name,
        );
      } else places.set(name, i);
    });
    for (const name of wanted) {
      if (!places.has(name))
        wrong(`The header has no column "${name}"; expected all of: ${wanted.join(", ")}.`, name);
    }
    if (!this.isOwn) return places;
    const keys = new Map<string, string>(Object.entries(OWN_KEYS).map(([field, own]) => [own, field]));
    return new Map([...places].map(([name, place]) => [keys.get(name) ?? fieldOfKey(name), place]));
  }

  #row(cells: readonly string[], at: number, columns: ReadonlyMap<string, number>): void {
    const cell = (field: string) => cells[columns.get(field) ?? -1] ?? "";
    const place = (field: string) => ({ row: at, column: columns.get(field) ?? 0, field });
    const check = this.#check;
    const participant = check.code(cell("DsgntParticipant"), place("DsgntParticipant"));
    const code = check.code(cell("RprtEntityCd"), place("RprtEntityCd"));
    const month = check.month(cell("RptDate"), place("RptDate"));
    const sp500 = check.oneOf("sp500", cell("Sp500"), place("Sp500"));
    const size = check.oneOf("size", cell("OrderSize"), place("OrderSize"));
    const type = check.oneOf("type", cell("OrderType"), place("OrderType"));
    const filed = STATISTIC_FIELDS.map((field, i) => check.statistic(i, cell(field), place(field)));
    const own = (column: string) => (this.isOwn ? check.text(cell(column), place(column)) : "");
    const origin = { file: own("source_file"), sha256: own("source_sha256") };
    const position = own("source_position") || `row ${at}`;
    if (participant === null || code === null || month === null || !sp500 || !size || !type) return;
    this.#rows.push({
      participant,
      code,
      month,
      row: {
        sp500: sp500 as Sp500,
        size: Number(size) as OrderSize,
        type: type as ExecutionType,
        filed,
        position,
      },
      origin: origin.file ? origin : null,
    });
  }

  end(): ReadExecutions {
    if (this.#rows.length === 0 && !hasError(this.findings)) {
      const message = `${this.file} has the columns of an Order Execution Summary and no row.`;
      this.findings.push(finding("empty_file", message, { file: this.file }));
    }
    this.#findRepeated();
    const unit = efqUnitOf(this.#rows.map(({ row }) => row));
    const executions: ReadExecution[] = [...this.#reports().values()].map((rows) => {
      const [{ participant, code, month, origin }] = rows as [PlacedRow];
      const own = rows.map(({ row }) => row);
      const report = {
        kind: "summary",
        code,
        participant,
        month,
        rows: own,
        efqUnit: efqUnitOf(own) ?? unit,
        sums: [],
        unreadLines: 0,
        origin,
      } as const;
      return { report, findings: checkReport(report, this.file) };
    });
    if (!this.isOwn) this.findings.push(...checkFileName(executions, this.file));
    if (!hasError(this.findings)) return { executions, findings: this.findings };
    const all = [...this.findings, ...executions.flatMap((one) => one.findings)];
    return { executions: [], findings: all };
  }

  #findRepeated(): void {
    const seen = new Map<string, string>();
    for (const { participant, code, month, row } of this.#rows) {
      const key = [participant, code, month, row.sp500, row.size, row.type].join(", ");
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, row.position);
        continue;
      }
      const message = `The row ${key} comes twice (first at ${before}); expected once.`;
      const where = { file: this.file, position: row.position, field: "OrderSize" };
      this.findings.push(finding("execution_repeated", message, where, key));
    }
  }

  #reports(): Map<string, PlacedRow[]> {
    const reports = new Map<string, PlacedRow[]>();
    for (const row of this.#rows) {
      const key = [row.participant, row.code, row.month, row.origin?.sha256].join(" ");
      const known = reports.get(key);
      if (known) known.push(row);
      else reports.set(key, [row]);
    }
    return reports;
  }
}

function fieldOfKey(key: string): string {
  const place = OWN_STATISTICS.indexOf(key);
  return STATISTIC_FIELDS[place] ?? key;
}

const OWN_STATISTICS = OWN_COLUMNS.slice(Object.keys(OWN_KEYS).length, Object.keys(OWN_KEYS).length + 12);
