/** A term of the glossary: what it is, and the words pages use for it. */
export interface GlossaryTerm {
  /** Its anchor on `/methods`. */
  readonly id: string;
  readonly term: string;
  readonly is: string;
  /** Words under which it is explained in place, in lower case, without a plural's s. */
  readonly words?: readonly string[];
}

/** The glossary: the one place a term is defined. */
export const TERMS: readonly GlossaryTerm[] = [
  {
    id: "pfof",
    term: "Payment for order flow (PFOF)",
    is: "What a trading firm or exchange pays a broker for sending it customers’ orders.",
    words: ["payment for order flow", "paid for it"],
  },
  {
    id: "rule-606",
    term: "Rule 606(a)",
    is: "The SEC rule (17 CFR 242.606) that has brokers publish, each quarter, where they routed non-directed held orders and what they were paid. Due one month after the quarter.",
    words: ["sec rule 606(a)", "sec rule 606"],
  },
  {
    id: "held",
    term: "Held order",
    is: "An order the broker must try to execute at once. Orders it may work at its own judgment are not held and not in these reports.",
    words: ["not-held order", "held order"],
  },
  {
    id: "non-directed",
    term: "Non-directed order",
    is: "An order whose venue the broker chose, not the customer.",
    words: ["non-directed order"],
  },
  {
    id: "market-order",
    term: "Market order",
    is: "Buy or sell now at the best price there is.",
    words: ["market order"],
  },
  {
    id: "marketable-limit",
    term: "Marketable limit order",
    is: "A limit order whose limit the market already meets, so that it can trade at once.",
    words: ["marketable limit order", "marketable limit"],
  },
  {
    id: "non-marketable-limit",
    term: "Non-marketable limit order",
    is: "A limit order that has to wait for the market to come to its limit. Exchanges often pay rebates for these.",
    words: ["non-marketable limit order", "non-marketable limit"],
  },
  {
    id: "other-orders",
    term: "Other orders",
    is: "Every other kind, such as stop orders or orders for the open or close.",
  },
  {
    id: "sections",
    term: "S&P 500 and non-S&P 500 stocks",
    is: "The sections of a report: stocks that were in the S&P 500 index on the first day of the quarter, all other listed stocks, and options.",
    words: ["s&p 500 stock", "non-s&p 500 stock", "s&p 500"],
  },
  {
    id: "cents-per-100-shares",
    term: "Cents per 100 shares",
    is: "The rate of payment: cents received, net, for every hundred shares of the orders that were paid for. Negative: the broker paid.",
    words: ["cents per 100 shares", "cents for every 100 shares"],
  },
  {
    id: "net-payer",
    term: "Net payer",
    is: "A broker that paid a venue more than it received, mostly in exchange fees. Its figures are below zero.",
    words: ["net payer", "paid more than it received", "paid more than they received"],
  },
  {
    id: "re-reported-flow",
    term: "Re-reported flow",
    is: "Orders that stand in two brokers’ reports, such as an affiliate’s or a clearing firm’s. Totals of several brokers count them once.",
    words: ["re-reported flow", "another stored report contains"],
  },
  {
    id: "venue",
    term: "Venue",
    is: "Where the broker sent the order: a wholesaler, an exchange, an alternative trading system or another broker.",
    words: ["venue"],
  },
  {
    id: "wholesaler",
    term: "Wholesaler",
    is: "A market maker that buys retail orders from brokers and fills most of them itself.",
    words: ["wholesaler", "trading firm"],
  },
  {
    id: "exchange",
    term: "Exchange",
    is: "A public market. It charges a fee to one side of a trade and pays a rebate to the other, so brokers are paid by it or pay it.",
    words: ["exchange"],
  },
  {
    id: "ats",
    term: "Alternative trading system (ATS)",
    is: "A trading venue that is not an exchange.",
    words: ["alternative trading system"],
  },
  {
    id: "material-aspects",
    term: "Material aspects",
    is: "The broker’s own words, in the report, on its arrangement with a venue.",
    words: ["material aspect"],
  },
  {
    id: "amended",
    term: "Amended report",
    is: "A later version of a report with other figures. It is the current version from its import on; the earlier one is kept and can be seen.",
    words: ["amended report", "superseded", "amended"],
  },
  {
    id: "rule-605",
    term: "Rule 605",
    is: "The SEC rule (17 CFR 242.605) that has market centers and, since August 2026, brokers with 100,000 or more customers publish, each month, how well they executed orders in stocks.",
    words: ["sec rule 605", "rule 605"],
  },
  {
    id: "market-center",
    term: "Market center",
    is: "Who executes orders under Rule 605: an exchange, a market maker, an alternative trading system. Its figures are of all orders that all its clients sent it.",
    words: ["market center"],
  },
  {
    id: "covered-order",
    term: "Covered order",
    is: "An order that Rule 605 counts: in a listed stock, held, while there is a quote, for execution in regular hours or asked to be.",
    words: ["covered order"],
  },
  {
    id: "quoted-spread",
    term: "Quoted spread",
    is: "The best price to buy at less the best price to sell at, when the order was received, over the price in the middle. Odd lots are not in the quote.",
    words: ["quoted spread"],
  },
  {
    id: "effective-spread",
    term: "Effective spread",
    is: "Twice the distance between the price of an execution and the middle of the quote when the order was received. Zero is the middle; below zero is better than it.",
    words: ["effective spread"],
  },
  {
    id: "efq",
    term: "Effective ÷ quoted spread (E/Q)",
    is: "How much of the quoted spread was paid: 0% is the middle of the quote, 100% the quote itself, more is worse than the quote.",
    words: ["effective ÷ quoted spread", "e/q"],
  },
  {
    id: "net-price-improvement",
    term: "Net price improvement",
    is: "What executions better than the quote gained less what those worse than it lost, over the shares executed. Negative: worse than the quote on average.",
    words: ["price improvement", "better than the quote"],
  },
  {
    id: "realized-spread",
    term: "Realized spread",
    is: "The same as the effective spread, but against the middle of the quote some time after the execution, 15 seconds or a minute: roughly what the other side kept.",
    words: ["realized spread"],
  },
  {
    id: "crd",
    term: "CRD number",
    is: "The number under which FINRA registers a broker.",
  },
];

/** Metrics that are explained in place too: their ids in `METRICS`, and the words for them. */
export const METRIC_WORDS: Readonly<Record<string, readonly string[]>> = {
  "implied-volume": ["implied volume"],
  coverage: [
    "share of orders covered",
    "share of its orders covered",
    "share of orders the filing speaks for",
    "not enough filed",
  ],
  "paid-nothing": ["paid nothing"],
  "order-average": ["average for an order", "average order"],
  rate: ["rate of paid orders"],
  "rated-share": ["rated share"],
  "order-mix": ["order mix"],
  "venue-share": ["share of the orders"],
};
