import type { Quarter } from "@/report/quarter";

/** What the name of a file in FINRA's quarterly bulk ZIP says, and its XML does not. */
export interface FinraName {
  /** Central Registration Depository number of the firm, without leading zeros. */
  readonly crd: string;
  readonly quarter: Quarter;
  /** Which of several reports of the firm for that quarter, in capitals; "" when there is one. */
  readonly series: string;
  /** From 1; the highest replaces the lower ones. null: it got lost on the way. */
  readonly version: number | null;
}

const FILE_NAME = /^0*([1-9]\d{0,9})_606_NMS_(\d{4})_Q([1-4])(?:_(.+))?$/i;
/** Of documents of a report, and what programs put behind them again. */
const EXTENSION = /\.(xml|pdf|csv|tsv|xlsx|html?|gz|txt|download)$/i;
/** What browsers and file managers put behind a name that is taken: `(1)`, `[1]`, `- Copy`, `- Copy (2)`, `_copy`. */
const COPY_MARK =
  /(?:[\s_.-]*(?:\(\d{1,3}\)|\[\d{1,3}\])|[\s_–-]+(?:copy|kopie|copie|copia)(?:\s*\d{1,3})?)$/i;

/**
 * Reads `CRD_606_NMS_YEAR_Qn[_suffix]_Vn.xml`, also as browsers and people leave it: another letter case, a second
 * download (`… (1).xml`), a copy (`… - Copy.xml`), a doubled extension, no `_Vn`. Null for any other name. Folders in
 * front are ignored.
 *
 * The suffix is the firm's own and names a series (`SOFI`), except for what only dates the file: a date, a timestamp
 * (`20251008062755108`) or a version number of the firm's own (`WEXX_V1_V1` is version 1 of series WEXX).
 */
export function parseFinraName(name: string): FinraName | null {
  const match = FILE_NAME.exec(withoutMarks(name.slice(name.lastIndexOf("/") + 1)));
  if (!match) return null;
  const [, crd = "", year, quarter, rest = ""] = match;
  const [, suffix = "", version] = /^(?:(.*)_)?V(\d{1,4})$/i.exec(rest) ?? ["", rest];
  if (version !== undefined && Number(version) < 1) return null;
  return {
    crd,
    quarter: { year: Number(year), quarter: Number(quarter) },
    series: seriesIn(suffix),
    version: version === undefined ? null : Number(version),
  };
}

/** A name without extensions and copy marks, in whatever order they were put on. */
function withoutMarks(name: string): string {
  let rest = name.replaceAll("%20", " ").trim();
  for (;;) {
    const shorter = rest.replace(EXTENSION, "").replace(COPY_MARK, "").trim();
    if (shorter === rest) return rest.replace(/^copy of /i, "");
    rest = shorter;
  }
}

function seriesIn(suffix: string): string {
  const kept: string[] = [];
  let afterDate = false;
  const parts = suffix
    .toUpperCase()
    .replace(/(\d{4})-(\d{2})-(\d{2})/g, "$1$2$3")
    .split("_");
  for (const [i, part] of parts.entries()) {
    const isTimeOfDay = afterDate && /^[T\d:.-]{4,12}Z?$/.test(part);
    const isVersion = i === parts.length - 1 && /^V\d{1,4}$/.test(part);
    afterDate = isDate(part);
    if (part !== "" && !afterDate && !isTimeOfDay && !isVersion) kept.push(part);
  }
  return kept.join("_");
}

/** `20251008`, `10082025`, either followed by a time of day; not a CRD, a clearing number or a name. */
function isDate(part: string): boolean {
  const yearFirst = /^20\d{2}(\d{2})(\d{2})(?:T?\d{4,9}Z?)?$/.exec(part);
  const yearLast = /^(\d{2})(\d{2})20\d{2}(?:T?\d{4,9}Z?)?$/.exec(part);
  const match = yearFirst ?? yearLast;
  if (!match) return false;
  const [month, day] = [Number(match[1]), Number(match[2])];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
