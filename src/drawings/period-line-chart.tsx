import { LabelList, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip } from "recharts";
import { spreadLabels } from "@/series/axis";
import { valueText } from "@/series/measure-words";
import { type PeriodLines, runsOf } from "@/series/period-lines";
import { periodInText } from "@/series/periods";
import { toHundredth } from "@/series/pixels";
import { type PointPlace, periodReadings } from "@/words/readings";
import { activePoint } from "./active-point";
import { hollow } from "./bar-shape";
import { LINE_CHART_HEIGHT } from "./chart-heights";
import { ChartTooltip, type TooltipInput } from "./chart-tooltip";
import { usePaint } from "./paint";
import { PERIOD_AXIS_HEIGHT, periodAxes } from "./period-axes";
import { useChartWidth } from "./print-width";
import { TracedMark } from "./traced-mark";

const TOP = 12;
const BOTTOM = PERIOD_AXIS_HEIGHT;
const FONT = 12;
/** How far from a dot its link reaches, pixels. */
const REACH = 9;
/** Pixels of a note's number, and how far from its point it stands. */
const NUMBER = { radius: 8, away: 16 } as const;
/** Room for the names at the lines' ends. */
const NAMES = 92;

/** Lines over quarters or months. A line breaks where a period was not filed and where it was filed by other brokers
 * than the one before; a dot marks every figure, so that one between two breaks is seen. */
export function PeriodLineChart({
  chart,
  width = 520,
  height = LINE_CHART_HEIGHT,
  active = null,
}: {
  chart: PeriodLines;
  width?: number;
  height?: number;
  /** The point that is being read. */
  active?: PointPlace | null;
}) {
  const paint = usePaint();
  const chartWidth = useChartWidth();
  const { periods, lines, axis, unit, labelled } = chart;
  const [low, high] = axis.domain;
  const runs = lines.map((line) => runsOf(line));
  const runKey = (line: number, run: number) => `${lines[line]?.key ?? line}-${run}`;
  const rows = periods.map((period, i) => ({
    period,
    ...Object.fromEntries(runs.flatMap((own, l) => own.map((values, r) => [runKey(l, r), values[i]]))),
  }));
  const last = lines.map((line) => line.values.findLastIndex((value) => value !== null));
  const pixel = (value: number) => TOP + ((high - value) / (high - low)) * (height - TOP - BOTTOM);
  const labels = spreadLabels(
    lines.map((line, i) => pixel(line.values[last[i] ?? 0] ?? 0)),
    15,
    TOP,
    height - BOTTOM,
  );
  const says = periodReadings(chart);
  const radius = periods.length <= 40 ? 3 : 1.75;
  return (
    <ResponsiveContainer width={chartWidth} height={height} initialDimension={{ width, height }}>
      <LineChart
        id={chart.id}
        data={rows}
        margin={{ top: TOP, right: labelled ? NAMES : 12, bottom: 0, left: 0 }}
        title={chart.title}
      >
        {periodAxes({ periods, axis, unit, paint, padding: 12 })}
        {low < 0 ? <ReferenceLine y={0} stroke={paint("muted")} /> : null}
        {unit === "index" ? <ReferenceLine y={100} stroke={paint("muted")} /> : null}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: paint("muted") }}
          content={(input) => (
            <ChartTooltip
              input={input as TooltipInput}
              series={lines}
              quarters={periods}
              format={(value) => valueText(unit, value)}
              named={periodInText}
            />
          )}
        />
        {lines.flatMap((line, l) =>
          (runs[l] ?? []).map((values, r) => (
            <Line
              key={runKey(l, r)}
              // Without an id of its own the library counts up, and the same page would never be the same twice.
              id={`${chart.id}-${runKey(l, r)}`}
              dataKey={runKey(l, r)}
              name={line.label}
              type="linear"
              stroke={paint(line.color)}
              strokeWidth={2}
              dot={({ cx: x, cy: y, index, value }: DotPlace) => {
                if (value === null || value === undefined) return <g key={index} />;
                const [cx, cy] = [toHundredth(x), toHundredth(y)];
                return (
                  <TracedMark key={index} href={line.traces?.[index]} says={says[l]?.[index] ?? ""}>
                    <circle
                      cx={cx}
                      cy={cy}
                      {...(line.marks?.[index]
                        ? { r: radius + 1, ...hollow(paint(line.color), paint("paper")) }
                        : {
                            r: radius,
                            fill: paint(line.color),
                            stroke: paint("paper"),
                            strokeWidth: radius > 2 ? 1 : 0,
                          })}
                      className="recharts-dot recharts-line-dot"
                    />
                    {line.numbers?.[index] ? (
                      <PointNumber x={cx} y={cy} number={line.numbers[index]} />
                    ) : null}
                    {line.traces ? <circle cx={cx} cy={cy} r={REACH} fill="transparent" /> : null}
                  </TracedMark>
                );
              }}
              // It lies over the dot, whose link is meant.
              activeDot={{ r: 5, stroke: paint("paper"), pointerEvents: "none" }}
              connectNulls={false}
              isAnimationActive={false}
            >
              {labelled && values[last[l] ?? -1] !== null ? (
                <LabelList
                  dataKey={runKey(l, r)}
                  content={({ x, index }) =>
                    index === last[l] ? (
                      <text
                        x={Number(x) + 9}
                        y={labels[l]}
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
              ) : null}
            </Line>
          )),
        )}
        {active
          ? activePoint(periods[active.point], lines[active.series]?.values[active.point] ?? null, paint)
          : null}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** The number of a note, above its point; at the top of the chart below it. */
function PointNumber({ x, y, number }: { x: number; y: number; number: number }) {
  const paint = usePaint();
  const at = y - TOP < NUMBER.away + NUMBER.radius ? y + NUMBER.away : y - NUMBER.away;
  return (
    <>
      <circle cx={x} cy={at} r={NUMBER.radius} fill={paint("paper")} stroke={paint("ink")} />
      <text x={x} y={at} dy="0.35em" textAnchor="middle" fontSize={11} fontWeight={600} fill={paint("ink")}>
        {number}
      </text>
    </>
  );
}

interface DotPlace {
  readonly cx: number;
  readonly cy: number;
  readonly index: number;
  readonly value: number | null | undefined;
}
