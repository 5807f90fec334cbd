import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** An installed Chromium or Chrome; null when there is none. */
const chromiumPath = CANDIDATES.find((candidate) => candidate && existsSync(candidate)) ?? null;

if (chromiumPath === null && process.env.CI === "true") {
  throw new Error("CI needs Chromium: set CHROMIUM_PATH or install it");
}

/** For `describe.skipIf(noBrowser)("… (needs Chromium; set CHROMIUM_PATH)")`. */
export const noBrowser = chromiumPath === null;

function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Of a `describe`: launched before its first test, closed after its last. */
export function ownBrowser(): { readonly browser: Browser } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return {
    get browser() {
      return browser;
    },
  };
}
