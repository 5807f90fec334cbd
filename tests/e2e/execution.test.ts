import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { noBrowser, ownBrowser } from "../support/browser";
import { executedServer } from "../support/executed-site";
import type { RunningServer } from "../support/running-server";

/* Over the published summaries of August 2026 of Cboe BZX (BATS), Cboe EDGX (EDGK) and IEX (IEXG); figures read from these files. */

describe.skipIf(noBrowser)("how orders were executed (needs Chromium; set CHROMIUM_PATH)", () => {
  const own = ownBrowser();
  let server: RunningServer;
  beforeAll(async () => {
    server = await executedServer();
  });
  const open = async (address: string, width = 1280): Promise<Page> => {
    const page = await (await own.browser.newContext({ viewport: { width, height: 900 } })).newPage();
    await page.goto(new URL(address, server.url).href, { waitUntil: "networkidle" });
    return page;
  };
  const choose = (page: Page, name: string, value: string) =>
    page.locator(`main select[name=${name}]`).selectOption(value);
  const text = async (page: Page) => (await page.locator("main").textContent()) ?? "";

  describe("the calculator", () => {
    test("gives both halves, each traced to its report, and never their difference", async () => {
      const page = await open(
        "/calculator?broker=robinhood-securities&quarter=2022Q1&dollars=20&dollarsFor=share",
      );
      const said = await text(page);
      expect(said).toContain(
        "Robinhood was paid 94.0 cents ($0.94) on average for a market order for 100 shares of an S&P 500 stock in 2022 Q1.",
      );
      // 100 shares at $20. Made up: 0.00029 of the price, 0.86 of the shares, 40 ms.
      expect(said).toMatch(
        /On average its customers’ market orders of \$1,000 to \$5,000 in S&P 500 stocks got \$0\.29 better than the quote per \$1,000 in September 2026; 86\.0% of shares were improved; 40 ms from order to execution\./,
      );
      expect(said).toContain("they are never subtracted");
      await page
        .getByRole("link", { name: /^\$0\.29/ })
        .first()
        .click();
      await page.getByRole("heading", { name: "Where this number comes from" }).waitFor();
      expect(await text(page)).toContain("0.00029 × 1,000 is $0.29.");
    });

    test("asks for the price, and answers for orders of that worth", async () => {
      const page = await open("/calculator?broker=robinhood-securities&quarter=2022Q1");
      await page.getByText(/its customers’ market orders below \$200,000 in S&P 500 stocks/).waitFor();
      await page.locator("main input[type=number][name=dollars]").fill("3000");
      await page.keyboard.press("Enter");
      await page.waitForURL(/dollars=3000/);
      await page.getByText(/its customers’ market orders of \$1,000 to \$5,000 in S&P 500 stocks/).waitFor();
      await page.locator("main input[type=number][name=dollars]").fill("7000");
      await page.keyboard.press("Enter");
      await page
        .getByText(/has no market orders of \$5,000 to \$10,000 in S&P 500 stocks, not zero/)
        .waitFor();
      await choose(page, "section", "options");
      await page.getByText(/is in no summary of Rule 605/).waitFor();
    });

    test("says in a line that a broker has not filed", async () => {
      const page = await open("/calculator?broker=charles-schwab&quarter=2021Q1&dollars=3000");
      const said = await text(page);
      expect(said).toContain("Schwab has not filed a Rule 605 report here");
      expect(said).not.toContain("better than the quote");
    });
  });

  test("compared brokers: those that filed, by their own reports; who did not is named", async () => {
    const page = await open("/compare?brokers=robinhood-securities,charles-schwab&quarter=2021Q1");
    const story = page.locator("#execution");
    expect(await story.textContent()).toMatch(/No Rule 605 report of (Charles )?Schwab is stored/);
    const row = story.getByRole("row", { name: /\$1,000 to \$5,000/ });
    expect(await row.textContent()).toMatch(/Robinhood.*40\.00%.*\$0\.29/);
    const none = await open("/compare?brokers=firstrade-securities,charles-schwab&quarter=2021Q1");
    expect(await none.locator("#execution").textContent()).toMatch(
      /how well their customers’ orders were executed is not known/,
    );
  });

  describe("/execution", () => {
    test("month, size, type and stocks are chosen; figures as filed, in one unit", async () => {
      const page = await open("/execution?month=202608");
      await choose(page, "sp500", "N");
      await page.waitForURL(/sp500=N/);
      const bzx = page.getByRole("row", { name: /Cboe BZX/ });
      // Filed 82.406410, in percent points.
      await bzx.getByText("82.41%").waitFor();
      await choose(page, "size", "0");
      await page.waitForURL(/size=0/);
      await choose(page, "sp500", "Y");
      await page.waitForURL(/sp500=Y/);
      // Filed 0.706818, a fraction.
      await page.getByRole("row", { name: /^IEX/ }).getByText("70.68%").waitFor();
      await choose(page, "type", "ML");
      await page.waitForURL(/type=ML/);
      await page.getByText("How marketable limit orders were executed, August 2026").first().waitFor();
      await choose(page, "month", "202609");
      await page.waitForURL(/month=202609/);
      await page.getByText("No stored report has such orders in this month.").waitFor();
    });

    test("is sorted by a column, and says how many rows are left out and why", async () => {
      const page = await open("/execution?month=202608&sp500=N&size=0&type=M");
      // Cboe BZX filed an average order of $0.31 for 98.6 shares, and 1,115 seconds; Cboe EDGX one of $6.30.
      await page
        .getByText(
          /2 rows with a figure that cannot be what it says are in the table and left out of the sentence and the charts: Cboe BZX and Cboe EDGX\./,
        )
        .waitFor();
      await page.goto(`${server.url}/execution?month=202608&sp500=N&size=1000&type=M`);
      const names = async () => page.locator("main table tbody th").allTextContents();
      // Filed 3692.8, 2448.8 and 0.5 ms: the highest first, then the lowest.
      const click = () => page.getByRole("link", { name: /Time to execution/ }).click();
      await click();
      await expect.poll(names).toEqual(["Cboe EDGX", "Cboe BZX", "IEX"]);
      await click();
      await expect.poll(names).toEqual(["IEX", "Cboe BZX", "Cboe EDGX"]);
    });

    test("a figure leads to its filed cell: file, row, the text digit by digit", async () => {
      const page = await open("/execution?month=202608&sp500=N&size=1000&type=M");
      await page
        .getByRole("row", { name: /Cboe BZX/ })
        .getByRole("link", { name: "82.41%" })
        .click();
      await page.getByRole("heading", { name: "Where this number comes from" }).waitFor();
      const said = await text(page);
      expect(said).toContain("82.406410, filed in percent points, is 82.41%.");
      expect(said).toContain("BATS202608.csv, row 6");
      await page.getByRole("link", { name: /^82\.406410/ }).click();
      await page.waitForURL(/\/reports\/202608-\w+#N-1000-M-efq_filed$/);
      expect(await page.locator("[id='N-1000-M-efq_filed']").textContent()).toBe("82.406410");
    });
  });

  test("months are lines, drawn by the server, with a table that leads to the cells", async () => {
    const html = await (await fetch(`${server.url}/brokers/robinhood-securities`)).text();
    expect(html).toContain("Robinhood, S&amp;P 500 stocks: Effective ÷ quoted spread, %, by month");
    const page = await open("/brokers/robinhood-securities");
    await page.locator("#execution summary").first().click();
    const row = page.getByRole("row", { name: /August 2026/ }).first();
    expect(await row.textContent()).toMatch(/40\.00%/);
    expect(await row.getByRole("link").first().getAttribute("href")).toMatch(
      /^\/trace\/execution\?report=202608-\w+&row=Y-199999-M&figure=efq_pct$/,
    );
  });

  test("a report: every cell as filed, its findings lead to their cells", async () => {
    const page = await open("/reports");
    await page
      .getByRole("link", { name: /Cboe BZX/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Cboe BZX: how orders were executed, August 2026" }).waitFor();
    expect(await page.locator("[id='N-0-M-execution_ms']").textContent()).toBe("1115504.026062");
    await page.locator("#findings").getByRole("link", { name: "row 2, WghtdAvgExctnTime" }).click();
    await page.waitForURL(/#N-0-M-execution_ms$/);
  });

  test.each([360, 1440])("no page is wider than a screen of %i", async (width) => {
    for (const address of [
      "/execution?month=202608",
      "/calculator?broker=robinhood-securities&dollars=3000",
      "/compare?brokers=robinhood-securities,charles-schwab",
      "/venues/cboe-bzx",
    ]) {
      const page = await open(address, width);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, address).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});
