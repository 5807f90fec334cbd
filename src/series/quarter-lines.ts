import type { BrokerPart } from "@/queries/broker-parts";
import type { Mark } from "@/report/mark";
import { quarterAxis } from "./axis";
import { absoluteSeries } from "./comparable-series";
import type { ColorName } from "./palette";
import { type PeriodLines, periodLines } from "./period-lines";

export interface LinePoint {
  readonly quarter: string;
  readonly value: number | null;
  /** Why the value is doubtful. */
  readonly mark?: Mark | null;
  /** Of what is said of it below the chart. */
  readonly number?: number | null;
}

export interface LineInput {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  readonly points: readonly LinePoint[];
  /** What each broker adds, where there may be several: only what can be compared is joined. */
  readonly parts?: readonly BrokerPart[];
}

/** Lines over one axis of quarters, which break where a quarter has no figure, or cannot be compared with the one before. `span`: quarters the axis
 * must hold, so that charts beside each other line up. Values are net dollars, or cents per 100 shares or per contract. */
export function quarterLines(
  input: readonly LineInput[],
  { id, title, unit, span }: { id: string; title: string; unit: "usd" | "cents"; span: readonly string[] },
): PeriodLines {
  const quarters = quarterAxis([
    ...span,
    ...input.flatMap((line) => line.points.map((point) => point.quarter)),
  ]);
  const lines = input.map(({ points, parts, ...line }) => {
    const known = new Map(points.map((point) => [point.quarter, point.value]));
    const values = quarters.map((quarter) => known.get(quarter) ?? null);
    const joined = parts ? absoluteSeries(quarters, known, parts).joined : values.map(() => true);
    const marked = new Map(points.map((point) => [point.quarter, point.mark ?? null]));
    const numbered = new Map(points.map((point) => [point.quarter, point.number ?? null]));
    return {
      ...line,
      values,
      joined,
      marks: quarters.map((quarter) => marked.get(quarter) ?? null),
      ...(points.some((point) => point.number) && {
        numbers: quarters.map((quarter) => numbered.get(quarter) ?? null),
      }),
    };
  });
  return periodLines(lines, { id, title, unit, periods: quarters });
}
