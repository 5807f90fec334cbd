import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { Column } from "./column";
import {
  BROKER,
  BROKER_SLUG,
  CENTS,
  CRD,
  column,
  PARAGRAPH,
  PERCENT,
  RULE,
  text,
  USD,
  VENUE,
  VENUE_SLUG,
} from "./column-words";

const NO_SECTION = "a month filed without sections";
const NO_VENUE = "a section filed without venues";
const AS_FILED = "filed blank (not meaningful), which is not zero";

const UNITS: Record<FigureSpec["unit"], string> = { percent: PERCENT, usd: USD, cph: CENTS };

/** The columns of flat CSV v1 and of `/rows`, in order. */
export const ROW_COLUMNS: readonly Column[] = [
  BROKER,
  BROKER_SLUG,
  CRD,
  column("year", "integer", "Year of the report.", { source: `${RULE}; year` }),
  column("quarter", "integer", "Quarter of the report, 1–4.", { source: `${RULE}; qtr` }),
  column("month", "integer", "Calendar month of the row, 1–12.", { source: `${RULE}; rMonthly/mon` }),
  text("section", "`sp500` (S&P 500 stocks), `non_sp500` (other stocks) or `options`.", {
    source: `${RULE}; rSP500, rOtherStocks, rOptions`,
    blank: NO_SECTION,
  }),
  { ...VENUE, blank: NO_VENUE },
  { ...VENUE_SLUG, blank: NO_VENUE },
  text(
    "venue_kind",
    "What the venue is in this asset class: `wholesaler`, `exchange`, `options_market_maker` and so on.",
    {
      blank: NO_VENUE,
    },
  ),
  text("filed_broker", "The broker's name as filed, white space collapsed.", { source: `${RULE}; bd` }),
  text("filed_venue", "The venue's name as filed, white space collapsed.", {
    source: `${PARAGRAPH.venue}; rVenue/name`,
    blank: "only a code was filed, or no venue",
  }),
  text("mic", "Market identifier code as filed (often an MPID instead).", {
    source: `${PARAGRAPH.venue}; rVenue/mic`,
    blank: "not filed",
  }),
  text("mpid", "Market participant identifier as filed.", {
    source: `${PARAGRAPH.venue}; rVenue/mpid`,
    blank: "not filed",
  }),
  ...VENUE_FIGURES.map((figure) => filed(figure, "rVenue/")),
  ...MIX_FIGURES.map((figure) => filed(figure, "")),
  text("material_aspects", "The broker's words on its relationship with the venue.", {
    source: `${PARAGRAPH.aspects}; rVenue/materialAspects`,
    blank: "not filed",
  }),
  text("report_id", "The report: quarter and a hash of its figures, the same in every copy of the data."),
  text("series", "One of several reports of a firm for one quarter.", { blank: "the only one" }),
  column("report_version", "integer", "Version of the report, from 1; the highest counts."),
  column("generated_at", "timestamp", "When the report says it was generated, UTC.", {
    source: "timestamp",
    blank: "the document does not say",
  }),
  column("is_current", "integer", "1: the current version; 0: superseded."),
  text("source_file", "Base name of the document the row was read from."),
  text("source_sha256", "SHA-256 of that document; blank where only its name is known."),
  text(
    "source_position",
    "Where the row stands in it: `line 23`, `page 2 at 345` (points from the top), `row 7`.",
    {
      blank: NO_VENUE,
    },
  ),
];

function filed({ key, label, unit, xml }: FigureSpec, parent: string): Column {
  const paragraph = parent === "" ? PARAGRAPH.mix : unit === "percent" ? PARAGRAPH.venue : PARAGRAPH.payment;
  return column(
    key,
    "number",
    `As filed: ${label.replace(/\((USD|cents per hundred shares|%)\)$/, "").trim()}.`,
    {
      unit: UNITS[unit],
      source: `${paragraph}; ${parent}${xml}`,
      blank: AS_FILED,
    },
  );
}
