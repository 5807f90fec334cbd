import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, noBrowser } from "../support/browser";
import { FILINGS, noFilings } from "../support/filings";
import { type RunningServer, runningServer } from "../support/running-server";

describe.skipIf(noBrowser)(
  "journeys of a journalist and an analyst (needs Chromium; set CHROMIUM_PATH)",
  () => {
    let browser: Browser;
    let server: RunningServer;
    beforeAll(async () => {
      browser = await launchBrowser();
      server = await runningServer();
    });
    afterAll(() => browser.close());

    async function openPage(address: string): Promise<Page> {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${server.url}${address}`);
      return page;
    }

    test("2020 Q2 in review: Schwab +23.5 %, options above stocks, the next due date", async () => {
      const page = await openPage("/quarters/2020Q2");
      const schwab = page.getByRole("row", { name: /Schwab.*\$66,142,015/ }).first();
      await schwab.getByText("+23.5%").waitFor();
      await page
        .getByText(/Options brought brokers \$33\.8 million, 50\.4% of all; stocks \$33\.2 million/)
        .first()
        .waitFor();
      await page.getByText("Jul 31, 2020").waitFor();
    });

    test.skipIf(noFilings)(
      "after importing Schwab's XML its figures stand at a line of that file (needs ../shared/filings)",
      async () => {
        const answer = await fetch(
          `${server.url}/api/v1/reports?broker=charles-schwab&from=2020Q2&to=2020Q2`,
        );
        const { rows } = (await answer.json()) as { rows: { id: string }[] };
        const id = rows[0]?.id ?? "";
        const page = await openPage("/upload");
        await page.locator("input[type=file]").setInputFiles(path.join(FILINGS, "606-CHAS-2020Q2.xml"));
        await page.getByText(/same figures as a report that is already here/).waitFor();
        await page.goto(`${server.url}/reports/${id}`);
        await page.getByText("606-CHAS-2020Q2.xml").first().waitFor();
        await page.getByText("line 18", { exact: true }).first().waitFor();
      },
    );

    test("a comparison, sorted, is the same view in a fresh profile", async () => {
      const page = await openPage("/compare?brokers=charles-schwab,firstrade-securities&quarter=2021Q1");
      await page.getByRole("table").first().getByRole("link", { name: /Gap/ }).click();
      await page.waitForURL(/sort/);
      const figures = await page.getByRole("table").first().textContent();
      const other = await openPage(page.url().slice(server.url.length));
      expect(await other.getByRole("table").first().textContent()).toBe(figures);
      expect(figures).toContain("8.92");
    });

    test("a broker without a report for the quarter is said to have none, never shown as zero", async () => {
      const page = await openPage("/compare?brokers=charles-schwab,robinhood-securities&quarter=2022Q1");
      const text = await page.locator("main").textContent();
      expect(text).toMatch(/Schwab has no report/);
      expect(text).not.toMatch(/Schwab was paid \$0/);
    });
  },
);
