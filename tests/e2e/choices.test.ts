import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

describe.skipIf(noBrowser)("choices (need Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();
  const field = (page: Page, name: string) =>
    page.locator(`main select[name=${name}], main input[type=number][name=${name}]`);
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("name") ?? null);

  test("a choice is followed at once, in place, and taken back by the back button", async () => {
    const page = await site.openPage("/brokers?quarter=2020Q2");
    await page.getByRole("heading", { name: "By payment, 2020 Q2" }).waitFor();
    // Not loaded anew: what a script put here stays.
    await page.evaluate(() => {
      document.documentElement.dataset.here = "still";
      window.scrollTo(0, 40);
    });
    await field(page, "exchanges").focus();
    await field(page, "exchanges").selectOption("exclude");
    await page.waitForURL("**/brokers?quarter=2020Q2&exchanges=exclude");
    await page.getByText("Exchanges are left out").waitFor();
    expect(await focused(page)).toBe("exchanges");
    expect(await page.evaluate(() => [document.documentElement.dataset.here, window.scrollY])).toEqual([
      "still",
      40,
    ]);
    await page.goBack();
    await page.getByText("Exchanges are counted").waitFor();
    expect(await field(page, "exchanges").inputValue()).toBe("");
  });

  test("arrow keys run through quarters, and stay in the field when the page becomes another", async () => {
    const page = await site.openPage("/quarters/2021Q2");
    await field(page, "quarter").focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: "2020 Q3 in review" }).waitFor();
    await expect.poll(() => focused(page)).toBe("quarter");
    expect(await field(page, "quarter").inputValue()).toBe("2020Q3");
    // One step, not three.
    await page.goBack();
    await page.getByRole("heading", { name: "2021 Q2 in review" }).waitFor();
  });

  test("a broker added to a comparison leaves the choice ready for the next", async () => {
    const page = await site.openPage("/compare?brokers=charles-schwab,firstrade-securities&quarter=2020Q2");
    await field(page, "brokers").selectOption("goldman-sachs");
    await page.getByRole("heading", { name: "Schwab, Firstrade and Goldman Sachs" }).waitFor();
    expect(await field(page, "brokers").inputValue()).toBe("");
  });

  test("a broker is added by any of its names; one that is not stored leaves the selection as it is", async () => {
    const two = "/compare?brokers=charles-schwab,firstrade-securities&quarter=2020Q2";
    const page = await site.openPage(`${two}&named=GOLDMAN+SACHS`);
    await page.getByRole("heading", { name: "Schwab, Firstrade and Goldman Sachs" }).waitFor();
    expect(new URL(page.url()).searchParams.get("named")).toBeNull();
    const unknown = await site.openPage(`${two}&named=Broker+0101+LLC`);
    await unknown.getByText("No report of a broker “Broker 0101 LLC” is stored here.").waitFor();
    await unknown.getByRole("heading", { name: "Schwab and Firstrade", exact: true }).waitFor();
  });

  test("compared brokers answer an order together; without a quarter in common each by its latest", async () => {
    const page = await site.openPage("/compare?brokers=charles-schwab,firstrade-securities&quarter=2021Q1");
    const answer = page.locator("#answer");
    await answer.getByText("Schwab 8.9 cents.").waitFor();
    await field(page, "section").selectOption("options");
    await page.getByLabel("Contracts", { exact: true }).waitFor();
    expect(await field(page, "size").inputValue()).toBe("1");
    const apart = await site.openPage("/compare?brokers=goldman-sachs,robinhood-securities");
    await apart.getByText("These brokers have no quarter in common").first().waitFor();
    expect(await apart.locator("#answer li").allTextContents()).toEqual([
      expect.stringMatching(/^ ?Goldman Sachs20\d\d Q\d/),
      expect.stringMatching(/^ ?Robinhood20\d\d Q\d/),
    ]);
  });

  test("the calculator finds a broker by name, and says its place and who was paid most and least", async () => {
    const page = await site.openPage("/calculator?quarter=2021Q1");
    const box = page.getByRole("main").getByRole("combobox", { name: "Find your broker" });
    await box.pressSequentially("schwab");
    await page.getByRole("option", { name: /Charles Schwab/ }).click();
    await page.waitForURL(/broker=charles-schwab/);
    const extremes = page.locator("#extremes");
    await extremes.getByText(/Schwab was paid (less|the least)\. It is (\d)\w\w of \2\./).waitFor();
    expect(await extremes.locator("li").first().textContent()).toMatch(/^1st Firstrade Securities/);
    expect(new URL(page.url()).searchParams.get("quarter")).toBe("2021Q1");
  });

  test("what is typed is followed at a pause, when it is a size", async () => {
    const page = await site.openPage("/calculator?broker=robinhood-securities&quarter=2022Q1");
    await field(page, "size").fill("");
    await field(page, "size").pressSequentially("250");
    await page.getByText("for a market order for 250 shares of an S&P 500 stock in 2022 Q1").waitFor();
    expect([await focused(page), await field(page, "size").inputValue()]).toEqual(["size", "250"]);
    await field(page, "size").fill("0");
    await field(page, "orderType").selectOption("other");
    // A size that is none is not sent.
    expect(new URL(page.url()).searchParams.get("size")).toBe("250");
  });

  test("without scripts a button sends the choices", async () => {
    const page = await site.openPage("/brokers?asOf=2021-05-01", { javaScriptEnabled: false });
    await field(page, "exchanges").selectOption("exclude");
    await page.getByRole("button", { name: "Show" }).first().click();
    await page.getByText("Exchanges are left out").waitFor();
    expect(new URL(page.url()).searchParams.get("asOf")).toBe("2021-05-01");
  });
});
