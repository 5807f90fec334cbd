import { readdirSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "../support/axe";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";
import { PAGES } from "../support/pages";

function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Ids that stand twice, which links and labels cannot tell apart; axe no longer looks for them. */
function repeatedIds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });
}

function cutLabels(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("svg.recharts-surface")].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")]
        .filter((text) => {
          const { left, right, width } = text.getBoundingClientRect();
          return width > 0 && (left < frame.left - 1 || right > frame.right + 1);
        })
        .map((text) => text.textContent ?? "");
    }),
  );
}

async function expectInPlace(page: Page): Promise<void> {
  // Charts are drawn anew for another width a moment after it.
  await expect.poll(() => tooWide(page), { message: "pixels wider than the window" }).toBeLessThanOrEqual(0);
  await expect.poll(() => cutLabels(page), { message: "labels cut off" }).toEqual([]);
}

test("every page of the app is in the list", () => {
  const app = path.resolve(import.meta.dirname, "../../src/app");
  const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => `/${path.dirname(file).replace(/^\.$/, "")}`);
  expect(pages.length).toBeGreaterThan(10);
  const shown = PAGES.map((one) => one.split("?")[0] ?? "");
  const like = (page: string) => new RegExp(`^${page.replaceAll(/\[\w+\]/g, "[^/]+")}$`);
  expect(pages.filter((page) => !shown.some((one) => like(page).test(one)))).toEqual([]);
});

describe.skipIf(noBrowser)("for everyone (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();
  let report = "";
  beforeAll(async () => {
    const answer = await fetch(`${site.url}/api/v1/reports?broker=charles-schwab&quarter=2021Q1`);
    report = ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? "";
  });

  describe("light at 1440 px, then dark at 360 px: axe finds nothing, no page scrolls sideways, no chart cuts off its labels", () => {
    let context: BrowserContext;
    beforeAll(async () => {
      // The pages' content security policy would keep axe out.
      context = await site.browser.newContext({ bypassCSP: true });
    });
    afterAll(() => context?.close());

    test.each(PAGES)("%s", async (address) => {
      const page = await context.newPage();
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(site.url + address.replace("{report}", report), { waitUntil: "networkidle" });
      expect(await repeatedIds(page), "ids that stand twice").toEqual([]);
      await expectInPlace(page);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 360, height: 900 });
      await expectInPlace(page);
      expect(await violations(page, "again")).toEqual([]);
      await page.close();
    });
  });

  test.each([1440, 360])("the open menu at %i px: axe finds nothing", async (width) => {
    const page = await site.openPage("/methods", { bypassCSP: true, viewport: { width, height: 900 } });
    await page.locator("header summary").click();
    await page.locator("header details[open] a").first().waitFor({ state: "visible" });
    expect(await violations(page, undefined, "header")).toEqual([]);
  });

  describe("charts by keyboard", () => {
    const WITH_CHARTS = ["/", "/brokers/charles-schwab?quarter=2021Q1", "/venues/citadel-securities"];

    test.each(WITH_CHARTS)(
      "%s: every chart can be walked to its last point, and each point says its value",
      async (path) => {
        const page = await site.openPage(path);
        await page.locator("input[type=range]").first().waitFor({ state: "attached" });
        const charts = await page.locator("svg.recharts-surface").count();
        const walks = await page.locator("input[type=range]").all();
        expect(walks).toHaveLength(charts);
        for (const walk of walks) {
          await walk.focus();
          const points = Number(await walk.getAttribute("max")) + 1;
          const said = new Set<string>();
          // Along each series to its end, then the next one from its beginning.
          for (let i = 0; i < points; i++) {
            const text = (await walk.getAttribute("aria-valuetext")) ?? "";
            expect(text).toMatch(/: \S/);
            said.add(text);
            const before = await walk.inputValue();
            await page.keyboard.press("ArrowRight");
            if ((await walk.inputValue()) !== before) continue;
            await page.keyboard.press("ArrowDown");
            await page.keyboard.press("Home");
          }
          expect(said.size, [...said].join("; ")).toBe(points);
        }
      },
    );

    test("the point is seen: its words, and a mark in the chart", async () => {
      const page = await site.openPage("/brokers/charles-schwab?quarter=2021Q1");
      const walk = page.locator("#rates input[type=range]").first();
      await walk.waitFor({ state: "attached" });
      const words = page.locator("#rates").getByText("Market: 8.92 ¢", { exact: true }).first();
      await walk.focus();
      expect(await walk.getAttribute("aria-valuetext")).toBe("Market: 8.92 ¢");
      await words.waitFor({ state: "visible" });
      const marked = page
        .locator("#rates svg.recharts-surface")
        .first()
        .locator('text[text-decoration="underline"]');
      expect(await marked.textContent()).toBe("8.92 ¢");
      await page.keyboard.press("ArrowDown");
      expect(await marked.textContent()).toBe("8.40 ¢");
      await page.keyboard.press("Tab");
      expect(await marked.count()).toBe(0);
    });
  });

  test("the search is one key away on every page, and leads to brokers, venues and quarters by any name", async () => {
    const page = await site.openPage("/methods");
    for (const [typed, name, path] of [
      ["schwab", /Charles Schwab/, "/brokers/charles-schwab"],
      ["CDRG", /Citadel Securities/, "/venues/citadel-securities"],
      ["q2 2020", /2020 Q2/, "/quarters/2020Q2"],
    ] as const) {
      await page.keyboard.press("/");
      await page.keyboard.type(typed);
      await page.getByRole("option", { name }).first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === path);
    }
  });
});
