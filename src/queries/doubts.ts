import { DOUBTED, type Doubted, doubtOf } from "@/report/findings";
import { quarterInText } from "@/report/format";
import { distinctMarks, MATERIAL_PART, type Mark, type Marks } from "@/report/mark";
import type { OrderType } from "@/report/order-types";
import { formatMonth, formatQuarter, quarterFromIndex } from "@/report/quarter";
import { SECTION_LABELS } from "@/report/sections";
import { EXCHANGE_KINDS } from "@/report/venue-kinds";
import { selectRaw } from "./database";
import { type DoubtedCell, type DoubtedRow, type DoubtingFinding, doubtedRows } from "./doubted-rows";
import type { Dimension, Filters } from "./filters";
import { addSums, orderTypesOf, type Sums } from "./measures";
import { remembered } from "./remembered";
import { shownReports } from "./scope";
import { sumRows } from "./sums";

/** The columns of a group's dimensions, as rows of rates have them. */
export type GroupKeys = Readonly<Partial<Record<Dimension | "broker_slug" | "venue_slug", unknown>>>;

/** Which groups of an answer of `rates` are doubtful. */
export interface Doubts {
  /** What casts doubt on a group's figures of these kinds (default: any); null: nothing that matters. */
  markOf(row: GroupKeys, ...on: readonly Doubted[]): Mark | null;
  /** What casts doubt on each of them; null: nothing. */
  marksOf(row: GroupKeys): Marks | null;
  /** Marks of all doubtful groups, each finding's report once. */
  readonly marks: readonly Mark[];
}

/**
 * Which groups of the same filters and dimensions as of `rates` stand on doubted cells, and why. A group is doubtful
 * when those cells are a material part of it. Re-made when the store changes.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function doubts(filters: Filters, by: readonly Dimension[]): Doubts {
  return remembered("doubts", [filters, by], () => doubtsUnder(filters, by));
}

const NONE: Doubts = { markOf: () => null, marksOf: () => null, marks: [] };

function doubtsUnder(filters: Filters, by: readonly Dimension[]): Doubts {
  const rows = rowsUnder(filters);
  if (rows.length === 0) return NONE;
  const groups = new Map<string, Group>();
  const types = new Set(orderTypesOf(filters.orderType));
  for (const row of rows) {
    for (const cell of row.cells) {
      if (!types.has(cell.orderType)) continue;
      const key = by.map((one) => KEY_OF[one](row, cell.orderType)).join("\n");
      const group = groups.get(key) ?? new Group();
      groups.set(key, group);
      group.add(row.finding, cell);
    }
  }
  const marks = new Map<string, Marks>();
  for (const [key, sums] of totalsOf(filters, by, rows)) {
    const found = groups.get(key)?.marks(sums);
    if (found && Object.keys(found).length > 0) marks.set(key, found);
  }
  return {
    markOf: (row, ...on) => {
      const own = marks.get(keyOf(row, by));
      if (!own) return null;
      return (on.length === 0 ? DOUBTED : on).map((one) => own[one]).find((one) => one !== undefined) ?? null;
    },
    marksOf: (row) => marks.get(keyOf(row, by)) ?? null,
    marks: distinctMarks([...marks.values()].flatMap((own) => Object.values(own))),
  };
}

/** How much of a group is doubted, by what is doubted and by finding. */
class Group {
  readonly #parts = new Map<Doubted, Map<DoubtingFinding, Part>>();

  add(finding: DoubtingFinding, { abs, shares, pct }: DoubtedCell): void {
    for (const on of doubtOf(finding.code)?.on ?? []) {
      // No figure of a row stands on it.
      if (on === "mix") continue;
      const parts = this.#parts.get(on) ?? new Map<DoubtingFinding, Part>();
      this.#parts.set(on, parts);
      const part = parts.get(finding) ?? { abs: 0, shares: 0, pct: 0 };
      parts.set(finding, part);
      part.abs += abs ?? 0;
      part.shares += shares ?? 0;
      part.pct += pct ?? 0;
    }
  }

  /** `whole`: the group's sums. */
  marks(whole: Sums): Marks {
    const found: Partial<Record<Doubted, Mark>> = {};
    for (const [on, parts] of this.#parts) {
      const sized = [...parts].map(([finding, part]) => ({ finding, size: partOf(part, whole, on) }));
      if (sized.reduce((sum, { size }) => sum + size, 0) < MATERIAL_PART) continue;
      const [first, ...others] = sized;
      if (!first) continue;
      found[on] = toMark(others.reduce((a, b) => (b.size > a.size ? b : a), first).finding);
    }
    return found;
  }
}

