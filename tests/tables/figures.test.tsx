import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { orderReading } from "@/report/order-reading";
import { stockSentence } from "@/site/site-footer";
import { Growth, OrderAverage, Rate, Usd } from "@/tables/figures";

/** The text a screen reader meets, without markup. */
function words(element: React.ReactNode): string {
  return renderToStaticMarkup(element)
    .replace(/<span[^>]* title="([^"]*)">([^<]*)<\/span>/g, "$2 $1")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function read(rate: number | null, coverage: number | null, nothing: number | null, average: number | null) {
  return orderReading({
    payment_usd: 1,
    cents_per_100_shares: rate,
    order_coverage: coverage,
    paid_nothing_pct: nothing,
    order_average_cents_per_100_shares: average,
  });
}

describe("figures", () => {
  it.each([
    ["$53,577,203", <Usd key="a" value={53_577_202.81} />],
    ["$0", <Usd key="b" value={0} />],
    ["– not filed", <Usd key="c" value={null} />],
    ["−$1,591,575", <Usd key="d" value={-1_591_574.72} />],
    ["+23.5%", <Growth key="e" value={23.4517} />],
    ["– not comparable", <Growth key="f" value={null} />],
    ["8.92", <Rate key="g" value={8.9234} orders={{ coverage: 99, nothing: 0 }} ratedShare={1} />],
    ["– no rate filed", <Rate key="h" value={null} />],
    [
      "3.81 55.0% of orders",
      <Rate key="i" value={3.81} orders={{ coverage: 55, nothing: 0 }} ratedShare={1} />,
    ],
    [
      "−4.04 not enough filed: 2.3% of orders",
      <Rate key="j" value={-4.04} orders={{ coverage: 2.3, nothing: 0 }} />,
    ],
    [
      "9.50 90.0% of the money",
      <Rate key="k" value={9.5} orders={{ coverage: 95, nothing: 0 }} ratedShare={0.9} />,
    ],
    ["9.50", <Rate key="l" value={9.5} ratedShare={0.995} />],
    [
      "28.05 of paid orders; nothing for 76.1%",
      <Rate key="m" value={28.05} orders={{ coverage: 95.4, nothing: 76.14 }} />,
    ],
    [
      "0 paid nothing for 93.4% of orders",
      <Rate key="n" value={null} orders={{ coverage: 93.4, nothing: 93.4 }} />,
    ],
    [
      "34.68 share of orders unknown",
      <Rate key="o" value={34.68} orders={{ coverage: null, nothing: null }} />,
    ],
    ["0 paid nothing for 97.8%", <OrderAverage key="p" reading={read(-14.57, 97.81, 97.8, -0.0005)} />],
    ["21.21 31.73 for paid orders", <OrderAverage key="q" reading={read(31.73, 98.7, 21.9, 21.208)} />],
    ["8.92", <OrderAverage key="r" reading={read(8.921, 100, 0, 8.924)} />],
    [
      "−4.00 of paid orders; not enough filed: 2.3% of orders",
      <OrderAverage key="s" reading={read(-4, 2.3, 0, -3.8)} />,
    ],
    [
      "15.60 of paid orders; share of orders unknown",
      <OrderAverage key="t" reading={read(15.6, null, null, null)} />,
    ],
    ["– not filed", <OrderAverage key="u" reading={null} />],
  ])("%#: %s", (text, element) => {
    expect(words(element)).toBe(text);
  });
});

describe("stockSentence", () => {
  const state = { first_quarter: null, last_quarter: null, imported_at: "2026-11-22T08:00:00Z", findings: 0 };
  it.each([
    [{ brokers: 6, reports: 22 }, "22 reports of 6 brokers, as of Nov 22, 2026."],
    [{ brokers: 1, reports: 1 }, "1 report of 1 broker, as of Nov 22, 2026."],
    [{ brokers: 0, reports: 0 }, "No current report is stored yet."],
  ])("%o", (counts, says) => {
    expect(stockSentence({ ...state, ...counts })).toBe(says);
  });
});
