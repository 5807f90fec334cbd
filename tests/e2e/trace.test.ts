import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { violations } from "../support/axe";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";
import { FILINGS, noFilings } from "../support/filings";
import { sampleServer } from "../support/sample";
import { whenRead } from "../support/when-read";

const SCHWAB_2021 =
  "/trace?broker=charles-schwab&section=sp500&orderType=market&from=2021Q1&to=2021Q1&metric=rate";

describe.skipIf(noBrowser)("from a figure to the filed cell (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();

  async function openPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    return (await site.browser.newContext(options)).newPage();
  }

  test("by keyboard and without a script: from a broker's rate to the row of the export and the line behind it", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${site.url}/brokers/charles-schwab?quarter=2021Q1`);
    await page.locator("#rates summary").first().focus();
    await page.keyboard.press("Enter");
    const figure = page.getByRole("link", { name: "8.92 (where this number comes from)" }).first();
    await figure.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/trace\?/);
    await page
      .getByText(
        "Average for an order of 8.92 cents per 100 shares: Charles Schwab, S&P 500 stocks, market orders, 2021 Q1.",
      )
      .waitFor();
    await page
      .getByRole("navigation", { name: "Figures of the same cells" })
      .getByRole("link", { name: "Rate", exact: true })
      .click();
    await page.getByText("10,000 × $2,308,988.14 ÷ 2,588,234,885 shares, over 18 rated cells, is").waitFor();
    await page.getByText("charles-schwab.csv, row 238").waitFor();
    await page.getByRole("link", { name: "247709.63 (its place in the report)" }).click();
    await page.waitForURL(/\/reports\/2021Q1-[0-9a-f]{10}\?cell=2021-01-sp500-1-market_usd#/);
    const panel = page.getByRole("region", { name: "Market orders, net payment, USD" });
    await panel.getByText("247709.63", { exact: true }).waitFor();
    await panel.getByText("Row 238 of charles-schwab.csv").waitFor();
    await panel.getByText(/where the row begins at line 18/).waitFor();
  });

  test.skipIf(noFilings)("after Schwab's XML is imported, the figure is traced to its line", async () => {
    const own = await sampleServer();
    const page = await openPage();
    await page.goto(`${own.url}/upload`);
    await page.locator("input[type=file]").setInputFiles(path.join(FILINGS, "606-CHAS-2021Q1.xml"));
    await page
      .getByRole("link", { name: /report/i })
      .first()
      .waitFor();
    await page
      .getByText(/further source|source of/i)
      .first()
      .waitFor();
    await page.goto(own.url + SCHWAB_2021);
    await whenRead(page);
    await page.getByText("606-CHAS-2021Q1.xml, line 25").waitFor();
    await page.getByRole("link", { name: "247709.63 (its place in the report)" }).click();
    const panel = page.getByRole("region", { name: "Market orders, net payment, USD" });
    await panel.getByText("Line 25 of 606-CHAS-2021Q1.xml").waitFor();
    await panel.getByText("netPmtPaidRecvMarketOrdersUsd").waitFor();
    const line = readFileSync(path.join(FILINGS, "606-CHAS-2021Q1.xml"), "utf8").split("\n")[24];
    expect(line?.trim()).toBe("<netPmtPaidRecvMarketOrdersUsd>247709.63</netPmtPaidRecvMarketOrdersUsd>");
  });

  describe("from a chart", () => {
    const BROKER = "/brokers/charles-schwab?quarter=2021Q1";
    const walkOf = (page: Page, story: string, nth = 0) =>
      page.locator(`#${story} input[type=range]`).nth(nth);

    test("by keyboard: Enter on the point that is read opens where it comes from", async () => {
      const page = await openPage();
      await page.goto(site.url + BROKER);
      await walkOf(page, "rates").focus();
      await page.keyboard.press("ArrowDown");
      expect(await walkOf(page, "rates").getAttribute("aria-valuetext")).toBe("Marketable limit: 8.40 ¢");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/trace\?.*section=sp500&orderType=marketable_limit/);
      await page
        .getByText(/^Average for an order of 8\.40 cents per 100 shares: Charles Schwab, S&P 500 stocks/)
        .waitFor();
    });

    test("by keyboard: the link after the walk leads there too, from a line and from a column", async () => {
      const page = await openPage();
      for (const [nth, chart, what] of [
        [0, "column", /^Payment of /],
        [1, "line", /^Rate of .* cents per 100 shares/],
      ] as const) {
        await page.goto(site.url + BROKER);
        await walkOf(page, "trend", nth).focus();
        await page.keyboard.press("End");
        const said = (await walkOf(page, "trend", nth).getAttribute("aria-valuetext")) ?? "";
        const figure = /: \$?([\d.,]+)/.exec(said)?.[1] ?? "none";
        await page.keyboard.press("Tab");
        const focused = page.locator("a:focus");
        expect(await focused.textContent(), chart).toBe(`Where this number comes from: ${said}`);
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/trace\?/);
        const found = (await page.getByText(what).first().textContent()) ?? "";
        expect(found).toContain(figure.split(".")[0]);
      }
    });

    test("without a script: bars, dots and columns are links; what was not filed is none", async () => {
      const page = await openPage({ javaScriptEnabled: false });
      await page.goto(site.url + BROKER);
      await page.locator('#rates svg a[aria-label^="Market: 8.92 ¢"] text').first().click();
      await page.waitForURL(/\/trace\?.*section=sp500&orderType=market&/);
      await page.getByText(/^Average for an order of 8\.92 cents per 100 shares/).waitFor();
      await page.goto(site.url + BROKER);
      expect(await page.locator("#trend svg a circle").count()).toBeGreaterThan(5);
      expect(await page.locator("#trend svg a path").count()).toBeGreaterThan(5);
      expect(await page.locator('svg a[aria-label*="not filed"], svg a[aria-label*="no rate"]').count()).toBe(
        0,
      );
      await page.goto(`${site.url}/brokers/interactive-brokers?quarter=2022Q1`);
      expect(await page.locator('#rates svg a[aria-label*="not enough"]').count()).toBe(0);
    });

    test("a band of the flow diagram, by keyboard", async () => {
      const page = await openPage();
      await page.goto(`${site.url}/quarters/2020Q2`);
      const flow = page.getByRole("application");
      await flow.focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/trace\?broker=.*&venue=/);
      await page.getByText(/^Payment of .* paid by /).waitFor();
    });
  });

  test("a change leads to both quarters, and the filed cells of each", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${site.url}/quarters/2020Q2`);
    const schwab = page.getByRole("row", { name: /Schwab.*\$66,142,015/ }).first();
    await schwab.getByRole("link", { name: "+23.5% (where this number comes from)" }).click();
    await page.waitForURL(/\/trace\/growth\?broker=charles-schwab/);
    await page.getByText(/^Change in payment of \+23\.5% from the quarter before: Charles Schwab/).waitFor();
    await page.getByText(/\(\$66,142,01\d\.\d\d − \$53,577,20\d\.\d\d\) ÷ \$53,577,20\d\.\d\d is/).waitFor();
    for (const part of ["now", "before"])
      expect(await page.locator(`#${part}-table tbody tr`).count()).toBe(10);
    // The total's is over the brokers with complete reports in both quarters.
    await page.goto(`${site.url}/trace/growth?quarter=2020Q2`);
    await page.getByText(/^Change in payment of \+25\.2%/).waitFor();
    await page.getByText(/^Counted over 3 brokers with all three months/).waitFor();
    await page.goto(`${site.url}/trace/growth?from=2020Q1&to=2020Q4`);
    await page.getByText("A change is traced for one quarter").waitFor();
  });

  test("changes of trends and of the biggest movers lead to a page that says the same", async () => {
    const page = async (address: string) => (await fetch(site.url + address)).text();
    const changesIn = async (address: string) => {
      const links = (await page(address)).matchAll(/href="(\/trace\/growth[^"]*)"[^>]*>([+−][\d.,]+%)<\/a>/g);
      return [...links].map(([, href = "", text = ""]) => ({ href: href.replaceAll("&amp;", "&"), text }));
    };
    const rates = await changesIn("/trends?scale=growth");
    const dollars = await changesIn("/trends?scale=growth&measure=dollars&lines=broker");
    expect([rates.length, dollars.length].every((count) => count > 10)).toBe(true);
    for (const { href, text } of [...rates.slice(0, 5), ...dollars.slice(0, 5)]) {
      expect(await page(href), href).toContain(`of ${text} from the quarter before`);
    }
    const review = await page("/quarters/2020Q2");
    // The bar of Citadel Securities among the movers: +$6M (+36.4%).
    expect(review).toContain('href="/trace/growth?venue=citadel-securities&amp;from=2020Q2&amp;to=2020Q2"');
    expect(await page("/trace/growth?venue=citadel-securities&from=2020Q2&to=2020Q2")).toContain(
      "of +36.4% from the quarter before",
    );
  });

  test("a share of orders leads to the percentages filed for each month", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(
      `${site.url}/trace/share?broker=charles-schwab&quarter=2021Q1&section=sp500&orderType=market`,
    );
    await page.getByText("(56.09 + 55.66 + 56.49) ÷ 3 is").waitFor();
    await page.getByText(/^Share of the non-directed orders of 56\.08%: Charles Schwab/).waitFor();
    await page.getByRole("link", { name: /^55\.66/ }).click();
    await page.waitForURL(/cell=2021-02-sp500-ndo_market_pct/);
    await page.goto(`${site.url}/brokers/charles-schwab?quarter=2021Q1&shares-sort=venue`);
    const citadel = page.locator("#shares-table").getByRole("row", { name: /Citadel Securities/ });
    await citadel.getByRole("link").first().click();
    await page.getByText("(31.84 + 34.62 + 34.36) ÷ 3 is").waitFor();
    await page.getByText(/^Share of the orders routed to Citadel Securities of 33\.61%/).waitFor();
  });

  test("a row is one stop of the keyboard, and opens all of its cells", async () => {
    const page = await openPage();
    await page.goto(site.url + SCHWAB_2021);
    await page.getByRole("link", { name: /^247709\.63/ }).click();
    const where = page.locator('[id="2021-01-sp500-2"]').getByRole("link", { name: /^line / });
    await where.focus();
    await page.keyboard.press("Enter");
    const row = page.getByRole("region", { name: "The whole row" });
    await row.waitFor();
    expect(await row.getByRole("row").count()).toBe(14);
    await row.getByRole("link", { name: "Other orders, net payment, USD" }).click();
    await page
      .getByRole("region", { name: "Other orders, net payment, USD" })
      .getByText("13625.07")
      .first()
      .waitFor();
  });

  test("a trace and an address of a cell open the same in a fresh profile; wrong ones say so", async () => {
    const page = await openPage();
    await page.goto(site.url + SCHWAB_2021);
    await page.getByRole("link", { name: /^247709\.63/ }).click();
    await page.waitForURL(/cell=/);
    const again = await openPage();
    await again.goto(page.url());
    await again.getByText("Row 238 of charles-schwab.csv").waitFor();
    await again.goto(page.url().replace(/\?.*/, "?cell=2021-01-sp500-99-market_usd"));
    await again.getByText("This report has no row or cell “2021-01-sp500-99-market_usd”.").waitFor();
    await again.goto(`${site.url}/trace?broker=nobody`);
    await again.getByText('"nobody" is not allowed for "broker"').waitFor();
  });

  describe("the calculator", () => {
    test("100 shares at the market, Robinhood and Interactive Brokers, without a script", async () => {
      const page = await openPage({ javaScriptEnabled: false });
      await page.goto(`${site.url}/calculator`);
      await page.getByRole("combobox", { name: "Broker", exact: true }).selectOption("robinhood-securities");
      await page.getByRole("combobox", { name: "Quarter", exact: true }).selectOption({ label: "2022 Q1" });
      await page.getByLabel("Shares", { exact: true }).fill("100");
      await page.getByRole("main").getByRole("button", { name: "Show" }).first().click();
      await page
        .getByText(
          "Robinhood was paid 94.0 cents ($0.94) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1.",
        )
        .waitFor();
      expect(new URL(page.url()).search).toBe(
        "?size=100&section=sp500&orderType=market&broker=robinhood-securities&quarter=2022Q1",
      );
      const line = page.getByRole("row", { name: /Interactive Brokers/ });
      await line.getByText("not enough filed").first().waitFor();
      await page.getByText(/No report for 2022 Q1 is stored of Charles Schwab/).waitFor();
      await page.getByRole("combobox", { name: "Broker", exact: true }).selectOption("interactive-brokers");
      await page.getByRole("main").getByRole("button", { name: "Show" }).first().click();
      await page.getByText(/^Not enough filed: Interactive Brokers says of 2\.3% of its/).waitFor();
      await page.getByRole("combobox", { name: "Broker", exact: true }).selectOption("charles-schwab");
      await page.getByRole("main").getByRole("button", { name: "Show" }).first().click();
      await page
        .getByText("No report of Schwab for 2022 Q1 is stored here. That is not zero: nothing is known.")
        .waitFor();
    });

    test("on a broker's page, with a script: the answer changes in place", async () => {
      const page = await openPage();
      await page.goto(`${site.url}/brokers/charles-schwab?quarter=2021Q1`);
      const answer = page.locator("#answer");
      await answer.getByText(/^Schwab was paid 8\.9 cents \(\$0\.09\) on average/).waitFor();
      await answer.getByRole("combobox", { name: "What is traded" }).selectOption({ label: "an option" });
      // A hundred shares become one contract.
      await answer
        .getByText(/^Schwab was paid 39\.8 cents \(\$0\.40\) on average .* 1 option contract/)
        .waitFor();
      await answer.getByRole("spinbutton", { name: "Contracts" }).fill("5");
      await answer
        .getByText(/^Schwab was paid 198\.9 cents \(\$1\.99\) on average for a market order for 5 option/)
        .waitFor();
      await answer.getByText("receives $1.99").waitFor();
      expect(page.url()).toContain("?size=5&section=options&quarter=2021Q1");
    });
  });

  test("axe finds nothing wrong, light or dark", async () => {
    const page = await openPage({ colorScheme: "light" });
    await page.goto(site.url + SCHWAB_2021);
    await page.getByRole("link", { name: /^247709\.63/ }).click();
    await page.waitForURL(/cell=/);
    const cell = new URL(page.url());
    // Beside those that tests/support/pages.ts lists.
    for (const address of [
      "/trace",
      "/trace?broker=interactive-brokers&metric=order_coverage",
      cell.pathname + cell.search,
      cell.pathname + cell.search.replace("-market_usd", ""),
    ]) {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(site.url + address);
      expect(await violations(page), address).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(page, "again"), `${address}, dark`).toEqual([]);
    }
  });
});
