import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { CorrectionsStory } from "@/app/methods/corrections-story";
import MethodsPage from "@/app/methods/page";
import { FINDINGS } from "@/report/findings";
import { METRICS } from "@/site/terms/metric-definitions";
import { TERMS } from "@/site/terms/terms";
import { recordCorrections } from "@/store/naming/corrections";
import { withdrawReport } from "@/store/withdraw-report";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

vi.mock("next/navigation", () => ({ useRouter: () => ({ replace: () => undefined }) }));

const made = new MadeStore();
const html = renderToStaticMarkup(await MethodsPage({ searchParams: Promise.resolve({}) }));
const text = inText(html);

function inText(markup: string): string {
  return markup
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

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
    "Share of orders covered",
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

describe("the public log of corrections", () => {
  test("says where there is nothing to say", () => {
    for (const said of [
      "None so far: no figure has been put right",
      "No report has been withdrawn.",
      "No further version of a report has come in.",
      "No figure has moved to another broker or venue",
    ])
      expect(text).toContain(said);
    expect(html).toContain('href="/feed.xml"');
  });

  test("lists withdrawals with their reasons, amendments with what changed, names that moved figures", async () => {
    const Q1 = { year: 2021, quarter: 1 };
    const saved = (usd: number, generatedAt: string) =>
      made.save(reportOf("One", Q1, wholeQuarter(Q1, section("sp500", ["W", 95, usd, 10])), { generatedAt }));
    saved(100, "2021-04-01T00:00:00Z");
    const second = saved(200, "2021-05-01T00:00:00Z");
    made.withdraw(second, "Filed by mistake <i>");
    withdrawReport(made.database, second, null, []);
    const moved = {
      what: "filed broker",
      name: "HOOD",
      before: "hood",
      after: "robinhood",
      rows: 2,
    } as const;
    recordCorrections(made.database, [moved]);
    const now = renderToStaticMarkup(await MethodsPage({ searchParams: Promise.resolve({}) }));
    for (const said of [
      "One, 2021 Q1, version 2",
      "Withdrawn, counts in no total: Filed by mistake <i>",
      "Put back: counts again",
      "3 figures differ from the version before; net payments go from $300.00 to $600.00. It counts now.",
      "1 change of who is who",
      "Filed broker HOOD: robinhood, before hood; 2 reports.",
    ])
      expect(
        inText(now)
          .replace(/ ?<!-- --> ?/g, "")
          .replaceAll(/ +/g, " "),
        said,
      ).toContain(said);
    expect(now).toContain(`href="/reports/${second}/changes"`);
    expect(now).not.toContain("<i>");
  });
});

test("a mistake of this site's own is listed with the day it was put right", () => {
  const methods = [{ date: "2027-03-04", title: "Rates of options", says: "Were a hundred times too high." }];
  const story = renderToStaticMarkup(
    <CorrectionsStory methods={methods} corrections={[]} amendments={[]} isAll={true} />,
  );
  for (const said of ["Mar 4, 2027", "Rates of options", "Were a hundred times too high."])
    expect(inText(story)).toContain(said);
  expect(inText(story)).not.toContain("None so far");
});
