import { type Finding, type FindingCode, finding, hasError, type Place } from "@/report/findings";
import { SECTION_LABELS, type Section } from "@/report/sections";

/** Cells listed one by one before the rest is counted. */
const MOST_LISTED = 20;
/** Filed text shown in a finding. A cell may hold thousands of characters. */
export const MOST_SHOWN = 100;

interface Tally {
  readonly first: Finding;
  readonly section: Section | undefined;
  count: number;
}

/**
 * Collects the findings on one report without flooding: errors are listed cell by cell up to a
 * limit, warnings about cells once per section, with the first place and how many there are.
 */
export class Problems {
  readonly #listed: Finding[] = [];
  readonly #perCode = new Map<FindingCode, number>();
  readonly #tallies = new Map<string, Tally>();

  add(code: FindingCode, message: string, where: Place, filed?: string): void {
    const count = (this.#perCode.get(code) ?? 0) + 1;
    this.#perCode.set(code, count);
    if (count <= MOST_LISTED) this.#listed.push(finding(code, message, where, filed));
  }

  /** One more case of a warning that is reported once per section. */
  tally(code: FindingCode, message: string, where: Place, filed?: string): void {
    const key = `${code} ${where.section ?? ""}`;
    const tally = this.#tallies.get(key);
    if (tally === undefined)
      this.#tallies.set(key, {
        first: finding(code, message, where, filed),
        section: where.section,
        count: 1,
      });
    else tally.count += 1;
  }

  get refuse(): boolean {
    return hasError(this.#listed);
  }

  findings(file: string): Finding[] {
    const more = [...this.#perCode]
      .filter(([, count]) => count > MOST_LISTED)
      .map(([code, count]) =>
        finding(code, `${count - MOST_LISTED} more of this kind are in the file.`, { file }),
      );
    const tallied = [...this.#tallies.values()].map(({ first, section, count }) => {
      if (count === 1) return first;
      const where = section === undefined ? "the report" : SECTION_LABELS[section];
      return { ...first, message: `${first.message} ${count} such cases in ${where}; this is the first.` };
    });
    return [...this.#listed, ...more, ...tallied];
  }
}
