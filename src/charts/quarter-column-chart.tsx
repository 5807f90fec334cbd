import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatUsd, formatUsdShort } from "@/report/format";
import { activePoint } from "./active-point";
import { COLUMN_CHART_HEIGHT } from "./chart-heights";
import { ChartTooltip, type TooltipInput } from "./chart-tooltip";
import { usePaint } from "./paint";
import type { QuarterColumns } from "./quarter-columns";
import { QuarterTick } from "./quarter-line-chart";
import type { PointPlace } from "./readings";

const HEIGHT = COLUMN_CHART_HEIGHT;
const FONT = 12;

/** Columns over quarters, stacked by broker; what net payers paid hangs below zero. */
export function QuarterColumnChart({
  chart,
  width = 680,
  active = null,
}: {
  chart: QuarterColumns;
  width?: number;
  /** The part of a column that is being read. */
  active?: PointPlace | null;
}) {
  const paint = usePaint();
  const { quarters, series, axis } = chart;
  const rows = quarters.map((quarter, i) => ({
    quarter,
    ...Object.fromEntries(series.map((one) => [one.key, one.values[i]])),
  }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width, height: HEIGHT }}>
      <BarChart
        id={chart.id}
        data={rows}
        stackOffset="sign"
        margin={{ top: 12, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="22%"
        maxBarSize={72}
        title={chart.title}
      >
        <CartesianGrid syncWithTicks vertical={false} stroke={paint("rule")} />
        <XAxis
          dataKey="quarter"
          height={38}
          interval={0}
          tickLine={false}
          axisLine={false}
          tick={(tick) => <QuarterTick {...tick} count={quarters.length} fill={paint("muted")} />}
        />
        <YAxis
          width={52}
          domain={[...axis.domain]}
          ticks={[...axis.ticks]}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={({ y, payload }) => (
            <text x={46} y={y} dy="0.35em" textAnchor="end" fontSize={FONT} fill={paint("muted")}>
              {formatUsdShort(payload.value)}
            </text>
          )}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: paint("rule"), fillOpacity: 0.4 }}
          content={(input) => (
            <ChartTooltip
              input={input as TooltipInput}
              series={series}
              quarters={quarters}
              format={formatUsd}
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
