import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";

const PROPS: TakeAwayProps = {
  id: "payments-by-venue-x",
  name: 'Payments by venue: "A" & B',
  csv: "/api/v1/rates?by=venue&format=csv",
  json: "/api/v1/rates?by=venue",
  zip: "/api/v1/package?by=venue",
  image: { png: "/c.png?a=1&b=2", svg: "/c.svg" },
  link: "/charts/payments-by-venue?broker=a",
  more: "/charts/payments-by-venue?broker=a#take",
  citation: "PFOF Explorer, “Payments by venue”",
};

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);

test("one control opens a menu in which everything is a link before any script runs", () => {
  const html = renderToStaticMarkup(<TakeAway {...PROPS} />);
  expect(hrefs(html)).toEqual([
    "/c.png?a=1&amp;b=2",
    "/c.svg",
    "/api/v1/rates?by=venue&amp;format=csv",
    "/api/v1/rates?by=venue",
    "/api/v1/package?by=venue",
    "/charts/payments-by-venue?broker=a",
    "/charts/payments-by-venue?broker=a#take",
  ]);
  expect(html.match(/popovertarget="([^"]*)"/i)?.[1]).toBe("take-payments-by-venue-x");
  expect(html).toContain('<section id="take-payments-by-venue-x" popover="auto"');
  expect(html).toContain('aria-label="Download · Share · Cite: Payments by venue: &quot;A&quot; &amp; B"');
  expect(html).toContain(">PFOF Explorer, “Payments by venue”<");
});

test("a table has no image and no page of its own", () => {
  const html = renderToStaticMarkup(<TakeAway {...PROPS} zip={null} image={null} more={null} />);
  expect(hrefs(html)).toEqual([
    "/api/v1/rates?by=venue&amp;format=csv",
    "/api/v1/rates?by=venue",
    "/charts/payments-by-venue?broker=a",
  ]);
  expect(html).not.toContain("Copy image");
});
