import { Bar, BarChart, Cell, LabelList, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { BarPanel } from "@/series/bars";
import { barReadings, type PointPlace } from "@/words/readings";
import { BAR_FONT, LABEL_GAP, labelRoom } from "./bar-label-room";
import { BarShape, type BarShapeProps, hollow, seen } from "./bar-shape";
import { barPanelHeight } from "./chart-heights";
import { usePaint } from "./paint";
import { useChartWidth } from "./print-width";
import { TracedMark } from "./traced-mark";

export interface BarPanelChartProps {
  readonly panel: BarPanel;
  /** Width in pixels the server draws for, before the browser knows its own. */
  readonly width?: number;
  readonly height?: number;
  /** Room for the names, pixels. */
  readonly names?: number;
  /** The bar that is being read. */
  readonly active?: PointPlace | null;
}

const FONT = BAR_FONT;
/** Pixels a name's character takes on average. */
const CHARACTER = 7.2;

/** Horizontal bars from a zero line, each with its value beside it. A net payer's bar points left and its value
 * stands right of the zero line, where there is room. A missing value is a word, not a bar. */
export function BarPanelChart({
  panel,
  width = 340,
  height = barPanelHeight(panel),
  names = 148,
  active = null,
}: BarPanelChartProps) {
  const paint = usePaint();
  const chartWidth = useChartWidth();
  const [says = []] = barReadings(panel);
  return (
    <ResponsiveContainer width={chartWidth} height={height} initialDimension={{ width, height }}>
      <BarChart
        id={panel.id}
        title={panel.title}
        layout="vertical"
        // A missing value stands at zero without a bar: its word needs a place, and the library has none for null.
        data={panel.bars.map(({ label, value, text }) => ({ label, text, value: value ?? 0 }))}
        margin={{
          top: 4,
          right: labelRoom({ bars: panel.alongside ?? panel.bars, domain: panel.domain }, names),
          bottom: 4,
          left: 0,
        }}
        barCategoryGap={7}
      >
        <XAxis type="number" domain={[...panel.domain]} hide allowDataOverflow />
        <YAxis
          type="category"
          dataKey="label"
          width={names}
          axisLine={false}
          tickLine={false}
          interval={0}
          tick={(tick: TickProps) => (
            <text x={0} y={tick.y} dy="0.35em" fontSize={FONT} fill={paint("ink")}>
              {fitted(tick.payload.value, names)}
            </text>
          )}
        />
        <Bar
          id={`${panel.id}-bars`}
          dataKey="value"
          isAnimationActive={false}
          shape={(bar: unknown) => {
            const { index, ...part } = bar as BarPart;
            return (
              <TracedMark href={traceOf(panel.bars[index])} says={says[index] ?? ""}>
                <BarShape {...(panel.bars[index]?.value === null ? part : seen(part))} />
              </TracedMark>
            );
          }}
        >
          {panel.bars.map((bar, i) => (
            <Cell
              key={bar.key}
              fill={paint(bar.color)}
              {...(bar.mark && hollow(paint(bar.color), paint("paper")))}
              {...(i === active?.point && { stroke: paint("ink"), strokeWidth: 2 })}
            />
          ))}
          <LabelList
            dataKey="text"
            content={(label) => {
              const { x, y, width: length, height: thickness, index } = label as BarPart;
              const bar = panel.bars[index];
              if (!bar) return null;
              const end = Math.max(x, x + length) + LABEL_GAP;
              return (
                <TracedMark href={traceOf(bar)} says={says[index] ?? ""}>
                  <text
                    x={end}
                    y={y + thickness / 2}
                    dy="0.35em"
                    fontSize={FONT}
                    fontWeight={bar.value === null ? 400 : 600}
                    fill={bar.value === null ? paint("muted") : paint("ink")}
                    textDecoration={index === active?.point ? "underline" : undefined}
                  >
                    {bar.text}
                  </text>
                </TracedMark>
              );
            }}
          />
        </Bar>
        <ReferenceLine x={0} stroke={paint("muted")} />
      </BarChart>
    </ResponsiveContainer>
  );
}

interface TickProps {
  readonly y: number;
  readonly payload: { readonly value: string };
}

/** What the library hands to a bar's shape and to its label. */
interface BarPart extends BarShapeProps {
  readonly index: number;
}

/** A bar that is not there leads nowhere. */
function traceOf(bar: BarPanel["bars"][number] | undefined): string | null {
  return bar && bar.value !== null ? (bar.trace ?? null) : null;
}

function fitted(name: string, width: number): string {
  const most = Math.floor(width / CHARACTER);
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
