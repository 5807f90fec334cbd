import { z } from "zod";
import { clip } from "@/report/clip";
import { MOST_NAME, MOST_REPORT_ROWS, tooLong, tooMany } from "@/report/filed-limits";
import type { Finding, Place } from "@/report/findings";
import { monthsOf, type Quarter } from "@/report/quarter";
import { formatPosition, type RawCell, type RawMonth, type RawReport } from "@/report/raw-report";
import { isBlankMonth, type MonthReport, type Report, type SectionReport } from "@/report/report";
import { SECTION_LABELS, type Section } from "@/report/sections";
import { collapse } from "./collapse";
import { MOST_SHOWN, Problems } from "./problems";
import { readTimestamp } from "./read-timestamp";
import { SectionCheck } from "./section-check";

const PLAIN_NAMES: Readonly<Record<string, string>> = { bd: "broker", qtr: "quarter", mon: "month" };

export interface Validated {
  /** null when a finding is an error: nothing of the report may be stored. */
  readonly report: Report | null;
  readonly findings: readonly Finding[];
}

const Digits = z.string().trim().regex(/^\d+$/).transform(Number);
/** xs:integer from 2000 to 2099 (the schema's YearType). */
const Year = Digits.pipe(z.int().min(2000).max(2099));
const QuarterNumber = Digits.pipe(z.int().min(1).max(4));
const Version = Digits.pipe(z.int().min(0).max(1_000_000));
const Crd = z
  .string()
  .trim()
  .regex(/^0*[1-9]\d{0,9}$/)
  .transform((digits) => digits.replace(/^0+/, ""));

/**
 * Turns the filed text of a report into numbers and checks that it makes sense on its own: each
 * number readable, percentages within 0–100, months of the quarter and once each, and the warnings
 * that one report allows (17 CFR 242.606(a)(1)). Missing stays null.
 *
 * @param file base name of the file or ZIP entry, for the findings
 */
export function validate(raw: RawReport, file: string): Validated {
  const problems = new Problems();
  const context = new Context(raw, file, problems);
  const rows = raw.months.flatMap(({ sections }) => sections.map(({ venues }) => venues.length));
  const tooManyRows = tooMany(
    "The report",
    rows.reduce((sum, one) => sum + one, 0),
    MOST_REPORT_ROWS,
  );
  if (tooManyRows) {
    problems.add("limit_exceeded", tooManyRows, { file });
    return { report: null, findings: problems.findings(file) };
  }
  context.checkLengths();
  const filedBroker = collapse(raw.broker.text);
  if (filedBroker === "") {
    problems.add("structure", "The broker's name is blank; expected a name.", context.at("bd", raw.broker));
  }
  const quarter = context.quarter();
  const months = context.months(quarter);
  const generatedAt = context.timestamp();
  if (quarter && !problems.refuse) {
    context.noteAbsent(months, quarter);
    if (generatedAt) context.checkGenerated(generatedAt, quarter);
  }
  const report: Report = {
    filedBroker,
    crd: context.optional(Crd, "crd", raw.crd, "FINRA's number of the broker (digits)"),
    quarter: quarter ?? { year: 0, quarter: 1 },
    series: raw.series ?? "",
    filedVersion: context.optional(Version, "report_version", raw.version, "a whole number"),
    generatedAt,
    format: raw.format,
    origin: raw.origin ?? null,
    months,
  };
  return { report: problems.refuse ? null : report, findings: problems.findings(file) };
}

class Context {
  readonly #sections: SectionCheck;

  constructor(
    private readonly raw: RawReport,
    private readonly file: string,
    private readonly problems: Problems,
  ) {
    this.#sections = new SectionCheck(raw.format, file, problems);
  }

  at(field: string, cell: RawCell): Place {
    return { file: this.file, position: this.#position(cell.at), field: this.#name(field) };
  }

  /** Texts that are kept as they are. */
  checkLengths(): void {
    const { broker, series = "", origin } = this.raw;
    const texts = [
      ["The broker's name", broker.text, this.at("bd", broker)],
      ["The series", series, { file: this.file }],
      ["The name of the source file", origin?.file ?? "", { file: this.file }],
    ] as const;
    for (const [what, text, where] of texts) {
      const message = tooLong(what, text.length, MOST_NAME);
      if (message) this.problems.add("limit_exceeded", message, where);
    }
  }

  /** A header field as the document itself calls it, given its XML element. */
  #name(field: string): string {
    return this.raw.format === "xml" ? field : (PLAIN_NAMES[field] ?? field);
  }

  quarter(): Quarter | null {
    const year = this.#required(Year, "year", this.raw.year, "a year from 2000 to 2099");
    const quarter = this.#required(QuarterNumber, "qtr", this.raw.quarter, "1, 2, 3 or 4");
    return year === null || quarter === null ? null : { year, quarter };
  }

