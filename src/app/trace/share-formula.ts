import type { ShareTrace } from "@/queries/share-cells";
import { countOf, formatFiled, formatPercent } from "@/report/format";
import type { Formula } from "./formula";

/** More months than this are not written out. */
const MOST_WRITTEN = 6;

/** A share of orders as the mean of the months' filed percentages, with the percentages filled in. */
export function shareFormula({ cells, months, percent }: ShareTrace): Formula {
  const known = cells.flatMap((cell) => cell.percent ?? []);
  const sum =
    known.length <= MOST_WRITTEN
      ? `(${known.map((one) => formatFiled(one, 2)).join(" + ")})`
      : `The sum of ${countOf(known.length, "filed percentage")}`;
  return {
    definition:
      "Share = the filed percentages of the months, added up ÷ the number of months: a plain mean, because order counts are not filed.",
    filled: percent === null ? null : `${sum} ÷ ${months} is`,
    value: formatPercent(percent, 2),
  };
}
