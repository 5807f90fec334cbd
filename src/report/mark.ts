import type { Doubted, FindingCode } from "./findings";
import { listInText } from "./format";

/** Why a figure is doubtful: the worst of the findings a material part of it stands on. */
export interface Mark {
  readonly code: FindingCode;
  /** One line: `Firstrade Securities 2020 Q2: implied volume is far from its neighbors (Apex Clearing, S&P 500 stocks)`. */
  readonly why: string;
  /** The same after "whose", without broker and quarter: what a sentence says of one it leaves out. */
  readonly whose: string;
  /** Public id of the report. */
  readonly report: string;
}

/** Marks of a row's figures; a figure without one is as good as any. */
export type Marks = Readonly<Partial<Record<Doubted, Mark>>>;

/** Stands behind a marked figure, and before the line that says why. */
export const MARK_SIGN = "†";

export function withSign(text: string, mark: Mark | null | undefined): string {
  return mark ? `${text} ${MARK_SIGN}` : text;
}

/** Each reason once, in the order they come. */
export function distinctMarks(marks: Iterable<Mark | null | undefined>): Mark[] {
  const found = new Map<string, Mark>();
  for (const mark of marks) if (mark && !found.has(mark.why)) found.set(mark.why, mark);
  return [...found.values()];
}

/** More than these are counted. */
const MOST_NAMED = 3;

/** `Left out: Firstrade, whose implied volume is far from its neighbors (…).` Empty where nothing was. `name`: of whom or
 * what a sentence does not speak because its figure is marked. */
export function leftOutSentence(left: readonly { readonly name: string; readonly mark: Mark }[]): string {
  if (left.length === 0) return "";
  const said = new Map(left.map(({ name, mark }) => [name, `${name}, whose ${mark.whose}`]));
  const [first] = said.values();
  return `Left out: ${said.size === 1 ? first : `${listInText([...said.keys()], MOST_NAMED)}, whose figures are doubtful (${MARK_SIGN})`}.`;
}

/** What is said behind a sentence whose own figure is marked; empty where it is not. `of`: one broker in one quarter, which the
 * sentence names, or more. */
export function doubtSentence(mark: Mark | null | undefined, of: "one report" | "several"): string {
  if (!mark) return "";
  return `This is doubtful: ${of === "several" ? mark.why : mark.whose}.`;
}