  #required(schema: z.ZodType<number>, field: string, cell: RawCell, expected: string): number | null {
    const result = schema.safeParse(cell.text);
    if (result.success) return result.data;
    const filed = clip(cell.text.trim(), MOST_SHOWN);
    const message = `The report's ${this.#name(field)} is ${shown(filed)}; expected ${expected}.`;
    this.problems.add("bad_quarter", message, this.at(field, cell), filed);
    return null;
  }

  optional<T>(
    schema: z.ZodType<T>,
    field: string,
    cell: RawCell | null | undefined,
    expected: string,
  ): T | null {
    if (cell == null || cell.text.trim() === "") return null;
    const result = schema.safeParse(cell.text);
    if (result.success) return result.data;
    const filed = clip(cell.text.trim(), MOST_SHOWN);
    const message = `${field} is ${shown(filed)}; expected ${expected}, or blank.`;
    this.problems.add("not_a_number", message, this.at(field, cell), filed);
    return null;
  }

  timestamp(): string | null {
    const cell = this.raw.timestamp;
    if (cell === null || cell.text.trim() === "") return null;
    const read = readTimestamp(cell.text);
    if (read === null) {
      const filed = clip(cell.text.trim(), MOST_SHOWN);
      const message = `The time of generation is ${shown(filed)}; expected a date and time such as 2020-04-01T22:55:48Z. The report counts as undated.`;
      this.problems.add("bad_timestamp", message, this.at("timestamp", cell), filed);
    }
    return read;
  }

  months(quarter: Quarter | null): MonthReport[] {
    const firstAt = new Map<number, number>();
    const months: MonthReport[] = [];
    for (const raw of this.raw.months) {
      const month = this.#month(raw, quarter);
      if (month !== null) {
        const first = firstAt.get(month);
        if (first === undefined) firstAt.set(month, raw.at);
        else {
          const message = `Month ${month} comes a second time (first at ${this.#position(first)}); expected each month once.`;
          this.problems.add("month_repeated", message, this.at("mon", raw.month), raw.month.text.trim());
        }
      }
      months.push({ month: month ?? 0, sections: this.#monthSections(raw, month) });
    }
    this.#sections.finish();
    this.#noteBlank(months);
    return months.sort((a, b) => a.month - b.month);
  }

  /** The month's number, once it is known to lie in the quarter. */
  #month(raw: RawMonth, quarter: Quarter | null): number | null {
    const year = Digits.safeParse(raw.year.text);
    const month = Digits.safeParse(raw.month.text);
    for (const [field, result, cell] of [
      ["year", year, raw.year],
      ["mon", month, raw.month],
    ] as const) {
      if (result.success) continue;
      const filed = clip(cell.text.trim(), MOST_SHOWN);
      const expected = field === "mon" ? "a month from 1 to 12" : "a year";
      const message = `The ${this.#name(field)} of a month is ${shown(filed)}; expected ${expected}.`;
      this.problems.add("not_a_number", message, this.at(field, cell), filed);
    }
    if (!year.success || !month.success || quarter === null) return null;
    const expected = monthsOf(quarter);
    if (year.data === quarter.year && expected.includes(month.data)) return month.data;
    const message = `Month ${month.data} of ${year.data} is outside the quarter; expected month ${expected.join(", ")} of ${quarter.year}.`;
    const cell = year.data === quarter.year ? raw.month : raw.year;
    const field = cell === raw.month ? "mon" : "year";
    this.problems.add("month_outside_quarter", message, this.at(field, cell), cell.text.trim());
    return null;
  }

  #monthSections(raw: RawMonth, month: number | null): SectionReport[] {
    const seen = new Map<Section, number>();
    return raw.sections.map((section) => {
      const first = seen.get(section.section);
      if (first === undefined) seen.set(section.section, section.at);
      else {
        const message = `${SECTION_LABELS[section.section]} comes a second time in the month (first at ${this.#position(first)}); expected once.`;
        const position = this.#position(section.at);
        const where = { file: this.file, position, month: month ?? undefined, section: section.section };
        this.problems.add("section_repeated", message, where);
      }
      return this.#sections.read(section, month);
    });
  }

  #noteBlank(months: readonly MonthReport[]): void {
    const blank = months.filter(isBlankMonth);
    const [first] = blank;
    if (first === undefined) return;
    const raw = this.raw.months[months.indexOf(first)] as RawMonth;
    const names = blank.map((month) => month.month).join(", ");
    const message = `Every figure of month ${names} is blank; ${blank.length === 1 ? "it counts" : "they count"} as missing, not as zero.`;
    const where = { file: this.file, position: this.#position(raw.at), month: first.month };
    this.problems.add("blank_month", message, where);
  }

  /** A quarter has three months; the report of a firm that began or ended within it may have fewer. */
  noteAbsent(months: readonly MonthReport[], quarter: Quarter): void {
    const absent = monthsOf(quarter).filter((month) => !months.some((one) => one.month === month));
    if (absent.length === 0) return;
    const message = `The report has no month ${absent.join(" and ")}; ${absent.length === 1 ? "it counts" : "they count"} as missing, not as zero.`;
    this.problems.add("absent_month", message, { file: this.file, month: absent[0] as number });
  }

  /** On the last day of the quarter the markets may have closed already. */
  checkGenerated(generatedAt: string, quarter: Quarter): void {
    const lastDay = new Date(Date.UTC(quarter.year, 3 * quarter.quarter, 0)).toISOString().slice(0, 10);
    const cell = this.raw.timestamp;
    if (cell === null || generatedAt.slice(0, 10) >= lastDay) return;
    const message = `The report was generated on ${generatedAt.slice(0, 10)}, before its quarter ended (${lastDay}); what came after is not in it.`;
    this.problems.add("generated_early", message, this.at("timestamp", cell), cell.text.trim());
  }

  #position(at: number): string {
    return formatPosition(this.raw.format, at);
  }
}

function shown(filed: string): string {
  return filed === "" ? "blank" : `"${filed}"`;
}
