import { z } from "zod";
import { SECTIONS, type Section } from "@/report/sections";
import { select, selectRaw } from "./database";
import type { Filters } from "./filters";
import { type Condition, quarterText, shownReports, shownRows } from "./scope";
import type { Window } from "./window";

/** A piece of an excerpt; `marked`: a word that was looked for. */
export const ExcerptPart = z.object({ text: z.string(), marked: z.boolean() });
export type ExcerptPart = z.output<typeof ExcerptPart>;

/** Where in a report a text is filed. */
export const AspectsPlace = z.object({
  section: z.enum(SECTIONS),
  venue: z.string(),
  venue_slug: z.string(),
  months: z.array(z.int()).describe("1–12, in order."),
  row: z.int().describe("Row in the section of the first of the months, from 1."),
  position: z.string().describe("Where that row stands in the document shown: `line 23`."),
});
export type AspectsPlace = z.output<typeof AspectsPlace>;

/** A text found in a report: once, however many rows of the report have it. */
export const AspectsHit = z.object({
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  report: z.string().describe("Public id of the report."),
  excerpt: z.array(ExcerptPart).describe("About 40 words around the words found, in order."),
  places: z.array(AspectsPlace).describe("Sections as filed, then venues in order of filing; at least one."),
});
export type AspectsHit = z.output<typeof AspectsHit>;

export interface AspectsFound {
  readonly hits: readonly AspectsHit[];
  /** Of how many hits these are a window. */
  readonly total: number;
}

/**
 * Searches the brokers' words on their venues (material aspects). Every word must occur, in any order and
 * ending; words in double quotes must stand together. Everything else a person types is text, not syntax. The best text
 * comes first; of one text the latest quarter, then brokers by name. Filters choose reports, and rows that have the
 * text; re-reported rows are searched too.
 * @throws AppError invalid_input for an unknown broker or venue
 */
export function searchAspects(text: string, filters: Filters, { limit, offset }: Window): AspectsFound {
  const words = matchExpression(text);
  if (words === null) return { hits: [], total: 0 };
  const reports = shownReports(filters);
  const rows = shownRows({ ...filters, reReported: "include" });
  const narrowed = rows.values.length === 0 ? "1" : `EXISTS (SELECT 1 ${ROWS_WITH_TEXT} AND ${rows.sql})`;
  const found = `
WITH found AS MATERIALIZED (
  SELECT rowid AS id, bm25(material_aspects_fts) AS score FROM material_aspects_fts WHERE material_aspects_fts MATCH ?
), hit AS (
  SELECT r.id AS report_id, found.id AS text_id, found.score
  FROM found
    CROSS JOIN report_text t ON t.material_aspects_id = found.id
    CROSS JOIN report r ON r.id = t.report_id
  WHERE ${reports.sql}
    AND ${narrowed}
)`;
  const values = [words, ...reports.values, ...(narrowed === "1" ? [] : rows.values)];
  const hits = select(
    `${found}
SELECT b.name AS broker, b.slug AS broker_slug, ${quarterText("r.quarter")} AS quarter, r.public_id AS report,
  hit.report_id, hit.text_id, count(*) OVER () AS total
FROM hit JOIN report r ON r.id = hit.report_id JOIN broker b ON b.id = r.broker_id
ORDER BY hit.score, hit.text_id, r.quarter DESC, b.name COLLATE NOCASE, b.slug, r.series, r.version DESC
LIMIT ? OFFSET ?`,
    [...values, limit ?? -1, offset],
  );
  // Past the last hit no row says how many there are.
  const total = hits[0]?.total ?? selectRaw(`${found} SELECT count(*) FROM hit`, values)[0]?.[0];
  const excerpts = excerptsOf(words, [...new Set(hits.map((hit) => hit.text_id as number))]);
  return {
    total: Number(total),
    hits: z.array(AspectsHit).parse(
      hits.map(({ report_id, text_id, total: _, ...hit }) => ({
        ...hit,
        excerpt: excerpts.get(text_id as number) ?? [],
        places: placesOf(Number(report_id), Number(text_id), rows),
      })),
    ),
  };
}

const ROWS_WITH_TEXT = `
FROM venue_row v CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
WHERE v.report_id = t.report_id AND v.material_aspects_id = t.material_aspects_id`;

function placesOf(reportId: number, textId: number, rows: Condition): AspectsPlace[] {
  const found = selectRaw(
    `
SELECT v.section, e.name, e.slug, v.month, v.row_number, v.position
FROM report_text t CROSS JOIN venue_row v ON v.report_id = t.report_id AND v.material_aspects_id = t.material_aspects_id
  CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  CROSS JOIN venue e ON e.id = f.venue_id
WHERE t.report_id = ? AND t.material_aspects_id = ?
  AND ${rows.sql}
ORDER BY CASE v.section WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END, v.month, v.row_number`,
    [reportId, textId, ...rows.values],
  ) as [Section, string, string, number, number, string][];
  const places = new Map<string, AspectsPlace>();
  for (const [section, venue, venue_slug, month, row, position] of found) {
    const place = places.get(`${section} ${venue_slug}`);
    if (!place)
      places.set(`${section} ${venue_slug}`, { section, venue, venue_slug, months: [month], row, position });
    else if (place.months.at(-1) !== month) place.months.push(month);
  }
  return [...places.values()];
}

/**
 * What a person typed as an FTS5 expression: each word and each quoted phrase a string of its own, so that no
 * character of it means anything. Null: there is no letter or digit in it.
 */
function matchExpression(text: string): string | null {
  const parts = text
    .normalize("NFC")
    .replaceAll("\0", " ")
    // A text with an odd number of quotes ends in a phrase.
    .replace(/[“”„«»]/gu, '"')
    .split('"')
    .flatMap((part, i) => (i % 2 === 1 ? [part] : part.split(/\s+/u)))
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .slice(0, MOST_WORDS);
  return parts.length === 0 ? null : parts.map((part) => `"${part}"`).join(" ");
}

/** More words than any question has; each costs a look into the index. */
const MOST_WORDS = 32;

const EXCERPT_WORDS = 40;
const [BEGIN, END] = ["\u0002", "\u0003"];

/** The surroundings of the words in each text. Texts come from files: marks are cut at characters that XML cannot hold. */
function excerptsOf(words: string, ids: readonly number[]): Map<number, ExcerptPart[]> {
  const rows = selectRaw(
    `SELECT rowid, snippet(material_aspects_fts, 0, char(2), char(3), '…', ${EXCERPT_WORDS}) FROM material_aspects_fts
     WHERE material_aspects_fts MATCH ? AND rowid IN (SELECT value FROM json_each(?))`,
    [words, JSON.stringify(ids)],
  );
  return new Map(rows.map(([id, snippet]) => [Number(id), partsOf(String(snippet))]));
}

function partsOf(snippet: string): ExcerptPart[] {
  return snippet
    .replace(/\s+/gu, " ")
    .split(BEGIN)
    .flatMap((piece, i): ExcerptPart[] => {
      if (i === 0) return [{ text: piece, marked: false }];
      const [marked = "", ...rest] = piece.split(END);
      return [
        { text: marked, marked: true },
        { text: rest.join(""), marked: false },
      ];
    })
    .filter(({ text }) => text !== "");
}
