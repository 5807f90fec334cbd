import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";
import { FILINGS, noFilings } from "../support/filings";
import { sampleServer } from "../support/sample";
import { whenRead } from "../support/when-read";

describe.skipIf(noBrowser)("journeys (need Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();
  const choose = (page: Page, name: string, value: string) =>
    page.locator(`main select[name=${name}]`).selectOption(value);

  describe("a retail investor", () => {
    test("asks what Robinhood earns on 100 shares of an S&P 500 stock at the market in 2022 Q1, and Interactive Brokers", async () => {
      const page = await site.openPage("/");
      await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Calculator" }).click();
      await page.getByRole("heading", { name: "What does my broker earn on my order?" }).waitFor();
      // What is asked about at first is 100 shares of an S&P 500 stock at the market.
      await choose(page, "quarter", "2022Q1");
      await page.waitForURL(/quarter=2022Q1/);
      await choose(page, "broker", "robinhood-securities");
      await page
        .getByText(
          "Robinhood was paid 94.0 cents ($0.94) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1.",
        )
        .waitFor();
      await page
        .getByRole("link", { name: /^93\.99 / })
        .first()
        .waitFor();
      await choose(page, "broker", "interactive-brokers");
      await page
        .getByText(
          "Not enough filed: Interactive Brokers says of 2.3% of its market orders in S&P 500 stocks in 2022 Q1 what it was paid, too few to say it of one.",
        )
        .waitFor();
      await page.goBack();
      await page.getByText("Robinhood was paid 94.0 cents").waitFor();
    });

    test("is told that a broker has no report for that quarter, never shown a zero", async () => {
      const page = await site.openPage("/calculator?broker=charles-schwab&quarter=2022Q1");
      await page
        .getByText("No report of Schwab for 2022 Q1 is stored here. That is not zero: nothing is known.")
        .waitFor();
      const row = page.getByRole("row", { name: /Charles Schwab/ });
      expect(await row.textContent()).toContain("no report");
      expect(await row.textContent()).not.toMatch(/\b0\b|\$0/);
      const comparison = await site.openPage(
        "/compare?brokers=charles-schwab,robinhood-securities&quarter=2022Q1",
      );
      const text = await comparison.locator("main").textContent();
      expect(text).toMatch(/Schwab has no report for 2022 Q1 here/);
      expect(text).not.toMatch(/Schwab was paid \$0/);
      const own = await site.openPage("/brokers/charles-schwab?quarter=2022Q1");
      await own.getByText("Charles Schwab has no report for 2022 Q1 here. That is not zero").waitFor();
    });
  });

  describe("a journalist", () => {
    test("reviews 2020 Q2: Schwab +23.5 %, options above stocks, what is due next, and saves a chart", async () => {
      const page = await site.openPage("/quarters/2020Q2");
      const schwab = page.getByRole("row", { name: /Schwab.*\$66,142,015/ }).first();
      await schwab.getByText("+23.5%").waitFor();
      await page
        .getByText(/Options brought brokers \$33\.8 million, 50\.4% of all; stocks \$33\.2 million/)
        .first()
        .waitFor();
      await page.getByText("Jul 31, 2020").waitFor();
      const saving = page.waitForEvent("download");
      const flow = page.locator("#flow");
      await flow.getByRole("button", { name: /^Download · Share · Cite/ }).click();
      await flow.getByRole("link", { name: "PNG image" }).click();
      const saved = await saving;
      expect(saved.suggestedFilename()).toMatch(/^pfof-flows.*\.png$/);
      const bytes = readFileSync((await saved.path()) ?? "");
      expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      // Width and height of the image, as its head says: ready for print.
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1920, 1080]);
    });

    test.skipIf(noFilings)(
      "imports Schwab's XML, and traces its total to a line of it (needs ../shared/filings)",
      async () => {
        const own = await sampleServer();
        const page = await site.openPage(`${own.url}/upload`);
        await page.locator("input[type=file]").setInputFiles(path.join(FILINGS, "606-CHAS-2020Q2.xml"));
        await page.getByText(/same figures as a report that is already here/).waitFor();
        await page.goto(`${own.url}/quarters/2020Q2`);
        await page
          .getByRole("link", { name: /^\$66,142,015 / })
          .first()
          .click();
        await page.getByText("Payment of $66,142,014.60: Charles Schwab").waitFor();
        await whenRead(page);
        await page.getByText("606-CHAS-2020Q2.xml, line 1040").first().waitFor();
        await page.getByRole("link", { name: "1575124.30 (its place in the report)" }).click();
        await page.getByText("Line 1040 of 606-CHAS-2020Q2.xml").first().waitFor();
        const lines = readFileSync(path.join(FILINGS, "606-CHAS-2020Q2.xml"), "utf8").split("\n");
        expect(lines[1039]?.trim()).toBe(
          "<netPmtPaidRecvMarketOrdersUsd>1575124.30</netPmtPaidRecvMarketOrdersUsd>",
        );
      },
    );
  });

  test("an analyst takes the figures of a chart as CSV, the same as on the page", async () => {
    const page = await site.openPage("/brokers/charles-schwab?quarter=2021Q1");
    const venues = page.locator("#venues");
    await venues.getByRole("button", { name: /^Download · Share · Cite/ }).press("Enter");
    const href = await venues.getByRole("link", { name: "CSV", exact: true }).first().getAttribute("href");
    const csv = await (await fetch(new URL(href ?? "", site.url))).text();
    const [head = "", ...rows] = csv.trim().split(/\r?\n/);
    const columns = head.replace(/^\uFEFF/, "").split(",");
    const paid = columns.indexOf("payment_usd");
    const citadel = rows.find((row) => row.startsWith("Citadel Securities,"))?.split(",") ?? [];
    const shown = await venues
      .getByRole("row", { name: /Citadel Securities/ })
      .first()
      .textContent();
    expect(shown).toContain(`$${Math.round(Number(citadel[paid])).toLocaleString("en-US")}`);
  });

  test("an analyst compares, sorts, and sends the address: it is the same view in a fresh profile", async () => {
    const page = await site.openPage("/compare?brokers=charles-schwab,firstrade-securities&quarter=2021Q1");
    await page.getByRole("table").first().getByRole("link", { name: /Gap/ }).click();
    await page.waitForURL(/sort/);
    const figures = await page.getByRole("table").first().textContent();
    const other = await site.openPage(page.url().slice(site.url.length));
    expect(await other.getByRole("table").first().textContent()).toBe(figures);
    expect(figures).toContain("8.92");
  });
});
