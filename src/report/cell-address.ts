import { MIX_FIGURES, VENUE_FIGURES } from "./figures";
import { formatMonth, type Month } from "./quarter";
import { SECTIONS, type Section } from "./sections";

/**
 * Address of a part of a filed report, as the page's anchors and `cell=` have it: a month, section, row or cell
 * `2021-01`, `2021-01-sp500`, `2021-01-sp500-3`, `2021-01-sp500-3-market_usd`; of a cell of the order mix
 * `2021-01-sp500-ndo_pct`. Rows count from 1. Citations rely on these.
 */
export function cellAddress(month: Month, ...parts: readonly (string | number)[]): string {
  return [formatMonth(month), ...parts].join("-");
}

/** A row, a cell of it, or a cell of the order mix. */
export interface CellPlace extends Month {
  readonly section: Section;
  /** Null: the order mix. */
  readonly row: number | null;
  /** Key in `VENUE_FIGURES` (in `MIX_FIGURES` without a row); null: the whole row. */
  readonly figure: string | null;
}

const ADDRESS = new RegExp(`^(\\d{4})-(\\d{2})-(${SECTIONS.join("|")})(?:-([1-9]\\d{0,5}))?(?:-([a-z_]+))?$`);

/** Reads the address of a row or cell; null when it is neither. */
export function parseCellAddress(text: string): CellPlace | null {
  const [, year, month, section, row, figure = null] = ADDRESS.exec(text) ?? [];
  if (!section || (!row && !figure)) return null;
  const figures = row ? VENUE_FIGURES : MIX_FIGURES;
  if (figure !== null && !figures.some((one) => one.key === figure)) return null;
  return {
    year: Number(year),
    month: Number(month),
    section: section as Section,
    row: row ? Number(row) : null,
    figure,
  };
}
