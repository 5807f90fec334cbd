import { toHundredth } from "@/series/pixels";

/** What the library hands to the shape of a bar, as far as it is drawn. Pixels; a width or height below zero goes the other way. */
export interface BarShapeProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
}

/** A doubtful figure: its outline, on paper. */
export function hollow(color: string, paper: string) {
  return { fill: paper, stroke: color, strokeWidth: 1.5 };
}

/** A value of 0 that was filed is drawn, unlike one that is not there. */
const LEAST_WIDTH = 3;

/** A bar that is there is seen, however short. */
export function seen(bar: BarShapeProps): BarShapeProps {
  if (Math.abs(bar.width) >= LEAST_WIDTH) return bar;
  return { ...bar, width: bar.width < 0 ? -LEAST_WIDTH : LEAST_WIDTH };
}

/** A bar, or a part of a column. The library's own rectangle writes its place twice, to 15 digits: with 200 parts that is a
 * tenth of a page. */
export function BarShape({ x, y, width, height, fill, stroke, strokeWidth }: BarShapeProps) {
  if (!width || !height) return null;
  const [left, top, wide, high] = [x, y, width, height].map(toHundredth);
  return (
    <path
      className="recharts-rectangle"
      d={`M${left},${top}h${wide}v${high}h${-(wide ?? 0)}Z`}
      fill={fill}
      stroke={stroke}
      strokeWidth={strokeWidth}
    />
  );
}
