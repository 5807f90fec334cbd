import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";

const PROPS: TakeAwayProps = {
  name: 'Payments by venue: "A" & B',
  csv: "/api/v1/rates?by=venue&format=csv",
  json: "/api/v1/rates?by=venue",
  zip: "/api/v1/package?by=venue",
  image: { png: "/c.png?a=1&b=2", svg: "/c.svg", embed: "/embed/payments-by-venue?broker=a&from=2021Q1" },
  link: "/brokers/a?quarter=2021Q1#venues",
  origin: "https://pfof.example",
  citation: { plain: "PLAIN", apa: "APA TEXT", bibtex: "@misc{x}" },
};

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);

test("everything is a link before any script runs, with a name for those who hear it", () => {
  const html = renderToStaticMarkup(<TakeAway {...PROPS} />);
  expect(hrefs(html)).toEqual([
    "/api/v1/rates?by=venue&amp;format=csv",
    "/api/v1/rates?by=venue",
    "/api/v1/package?by=venue",
    "/c.png?a=1&amp;b=2",
    "/c.svg",
    "/brokers/a?quarter=2021Q1#venues",
  ]);
  expect(html).toContain('aria-label="Payments by venue: &quot;A&quot; &amp; B as CSV"');
  expect(html).not.toContain("<button");
  for (const text of ["PLAIN", "APA TEXT", "@misc{x}"]) expect(html).toContain(`<pre>${text}</pre>`);
});

test("the frame's code is HTML that holds a link for where frames are not shown", () => {
  const html = renderToStaticMarkup(<TakeAway {...PROPS} />);
  const code = /<pre>(&lt;iframe[\s\S]*?)<\/pre>/
    .exec(html)?.[1]
    ?.replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  expect(code?.replaceAll("&quot;", '"').replaceAll("&amp;", "&")).toBe(
    [
      '<iframe src="https://pfof.example/embed/payments-by-venue?broker=a&amp;from=2021Q1" title="Payments by venue: &quot;A&quot; &amp; B" width="100%" height="560" style="border:0" loading="lazy">',
      '  <a href="https://pfof.example/brokers/a?quarter=2021Q1#venues">Payments by venue: &quot;A&quot; &amp; B: PFOF Explorer</a>',
      "</iframe>",
    ].join("\n"),
  );
});

test("a table has no image and no frame", () => {
  const html = renderToStaticMarkup(<TakeAway {...PROPS} zip={null} image={null} />);
  expect(hrefs(html)).toHaveLength(3);
  expect(html).toContain("<summary>Cite</summary>");
  expect(html).not.toContain("iframe");
});
