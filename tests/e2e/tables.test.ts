import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

const VENUES = "/venues?quarter=2022Q1";

describe.skipIf(noBrowser)("tables (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();
  /** First cells of the table's rows. */
  const names = (page: Page, id: string) =>
    page.locator(`#${id} tbody tr:not([hidden]) th`).allTextContents();

  test("sorted and searched, its address is the same view in a fresh profile", async () => {
    const page = await site.openPage(VENUES);
    const table = page.locator("#payers-table");
    const all = (await names(page, "payers-table")).length;
    await table.getByText(`${all} rows`, { exact: true }).waitFor();
    await table.getByRole("link", { name: "Options, rate" }).click();
    await page.waitForURL(/sort=-options-rate/);
    const sorted = await names(page, "payers-table");
    expect(sorted).toHaveLength(all);
    expect(sorted).not.toEqual([...sorted].sort());
    await table.getByRole("searchbox").fill("NASDAQ opt");
    await page.waitForURL(/find=NASDAQ\+opt/);
    const found = await names(page, "payers-table");
    expect(found.length).toBeGreaterThan(2);
    expect(found).toEqual(sorted.filter((name) => found.includes(name)));
    await table.getByText(`${found.length} of ${all} rows`, { exact: true }).waitFor();

    const fresh = await site.openPage(page.url().slice(site.url.length));
    expect(await names(fresh, "payers-table")).toEqual(found);
    expect(await fresh.locator("#payers-table").getByRole("searchbox").inputValue()).toBe("NASDAQ opt");
    expect(await fresh.locator("#payers-table th[aria-sort]").getAttribute("aria-sort")).toBe("descending");
  });

  test("the search filters at once, says when nothing matches, and is cleared with one click", async () => {
    const page = await site.openPage(VENUES);
    const table = page.locator("#payers-table");
    const all = await names(page, "payers-table");
    // The server is not asked: what is on the page is filtered.
    await page.route(/find=/, (route) => route.abort());
    await table.getByRole("searchbox").fill("jane");
    expect(await names(page, "payers-table")).toEqual(["Jane Street"]);
    await page.unroute(/find=/);
    await table.getByRole("searchbox").fill("nobody at all");
    await table.getByText("Nothing matches “nobody at all”.").waitFor();
    await table.getByRole("link", { name: `Show all ${all.length} rows` }).click();
    await page.waitForURL((url) => !url.searchParams.has("find"));
    expect(await names(page, "payers-table")).toEqual(all);
    expect(await table.getByRole("searchbox").inputValue()).toBe("");
  });

  test("without a script the search is a form that keeps the rest, the heads are links", async () => {
    const page = await site.openPage(`${VENUES}&sort=venue`, { javaScriptEnabled: false });
    const table = page.locator("#payers-table");
    await table.getByRole("searchbox").fill("miax");
    await table.getByRole("button", { name: "Find" }).click();
    await page.waitForURL(/find=miax/);
    const url = new URL(page.url());
    expect([url.searchParams.get("quarter"), url.searchParams.get("sort")]).toEqual(["2022Q1", "venue"]);
    const found = await names(page, "payers-table");
    expect(found.length).toBeGreaterThan(1);
    expect(found.every((name) => name.startsWith("MIAX"))).toBe(true);
    await table.getByRole("link", { name: /^Payment/ }).click();
    await page.waitForURL(/sort=-payment/);
    expect(new URL(page.url()).searchParams.get("find")).toBe("miax");
  });

  test("a second table has parameters of its own; a folded one is open where the address chooses of it", async () => {
    const page = await site.openPage("/brokers/charles-schwab?quarter=2021Q1&sort=type&shares-sort=-options");
    expect(await page.locator("#rates-table th[aria-sort]").textContent()).toContain("Order type");
    const shares = page.locator("#shares-table");
    await shares.waitFor({ state: "visible" });
    expect(await shares.locator("th[aria-sort]").textContent()).toContain("Options");
    expect(await page.locator("#quarters-table").isVisible()).toBe(false);
    const wrong = await site.openPage("/brokers/charles-schwab?quarter=2021Q1&wrong-sort=x");
    await wrong.getByText(/Unknown parameter "wrong-sort"; allowed: .*shares-sort/).waitFor();
    const column = await site.openPage("/brokers/charles-schwab?quarter=2021Q1&sort=nothing");
    await column.getByText("This table has no column “nothing” to sort by; allowed: type").waitFor();
  });

  test.each([360, 1440])("at %i px heads and names stay while rows scroll beneath them", async (width) => {
    const page = await site.openPage("/names?directory-venues-rows=all", {
      viewport: { width, height: 700 },
    });
    const frame = page.locator("#directory-venues-table > section, #directory-venues-table section").first();
    await frame.evaluate((element) => {
      element.scrollTop = 900;
      element.scrollLeft = 200;
    });
    const seen = await frame.evaluate((element) => {
      const box = (selector: string) => element.querySelector(selector)?.getBoundingClientRect();
      const [outer, second, corner] = [
        element.getBoundingClientRect(),
        box("thead th:nth-child(2)"),
        box("thead th"),
      ];
      const at = document.elementFromPoint((corner?.left ?? 0) + 4, (corner?.bottom ?? 0) - 4);
      return {
        scrolled: element.scrollTop,
        headFromTop: Math.round((second?.top ?? -1) - outer.top),
        cornerFromLeft: Math.round((corner?.left ?? -1) - outer.left),
        onTop: at?.closest("thead") !== null,
      };
    });
    expect(seen).toEqual({ scrolled: 900, headFromTop: 0, cornerFromLeft: 0, onTop: true });
  });

  test("a link reached by keyboard is not under the heads", async () => {
    const page = await site.openPage("/names?directory-venues-rows=all", {
      viewport: { width: 1000, height: 700 },
    });
    const links = page.locator("#directory-venues-table tbody a");
    const frame = page.locator("#directory-venues-table section").first();
    await links.nth(40).focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await frame.evaluate((element) => {
      element.scrollTop += 400;
    });
    await page.keyboard.press("Shift+Tab");
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement?.getBoundingClientRect();
      const heads = document.activeElement?.closest("table")?.tHead?.getBoundingClientRect();
      return focused && heads ? focused.top < heads.bottom - 1 : true;
    });
    expect(hidden).toBe(false);
  });

  test("every table of more than one row can be sorted by every column", async () => {
    for (const address of [
      "/",
      "/brokers",
      "/brokers/charles-schwab?quarter=2021Q1",
      "/venues",
      "/venues/citadel-securities",
      "/compare?brokers=charles-schwab,firstrade-securities",
      "/trends",
      "/quarters/2020Q2",
      "/reports",
      "/names",
      "/calculator?broker=charles-schwab",
      "/trace?broker=charles-schwab&from=2021Q1&to=2021Q1",
      "/data",
      "/methods",
    ]) {
      const page = await site.openPage(address, { javaScriptEnabled: false });
      const unsorted = await page.evaluate(() =>
        [...document.querySelectorAll("main section[aria-label$='(scrolls)'] > table")]
          .filter((table) => table.querySelectorAll("tbody tr").length > 1 && !table.closest("#coverage"))
          .flatMap((table) =>
            [...table.querySelectorAll("thead th")]
              .filter((head) => head.querySelector("a[href*='sort=']") === null)
              .map((head) => `${table.querySelector("caption")?.textContent}: ${head.textContent}`),
          ),
      );
      expect(unsorted, address).toEqual([]);
      await page.context().close();
    }
  });
});
