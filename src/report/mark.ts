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

/**
 * From which part of a figure's money, volume or orders on its doubted cells make the figure itself doubtful. In the
 * given filings a broker's quarter or month has either less (2.5 % at most: one exchange of many) or far more (60 % of
 * Firstrade's stocks in 2020 Q2). A volume many times too large moves the rate it is part of by about its part.
 */
export const MATERIAL_PART = 0.05;

/** Why an amount put together of several is doubtful: the reason of its largest doubtful part, where those are a material
 * part of it. Dollars, of either sign. */
export function markTogether(
  parts: readonly { readonly usd: number | null; readonly mark?: Mark | null | undefined }[],
): Mark | null {
  const size = (some: typeof parts) => some.reduce((sum, { usd }) => sum + Math.abs(usd ?? 0), 0);
  const doubtful = parts.filter(({ usd, mark }) => mark && usd !== null);
  if (doubtful.length === 0 || size(doubtful) < MATERIAL_PART * size(parts)) return null;
  return doubtful.reduce((a, b) => (Math.abs(b.usd ?? 0) > Math.abs(a.usd ?? 0) ? b : a)).mark ?? null;
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
