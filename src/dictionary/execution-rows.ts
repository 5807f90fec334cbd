import { type GlobalMeta, z } from "zod";
import { EXECUTION_KINDS } from "@/execution/execution-report";

const RULE_605 = "17 CFR 242.605(a)(2)";
const SHARES = "fraction of shares (0–1)";
const OF_PRICE = "fraction of the price (0.01 is 1%)";
const BLANK = "filed empty";
const FILE = "BATS202608.csv";
const SHA256 = "0f4ad915363e438ee27f20aa2edb426e84d2b31bc69769696441b340e68b2e7e";

const filedIn = (where: string) => `${RULE_605}${where}`;
const text = (description: string, example: string, more: GlobalMeta = {}) =>
  z.string().meta({ description, examples: [example], ...more });
const count = (description: string, example: number, more: GlobalMeta = {}) =>
  z.int().meta({ description, examples: [example], ...more });
const blankText = (description: string, blank: string, example: string | null, more: GlobalMeta = {}) =>
  z
    .string()
    .nullable()
    .meta({ description, blank, examples: [example], ...more });
/** A statistic as filed. */
const statistic = (unit: string, description: string, source: string, example: number) =>
  z
    .number()
    .nullable()
    .meta({ unit, description, source: filedIn(source), blank: BLANK, examples: [example] });
const computed = (unit: string, description: string, source: string, example: number, blank = BLANK) =>
  z
    .number()
    .nullable()
    .meta({ unit, description, source: `computed: ${source}`, blank, examples: [example] });

/* The examples are of Cboe BZX's summary for August 2026, market orders of $1,000 to $5,000 in other than S&P 500 stocks. */

const REPORTER = {
  reporter: text("Code of the reporter as filed: `BATS`.", "BATS", { source: filedIn("; RprtEntityCd") }),
  reporter_slug: text(
    "The reporter in addresses and filters: that of its venue, else of its broker.",
    "cboe-bzx",
  ),
  kind: text("What the reporter is to the directory: `venue`, `broker`, `both` or `unknown`.", "venue"),
  participant: text("Code of the participant that assigned the reporter's code: `Z` is Cboe BZX.", "Z", {
    source: filedIn("; DsgntParticipant"),
  }),
  month: count("Calendar month as filed: 202608.", 202608, { source: filedIn("; RptDate") }),
};
const REPORT_ID = "The report: month and a hash of its figures, the same in every copy of the data.";
const VERSION = "Version of the report, from 1 in the order they came; the highest counts.";
const EFQ_UNIT = z.enum(["fraction", "percent"]).nullable();

