import { expect, test } from "vitest";
import { citation } from "@/report/citation";

const SCHWAB = {
  id: "2021Q1-0123456789",
  broker: "Charles Schwab & Co. {test}",
  quarter: "2021Q1",
  sha256: "abc",
};
const CITED = {
  title: "Payments by venue, 100% of Schwab_",
  url: "https://example.org/brokers/charles-schwab?quarter=2021Q1",
  accessed: "2026-03-05",
  updated: "2025-11-22T09:30:00Z",
  filings: [SCHWAB],
};

test("plain, APA and BibTeX name the view, its address, the day and the filing", () => {
  const { plain, apa, bibtex } = citation(CITED);
  expect(plain).toBe(
    "PFOF Explorer, “Payments by venue, 100% of Schwab_”, https://example.org/brokers/charles-schwab?quarter=2021Q1, accessed Mar 5, 2026. Source: SEC Rule 606(a)(1) reports: Charles Schwab & Co. {test} 2021Q1 (2021Q1-0123456789, SHA-256 abc).",
  );
  expect(apa).toBe(
    "PFOF Explorer. (2025). Payments by venue, 100% of Schwab_ [Data set]. Retrieved March 5, 2026, from https://example.org/brokers/charles-schwab?quarter=2021Q1 (Source: SEC Rule 606(a)(1) reports: Charles Schwab & Co. {test} 2021Q1 (2021Q1-0123456789, SHA-256 abc))",
  );
  expect(bibtex).toBe(
    [
      "@misc{pfof-payments-by-venue-100-of-schwab-2026,",
      "  author = {{PFOF Explorer}},",
      "  title = {Payments by venue, 100\\% of Schwab\\_},",
      "  year = {2025},",
      "  howpublished = {\\url{https://example.org/brokers/charles-schwab?quarter=2021Q1}},",
      "  urldate = {2026-03-05},",
      "  note = {Source: SEC Rule 606(a)(1) reports: Charles Schwab \\& Co. \\{test\\} 2021Q1 (2021Q1-0123456789, SHA-256 abc).}",
      "}",
    ].join("\n"),
  );
});

test("many filings are counted beyond the sixth, none is said as such", () => {
  const many = Array.from({ length: 8 }, (_, i) => ({ ...SCHWAB, id: `2021Q1-${i}` }));
  const { plain } = citation({ ...CITED, filings: many });
  expect(citation({ ...CITED, filings: many.slice(0, 6), count: 8 }).plain).toBe(plain);
  expect(plain).toContain("2021Q1-5, SHA-256 abc");
  expect(plain).not.toContain("2021Q1-6,");
  expect(plain).toMatch(/; and 2 more, listed by id and SHA-256 in the data package of this view\.$/);
  expect(citation({ ...CITED, filings: [], updated: null }).apa).toBe(
    "PFOF Explorer. (2026). Payments by venue, 100% of Schwab_ [Data set]. Retrieved March 5, 2026, from https://example.org/brokers/charles-schwab?quarter=2021Q1 (Source: SEC Rule 606(a)(1) reports)",
  );
});
