import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { chromiumPath, launchOptions } from "../../scripts/chromium.mjs";

if (chromiumPath === null && process.env.CI === "true") {
  throw new Error("CI needs Chromium: set CHROMIUM_PATH or install it");
}

/** For `describe.skipIf(noBrowser)("… (needs Chromium; set CHROMIUM_PATH)")`. */
export const noBrowser = chromiumPath === null;

/** Of a `describe`: launched before its first test, closed after its last. */
export function ownBrowser(): { readonly browser: Browser } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions);
  });
  afterAll(() => browser?.close());
  return {
    get browser() {
      return browser;
    },
  };
}
