import { CartesianGrid, XAxis, YAxis } from "recharts";
import type { Axis } from "@/series/axis";
import { axisText, type ValueUnit } from "@/series/measure-words";
import { type Period, periodInText, periodTick } from "@/series/periods";
import type { Paint } from "./paint";

/** Room below a chart over periods for the two lines of a tick. */
export const PERIOD_AXIS_HEIGHT = 38;

const VALUE_AXIS_WIDTH = 52;
const FONT = 12;

/**
 * The frame of a chart over quarters or months: lines at the round values, periods below, values left. A function and not a
 * component: the chart library looks at the kind of its direct children.
 */
export function periodAxes({
  periods,
  axis,
  unit,
  paint,
  padding = 0,
  ruled = true,
}: {
  periods: readonly Period[];
  axis: Axis;
  unit: ValueUnit;
  paint: Paint;
  /** Room left and right of the first and last period, pixels. */
  padding?: number;
  /** A line at the foot of the chart. */
  ruled?: boolean;
}) {
  return [
    <CartesianGrid key="grid" syncWithTicks vertical={false} stroke={paint("rule")} />,
    <XAxis
      key="periods"
      dataKey="period"
      height={PERIOD_AXIS_HEIGHT}
      interval={0}
      tickLine={false}
      axisLine={ruled}
      stroke={paint("muted")}
      padding={{ left: padding, right: padding }}
      tick={(tick) => <PeriodTick {...tick} count={periods.length} fill={paint("muted")} />}
    />,
    <YAxis
      key="values"
      width={VALUE_AXIS_WIDTH}
      domain={[...axis.domain]}
      ticks={[...axis.ticks]}
      interval={0}
      axisLine={false}
      tickLine={false}
      tick={({ y, payload }) => (
        <text
          x={VALUE_AXIS_WIDTH - 6}
          y={y}
          dy="0.35em"
          textAnchor="end"
          fontSize={FONT}
          fill={paint("muted")}
        >
          {axisText(unit, payload.value)}
        </text>
      )}
    />,
  ];
}

interface PeriodTickProps {
  readonly x?: number;
  readonly y?: number;
  readonly index?: number;
  /** Of the axis, pixels. */
  readonly width?: number;
  readonly payload?: { readonly value: string };
  readonly count: number;
  readonly fill: string;
}

function PeriodTick({ x, y = 0, index = 0, width, payload, count, fill }: PeriodTickProps) {
  if (!payload) return <g />;
  const { first, second } = periodTick(payload.value, index, count, width);
  return (
    <text x={x} y={y + 6} textAnchor="middle" fontSize={FONT} fill={fill}>
      <title>{periodInText(payload.value)}</title>
      <tspan x={x} dy="0.7em">
        {first}
      </tspan>
      {second ? (
        <tspan x={x} dy="1.15em">
          {second}
        </tspan>
      ) : null}
    </text>
  );
}
