import { expect, test } from "vitest";
import { datasetJsonLd, jsonInHtml } from "@/export/dataset-json-ld";

const STATE = {
  brokers: 7,
  reports: 35,
  first_quarter: "2020Q1",
  last_quarter: "2021Q4",
  imported_at: "2026-11-22T08:00:00.000Z",
  findings: 1,
};
const FILE = {
  path: "/api/v1/bulk/rows.csv.gz",
  name: "rows.csv.gz",
  holds: "Rows.",
  type: "application/gzip",
};
const dataset = (some: object = {}) =>
  JSON.parse(
    datasetJsonLd({
      origin: "https://pfof.example",
      extent: "35 reports.",
      state: STATE,
      downloads: [FILE],
      ...some,
    }),
  );

test("says what is stored, of which months, as of when, and where all of it is had", () => {
  expect(dataset()).toMatchObject({
    "@context": "https://schema.org",
    "@type": "Dataset",
    description: expect.stringMatching(/606\(a\)\(1\).* 35 reports\.$/),
    url: "https://pfof.example/data",
    license: "https://pfof.example/data#cite",
    temporalCoverage: "2020-01/2021-12",
    dateModified: "2026-11-22T08:00:00.000Z",
    distribution: [
      {
        "@type": "DataDownload",
        name: "rows.csv.gz",
        contentUrl: "https://pfof.example/api/v1/bulk/rows.csv.gz",
        encodingFormat: "application/gzip",
      },
    ],
  });
  // Search engines of data ask for 50 to 5,000 characters.
  expect(dataset().description.length).toBeGreaterThan(50);
  expect(dataset().description.length).toBeLessThan(5000);
});

test("measures are the columns with a unit, so names are none", () => {
  const names = dataset().variableMeasured.map((one: { name: string }) => one.name);
  expect(names).toEqual(expect.arrayContaining(["order_pct", "market_usd", "market_cph"]));
  expect(names).not.toContain("broker");
});

test("an empty store has no time", () => {
  const empty = { ...STATE, reports: 0, first_quarter: null, last_quarter: null, imported_at: null };
  expect(dataset({ state: empty })).not.toHaveProperty("temporalCoverage");
  expect(dataset({ state: empty })).not.toHaveProperty("dateModified");
});

test("no text can end the element it stands in, and each comes back as it was", () => {
  const texts = ["</script><script>alert(1)</script>", "<!-- <script>", "A & B", "]]>"];
  const written = jsonInHtml(texts);
  expect(written).not.toContain("<");
  expect(JSON.parse(written)).toEqual(texts);
});
