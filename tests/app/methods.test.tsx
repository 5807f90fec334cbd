import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import MethodsPage from "@/app/methods/page";
import { TERMS } from "@/components/glossary";
import { METRICS } from "@/components/metric-definitions";
import { FINDINGS } from "@/report/findings";

const html = renderToStaticMarkup(<MethodsPage />);
const text = html
  .replace(/<[^>]+>/g, " ")
  .replaceAll("&#x27;", "'")
  .replaceAll("&quot;", '"')
  .replaceAll("&lt;", "<")
  .replaceAll("&gt;", ">")
  .replaceAll("&amp;", "&");

describe("the methods page", () => {
  test.each(Object.entries(FINDINGS))("explains the finding %s", (code, { title, explains }) => {
    for (const said of [code, title, explains]) expect(text).toContain(said);
  });

  test.each(METRICS.map((one) => one.id))("defines the metric %s, with an address of its own", (id) => {
    expect(html).toContain(`id="${id}"`);
  });

  test.each([
    "Payment",
    "Rate",
    "Rated share",
    "Order coverage",
    "Implied volume",
    "Order mix",
    "Venue share",
    "Growth",
    "Stocks",
    "cents per contract",
  ])("speaks of %s", (metric) => {
    expect(text).toContain(metric);
  });

  test.each(TERMS.map((one) => one.id))("has the term %s", (id) => {
    expect(html).toContain(`id="${id}"`);
  });

  test.each(["XML", "PDF", "CSV", "ZIP", "ABR", "lower bounds"])("says how it is with %s", (word) => {
    expect(text).toContain(word);
  });

  test("no two parts share an address", () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});
