import { numberAt, plain } from "./efq-unit";
import type { ExecutionRow } from "./execution-report";
import { AT } from "./statistics";

type Filed = Pick<ExecutionRow, "filed">;

/** Better than the quote, in dollars per $1,000 traded; negative: worse. Null: not filed. */
export function improvementPer1000(row: Filed): number | null {
  const fraction = numberAt(row.filed, AT.WghtdAvgPctPI);
  return fraction === null ? null : plain(fraction * 1_000);
}

/** The same in cents per 100 shares, the unit payments are filed in. Null: it or the midpoint is not filed. */
export function improvementCentsPer100(row: Filed): number | null {
  const fraction = numberAt(row.filed, AT.WghtdAvgPctPI);
  const midpoint = numberAt(row.filed, AT.ExctdOrderMidPtAvg);
  return fraction === null || midpoint === null ? null : plain(fraction * midpoint * 10_000);
}
