import css from "./definitions.module.css";

export const TERMS: readonly { id: string; term: string; is: string }[] = [
  {
    id: "pfof",
    term: "Payment for order flow (PFOF)",
    is: "What a trading firm or exchange pays a broker for sending it customers’ orders.",
  },
  {
    id: "rule-606",
    term: "Rule 606(a)",
    is: "The SEC rule (17 CFR 242.606) that has brokers publish, each quarter, where they routed non-directed held orders and what they were paid. Due one month after the quarter.",
  },
  {
    id: "held",
    term: "Held order",
    is: "An order the broker must try to execute at once. Orders it may work at its own judgment are not held and not in these reports.",
  },
  {
    id: "non-directed",
    term: "Non-directed order",
    is: "An order whose venue the broker chose, not the customer.",
  },
  {
    id: "market-order",
    term: "Market order",
    is: "Buy or sell now at the best price there is.",
  },
  {
    id: "marketable-limit",
    term: "Marketable limit order",
    is: "A limit order whose limit the market already meets, so that it can trade at once.",
  },
  {
    id: "non-marketable-limit",
    term: "Non-marketable limit order",
    is: "A limit order that has to wait for the market to come to its limit. Exchanges often pay rebates for these.",
  },
  {
    id: "other-orders",
    term: "Other orders",
    is: "Every other kind, such as stop orders or orders for the open or close.",
  },
  {
    id: "venue",
    term: "Venue",
    is: "Where the broker sent the order: a wholesaler, an exchange, an alternative trading system or another broker.",
  },
  {
    id: "wholesaler",
    term: "Wholesaler",
    is: "A market maker that buys retail orders from brokers and fills most of them itself.",
  },
  {
    id: "ats",
    term: "Alternative trading system (ATS)",
    is: "A trading venue that is not an exchange.",
  },
  {
    id: "material-aspects",
    term: "Material aspects",
    is: "The broker’s own words, in the report, on its arrangement with a venue.",
  },
  {
    id: "crd",
    term: "CRD number",
    is: "The number under which FINRA registers a broker.",
  },
];

export function Glossary() {
  return (
    <dl className={css.definitions}>
      {TERMS.map(({ id, term, is }) => (
        <div key={id} id={id}>
          <dt>{term}</dt>
          <dd>{is}</dd>
        </div>
      ))}
    </dl>
  );
}
