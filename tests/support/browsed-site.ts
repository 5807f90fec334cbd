import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll } from "vitest";
import { ownBrowser } from "./browser";
import type { RunningServer } from "./running-server";
import { sampleServer } from "./sample";

/** Of a `describe`: a server over the sample, and a browser to look at it. */
export function browsedSite() {
  const own = ownBrowser();
  let server: RunningServer;
  beforeAll(async () => {
    server = await sampleServer();
  });
  return {
    get browser() {
      return own.browser;
    },
    get url(): string {
      return server.url;
    },
    /** The page at an address of the site (or of another), its scripts running, in a profile of its own. */
    async openPage(address: string, options: BrowserContextOptions = {}): Promise<Page> {
      const page = await (await own.browser.newContext(options)).newPage();
      await page.goto(new URL(address, server.url).href, { waitUntil: "networkidle" });
      return page;
    },
  };
}
