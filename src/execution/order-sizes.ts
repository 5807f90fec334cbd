/** Sizes of orders in dollars as rule 605 files them: the code is the least an order is worth, but for one. */
export const ORDER_SIZES = [0, 250, 1000, 5000, 10000, 20000, 50000, 199999, 200000] as const;
export type OrderSize = (typeof ORDER_SIZES)[number];

/** All orders below $200,000 together: a total, never to be added to the others. */
export const ALL_BELOW_200000 = 199999;

/** Dollars an order of a size is worth: from, and below; null: without end. */
export const SIZE_BOUNDS: Readonly<Record<OrderSize, readonly [number, number | null]>> = {
  0: [0, 250],
  250: [250, 1_000],
  1000: [1_000, 5_000],
  5000: [5_000, 10_000],
  10000: [10_000, 20_000],
  20000: [20_000, 50_000],
  50000: [50_000, 200_000],
  199999: [0, 200_000],
  200000: [200_000, null],
};

const usd = (dollars: number) => `$${dollars.toLocaleString("en-US")}`;

/** `$1,000 to $5,000`, `below $250`, `all below $200,000`, `$200,000 and more`. */
export function sizeWords(size: OrderSize): string {
  if (size === ALL_BELOW_200000) return "all below $200,000";
  const [from, below] = SIZE_BOUNDS[size];
  if (below === null) return `${usd(from)} and more`;
  return from === 0 ? `below ${usd(below)}` : `${usd(from)} to ${usd(below)}`;
}

export function isOrderSize(value: number): value is OrderSize {
  return ORDER_SIZES.some((size) => size === value);
}

/** The size an order of so many dollars falls into, never the total of all below $200,000. */
export function sizeOf(dollars: number): OrderSize {
  const single = ORDER_SIZES.filter((size) => size !== ALL_BELOW_200000);
  return single.findLast((size) => size <= dollars) ?? 0;
}

/** Order types of the summary. */
export const EXECUTION_TYPES = ["M", "ML"] as const;
export type ExecutionType = (typeof EXECUTION_TYPES)[number];
export const EXECUTION_TYPE_WORDS: Readonly<Record<ExecutionType, string>> = {
  M: "market orders",
  ML: "marketable limit orders",
};

/** `Y`: stocks that were in the S&P 500 on the first day of the month. */
export const SP500_FLAGS = ["Y", "N"] as const;
export type Sp500 = (typeof SP500_FLAGS)[number];
export const SP500_WORDS: Readonly<Record<Sp500, string>> = {
  Y: "S&P 500 stocks",
  N: "other stocks",
};
