import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { noBrowser, ownBrowser } from "../support/browser";
import { FILINGS, noFilings } from "../support/filings";
import { type RunningServer, runningServer } from "../support/running-server";

describe.skipIf(noBrowser)("first steps in a browser (needs Chromium; set CHROMIUM_PATH)", () => {
  const own = ownBrowser();

  async function openPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    const context = await own.browser.newContext(options);
    return context.newPage();
  }

  describe("with the starter data", () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await runningServer();
    });

    test("a person finds Schwab and reads what it is paid for a market order", async () => {
      const page = await openPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      // The keyboard works once the page's script runs: typing earlier types into nothing.
      await page.goto(server.url, { waitUntil: "networkidle" });
      await page.keyboard.press("/");
      await page.keyboard.type("schwab");
      await page
        .getByRole("option", { name: /Charles Schwab/ })
        .first()
        .click();
      await page.waitForURL(/\/brokers\/charles-schwab/);
      await page.goto(`${server.url}/brokers/charles-schwab?quarter=2021Q1`);
      await page.locator("#rates").getByText("8.92 ¢", { exact: true }).first().waitFor();
      expect(problems).toEqual([]);
    });

    test("charts and figures are there without JavaScript", async () => {
      const page = await openPage({ javaScriptEnabled: false });
      await page.goto(`${server.url}/brokers/charles-schwab?quarter=2021Q1`);
      await page.locator("#rates").getByText("8.92 ¢", { exact: true }).first().waitFor();
      expect(await page.locator("svg.recharts-surface path").count()).toBeGreaterThan(3);
      await page.goto(server.url);
      expect(await page.locator("svg.recharts-surface").count()).toBeGreaterThan(0);
    });

    test("the API answers Schwab's published total of 2020", async () => {
      const answer = await fetch(
        `${server.url}/api/v1/rates?by=broker,year&broker=charles-schwab&from=2020Q1&to=2020Q4`,
      );
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        rows: [{ broker: "Charles Schwab", year: 2020, payment_usd: 245_463_984.21 }],
        next: null,
      });
    });
  });

  describe.skipIf(noFilings)("uploading a filing (needs ../shared/filings)", () => {
    test("its progress and outcome are shown, and the broker appears in the league table", async () => {
      const server = await runningServer({ SEED: "0" });
      const page = await openPage();
      await page.goto(server.url);
      expect(await page.getByText("Robinhood").count()).toBe(0);
      await page.goto(`${server.url}/upload`);
      await page
        .locator("input[type=file]")
        .setInputFiles([
          path.join(FILINGS, "606-HOOD-2022Q2.xml"),
          path.join(FILINGS, "IBKR_606a_2022_Q2.pdf"),
        ]);
      await page.getByText("Stored as a new report.").nth(1).waitFor();
      await page.goto(server.url);
      await page.getByRole("table").getByRole("link", { name: "Robinhood Securities" }).first().waitFor();
      await page.getByRole("table").getByRole("link", { name: "Interactive Brokers" }).first().waitFor();
    });
  });
});
