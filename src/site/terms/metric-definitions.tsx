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
    is: "10,000 × the sum of dollars ÷ the sum of implied shares, over the pairs that have a volume. It is computed anew from these sums for every month, quarter, venue, broker or total; rates are never averaged or added. Large orders weigh more in it, and orders paid nothing are not in it: where at least 10% of the orders were paid nothing, it is called the rate of paid orders and says how many.",
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
    name: "Share of orders covered",
    unit: "% of the orders",
    is: "How much of the orders the filing speaks for: the filed venue percentages of the rows with a rate and of those paid nothing, added up, a plain mean of the months. Shown beside a figure below 90%; below 50% it reads “not enough filed”. Unknown where the percentages are blank, or are not shares of the orders.",
  },
  {
    id: "paid-nothing",
    name: "Paid nothing",
    unit: "% of the orders",
    is: "The part of the orders covered that was filed at $0 with a rate of zero or none: a statement that nobody pays for these orders. A blank is none. An order type reads “paid nothing” where that is most of its orders, and what the others brought comes to less than 0.05 cents for an average order: it is ranked and drawn at 0.",
  },
  {
    id: "order-average",
    name: "Average for an order",
    unit: "cents per 100 shares; options: cents per contract",
    is: "The rate × the filed venue percentages of the rows it is made of ÷ the percentages of those rows and of the rows paid nothing: orders paid nothing count as 0. Their shares are not filed, so the rate cannot speak for them. Unknown where a report’s percentages are not shares of its orders. It is what the calculator, rankings and sentences say a broker was paid for an order; where the rate of paid orders differs by more than a tenth, it stands beside it.",
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
