import { quarterInText } from "@/report/format";
import { type Mark, withSign } from "@/report/mark";
import { readQuarter } from "@/series/axis";
import type { ColorName } from "@/series/palette";
import css from "./charts.module.css";
import { usePaint } from "./paint";

/** The part of what the chart library hands to a tooltip that is used. */
export interface TooltipInput {
  readonly active?: boolean;
  readonly label?: string;
}

interface TooltipSeries {
  readonly key: string;
  readonly label: string;
  readonly color: ColorName;
  readonly values: readonly (number | null)[];
  readonly marks?: readonly (Mark | null)[];
}

/** One quarter's figures, those not filed named as such. */
export function ChartTooltip({
  input,
  series,
  quarters,
  format,
  isStack = false,
  named = (quarter) => quarterInText(readQuarter(quarter)),
}: {
  input: TooltipInput;
  series: readonly TooltipSeries[];
  quarters: readonly string[];
  format: (value: number) => string;
  /** The figures are parts of a sum. */
  isStack?: boolean;
  /** What to call a point of the axis that is not a quarter. */
  named?: (label: string) => string;
}) {
  const paint = usePaint();
  const { active, label } = input;
  const at = quarters.indexOf(label ?? "");
  if (!active || label === undefined || at < 0) return null;
  const parts = series.flatMap((one) => one.values[at] ?? []);
  return (
    <div className={css.tooltip}>
      <strong>{named(label)}</strong>
      <table>
        <tbody>
          {series.map((one) => {
            const value = one.values[at] ?? null;
            return (
              <tr key={one.key}>
                <th scope="row">
                  <svg width="10" height="10" aria-hidden="true">
                    <rect width="10" height="10" fill={paint(one.color)} />
                  </svg>{" "}
                  {one.label}
                </th>
                <td>{value === null ? "not filed" : withSign(format(value), one.marks?.[at])}</td>
              </tr>
            );
          })}
          {isStack && parts.length > 1 ? (
            <tr className={css.total}>
              <th scope="row">Together</th>
              <td>{format(parts.reduce((sum, value) => sum + value, 0))}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}
