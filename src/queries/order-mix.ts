import { z } from "zod";
import { MIX_FIGURES } from "@/report/figures";
import type { Mark } from "@/report/mark";
import { formatQuarter, quarterFromIndex } from "@/report/quarter";
import { SECTIONS, type Section } from "@/report/sections";
import { select, selectRaw } from "./database";
import { doubtingFindings } from "./doubted-rows";
import { toMark } from "./doubts";
import { type Filters, filters } from "./filters";
import { and, isIn, quarterText, shownReports } from "./scope";

const MIX_COLUMNS = MIX_FIGURES.map((figure) => figure.key);

const percent = z.number().nullable().describe("0–100, plain mean of the months filed; null: blank in all.");

/** The order mix of one broker, quarter and section. */
export const OrderMixRow = z.object({
  broker: z.string(),
  broker_slug: z.string(),
  quarter: z.string().describe("`2020Q1`"),
  section: z.enum(SECTIONS),
  months: z.int().describe("Months the means are over."),
  ndo_pct: percent,
  ndo_market_pct: percent,
  ndo_marketable_limit_pct: percent,
  ndo_non_marketable_limit_pct: percent,
  ndo_other_pct: percent,
});
/** `mark`: why the mix is doubtful. */
export type OrderMixRow = z.output<typeof OrderMixRow> & { readonly mark?: Mark | null };

/** The order mix of current reports, by broker, quarter and section; a plain mean of the months (and
 * of the series, should a broker have several), because order counts are not filed.
 * @throws AppError invalid_input for an unknown broker */
export function orderMix(chosen: Filters = filters()): OrderMixRow[] {
  const reports = shownReports({ ...chosen, versions: "current" });
  const sections = chosen.section.length > 0 ? isIn("s.section", chosen.section) : and([]);
  const rows = select(
    `
SELECT b.name AS broker, b.slug AS broker_slug, ${quarterText("r.quarter")} AS quarter, s.section,
  count(DISTINCT s.month) FILTER (WHERE coalesce(${MIX_COLUMNS.join(", ")}) IS NOT NULL) AS months,
  ${MIX_COLUMNS.map((column) => `avg(s.${column}) AS ${column}`).join(", ")}
FROM report r CROSS JOIN section_summary s ON s.report_id = r.id CROSS JOIN broker b ON b.id = r.broker_id
WHERE ${reports.sql}
  AND ${sections.sql}
GROUP BY r.broker_id, r.quarter, s.section
ORDER BY b.name COLLATE NOCASE, b.slug, r.quarter,
  CASE s.section WHEN 'sp500' THEN 1 WHEN 'non_sp500' THEN 2 ELSE 3 END`,
    [...reports.values, ...sections.values],
  );
  const found = mixMarks(chosen);
  return z
    .array(OrderMixRow)
    .parse(rows)
    .map((row) => {
      const mark = found(row.broker_slug, row.quarter, row.section);
      return mark ? { ...row, mark } : row;
    });
}

/** What casts doubt on the mix of a broker's quarter and section. */
function mixMarks(chosen: Filters): (broker: string, quarter: string, section: Section) => Mark | null {
  const findings = doubtingFindings("mix");
  if (findings.length === 0) return () => null;
  const reports = shownReports({ ...chosen, versions: "current" });
  const shown = new Set(
    selectRaw(`SELECT r.id FROM report r WHERE r.id IN (SELECT value FROM json_each(?)) AND ${reports.sql}`, [
      JSON.stringify([...new Set(findings.map(({ reportRow }) => reportRow))]),
      ...reports.values,
    ]).map(([id]) => Number(id)),
  );
  return (broker, quarter, section) => {
    const own = findings.find(
      (one) =>
        shown.has(one.reportRow) &&
        one.brokerSlug === broker &&
        formatQuarter(quarterFromIndex(one.quarter)) === quarter &&
        (one.section === null || one.section === section),
    );
    return own ? toMark(own) : null;
  };
}
