import type { Quarter } from "@/report/quarter";

/** What the name of a file in FINRA's quarterly bulk ZIP says, and its XML does not. */
export interface FinraName {
  /** Central Registration Depository number of the firm, without leading zeros. */
  readonly crd: string;
  readonly quarter: Quarter;
  /** Which of several reports of the firm for that quarter, in capitals; "" when there is one. */
  readonly series: string;
  /** From 1; the highest replaces the lower ones. */
  readonly version: number;
}

const FILE_NAME = /^0*(\d{1,10})_606_NMS_(\d{4})_Q([1-4])(?:_(.+))?_V(\d{1,4})\.xml$/i;

/**
 * Reads `CRD_606_NMS_YEAR_Qn[_suffix]_Vn.xml`; null for any other name. Folders in front are ignored.
 *
 * The suffix is the firm's own and names a series (`SOFI`), except for what only dates the file: a date, a timestamp
 * (`20251008062755108`) or a version number of the firm's own (`WEXX_V1_V1` is version 1 of series WEXX).
 */
export function parseFinraName(name: string): FinraName | null {
  const match = FILE_NAME.exec(name.slice(name.lastIndexOf("/") + 1));
  if (!match) return null;
  const [, crd = "", year, quarter, suffix = "", version] = match;
  if (Number(version) < 1) return null;
  return {
    crd,
    quarter: { year: Number(year), quarter: Number(quarter) },
    series: seriesIn(suffix),
    version: Number(version),
  };
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
