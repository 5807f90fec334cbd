import type { Column } from "./column";
import {
  BROKER,
  BROKER_SLUG,
  CENTS,
  column,
  PARAGRAPH,
  PERCENT,
  QUARTER_KEY,
  SHARES,
  text,
  USD,
  VENUE,
  VENUE_SLUG,
} from "./column-words";

const FILED_BLANK = "filed blank (not meaningful), which is not zero";

/** The columns of `/trace`: one filed pair of dollars and rate per line. */
export const TRACE_COLUMNS: readonly Column[] = [
  BROKER,
  BROKER_SLUG,
  text("report_id", "The report the cell is in, as in `/reports`."),
  QUARTER_KEY,
  text("month", "Calendar month: `2020-01`."),
  text("section", "`sp500` (S&P 500 stocks), `non_sp500` (other stocks) or `options`."),
  column("row", "integer", "Row in the section as filed, from 1."),
  VENUE,
  VENUE_SLUG,
  text("filed_venue", "The venue's name as filed; empty when only a code was."),
  text("orderType", "`market`, `marketable_limit`, `non_marketable_limit` or `other`."),
  column("payment_usd", "number", "Net dollars as filed.", {
    unit: USD,
    source: PARAGRAPH.payment,
    blank: FILED_BLANK,
  }),
  column("cents_per_100_shares", "number", "Net cents per hundred shares as filed.", {
    unit: CENTS,
    source: PARAGRAPH.payment,
    blank: FILED_BLANK,
  }),
  column("venue_pct", "number", "The venue's share of the orders of this type, as filed.", {
    unit: PERCENT,
    source: PARAGRAPH.venue,
    blank: FILED_BLANK,
  }),
  column("implied_shares", "number", "Dollars × 10,000 ÷ rate: the shares the payment was for.", {
    unit: SHARES,
    source: "computed: /methods#implied-volume",
    blank: "not rated",
  }),
  text(
    "state",
    "`rated`: in payment, rate and volume. `no_rate`, `zero_rate`, `signs_differ`, `zero_dollars`: in the payment alone. `no_dollars`, `blank`: in nothing.",
  ),
  text("source_file", "Base name of the document the figures were read from."),
  text("source_position", "Where the row stands in it: `line 23`, `page 2 at 345`, `row 7`."),
  text("cell", "The cell's address on its report's page: `/reports/{report_id}?cell={cell}`."),
];
