import { barPanelHeight, COLUMN_CHART_HEIGHT, LINE_CHART_HEIGHT } from "@/drawings/chart-heights";
import { sentencesOf } from "@/report/sentences-of";
import type { ChartPart } from "@/series/chart-part";
import type { ColorName } from "@/series/palette";
import { arrowsHeight } from "./arrows-height";
import type { Picture } from "./picture";
import { fitted, legendPlaces, wrapped } from "./picture-layout";
import { type FixedShape, SHAPES } from "./picture-shapes";
import { stripHeight } from "./strip-height";

/** What stands where in a picture, in pixels from its left upper corner. */
export type Block =
  | {
      readonly kind: "text";
      readonly x: number;
      /** Of the line the letters stand on. */
      readonly y: number;
      readonly size: number;
      readonly bold: boolean;
      readonly color: ColorName;
      readonly text: string;
    }
  | ({ readonly kind: "rect"; readonly color: ColorName } & Box)
  | ({ readonly kind: "chart"; readonly part: ChartPart } & Box);

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly Block[];
}

const MARGIN = 24;
const TITLE = { size: 21, line: 27, bold: true, color: "ink" } as const;
const SUBTITLE = { size: 14, line: 20, color: "muted" } as const;
const SAYS = { size: 16, line: 23, color: "ink" } as const;
const HEADING = { size: 15, line: 22, bold: true, color: "ink" } as const;
const SMALL = { size: 13, line: 19, color: "muted" } as const;
const NOTE = { size: 12, line: 17, color: "muted" } as const;
/** The narrowest a panel may be beside another. */
const PANEL = 300;
const GUTTER = 28;
/** How much higher a drawing may become where a picture of a given shape has room left. */
const MOST_STRETCH = { bars: 1.5, periods: 2.2, columns: 2.2, flow: 1, arrows: 1, strip: 1 } as const;

/** A picture as high as what is in it. */
export function layOutPicture(picture: Picture, width: number): PictureLayout {
  const sheet = new Sheet(width, picture, false);
  return { width, height: sheet.height, blocks: sheet.placed(sheet.height) };
}

/**
 * A picture of a shape: in the largest letters with which all of it fits, its source at the foot, its drawings as high as there
 * is room for.
 */
export function layOutInShape(picture: Picture, shape: FixedShape): PictureLayout {
  const { width: across, height: down, narrowest } = SHAPES[shape];
  let width: number = narrowest;
  let height = 0;
  let sheet = new Sheet(width, picture, true);
  // Wider is less high, for lines of text, or the same: it ends.
  for (;;) {
    height = Math.round((width * down) / across);
    if (sheet.height <= height) break;
    width = Math.ceil(width * 1.04);
    sheet = new Sheet(width, picture, true);
  }
  sheet.stretch(height - sheet.height);
  return { width, height, blocks: sheet.placed(height) };
}

interface TextStyle {
  readonly size: number;
  readonly line: number;
  readonly color: ColorName;
  readonly bold?: boolean;
  /** Pixels left free above. */
  readonly before?: number;
}

/** Blocks one below the other. */
class Column {
  readonly blocks: Block[] = [];
  height = 0;
  constructor(readonly width: number) {}

  space(pixels: number): void {
    this.height += pixels;
  }

  text(text: string, { size, line, color, bold = false, before = 0 }: TextStyle): void {
    this.height += before;
    for (const words of wrapped(text, this.width, size, bold)) {
      const fits = fitted(words, this.width, size, bold);
      this.blocks.push({ kind: "text", x: 0, y: this.height + size, size, bold, color, text: fits });
      this.height += line;
    }
  }

  rule(): void {
    this.blocks.push({ kind: "rect", x: 0, y: this.height, width: this.width, height: 1, color: "rule" });
    this.height += 1;
  }

  /** A drawing's heading, unit and legend. */
  head(part: ChartPart): void {
    if (part.heading !== null) this.text(part.heading, HEADING);
    this.text(part.unit, SMALL);
    const { places, rows } = legendPlaces(
      part.legend.map((entry) => entry.label),
      this.width,
      SMALL.size,
    );
    part.legend.forEach(({ label, color }, i) => {
      const { x, row } = places[i] ?? { x: 0, row: 0 };
      const y = this.height + row * SMALL.line;
      this.blocks.push({ kind: "rect", x, y: y + 3, width: 11, height: 11, color });
      this.blocks.push({
        kind: "text",
        x: x + 18,
        y: y + SMALL.size,
        size: SMALL.size,
        bold: false,
        color: "ink",
        text: label,
      });
    });
    this.height += rows * SMALL.line + (rows > 0 ? 4 : 0);
  }
}

/** All of a picture: what stands above its drawings, they themselves in rows, and what stands below. */
class Sheet {
  readonly #above: Column;
  readonly #rows: { readonly panels: readonly Panel[]; readonly width: number }[];
  readonly #below: Column;
  readonly #foot: Column;

