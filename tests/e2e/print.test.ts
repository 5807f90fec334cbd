import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

/** A4 within its margins, pixels. */
const SHEET = 690;

const PAGES = [
  "/",
  "/brokers",
  "/brokers/charles-schwab?quarter=2021Q1",
  "/venues?quarter=2022Q1",
  "/venues/citadel-securities",
  "/compare?brokers=charles-schwab,firstrade-securities",
  "/trends",
  "/quarters/2020Q2",
  "/reports",
  "/names",
  "/upload?check",
  "/calculator?broker=charles-schwab",
  "/trace?broker=charles-schwab&from=2021Q1&to=2021Q1",
];

describe.skipIf(noBrowser)("on paper (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();

  async function printed(address: string): Promise<Page> {
    const page = await site.openPage(address, { viewport: { width: SHEET, height: 1000 } });
    await page.emulateMedia({ media: "print" });
    return page;
  }

  test.each(PAGES)(
    "%s: nothing is cut off, nothing asks or leads, its address and date are there",
    async (address) => {
      const page = await printed(address);
      const wide = await page.evaluate(
        (sheet) =>
          [...document.querySelectorAll("table, svg, p, h1")]
            .filter((one) => one.getBoundingClientRect().right > sheet + 1)
            .map((one) => `${one.tagName} ${one.textContent?.slice(0, 60)}`),
        SHEET,
      );
      expect(wide).toEqual([]);
      const scrolled = await page.evaluate(() =>
        [...document.querySelectorAll("main section")]
          .filter((one) => one.getClientRects().length > 0)
          .filter(
            (one) => getComputedStyle(one).overflowY === "auto" || getComputedStyle(one).overflowX === "auto",
          )
          .map((one) => one.getAttribute("aria-label")),
      );
      expect(scrolled).toEqual([]);
      const controls = await page
        .locator("nav, form, input, select, button:not([popovertarget]), [popover]")
        .evaluateAll((all) =>
          all.filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)),
        );
      expect(controls).toEqual([]);
      const footer = page.getByRole("contentinfo");
      await footer.getByText(/^22 reports of 6 brokers, as of \w{3} \d+, \d{4}\.$/).waitFor();
      await footer.getByText(site.url + address, { exact: true }).waitFor();
      await page.context().close();
    },
  );

  test("the answer's sentence has words in place of its fields", async () => {
    const page = await printed("/brokers/charles-schwab?quarter=2021Q1");
    const written = await page
      .locator("#answer label[data-chosen]")
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute("data-chosen"), one.getBoundingClientRect().width > 5]),
      );
    expect(written).toEqual([
      ["100", true],
      ["an S&P 500 stock", true],
      ["at market", true],
      ["Schwab", true],
    ]);
  });

  test("a chart that is wider than the sheet is drawn anew for it", async () => {
    const page = await site.openPage("/", { viewport: { width: 1400, height: 900 } });
    const chart = page.locator("#trend svg.recharts-surface").first();
    await chart.waitFor();
    await page.locator("#trend input[type=range]").waitFor({ state: "attached" });
    expect(Number(await chart.getAttribute("width"))).toBeGreaterThan(SHEET);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(Number(await chart.getAttribute("width"))).toBeLessThanOrEqual(SHEET);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.waitForFunction(
      (sheet) => Number(document.querySelector("#trend svg.recharts-surface")?.getAttribute("width")) > sheet,
      SHEET,
    );
  });

  test("what is folded on screen is open on paper", async () => {
    const page = await printed("/brokers/charles-schwab?quarter=2021Q1");
    await page.locator("#quarters-table table").waitFor({ state: "visible" });
    await page.locator("#shares-table table").waitFor({ state: "visible" });
  });
});
