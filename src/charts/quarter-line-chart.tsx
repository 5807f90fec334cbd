import {
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatRate, formatUsd, formatUsdShort, quarterInText } from "@/report/format";
import { activePoint } from "./active-point";
import { quarterTick, readQuarter, spreadLabels } from "./axis";
import { LINE_CHART_HEIGHT } from "./chart-heights";
import { ChartTooltip, type TooltipInput } from "./chart-tooltip";
import { usePaint } from "./paint";
import type { QuarterLines } from "./quarter-lines";
import type { PointPlace } from "./readings";

const HEIGHT = LINE_CHART_HEIGHT;
const TOP = 12;
const BOTTOM = 38;
const FONT = 12;
/** Room for the names at the lines' ends. */
const NAMES = 92;

/** Lines over quarters with their names at their ends. A quarter without a figure breaks the line; a dot marks every
 * figure, so that one between two gaps is seen. */
export function QuarterLineChart({
  chart,
  width = 520,
  active = null,
}: {
  chart: QuarterLines;
  width?: number;
  /** The point that is being read. */
  active?: PointPlace | null;
}) {
  const paint = usePaint();
  const { quarters, lines, axis, unit } = chart;
  const [low, high] = axis.domain;
  const rows = quarters.map((quarter, i) => ({
    quarter,
    ...Object.fromEntries(lines.map((line) => [line.key, line.values[i]])),
  }));
  const last = lines.map((line) => line.values.findLastIndex((value) => value !== null));
  const pixel = (value: number) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const labels = spreadLabels(
    lines.map((line, i) => pixel(line.values[last[i] ?? 0] ?? 0)),
    15,
    TOP,
    HEIGHT - BOTTOM,
  );
  return (
    <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width, height: HEIGHT }}>
      <LineChart
        id={chart.id}
        data={rows}
        margin={{ top: TOP, right: NAMES, bottom: 0, left: 0 }}
        title={chart.title}
      >
        <CartesianGrid syncWithTicks vertical={false} stroke={paint("rule")} />
        <XAxis
          dataKey="quarter"
          height={BOTTOM}
          interval={0}
          tickLine={false}
          stroke={paint("muted")}
          padding={{ left: 12, right: 12 }}
          tick={(tick) => <QuarterTick {...tick} count={quarters.length} fill={paint("muted")} />}
        />
        <YAxis
          width={48}
          domain={[low, high]}
          ticks={[...axis.ticks]}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={({ y, payload }) => (
            <text x={42} y={y} dy="0.35em" textAnchor="end" fontSize={FONT} fill={paint("muted")}>
              {unit === "usd" ? formatUsdShort(payload.value) : `${payload.value} ¢`.replace("-", "−")}
            </text>
          )}
        />
        {low < 0 ? <ReferenceLine y={0} stroke={paint("muted")} /> : null}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: paint("muted") }}
          content={(input) => (
            <ChartTooltip
              input={input as TooltipInput}
              series={lines}
              quarters={quarters}
              format={(value) => (unit === "usd" ? formatUsd(value) : `${formatRate(value)} ¢`)}
            />
          )}
        />
        {lines.map((line, i) => (
          <Line
            key={line.key}
            // Without an id of its own the library counts up, and the same page would never be the same twice.
            id={`${chart.id}-${line.key}`}
            dataKey={line.key}
            name={line.label}
            type="linear"
            stroke={paint(line.color)}
            strokeWidth={2}
            dot={{ r: 3, fill: paint(line.color), stroke: paint("paper"), strokeWidth: 1 }}
            activeDot={{ r: 5, stroke: paint("paper") }}
            connectNulls={false}
            isAnimationActive={false}
          >
            <LabelList
              dataKey={line.key}
              content={({ x, index }) =>
                index === last[i] ? (
                  <text
                    x={Number(x) + 9}
                    y={labels[i]}
                    dy="0.35em"
                    fontSize={FONT}
                    fontWeight={600}
                    fill={paint(line.color)}
                  >
                    {line.label}
                  </text>
                ) : null
              }
            />
          </Line>
        ))}
        {active
          ? activePoint(quarters[active.point], lines[active.series]?.values[active.point] ?? null, paint)
          : null}
      </LineChart>
    </ResponsiveContainer>
  );
}

interface QuarterTickProps {
  readonly x?: number;
  readonly y?: number;
  readonly index?: number;
  readonly payload?: { readonly value: string };
  readonly count: number;
  readonly fill: string;
}

export function QuarterTick({ x, y = 0, index = 0, payload, count, fill }: QuarterTickProps) {
  if (!payload) return <g />;
  const { quarter, year } = quarterTick(payload.value, index, count);
  const [first, second] = quarter === "" ? [year, ""] : [quarter, year];
  return (
    <text x={x} y={y + 6} textAnchor="middle" fontSize={FONT} fill={fill}>
      <title>{quarterInText(readQuarter(payload.value))}</title>
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
