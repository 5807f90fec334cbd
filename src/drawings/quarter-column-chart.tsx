import { Bar, BarChart, Cell, ReferenceLine, ResponsiveContainer, Tooltip } from "recharts";
import { formatUsd } from "@/report/format";
import type { QuarterColumns } from "@/series/quarter-columns";
import { columnReadings, type PointPlace } from "@/words/readings";
import { activePoint } from "./active-point";
import { BarShape, type BarShapeProps, hollow } from "./bar-shape";
import { COLUMN_CHART_HEIGHT } from "./chart-heights";
import { ChartTooltip, type TooltipInput } from "./chart-tooltip";
import { usePaint } from "./paint";
import { periodAxes } from "./period-axes";
import { useChartWidth } from "./print-width";
import { TracedMark } from "./traced-mark";

/** Columns over quarters, stacked by broker; what net payers paid hangs below zero. */
export function QuarterColumnChart({
  chart,
  width = 680,
  height = COLUMN_CHART_HEIGHT,
  active = null,
}: {
  chart: QuarterColumns;
  width?: number;
  height?: number;
  /** The part of a column that is being read. */
  active?: PointPlace | null;
}) {
  const paint = usePaint();
  const chartWidth = useChartWidth();
  const { quarters, series, axis } = chart;
  const says = columnReadings(chart);
  const activeIn = (i: number) => (active?.series === i ? active.point : null);
  const rows = quarters.map((quarter, i) => ({
    period: quarter,
    ...Object.fromEntries(series.map((one) => [one.key, one.values[i]])),
  }));
  return (
    <ResponsiveContainer width={chartWidth} height={height} initialDimension={{ width, height }}>
      <BarChart
        id={chart.id}
        data={rows}
        stackOffset="sign"
        margin={{ top: 12, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="22%"
        maxBarSize={72}
        title={chart.title}
      >
        {periodAxes({ periods: quarters, axis, unit: "usd", paint, ruled: false })}
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: paint("rule"), fillOpacity: 0.4 }}
          content={(input) => (
            <ChartTooltip
              input={input as TooltipInput}
              series={series}
              quarters={quarters}
              format={formatUsd}
              isStack
            />
          )}
        />
        {series.map((one, i) => (
          <Bar
            key={one.key}
            id={`${chart.id}-${one.key}`}
            dataKey={one.key}
            name={one.label}
            stackId="all"
            fill={paint(one.color)}
            stroke={paint("paper")}
            strokeWidth={0.75}
            isAnimationActive={false}
            shape={(bar: unknown) => {
              const { index, ...part } = bar as ColumnPart;
              return (
                <TracedMark href={one.traces?.[index]} says={says[i]?.[index] ?? ""}>
                  <BarShape
                    {...part}
                    {...(one.marks?.[index] &&
                      index !== activeIn(i) &&
                      hollow(paint(one.color), paint("paper")))}
                  />
                </TracedMark>
              );
            }}
          >
            {i === active?.series
              ? quarters.map((quarter, at) => (
                  <Cell
                    key={quarter}
                    {...(at === active.point && { stroke: paint("ink"), strokeWidth: 2.5 })}
                  />
                ))
              : null}
          </Bar>
        ))}
        <ReferenceLine y={0} stroke={paint("muted")} />
        {active && series[active.series]?.values[active.point] === null
          ? activePoint(quarters[active.point], null, paint)
          : null}
      </BarChart>
    </ResponsiveContainer>
  );
}

/** What the library hands to the shape of a column's part. */
interface ColumnPart extends BarShapeProps {
  readonly index: number;
}