/** One filed row of a summary of rule 605, with what is read from it. */
export const ExecutionListRow = z.object({
  ...REPORTER,
  sp500: z.enum(["Y", "N"]).meta({
    description: "`Y`: stocks in the S&P 500 on the first day of the month; `N`: other stocks.",
    source: filedIn("; Sp500"),
    examples: ["N"],
  }),
  order_size: count(
    "Least an order of the size is worth; 199999: all below $200,000, a total of the smaller ones.",
    1000,
    { unit: "USD", source: filedIn("; OrderSize") },
  ),
  order_type: z.enum(["M", "ML"]).meta({
    description: "`M` market orders, `ML` marketable limit orders.",
    source: filedIn("; OrderType"),
    examples: ["M"],
  }),
  avg_order_shares: statistic("shares", "Average order size.", "(i); AvgOrderQty", 115.158777),
  avg_order_usd: statistic("USD", "Average order size in dollars.", "(ii); AvgOrderSize", 2338.743269),
  midpoint_usd: statistic(
    "USD per share",
    "Average midpoint of the quote, weighted with executed shares.",
    "(iii); ExctdOrderMidPtAvg",
    21.439042,
  ),
  at_quote_or_better_fraction: statistic(
    SHARES,
    "Shares executed at the quote or better.",
    "(iv); PctExctdAtQuotOrBetter",
    0.698806,
  ),
  improved_fraction: statistic(SHARES, "Shares executed better than the quote.", "(v); PctExctdPI", 0.557559),
  net_improvement_fraction: statistic(
    OF_PRICE,
    "Better than the quote less worse than the quote, over the midpoint; negative: worse.",
    "(vi); WghtdAvgPctPI",
    0.002893,
  ),
  effective_spread_fraction: statistic(
    OF_PRICE,
    "Average effective spread: twice the distance of the price from the midpoint.",
    "(vii); AvgEffctvSprdPct",
    0.012054,
  ),
  quoted_spread_fraction: statistic(OF_PRICE, "Average quoted spread.", "(viii); AvgPctQuotSprd", 0.014628),
  efq_filed: statistic(
    "as filed: of one file fractions, of another percent points",
    "Effective ÷ quoted spread exactly as filed; read `efq_pct` instead.",
    "(ix); AvgEFQPct",
    82.40641,
  ),
  efq_pct: computed(
    "percent",
    "Effective ÷ quoted spread, its unit settled for the whole report.",
    "/methods#execution",
    82.40641,
    "filed empty, or its unit is not known",
  ),
  realized_spread_15s_fraction: statistic(
    OF_PRICE,
    "Average realized spread 15 seconds after the execution.",
    "(x); AvgRealSprdPct15sec",
    0.012032,
  ),
  realized_spread_1min_fraction: statistic(
    OF_PRICE,
    "Average realized spread 1 minute after the execution.",
    "(xi); AvgRealSprdPct1min",
    0.011861,
  ),
  execution_ms: statistic(
    "milliseconds",
    "Average time from receiving an order to executing it, weighted with executed shares.",
    "(xii); WghtdAvgExctnTime",
    2448.795366,
  ),
  net_improvement_usd_per_1000: computed(
    "USD per $1,000",
    "Better than the quote, per $1,000 traded; negative: worse.",
    "net_improvement_fraction × 1,000",
    2.893,
  ),
  net_improvement_cents_per_100_shares: computed(
    "cents per 100 shares",
    "The same in the unit of payments; the two are never subtracted.",
    "net_improvement_fraction × midpoint_usd × 10,000",
    620.23148506,
  ),
  marked: blankText(
    "Columns of the row that cannot be what they say, with a space between: such rows are not ranked.",
    "none",
    null,
  ),
  report_id: text(REPORT_ID, "202608-0123456789"),
  report_version: count(VERSION, 1),
  source_file: text("Base name of the document the row is from.", FILE),
  source_sha256: text("SHA-256 of that document.", SHA256),
  source_position: text("Where the row stands in it: `row 5`, the header being row 1.", "row 6"),
  efq_unit: EFQ_UNIT.meta({
    description: "How the report files effective ÷ quoted spread: `fraction` or `percent`.",
    blank: "not known",
    examples: ["percent"],
  }),
  findings: blankText("Codes of what the checks found in the row, with a space between.", "nothing", null),
});

/** One version of a reporter's report of rule 605 for one month. */
export const ExecutionReportRow = z.object({
  id: text(REPORT_ID, "202608-0123456789"),
  ...REPORTER,
  name: text("The reporter's name in this site's directory, or its code.", "Cboe BZX"),
  report_kind: z.enum(EXECUTION_KINDS).meta({
    description: "`summary`, or a detailed file: `detailed`, `legacy` for months to July 2026.",
    examples: ["summary"],
  }),
  version: count(VERSION, 1),
  is_current: z.boolean().meta({ description: "Whether it is the current version.", examples: [true] }),
  imported_at: text("When it came into this store, UTC.", "2026-10-01T12:00:00.000Z", {
    format: "date-time",
  }),
  file: text("Base name of the document.", FILE),
  sha256: text("SHA-256 of the document.", SHA256),
  rows: count("Rows of a summary; of a detailed file kinds of orders, after summing.", 36, { unit: "rows" }),
  efq_unit: EFQ_UNIT.meta({
    description: "How it files effective ÷ quoted spread: `fraction` or `percent`.",
    blank: "not known, or a detailed file",
    examples: ["percent"],
  }),
  unread_lines: count("Lines of a detailed file that could not be read.", 0, { unit: "lines" }),
  findings: count("What the checks found in it, warnings and notes together.", 9, { unit: "findings" }),
  warnings: count("Warnings among the findings.", 8, { unit: "findings" }),
  withdrawn_at: blankText("When it was taken out, UTC.", "it was not", null, { format: "date-time" }),
  withdrawn_why: blankText("Why it was taken out.", "it was not", null),
});
