import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";

/** The three vocabularies a header may use: flat CSV v1, the SEC's XML elements, the labels the SEC prints. */
export type Family = "flat" | "xml" | "label";

/** Columns that are not figures, each under the names it goes by. The first is what messages call it. */
const FIELD_NAMES = {
  filed_broker: ["filed_broker", "bd", "executing_bd", "broker-dealer", "executing broker"],
  broker: ["broker", "broker name"],
  crd: ["crd"],
  year: ["year"],
  quarter: ["quarter", "qtr"],
  month: ["month", "mon"],
  section: ["section", "stock_group"],
  filed_venue: ["filed_venue", "name", "venues", "Venue - Non-directed Order Flow"],
  venue: ["venue", "venue name"],
  mic: ["mic"],
  mpid: ["mpid"],
  material_aspects: ["material_aspects"],
  report_id: ["report_id"],
  series: ["series"],
  report_version: ["report_version"],
  generated_at: ["generated_at", "timestamp"],
  source_file: ["source_file"],
  source_sha256: ["source_sha256"],
  source_position: ["source_position"],
} as const;
export type Field = keyof typeof FIELD_NAMES;
export const FIELDS = Object.keys(FIELD_NAMES) as Field[];

export interface Header {
  /** Row the header stands in. */
  readonly at: number;
  readonly family: Family;
  readonly width: number;
  /** Where each column is; -1 when it is absent. */
  readonly fields: Readonly<Record<Field, number>>;
  /** Columns in the order of `VENUE_FIGURES` and `MIX_FIGURES`; -1 when absent. */
  readonly figures: readonly number[];
  readonly mix: readonly number[];
  /** A column that comes again further right: the cells must be equal. */
  readonly repeated: readonly { readonly name: string; readonly first: number; readonly again: number }[];
  /** Named columns that belong to no report. */
  readonly unknown: readonly string[];
}

type Target =
  | { readonly kind: "field"; readonly field: Field }
  | { readonly kind: "figure" | "mix"; readonly index: number; readonly family: Family }
  | { readonly kind: "derived" };

const TARGETS = new Map<string, Target>();
for (const column of FLAT_COLUMNS) TARGETS.set(fold(column), { kind: "derived" });
for (const field of FIELDS) {
  for (const name of FIELD_NAMES[field]) TARGETS.set(fold(name), { kind: "field", field });
}
addFigures("figure", VENUE_FIGURES);
addFigures("mix", MIX_FIGURES);

function addFigures(kind: "figure" | "mix", specs: readonly FigureSpec[]): void {
  // Percentages fold alike in flat CSV and XML: the payments tell the families apart.
  for (const family of ["label", "xml", "flat"] as const) {
    specs.forEach((spec, index) => {
      TARGETS.set(fold(nameIn(family, spec)), { kind, index, family });
    });
  }
}

/** What a family calls a figure. */
export function nameIn(family: Family, spec: FigureSpec): string {
  return family === "flat" ? spec.key : family === "xml" ? spec.xml : spec.label;
}

/** Names are compared without letter case, white space and punctuation; a label may be wrapped over lines. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace("per100shares", "perhundredshares");
}

/** Reads a row as a header; columns it does not know are listed, columns it lacks are -1. */
export function readHeader(cells: readonly string[], at: number): Header {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, -1])) as Record<Field, number>;
  const figures: number[] = VENUE_FIGURES.map(() => -1);
  const mix: number[] = MIX_FIGURES.map(() => -1);
  const repeated: Header["repeated"][number][] = [];
  const unknown: string[] = [];
  const votes: Record<Family, number> = { flat: 0, xml: 0, label: 0 };
  cells.forEach((cell, column) => {
    const target = TARGETS.get(fold(cell));
    if (!target) {
      if (cell.trim() !== "") unknown.push(cell.trim());
      return;
    }
    if (target.kind === "derived") return;
    const first =
      target.kind === "field"
        ? fields[target.field]
        : (target.kind === "figure" ? figures : mix)[target.index];
    if (first !== undefined && first >= 0) {
      repeated.push({ name: cell.trim(), first, again: column });
    } else if (target.kind === "field") fields[target.field] = column;
    else {
      (target.kind === "figure" ? figures : mix)[target.index] = column;
      votes[target.family] += 1;
    }
  });
  const family = votes.label > 0 ? "label" : votes.xml > 0 ? "xml" : "flat";
  return { at, family, width: cells.length, fields, figures, mix, repeated, unknown };
}

/** Longer than any name, however wrapped: material aspects need not be folded to know that they are none. */
const LONGEST_NAME = 200;

/** How many of a row's cells name figures of the venue table and of the order mix. */
export function countFigures(cells: readonly string[]): { figures: number; mix: number } {
  const found = { figures: new Set<number>(), mix: new Set<number>() };
  for (const cell of cells) {
    if (cell.length > LONGEST_NAME) continue;
    const target = TARGETS.get(fold(cell));
    if (target?.kind === "figure") found.figures.add(target.index);
    else if (target?.kind === "mix") found.mix.add(target.index);
  }
  return { figures: found.figures.size, mix: found.mix.size };
}

/** A row that is a header rather than data: no cell of a data row names a figure. */
export function isHeader(cells: readonly string[]): boolean {
  const { figures, mix } = countFigures(cells);
  return figures + mix >= 3;
}

/** The figures of a table that some, but not all columns are there for, by the names of the header's family. */
export function missingFigures(header: Header): string[] {
  const names = (specs: readonly FigureSpec[], columns: readonly number[]) =>
    specs.filter((_, i) => columns[i] === -1).map((spec) => nameIn(header.family, spec));
  const mix = names(MIX_FIGURES, header.mix);
  const figures = names(VENUE_FIGURES, header.figures);
  return [
    ...(figures.length === VENUE_FIGURES.length ? [] : figures),
    ...(mix.length === MIX_FIGURES.length ? [] : mix),
  ];
}
