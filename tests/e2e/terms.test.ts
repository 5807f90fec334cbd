import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

const BROKER = "/brokers/charles-schwab?quarter=2021Q1";

describe.skipIf(noBrowser)("terms explained in place (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();
  const term = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name }).first();

  test.each([true, false])("by keyboard, closed with Escape (script: %s)", async (javaScriptEnabled) => {
    const page = await site.openPage(BROKER, { javaScriptEnabled });
    const said = page.getByText("An order whose venue the broker chose, not the customer.");
    expect(await said.isVisible()).toBe(false);
    await term(page, "Non-directed orders").focus();
    await page.keyboard.press("Enter");
    await said.waitFor({ state: "visible" });
    await page.keyboard.press("Tab");
    expect(await page.locator("a:focus").getAttribute("href")).toBe("/methods#non-directed");
    await page.keyboard.press("Escape");
    await said.waitFor({ state: "hidden" });
  });

  test("screen readers have the definition as the button's description", async () => {
    const page = await site.openPage(BROKER);
    const id = await term(page, "Non-directed orders").getAttribute("aria-describedby");
    expect(await page.locator(`#${id}`).textContent()).toBe(
      "An order whose venue the broker chose, not the customer.",
    );
  });

  test("by touch at 360 px: whole within the window, wherever its words stand", async () => {
    const page = await site.openPage(BROKER, { viewport: { width: 360, height: 640 }, hasTouch: true });
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
    const terms = await page.locator("main button[popovertarget]").all();
    expect(terms.length).toBeGreaterThan(6);
    for (const one of terms) {
      await one.scrollIntoViewIfNeeded();
      await one.tap();
      const open = page.locator("[popover]:popover-open");
      const box = await open.boundingBox();
      const name = (await one.textContent()) ?? "";
      expect(
        box && [box.x >= 8, box.x + box.width <= 352, box.y >= 0, box.y + box.height <= 640],
        name,
      ).toEqual([true, true, true, true]);
      expect(await open.evaluate((element) => element.scrollWidth <= element.clientWidth), name).toBe(true);
      await page.keyboard.press("Escape");
    }
  });

  test("a term's first words on the page are its button", async () => {
    const page = await site.openPage(BROKER, { javaScriptEnabled: false });
    // The first place in the text, outside of headings, links and pictures.
    const firstIsButton = await page.evaluate((words) => {
      const walk = document.createTreeWalker(document.querySelector("main") ?? document.body, 4);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const parent = node.parentElement;
        if (!parent || parent.closest("h1, h2, h3, a, svg, select, script, summary, caption")) continue;
        const label = parent.closest("label");
        const text = (label ?? node).textContent?.toLowerCase() ?? "";
        if (text.includes(words)) return Boolean(label?.querySelector("button[popovertarget]"));
      }
      return null;
    }, "cents per 100 shares");
    expect(firstIsButton).toBe(true);
  });

  test.each([BROKER, "/", "/venues", "/quarters/2020Q2", "/compare", "/reports"])(
    "%s explains each term once, where it stands first",
    async (address) => {
      const page = await site.openPage(address, { javaScriptEnabled: false });
      const targets = await page
        .locator("main button[popovertarget]")
        .evaluateAll((all) => all.map((one) => one.getAttribute("popovertarget") ?? ""));
      expect(targets.length).toBeGreaterThan(0);
      expect(new Set(targets).size).toBe(targets.length);
      const without = await page.evaluate(
        (ids) => ids.filter((id) => document.getElementById(id)?.getAttribute("popover") !== "auto"),
        targets,
      );
      expect(without).toEqual([]);
    },
  );
});
