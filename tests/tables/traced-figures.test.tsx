import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Rate, Usd } from "@/tables/figures";

const OF = { broker: ["a"], from: { year: 2021, quarter: 1 }, to: { year: 2021, quarter: 1 } };

test("a figure with its filters is a link to its trace, its notes beside the link", () => {
  const usd = renderToStaticMarkup(<Usd value={5} of={OF} />);
  expect(usd).toContain('href="/trace?broker=a&amp;from=2021Q1&amp;to=2021Q1"');
  const rate = renderToStaticMarkup(<Rate value={8.92} orders={{ coverage: 60, nothing: 0 }} of={OF} />);
  expect(rate).toContain('href="/trace?broker=a&amp;from=2021Q1&amp;to=2021Q1&amp;metric=rate"');
  expect(rate).toMatch(/>8\.92<\/a><span[^>]*>60\.0% of orders<\/span>$/);
});

test("without filters, or where nothing was filed, it is no link", () => {
  expect(renderToStaticMarkup(<Usd value={5} />)).not.toContain("<a");
  expect(renderToStaticMarkup(<Usd value={null} of={OF} />)).not.toContain("<a");
  expect(renderToStaticMarkup(<Rate value={null} of={OF} />)).not.toContain("<a");
});
