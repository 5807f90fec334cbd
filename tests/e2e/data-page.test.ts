import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

describe.skipIf(noBrowser)("the API on the data page (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();

  async function operation(id: string, javaScriptEnabled = true) {
    const page = await site.openPage("/data", { javaScriptEnabled });
    const details = page.locator(`#${id}`);
    await details.locator("summary").click();
    return { page, details, ask: () => details.getByRole("button", { name: "Try it" }).click() };
  }
  const pathOf = (page: Page) => page.url().slice(site.url.length);

  test("with scripts status, headers and first rows come in place, and the address with them", async () => {
    const { page, details, ask } = await operation("get-api-v1-rates");
    await details.getByLabel("broker", { exact: true }).first().check();
    await details.getByRole("textbox", { name: "from" }).fill("2022Q2");
    await ask();
    await details.getByText("200 OK").waitFor();
    const address = details.getByRole("link", { name: /^\/api\/v1\/rates\?/ });
    expect(await address.getAttribute("href")).toBe("/api/v1/rates?by=broker,quarter&from=2022Q2&limit=5");
    await details.getByText("application/json; charset=utf-8").waitFor();
    const rows = details.getByRole("region", { name: /First rows/ }).getByRole("row");
    expect(await rows.nth(1).textContent()).toContain("Apex Clearingapex-clearing2022Q36398498.09");
    expect(pathOf(page)).toBe("/data");
  });

  test("an error is shown in the API's words", async () => {
    const { details, ask } = await operation("get-api-v1-rates");
    await details.getByRole("textbox", { name: "broker", exact: true }).fill("nobody");
    await ask();
    await details.getByText("400 Bad Request").waitFor();
    await details.getByText(/"nobody\\" is not allowed for \\"broker\\"/).waitFor();
  });

  test("a field of the path is part of the address; an image is shown, a file is offered", async () => {
    const chart = await operation("get-api-v1-charts-file");
    await chart.details.getByLabel(/^file/).selectOption("rates-by-quarter.svg");
    await chart.ask();
    await chart.details.getByRole("img").waitFor();
    expect(await chart.details.getByRole("img").getAttribute("src")).toBe(
      "/api/v1/charts/rates-by-quarter.svg",
    );
    const bulk = await operation("get-api-v1-bulk-rows-csv-gz");
    await bulk.ask();
    await bulk.details.getByText("A file:").waitFor();
  });

  test("without scripts the form leads to the API itself", async () => {
    const { page, ask } = await operation("get-api-v1-search", false);
    await ask();
    await page.waitForURL(/\/api\//);
    expect(pathOf(page)).toBe("/api/v1/search?q=citadel");
    expect(await page.locator("body").textContent()).toContain('"slug":"citadel-securities"');
  });

  test("a selection without scripts is a download of exactly that", async () => {
    const page = await (
      await site.browser.newContext({ javaScriptEnabled: false, acceptDownloads: true })
    ).newPage();
    await page.goto(`${site.url}/data`);
    const form = page.locator("#selection form");
    await form.getByLabel("Broker").selectOption("robinhood-securities");
    await form.getByLabel("From").selectOption("2022Q2");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      form.getByRole("button", { name: "CSV" }).click(),
    ]);
    expect(download.url().slice(site.url.length)).toBe(
      "/api/v1/rows?broker=robinhood-securities&section=&from=2022Q2&to=&format=csv",
    );
  });

  test("every page names the feed", async () => {
    for (const address of ["/", "/brokers", "/no-such-page"]) {
      const html = await (await fetch(`${site.url}${address}`)).text();
      expect(html, address).toMatch(
        /<link rel="alternate" type="application\/atom\+xml"[^>]*href="\/feed\.xml"/,
      );
    }
    const feed = await fetch(`${site.url}/feed.xml`);
    const etag = feed.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    const again = await fetch(`${site.url}/feed.xml`, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
  });
});
