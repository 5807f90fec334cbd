import Link from "next/link";
import { heatCells } from "@/charts/heat";
import type { ValueUnit } from "@/charts/measure-words";
import { type Period, periodInText } from "@/charts/periods";
import { ScrollFrame } from "./data-table";
import { brokerPath, type KeptView, quarterPath } from "./entity-path";
import { Unknown } from "./figures";
import css from "./heat-table.module.css";
import { Traced, type TraceTarget } from "./traced";

export interface HeatRow {
  readonly slug: string;
  readonly name: string;
  /** One per quarter; null: not filed, or too little. */
  readonly values: readonly (number | null)[];
}

/** Brokers down, quarters across, each cell shaded by its size: amounts received in one color, paid in another. */
export function HeatTable({
  caption,
  unit,
  unitWords,
  periods,
  rows,
  view,
  traceOf,
}: {
  caption: string;
  unit: ValueUnit;
  unitWords: string;
  periods: readonly Period[];
  rows: readonly HeatRow[];
  view: KeptView;
  /** What traces a figure; null: a change has no cells of its own. */
  traceOf: ((slug: string, quarter: Period) => TraceTarget) | null;
}) {
  const cells = heatCells(
    rows.map((row) => row.values),
    unit,
  );
  return (
    <ScrollFrame label={caption}>
      <table className={css.heat}>
        <caption>
          {caption}, {unitWords}
        </caption>
        <thead>
          <tr>
            <th scope="col">Broker</th>
            {periods.map((period) => (
              <th key={period} scope="col">
                <Link href={quarterPath(period, view)} prefetch={false}>
                  {periodInText(period)}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={row.slug}>
              <th scope="row">
                <Link href={brokerPath(row.slug, null, view)} prefetch={false}>
                  {row.name}
                </Link>
              </th>
              {periods.map((period, p) => {
                const cell = cells[r]?.[p];
                return !cell || cell.value === null ? (
                  <td key={period}>
                    <Unknown why="no figure" />
                  </td>
                ) : (
                  <td key={period} style={{ background: shade(cell.strength, cell.negative) }}>
                    {traceOf ? <Traced of={traceOf(row.slug, period)}>{cell.text}</Traced> : cell.text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

/** At most this much of the color: ink on it keeps its contrast in both themes. */
const STRONGEST = 45;

function shade(strength: number, negative: boolean): string {
  const color = negative ? "var(--paid)" : "var(--payment)";
  return `color-mix(in srgb, ${color} ${Math.round(strength * STRONGEST)}%, var(--paper))`;
}
