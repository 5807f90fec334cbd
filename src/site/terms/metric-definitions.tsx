import css from "./definitions.module.css";

/** One definition each, used by pages, API and exports alike. */
export const METRICS: readonly { id: string; name: string; unit: string; is: string }[] = [
  {
    id: "payment",
    name: "Payment",
    unit: "US dollars",
    is: "The sum of the net dollars filed, over all cells that are not blank. Positive: the broker received. Negative: it paid, mostly exchange fees.",
  },
  {
    id: "implied-volume",
    name: "Implied volume",
    unit: "shares, contracts",
    is: "Dollars × 10,000 ÷ cents per hundred shares, of each filed pair that has both, neither zero and of one sign; otherwise unknown, never zero. It covers paid-for flow only.",
  },
  {
    id: "rate",
    name: "Rate",
    unit: "cents per 100 shares; options: cents per contract",
    is: "10,000 × the sum of dollars ÷ the sum of implied shares, over the pairs that have a volume. It is computed anew from these sums for every month, quarter, venue, broker or total; rates are never averaged or added.",
  },
  {
    id: "per-contract",
    name: "Rate of options",
    unit: "cents per contract",
    is: "The same rate under another name: the filing counts one contract as one hundred shares.",
  },
  {
    id: "rated-share",
    name: "Rated share",
    unit: "% of the money",
    is: "How much of the money, in absolute dollars, the rate speaks for. Shown beside a rate when below 99%.",
  },
  {
    id: "coverage",
    name: "Order coverage",
    unit: "% of the orders",
    is: "How much of the orders the filing speaks for: the filed venue percentages of the rows that have a volume or are paid nothing, added up, a plain mean of the months. Shown beside a rate below 90%; below 50% it reads “not enough filed”.",
  },
  {
    id: "paid-nothing",
    name: "Paid nothing",
    unit: "% of the orders",
    is: "The part of the order coverage that was filed at zero dollars and a rate of zero or none. A filed zero is a statement; a blank is not.",
  },
  {
    id: "order-average",
    name: "Average for an order",
    unit: "cents per 100 shares; options: cents per contract",
    is: "The rate × the filed venue percentages of the rows it is made of ÷ the percentages of those rows and of the rows paid nothing: what a broker was paid on average for an order of a type, with zero for the orders it was paid nothing for. The rate alone speaks of paid orders only. Unknown where a report’s percentages are no shares of the orders.",
  },
  {
    id: "order-mix",
    name: "Order mix",
    unit: "% of non-directed orders",
    is: "As filed. Over several months a plain mean, because order counts are not filed.",
  },
  {
    id: "venue-share",
    name: "Venue share",
    unit: "% of non-directed orders",
    is: "As filed; over several months a plain mean. Only venues over the listing threshold are filed, so shares need not add to 100.",
  },
  {
    id: "growth",
    name: "Growth",
    unit: "%",
    is: "(This quarter − the one before) ÷ the absolute value of the one before. Only between quarters in which a broker has all three months; for several brokers together only over those complete in both, so that a broker that enters is not growth.",
  },
  {
    id: "index",
    name: "Index",
    unit: "start = 100",
    is: "A figure as a percentage of the first one shown, over the same brokers throughout.",
  },
  {
    id: "stocks",
    name: "Stocks",
    unit: "",
    is: "The two sections S&P 500 stocks and non-S&P 500 stocks together.",
  },
];

export function MetricDefinitions() {
  return (
    <dl className={css.definitions}>
      {METRICS.map(({ id, name, unit, is }) => (
        <div key={id} id={id}>
          <dt>
            {name} {unit ? <span className={css.unit}>({unit})</span> : null}
          </dt>
          <dd>{is}</dd>
        </div>
      ))}
    </dl>
  );
}
