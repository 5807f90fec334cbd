import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Traced, type TraceTarget, traceHref } from "@/site/traced";

const Q1 = { year: 2021, quarter: 1 };

test.each<[TraceTarget, string]>([
  [{ metric: "payment" }, "/trace"],
  [
    { metric: "payment", broker: ["charles-schwab"], from: Q1, to: Q1 },
    "/trace?broker=charles-schwab&from=2021Q1&to=2021Q1",
  ],
  [
    { metric: "rate", broker: ["a", "b"], section: ["sp500", "non_sp500"], reReported: "include" },
    "/trace?broker=a,b&section=equities&reReported=include&metric=rate",
  ],
  [
    { metric: "volume", venue: ["w"], orderType: ["market"], month: { year: 2021, month: 2 } },
    "/trace?venue=w&orderType=market&month=2021-02&metric=volume",
  ],
])("%j is traced at its address", (target, href) => {
  expect(traceHref(target)).toBe(href);
});

test("a traced figure is a link of the figure alone: the style sheet says where it leads", () => {
  const html = renderToStaticMarkup(<Traced of={{ metric: "payment", broker: ["a"] }}>$5</Traced>);
  expect(html).toMatch(/^<a href="\/trace\?broker=a"[^>]*>\$5<\/a>$/);
});
