import { expect, test } from "vitest";
import { type SitemapEntry, sitemapXml } from "@/export/sitemap";

const entry = (name: string, changed: string | null = null): SitemapEntry => ({
  address: `https://pfof.example/${name}`,
  changed,
});
const part = (n: number) => `https://pfof.example/sitemap.xml?part=${n}`;
const places = (xml: string | null) =>
  [...(xml ?? "").matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, one]) =>
    one?.replace("https://pfof.example/", ""),
  );

test("pages as sitemaps.org writes them, with the day of their change where it is known", () => {
  expect(
    sitemapXml([entry("a?b=c&d", "2026-11-22T08:00:00.000Z"), entry("b")], null, part),
  ).toBe(`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://pfof.example/a?b=c&amp;d</loc><lastmod>2026-11-22T08:00:00.000Z</lastmod></url>
  <url><loc>https://pfof.example/b</loc></url>
</urlset>
`);
});

test("more than fit into one file are a list of files that have each page once", () => {
  const five = ["a", "b", "c", "d", "e"].map((name) => entry(name));
  const list = sitemapXml(five, null, part, 2);
  expect(list).toContain("<sitemapindex ");
  expect(places(list)).toEqual(["sitemap.xml?part=1", "sitemap.xml?part=2", "sitemap.xml?part=3"]);
  expect([1, 2, 3].flatMap((n) => places(sitemapXml(five, n, part, 2)))).toEqual(["a", "b", "c", "d", "e"]);
  expect(sitemapXml(five, 3, part, 2)).toContain("<urlset ");
  expect(sitemapXml(five, 4, part, 2)).toBeNull();
  expect(sitemapXml(five.slice(0, 2), null, part, 2)).toContain("<urlset ");
});

test("a file has 50,000 pages at most", () => {
  const many = Array.from({ length: 50_001 }, (_, i) => entry(String(i)));
  expect(places(sitemapXml(many, null, part))).toHaveLength(2);
  expect(places(sitemapXml(many, 1, part))).toHaveLength(50_000);
  expect(places(sitemapXml(many.slice(1), null, part))).toHaveLength(50_000);
});
