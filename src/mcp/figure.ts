import type { Mark } from "@/report/mark";
import type { Link } from "./tool";

/** A figure as an assistant is told it: never without its unit, and where it comes from. */
export interface Figure {
  /** Null: unknown, not zero. */
  readonly value: number | null;
  readonly unit: string;
  /** Why it is unknown. */
  readonly unknown?: string;
  /** What the checks found that a material part of it stands on. */
  readonly doubtful?: string;
  /** Address of the page that traces it to the filed cells. */
  readonly source: string;
}

export function figure(
  value: number | null,
  unit: string,
  {
    unknown,
    mark,
    path,
    link,
  }: { unknown: string; mark?: Mark | null | undefined; path: string; link: Link },
): Figure {
  return {
    value,
    unit,
    ...(value === null && { unknown }),
    ...(mark && { doubtful: `${mark.why} (report ${mark.report})` }),
    source: link(path),
  };
}

/** Why a figure is unknown. */
export const UNKNOWN = {
  filedBlank: "filed blank: no cell has dollars in it; blank is not zero",
  notEnough: "not enough filed: no cell has both dollars and a rate that are not zero",
  nothingPaid: "no dollars other than zero are filed: without paid orders there is no rate or volume of them",
  noShares: "not enough filed: no order, or no usable venue shares",
  noMoney: "not enough filed: no dollars other than zero",
  growth: "not enough filed: one of the two quarters has no report, lacks a month, or is zero or blank",
  noReport: "no report is stored, not zero",
} as const;
