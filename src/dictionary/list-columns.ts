import type { Column } from "./column";
import {
  BROKER,
  BROKER_SLUG,
  CENTS,
  CRD,
  column,
  PERCENT,
  QUARTER_KEY,
  RULE,
  text,
  USD,
} from "./column-words";

const FIRST_QUARTER = text("first_quarter", "First quarter with a report: `2020Q1`.");
const LAST_QUARTER = text("last_quarter", "Last quarter with a report: `2020Q4`.");
const REPORTS = column("reports", "integer", "Reports that count.", { unit: "reports" });
const KNOWN = column(
  "known",
  "boolean",
  "In the directory of names; otherwise kept under the name as filed.",
);
const ALL_BLANK = "every cell was filed blank";

const PAID_FOR = { payment: "stocks and options", equities: "stocks", options: "options" } as const;

const GROWTH_OF = [
  ["payment_growth", "payment_usd"],
  ["equities_growth", "equities_usd"],
  ["options_growth", "options_usd"],
  ["equities_rate_growth", "equities_cents_per_100_shares"],
  ["options_rate_growth", "options_cents_per_contract"],
  ["equities_volume_growth", "equities_implied_shares"],
  ["options_volume_growth", "options_implied_contracts"],
] as const;

const reports: readonly Column[] = [
  text("id", "The report: quarter and a hash of its figures, the same in every copy of the data."),
  BROKER,
  BROKER_SLUG,
  CRD,
  text("filed_broker", "The broker's name as filed.", { source: `${RULE}; bd` }),
  { ...QUARTER_KEY, source: `${RULE}; year, qtr` },
  text("series", "One of several reports of a firm for one quarter.", { blank: "the only one" }),
  column("version", "integer", "Version of the report, from 1; the highest counts."),
  column("is_current", "boolean", "Whether it is the current version."),
  column("generated_at", "timestamp", "When the report says it was generated, UTC.", {
    source: "timestamp",
    blank: "the document does not say",
  }),
  column("imported_at", "timestamp", "When it came into this store, UTC."),
  text("format", "Format of the document shown: `xml`, `pdf` or `csv`."),
  text("file", "Base name of the document shown."),
  text("sha256", "SHA-256 of the document shown."),
  column("filed_months", "integer", "Months of the quarter with at least one figure; 3 is complete.", {
    unit: "months",
  }),
  column("findings", "integer", "What the checks found in it, warnings and notes together.", {
    unit: "findings",
  }),
  column("warnings", "integer", "Warnings among the findings.", { unit: "findings" }),
  column("payment_usd", "number", "Σ net dollars of all its rows, to the cent.", {
    unit: USD,
    source: "computed: /methods#payment",
    blank: ALL_BLANK,
  }),
  column("withdrawn_at", "timestamp", "When it was taken out of every total, UTC.", { blank: "it was not" }),
  text("withdrawn_why", "Why it was taken out.", { blank: "it was not" }),
];

const brokers: readonly Column[] = [
  text("slug", "The broker in addresses and filters."),
  text("name", "The broker's name in this site's directory."),
  CRD,
  KNOWN,
  REPORTS,
  FIRST_QUARTER,
  LAST_QUARTER,
  column(
    "payment_usd",
    "number",
    "Σ net dollars over the chosen quarters, without re-reported flow, to the cent.",
    {
      unit: USD,
      source: "computed: /methods#payment",
      blank: ALL_BLANK,
    },
  ),
  column(
    "re_reported_usd",
    "number",
    "Σ net dollars of rows that another stored report contains as well; not in payment_usd.",
    { unit: USD, source: "computed: /methods#re-reported", blank: "there are none" },
  ),
];

const venues: readonly Column[] = [
  text("slug", "The venue in addresses and filters."),
  text("name", "The venue's name in this site's directory."),
  text("kind", "What it is in stocks, or in options where it is only there."),
  text("kind_equities", "What it is in stocks."),
  text("kind_options", "What it is in options."),
  KNOWN,
  column("brokers", "integer", "Brokers whose reports name it.", { unit: "brokers" }),
  { ...REPORTS, description: "Reports that name it." },
  FIRST_QUARTER,
  LAST_QUARTER,
  column(
    "payment_usd",
    "number",
    "Σ net dollars between it and the brokers, without re-reported flow unless asked for, to the cent.",
    { unit: USD, source: "computed: /methods#payment", blank: ALL_BLANK },
  ),
];

const quarters: readonly Column[] = [
  { ...BROKER, description: "The broker's name; `All brokers` in the line of totals." },
  { ...BROKER_SLUG, blank: "the line of totals" },
  column("complete", "boolean", "All three months of the quarter are there."),
  { ...REPORTS, description: "Reports of the quarter." },
  ...(["payment", "equities", "options"] as const).map((what) =>
    column(`${what}_usd`, "number", `Σ net dollars, ${PAID_FOR[what]}, to the cent.`, {
      unit: USD,
      source: "computed: /methods#payment",
      blank: ALL_BLANK,
    }),
  ),
  ...(["equities", "options"] as const).map((asset) =>
    column(
      asset === "equities" ? "equities_cents_per_100_shares" : "options_cents_per_contract",
      "number",
      "Σ dollars ÷ Σ implied volume over the rated cells.",
      {
        unit: asset === "equities" ? "cents per 100 shares" : "cents per contract",
        source: "computed: /methods#rate",
        blank: "no cell has dollars and a rate",
      },
    ),
  ),
  ...(["equities", "options"] as const).map((asset) => {
    const unit = asset === "equities" ? "shares" : "contracts";
    return column(
      `${asset}_implied_${unit}`,
      "number",
      "Volume behind the rated cells: paid-for flow only.",
      {
        unit,
        source: "computed: /methods#implied-volume",
        blank: "no cell has dollars and a rate",
      },
    );
  }),
  ...(["equities", "options"] as const).map((asset) =>
    column(`${asset}_order_coverage`, "number", "How much of the orders the rate speaks for.", {
      unit: PERCENT,
      source: "computed: /methods#coverage",
      blank: "no order, or no venue shares were filed",
    }),
  ),
  column(
    "re_reported_usd",
    "number",
    "Flow that another stored report contains too, left out of the other columns.",
    {
      unit: USD,
      source: "computed: /methods#re-reported",
      blank: "there is none",
    },
  ),
  ...GROWTH_OF.map(([name, what]) =>
    column(name, "number", `Change of ${what} against the quarter before.`, {
      unit: "percent",
      source: "computed: /methods#growth",
      blank: "one of the two quarters is absent, zero, or lacks a month",
    }),
  ),
];

const diff: readonly Column[] = [
  column("month", "integer", "Calendar month, 1–12."),
  text("section", "`sp500`, `non_sp500` or `options`."),
  text("venue", "The venue as filed.", { blank: "the section's order mix" }),
  text("field", "Column of `/rows` that differs: `market_usd`, `ndo_pct` and so on."),
  ...(["before", "after"] as const).map((when) =>
    column(when, "number", `The figure in the ${when === "before" ? "earlier" : "later"} version.`, {
      unit: `that of the column \`field\` names: USD, ${CENTS} or ${PERCENT}`,
      blank: "blank, or the row is not there",
    }),
  ),
];

/** The columns of the lists, of one quarter's table and of a comparison of two versions. */
export const LIST_COLUMNS = { reports, brokers, venues, quarters, diff } as const;
