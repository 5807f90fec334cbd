import { z } from "zod";
import {
  ARRANGEMENT_KINDS,
  type Arrangement,
  type ArrangementKind,
  readArrangement,
} from "@/report/arrangement";
import { ORDER_TYPES } from "@/report/order-types";
import { assetClassOf, SECTIONS, type Section } from "@/report/sections";
import { select, selectRaw } from "./database";
import type { Filters } from "./filters";
import { toCents } from "./measures";
import { quarterText, shownReports, shownRows } from "./scope";

export const CONTRADICTIONS = ["received", "nothing"] as const;

/** How venues pay a broker in one quarter, as its report says in one sentence, or does not say. */
export const ArrangementRow = z.object({
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  report: z.string().describe("Public id of the report."),
  kind: z.enum(ARRANGEMENT_KINDS),
  sentence: z.string().nullable().describe("The sentence it was read from; null: the texts do not say."),
  amounts: z.array(
    z.object({
      usd: z.number().describe("Dollars per unit, as stated."),
      per: z.enum(["share", "100 shares", "contract"]),
      bound: z.enum(["exactly", "up_to", "at_least", "average"]),
      direction: z.enum(["received", "paid"]).nullable().describe("From the broker's side; null: not said."),
      sentence: z.string(),
    }),
  ),
  sections: z.array(z.enum(SECTIONS)),
  venues: z.array(z.object({ venue: z.string(), venue_slug: z.string() })),
  month: z.int().describe("Month of the first row it is filed in, with its place:"),
  section: z.enum(SECTIONS),
  row: z.int(),
  position: z.string().describe("`line 23` in the document shown."),
  received_usd: z
    .number()
    .nullable()
    .describe("Dollars filed as received in these rows; null: all cells are blank."),
  paid_usd: z.number().nullable().describe("Dollars filed as paid, never negative."),
  contradiction: z
    .enum(CONTRADICTIONS)
    .nullable()
    .describe(
      "What the filed dollars say otherwise: `received`, though it says none is; `nothing`, though it says how.",
    ),
});
export type ArrangementRow = z.output<typeof ArrangementRow>;

interface FiledText {
  readonly broker: string;
  readonly broker_slug: string;
  readonly quarter: string;
  readonly report: string;
  readonly section: Section;
  readonly venue: string;
  readonly venue_slug: string;
  readonly month: number;
  readonly row: number;
  readonly position: string;
  readonly text_id: number;
  readonly sha256: string;
  readonly filed_name: string;
  readonly received: number;
  readonly paid: number;
  /** Cells that are not blank. */
  readonly filed: number;
}

/**
 * Arrangements by broker and quarter, read from the material-aspects texts of the reports shown: brokers by name, the
 * latest quarter first, then in the order of filing, what the texts do not say last. Rows without a text are not listed.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function arrangements(filters: Filters): ArrangementRow[] {
  const found = new Map<string, ArrangementRow>();
  for (const filed of filedTexts(filters)) {
    const arrangement = arrangementOf(filed);
    const { kind, sentence, amounts } = arrangement;
    const key = JSON.stringify([filed.report, kind, sentence, amounts, contradictionIn(kind, filed)]);
    const row = found.get(key);
    if (row) addTo(row, filed);
    else found.set(key, newRow(filed, arrangement));
  }
  const last = (row: ArrangementRow) => (row.kind === "unknown" ? 1 : 0);
  const rows = [...found.values()].map((row, i) => ({ row, i }));
  rows.sort((a, b) => (a.row.report === b.row.report ? last(a.row) - last(b.row) : 0) || a.i - b.i);
  return rows.map(({ row }) => row);
}

function newRow(filed: FiledText, { kind, sentence, amounts }: Arrangement): ArrangementRow {
  const { broker, broker_slug, quarter, report, section, venue, venue_slug, month, row, position } = filed;
  return {
    broker,
    broker_slug,
    quarter,
    report,
    kind,
    sentence,
    amounts: [...amounts],
    sections: [section],
    venues: [{ venue, venue_slug }],
    month,
    section,
    row,
    position,
    received_usd: filed.filed > 0 ? toCents(filed.received) : null,
    paid_usd: filed.filed > 0 ? toCents(-filed.paid) : null,
    contradiction: contradictionIn(kind, filed),
  };
}

function addTo(row: ArrangementRow, { section, venue, venue_slug, received, paid, filed }: FiledText): void {
  if (!row.sections.includes(section)) row.sections.push(section);
  if (!row.venues.some((one) => one.venue_slug === venue_slug)) row.venues.push({ venue, venue_slug });
  if (filed === 0) return;
  row.received_usd = toCents((row.received_usd ?? 0) + received);
  row.paid_usd = toCents((row.paid_usd ?? 0) - paid);
}

/** What the dollars of the rows a text is filed for say otherwise. Blank cells say nothing. */
function contradictionIn(
  kind: ArrangementKind,
  { received, paid, filed }: Pick<FiledText, "received" | "paid" | "filed">,
): ArrangementRow["contradiction"] {
  if (kind === "unknown" || filed === 0) return null;
  if (kind === "none") return received > 0 ? "received" : null;
  return received === 0 && paid === 0 ? "nothing" : null;
}

const CELLS = ORDER_TYPES.map((type) => `v.${type}_usd`);
const FILED_DOLLARS = [
  `sum(${CELLS.map((cell) => `max(coalesce(${cell}, 0), 0)`).join(" + ")}) AS received`,
  `sum(${CELLS.map((cell) => `min(coalesce(${cell}, 0), 0)`).join(" + ")}) AS paid`,
  `sum(${CELLS.map((cell) => `(${cell} IS NOT NULL)`).join(" + ")}) AS filed`,
].join(", ");

/** One line per report, section, venue and text, at its first row. */
function filedTexts(filters: Filters): FiledText[] {
  const reports = shownReports({ ...filters, versions: "current" });
  const rows = shownRows({ ...filters, reReported: "include" });
  return select(
    `
SELECT b.name AS broker, b.slug AS broker_slug, ${quarterText("r.quarter")} AS quarter, r.public_id AS report,
  v.section, e.name AS venue, e.slug AS venue_slug, v.month, v.row_number AS row, v.position,
  m.id AS text_id, m.sha256, f.name AS filed_name, ${FILED_DOLLARS}, min(v.month * 1000000 + v.row_number)
FROM report r
  CROSS JOIN broker b ON b.id = r.broker_id
  CROSS JOIN venue_row v ON v.report_id = r.id
  CROSS JOIN material_aspects m ON m.id = v.material_aspects_id
  CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  CROSS JOIN venue e ON e.id = f.venue_id
WHERE ${reports.sql}
  AND ${rows.sql}
GROUP BY r.id, v.section, f.venue_id, m.id
ORDER BY b.name COLLATE NOCASE, b.slug, r.quarter DESC, r.series, r.id,
  CASE v.section WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END, v.month, v.row_number`,
    [...reports.values, ...rows.values],
  ) as unknown as FiledText[];
}

/** Texts repeat from report to report: each is read once per process, up to so many. */
const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, Arrangement>();

function arrangementOf({ text_id, sha256, section, venue, filed_name }: FiledText): Arrangement {
  const assetClass = assetClassOf(section);
  const key = JSON.stringify([assetClass, sha256, venue, filed_name]);
  const known = remembered.get(key);
  if (known) return known;
  const [text] = selectRaw("SELECT text FROM material_aspects WHERE id = ?", [text_id]);
  const arrangement = readArrangement(String(text?.[0] ?? ""), assetClass, [venue, filed_name]);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, arrangement);
  return arrangement;
}
