import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

// The sample: 2022 Q1 has Robinhood Securities (94.0 cents), Interactive Brokers (too little filed), Apex Clearing (15.0).
const ROBINHOOD = "/brokers/robinhood-securities?quarter=2022Q1";

describe.skipIf(noBrowser)("the answer on a broker's page (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();

  test("words of the sentence are chosen: sentence, strip and address follow, and go back", async () => {
    const page = await site.openPage(ROBINHOOD);
    const answer = page.locator("#answer");
    await answer.getByText("receives 94.0 cents").waitFor();
    await answer.getByRole("combobox", { name: "Order type" }).selectOption("non_marketable_limit");
    await page.waitForURL(/orderType=non_marketable_limit/);
    await answer.getByText(/average for a non-marketable limit order in an S&P 500 stock/).waitFor();
    await answer
      .getByRole("combobox", { name: "Broker", exact: true })
      .selectOption({ label: "Interactive Brokers" });
    await page.waitForURL(/\/brokers\/interactive-brokers\?.*orderType=non_marketable_limit/);
    await page.getByRole("heading", { level: 1, name: "Interactive Brokers" }).waitFor();
    await page.goBack();
    await page.goBack();
    await answer.getByText("receives 94.0 cents").waitFor();
  });

  test("without scripts a button sends them, and nothing else is lost", async () => {
    const page = await site.openPage(ROBINHOOD, { javaScriptEnabled: false });
    const answer = page.locator("#answer");
    await answer.getByText("receives 94.0 cents").waitFor();
    await answer
      .getByRole("combobox", { name: "Broker", exact: true })
      .selectOption({ label: "Interactive Brokers" });
    await answer.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/\/brokers\/interactive-brokers\?.*quarter=2022Q1/);
    await answer.getByText("receives an amount that is not known").waitFor();
    await answer
      .getByText(/^Not enough filed: Interactive Brokers says of 2\.3% of its market orders/)
      .waitFor();
  });

  test("arrow keys lead from a named broker to the dots, each a link that says its figure", async () => {
    const page = await site.openPage("/brokers/apex-clearing?quarter=2022Q1");
    const strip = page.locator("#answer").getByRole("group", { name: /^Average for/ });
    await strip.getByRole("link", { name: "Robinhood 94.0 ¢", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    const said = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    const first = await said();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect([first, await said()]).toEqual(["Apex: 15.0 ¢", "Robinhood: 94.0 ¢"]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/brokers\/robinhood-securities\?quarter=2022Q1/);
  });

  test("at 360 px sentence, verdict and strip are on the first screen", async () => {
    const page = await site.openPage(ROBINHOOD, { viewport: { width: 360, height: 740 } });
    const strip = page.locator("#answer").getByRole("group", { name: /^Average for/ });
    const box = await strip.boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(740);
    // Upright: higher than wide where its dots are.
    const [low, high] = await Promise.all(
      ["Apex: 15.0 ¢", "Robinhood: 94.0 ¢"].map((name) =>
        strip.getByLabel(name, { exact: true }).boundingBox(),
      ),
    );
    expect(low && high && low.y - high.y).toBeGreaterThan(100);
  });
});
