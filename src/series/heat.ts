import type { Mark } from "@/report/mark";
import type { ValueUnit } from "./measure-words";
import { valueText } from "./measure-words";

/** A line of a heat table. */
export interface HeatRow {
  readonly slug: string;
  readonly name: string;
  /** One per quarter; null: not filed, or too little. */
  readonly values: readonly (number | null)[];
  /** Why values are doubtful. */
  readonly marks?: readonly (Mark | null)[];
}

/** A cell of a heat table: its figure, and how strongly it is shaded. */
export interface HeatCell {
  readonly value: number | null;
  readonly text: string;
  /** 0–1: share of the strongest shade; 0 for nothing filed. */
  readonly strength: number;
  readonly negative: boolean;
}

/**
 * Shades by size, the same for the same size in both directions. Amounts of dollars and shares differ a hundredfold
 * between brokers, so their shade grows with the square root; rates and changes grow evenly, changes up to ±100 %.
 */
export function heatCells(rows: readonly (readonly (number | null)[])[], unit: ValueUnit): HeatCell[][] {
  const sizes = rows.flatMap((row) => row.map((value) => Math.abs(value ?? 0)));
  const largest = unit === "change" ? Math.min(100, Math.max(0, ...sizes)) : Math.max(0, ...sizes);
  const even = unit === "cents" || unit === "change" || unit === "index";
  return rows.map((row) =>
    row.map((value) => {
      const share = value === null || largest === 0 ? 0 : Math.min(1, Math.abs(value) / largest);
      return {
        value,
        text: value === null ? "" : valueText(unit, value, true),
        strength: Math.round((even ? share : Math.sqrt(share)) * 100) / 100,
        negative: (value ?? 0) < 0,
      };
    }),
  );
}
