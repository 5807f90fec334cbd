import { MIX_FIGURES } from "@/report/figures";
import { splitColumns, summaryColumns, type ValueAlignment } from "./columns";
import type { SectionOutline } from "./outline";
import { excerpt, Refusal } from "./refusal";
import { positionOf, textOf } from "./words";

/** The five shares of a section, as `RawSection` holds them. */
export interface Mix {
  readonly mix: readonly string[];
  readonly mixAt: readonly number[];
}

/**
 * The row of a summary table. Five dashes are how the tagged generator draws five blanks; no text at
 * all is how the untagged one does. The header can end a page and be repeated before the row.
 */
export function mixOf(section: SectionOutline, alignment: ValueAlignment): Mix {
  const rows = section.summary.flatMap((part) => {
    const columns = summaryColumns(part.header);
    return part.body.map((line) => ({ line, columns }));
  });
  const extra = rows[1];
  if (extra) {
    throw new Refusal(
      `"${excerpt(textOf(extra.line.words))}" is a second row of a summary table, which has one.`,
      positionOf(extra.line),
    );
  }
  const row = rows[0];
  if (!row) return { mix: MIX_FIGURES.map(() => ""), mixAt: MIX_FIGURES.map(() => section.at) };
  const cells = splitColumns(row.line, row.columns);
  const texts = row.columns.map((column, i) => alignment.read(cells[i] ?? [], column, row.line));
  const blank = texts.every((text) => text === "-");
  return { mix: blank ? texts.map(() => "") : texts, mixAt: texts.map(() => positionOf(row.line)) };
}