interface Part {
  abs: number;
  shares: number;
  pct: number;
}

/** 0–1: of the money; for rates and volumes also of the volume; where dollars are missing, of the orders. A group without
 * any money is all doubted. */
function partOf(part: Part, { abs, shares, orders }: Sums, on: Doubted): number {
  const money = abs ? part.abs / abs : 1;
  const volume = on !== "payment" && shares ? part.shares / shares : 0;
  const unpaid = part.abs === 0 && orders > 0 ? part.pct / 100 / orders : 0;
  return Math.min(1, Math.max(money, volume, unpaid));
}

/** What is said beside a figure that the finding casts doubt on. */
export function toMark({ code, report, broker, quarter, section, venue }: DoubtingFinding): Mark {
  const doubt = doubtOf(code);
  if (!doubt) throw new Error(`${code} casts no doubt on figures`);
  const place = [
    doubt.of === "venue" ? venue : null,
    doubt.of !== "report" && section ? SECTION_LABELS[section] : null,
  ].filter((one) => one !== null);
  const whose = doubt.whose + (place.length > 0 ? ` (${place.join(", ")})` : "");
  return { code, report, whose, why: `${broker} ${quarterInText(quarterFromIndex(quarter))}: ${whose}` };
}

const KEY_OF: Record<Dimension, (row: DoubtedRow, orderType: OrderType) => string | number> = {
  broker: ({ finding }) => finding.brokerSlug,
  venue: ({ venueSlug }) => venueSlug,
  venueKind: ({ kind }) => kind,
  section: ({ section }) => section,
  orderType: (_, orderType) => orderType,
  month: ({ finding, month }) => formatMonth({ year: Math.floor(finding.quarter / 4), month }),
  quarter: ({ finding }) => formatQuarter(quarterFromIndex(finding.quarter)),
  year: ({ finding }) => Math.floor(finding.quarter / 4),
};

function keyOf(row: GroupKeys, by: readonly Dimension[]): string {
  const column = (one: Dimension) => (one === "broker" || one === "venue" ? (`${one}_slug` as const) : one);
  return by.map((one) => String(row[column(one)])).join("\n");
}

/** The doubted rows the filters choose: the twin of `shownReports` and `shownRows`. */
function rowsUnder(filters: Filters): DoubtedRow[] {
  const { venue, venueKind, section, month, exchanges, reReported } = filters;
  const all = doubtedRows();
  if (all.length === 0) return [];
  const reports = shownReports({ ...filters, versions: "current" });
  const shown = new Set(
    selectRaw(`SELECT r.id FROM report r WHERE r.id IN (SELECT value FROM json_each(?)) AND ${reports.sql}`, [
      JSON.stringify([...new Set(all.map(({ finding }) => finding.reportRow))]),
      ...reports.values,
    ]).map(([id]) => Number(id)),
  );
  const venues = new Set(venue.map((slug) => slug.toLowerCase()));
  return all.filter(
    (row) =>
      shown.has(row.finding.reportRow) &&
      (venues.size === 0 || venues.has(row.venueSlug)) &&
      (venueKind.length === 0 || venueKind.includes(row.kind)) &&
      (exchanges === "include" || !EXCHANGE_KINDS.includes(row.kind)) &&
      (section.length === 0 || section.includes(row.section)) &&
      (month === null || month.month === row.month) &&
      (reReported === "include" || !row.reReported),
  );
}

/** The sums of the groups doubted rows are in: of their brokers and venues alone where groups are of single ones. */
function* totalsOf(
  filters: Filters,
  by: readonly Dimension[],
  rows: readonly DoubtedRow[],
): Generator<[key: string, sums: Sums]> {
  const narrowed: Filters = {
    ...filters,
    ...(by.includes("broker") && { broker: [...new Set(rows.map(({ finding }) => finding.brokerSlug))] }),
    ...(by.includes("venue") && { venue: [...new Set(rows.map(({ venueSlug }) => venueSlug))] }),
  };
  for (const { keys, sums, types } of sumRows(narrowed, by)) {
    if (by.includes("orderType")) {
      for (const [i, orderType] of types.entries()) {
        yield [keyOf({ ...keys, orderType }, by), sums[i] as Sums];
      }
    } else yield [keyOf(keys, by), addSums(sums)];
  }
}
