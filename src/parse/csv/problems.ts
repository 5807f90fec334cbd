import { type Finding, type FindingCode, finding, type Place } from "@/report/findings";

const MOST_LISTED = 20;

/** Collects findings of one CSV, each kind listed up to a limit and then counted. */
export class CsvProblems {
  readonly #found: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  constructor(readonly file: string) {}

  /** `at` is a row, null for the file as a whole. */
  add(code: FindingCode, at: number | null, message: string, field?: string, filed?: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > MOST_LISTED) return;
    const where: Place = {
      file: this.file,
      ...(at === null ? {} : { position: `row ${at}` }),
      ...(field === undefined ? {} : { field }),
    };
    this.#found.push(finding(code, message, where, filed));
  }

  get findings(): Finding[] {
    const more = [...this.#counts]
      .filter(([, count]) => count > MOST_LISTED)
      .map(([code, count]) =>
        finding(code, `${count - MOST_LISTED} more of this kind are in the file.`, { file: this.file }),
      );
    return [...this.#found, ...more];
  }
}