  constructor(width: number, picture: Picture, abreast: boolean) {
    const inner = width - 2 * MARGIN;
    this.#above = new Column(inner);
    this.#below = new Column(inner);
    this.#foot = new Column(inner);
    const { title, subtitle, says, parts, notes, source } = picture;
    const [finding, ...more] = says === null ? [] : sentencesOf(says);
    this.#above.text(finding ?? title, TITLE);
    const label = [...(finding ? [title] : []), ...(subtitle === "" ? [] : [subtitle])].join(", ");
    if (label !== "") this.#above.text(label, SUBTITLE);
    if (more.length > 0) this.#above.text(more.join(" "), { ...SAYS, before: 4 });
    this.#above.space(14);
    if (parts.length === 0)
      this.#above.text("Nothing is filed for this selection.", { ...SAYS, color: "muted" });
    const rows = rowsOf(parts, inner, abreast);
    const across = Math.max(...rows.map((row) => row.length), 1);
    this.#rows = rows.map((row) => {
      const columns = canStandAbreast(row[0], abreast) ? across : 1;
      const each = (inner - GUTTER * (columns - 1)) / columns;
      return { panels: row.map((part) => new Panel(part, each)), width: each };
    });
    for (const note of notes) this.#below.text(note, { ...NOTE, before: 2 });
    this.#below.space(8);
    this.#foot.rule();
    this.#foot.text(source, { ...NOTE, before: 4 });
  }

  get height(): number {
    const drawn = this.#rows.reduce((sum, { panels }) => sum + rowHeight(panels), 0);
    return 2 * MARGIN + this.#above.height + drawn + this.#below.height + this.#foot.height;
  }

  /** Makes the drawings higher by so many pixels together, as far as they can be. */
  stretch(pixels: number): void {
    const each = pixels / Math.max(1, this.#rows.length);
    for (const { panels } of this.#rows) for (const panel of panels) panel.grow(each);
  }

  /** Everything in its place, the source at the foot of a picture of this height. */
  placed(height: number): Block[] {
    const blocks = moved(this.#above.blocks, MARGIN, MARGIN);
    let y = MARGIN + this.#above.height;
    for (const { panels, width } of this.#rows) {
      panels.forEach((panel, i) => {
        blocks.push(...moved(panel.blocks, MARGIN + i * (width + GUTTER), y));
      });
      y += rowHeight(panels);
    }
    blocks.push(...moved(this.#below.blocks, MARGIN, y));
    return [...blocks, ...moved(this.#foot.blocks, MARGIN, height - MARGIN - this.#foot.height)];
  }
}

/** One drawing with its heading, unit and legend. */
class Panel {
  readonly #head: Column;
  #drawn: number;
  constructor(
    readonly part: ChartPart,
    readonly width: number,
  ) {
    this.#head = new Column(width);
    this.#head.head(part);
    this.#drawn = naturalHeight(part);
  }

  get height(): number {
    return this.#head.height + this.#drawn;
  }

  grow(pixels: number): void {
    const most = naturalHeight(this.part) * MOST_STRETCH[this.part.kind];
    this.#drawn = Math.floor(Math.min(this.#drawn + pixels, most));
  }

  get blocks(): Block[] {
    const chart: Block = {
      kind: "chart",
      part: this.part,
      x: 0,
      y: this.#head.height,
      width: Math.floor(this.width),
      height: this.#drawn,
    };
    return [...this.#head.blocks, chart];
  }
}

function rowHeight(panels: readonly Panel[]): number {
  return Math.max(0, ...panels.map((panel) => panel.height)) + 14;
}

function naturalHeight(part: ChartPart): number {
  switch (part.kind) {
    case "bars":
      return barPanelHeight(part.chart);
    case "periods":
      return LINE_CHART_HEIGHT;
    case "columns":
      return COLUMN_CHART_HEIGHT;
    case "flow":
      return part.chart.height;
    case "strip":
      return stripHeight(part.chart);
    case "arrows":
      return arrowsHeight(part.chart);
  }
}

/** Bars stand beside each other where there is room; charts over time take the whole width, but in a given shape. */
function canStandAbreast(part: ChartPart | undefined, abreast: boolean): boolean {
  return part?.kind === "bars" || (abreast && part?.kind === "periods");
}

function rowsOf(parts: readonly ChartPart[], width: number, abreast: boolean): ChartPart[][] {
  const across = Math.max(1, Math.floor((width + GUTTER) / (PANEL + GUTTER)));
  const rows: ChartPart[][] = [];
  for (const part of parts) {
    const last = rows.at(-1);
    const fits = canStandAbreast(part, abreast) && last?.[0]?.kind === part.kind && last.length < across;
    if (fits) last.push(part);
    else rows.push([part]);
  }
  return rows;
}

function moved(blocks: readonly Block[], x: number, y: number): Block[] {
  return blocks.map((block) => ({ ...block, x: block.x + x, y: block.y + y }));
}
