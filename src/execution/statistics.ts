/** One of the twelve statistics of a row of the summary, rule 605(a)(2)(i) to (xii). */
export interface Statistic {
  /** Name of the field in the file. */
  readonly field: StatisticField;
  /** What the API calls it. */
  readonly key: string;
  /** The SEC's title of the column. */
  readonly title: string;
  /** As the SEC's schema allows; what is outside refuses the file. */
  readonly least?: number;
  readonly most?: number;
  /** `nan`, `inf` and the like stand for "nothing to compute" here, and nowhere else. */
  readonly isQuotient?: true;
}

export const STATISTIC_FIELDS = [
  "AvgOrderQty",
  "AvgOrderSize",
  "ExctdOrderMidPtAvg",
  "PctExctdAtQuotOrBetter",
  "PctExctdPI",
  "WghtdAvgPctPI",
  "AvgEffctvSprdPct",
  "AvgPctQuotSprd",
  "AvgEFQPct",
  "AvgRealSprdPct15sec",
  "AvgRealSprdPct1min",
  "WghtdAvgExctnTime",
] as const;
export type StatisticField = (typeof STATISTIC_FIELDS)[number];

export const STATISTICS: readonly Statistic[] = [
  { field: "AvgOrderQty", key: "avg_order_shares", title: "Average Order Size (Shares)", least: 0 },
  { field: "AvgOrderSize", key: "avg_order_usd", title: "Average Notional Order Size (USD)", least: 0 },
  { field: "ExctdOrderMidPtAvg", key: "midpoint_usd", title: "Share-weighted Average Midpoint (USD)" },
  {
    field: "PctExctdAtQuotOrBetter",
    key: "at_quote_or_better_fraction",
    title: "% Shares Executed at Quote or Better",
    least: 0,
    most: 1,
  },
  {
    field: "PctExctdPI",
    key: "improved_fraction",
    title: "% Shares Executed with Price Improvement",
    least: 0,
    most: 1,
  },
  {
    field: "WghtdAvgPctPI",
    key: "net_improvement_fraction",
    title: "Share-weighted Average % Price Improvement",
    most: 2,
  },
  {
    field: "AvgEffctvSprdPct",
    key: "effective_spread_fraction",
    title: "Average % Effective Spread",
    least: -2,
  },
  { field: "AvgPctQuotSprd", key: "quoted_spread_fraction", title: "Average % Quoted Spread", least: 0 },
  {
    field: "AvgEFQPct",
    key: "efq_filed",
    title: "Average Effective / Average Quoted Spread %",
    isQuotient: true,
  },
  {
    field: "AvgRealSprdPct15sec",
    key: "realized_spread_15s_fraction",
    title: "Average % Realized Spread after 15 Seconds",
    isQuotient: true,
  },
  {
    field: "AvgRealSprdPct1min",
    key: "realized_spread_1min_fraction",
    title: "Average % Realized Spread after 1 Minute",
  },
  {
    field: "WghtdAvgExctnTime",
    key: "execution_ms",
    title: "Share-weighted Average Execution Speed (msec)",
    least: 0,
  },
];

/** Fields that say which row it is. */
export const KEY_FIELDS = [
  "DsgntParticipant",
  "RprtEntityCd",
  "RptDate",
  "Sp500",
  "OrderSize",
  "OrderType",
] as const;
export type KeyField = (typeof KEY_FIELDS)[number];

/** All columns of the summary; their order in a file may be another. */
export const SUMMARY_FIELDS: readonly (KeyField | StatisticField)[] = [...KEY_FIELDS, ...STATISTIC_FIELDS];

/** Place of each statistic in `STATISTICS` and in a row's figures. */
export const AT = Object.fromEntries(STATISTIC_FIELDS.map((field, i) => [field, i])) as Readonly<
  Record<StatisticField, number>
>;
