import type { Column } from "./column";
import {
  BROKER,
  BROKER_SLUG,
  CENTS,
  column,
  PERCENT,
  QUARTER_KEY,
  SHARES,
  text,
  USD,
  VENUE,
  VENUE_SLUG,
} from "./column-words";

/** The columns of `/rates`: those of the chosen dimensions, then the measures. */
export const RATE_COLUMNS: readonly Column[] = [
  BROKER,
  BROKER_SLUG,
  VENUE,
  VENUE_SLUG,
  text(
    "venueKind",
    "What the venue is in the asset class: `wholesaler`, `exchange`, `options_market_maker` and so on.",
  ),
  text("section", "`sp500` (S&P 500 stocks), `non_sp500` (other stocks) or `options`."),
  text("orderType", "`market`, `marketable_limit`, `non_marketable_limit` or `other`."),
  text("month", "Calendar month: `2020-01`."),
  QUARTER_KEY,
  column("year", "integer", "Calendar year."),
  column("payment_usd", "number", "Σ net dollars of the cells that are not blank, to the cent.", {
    unit: USD,
    source: "computed: /methods#payment",
    blank: "every cell was filed blank",
  }),
  column(
    "cents_per_100_shares",
    "number",
    "10,000 × Σ dollars ÷ Σ implied shares over the rated cells (dollars and rate both there, not zero, of one sign).",
    { unit: CENTS, source: "computed: /methods#rate", blank: "no cell has both" },
  ),
  column("implied_shares", "number", "Shares behind the rated cells, dollars ÷ rate: paid-for flow only.", {
    unit: SHARES,
    source: "computed: /methods#implied-volume",
    blank: "no cell has both",
  }),
  column("rated_share", "number", "How much of the money, in absolute dollars, the rate speaks for.", {
    unit: "fraction (0–1)",
    source: "computed: /methods#rated-share",
    blank: "no money was filed",
  }),
  column(
    "order_coverage",
    "number",
    "How much of the orders the rate speaks for: the rated venues' filed shares, a plain mean of months and order types.",
    {
      unit: PERCENT,
      source: "computed: /methods#coverage",
      blank: "no order, or no venue shares were filed",
    },
  ),
  column("reports", "integer", "How many reports the group draws on.", { unit: "reports" }),
];
