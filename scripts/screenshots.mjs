// Pictures of every page at 360 and 1440 px, light and dark, into screenshots/ (not in the repository).
//   npm run screenshots -- http://127.0.0.1:3000 [PATH…]
// Uses an installed Chromium or Chrome: CHROMIUM_PATH, or the usual places.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { chromiumPath, launchOptions } from "./chromium.mjs";

const [base, ...only] = process.argv.slice(2);
if (!base || !/^https?:\/\//.test(base)) {
  console.error("Usage: npm run screenshots -- BASE_URL [PATH…], with the app running at BASE_URL");
  process.exit(2);
}
if (!chromiumPath) {
  console.error("No Chromium or Chrome found; set CHROMIUM_PATH.");
  process.exit(2);
}

const MISSING = "/no-such-page";
const folder = path.resolve(import.meta.dirname, "../screenshots");
mkdirSync(folder, { recursive: true });
const pages = only.length > 0 ? only : await allPages();
const browser = await chromium.launch(launchOptions);
let problems = 0;
for (const width of [360, 1440]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    for (const page of pages) {
      const tab = await context.newPage();
      tab.on("console", (message) => {
        if (message.type() !== "error" && message.type() !== "warning") return;
        // The page that is meant not to be there.
        if (page === MISSING && message.text().includes("404")) return;
        problems += 1;
        console.error(`${page} (${width}, ${colorScheme}): ${message.text().slice(0, 500)}`);
      });
      await tab.goto(new URL(page, base).href, { waitUntil: "networkidle" });
      // A page that scrolls sideways is a fault at any width.
      const overflow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) {
        problems += 1;
        console.error(`${page} (${width}, ${colorScheme}): ${overflow} px wider than the window`);
      }
      const name = page.replace(/^\//, "").replace(/[^\w.-]+/g, "_") || "home";
      await tab.screenshot({
        path: path.join(folder, `${name}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
      await tab.close();
    }
    await context.close();
  }
}
await browser.close();
console.log(`${pages.length * 4} pictures in ${folder}; ${problems} problems`);

/** Every page there is, with one broker and one report the store has. */
async function allPages() {
  const rowsOf = async (list) => {
    const answer = await fetch(new URL(`/api/v1/${list}?limit=1000`, base));
    if (!answer.ok) throw new Error(`/api/v1/${list} answered ${answer.status}`);
    return (await answer.json()).rows;
  };
  const [brokers, venues, reports] = await Promise.all(["brokers", "venues", "reports"].map(rowsOf));
  return [
    "/",
    "/brokers",
    ...brokers.slice(0, 2).map((broker) => `/brokers/${broker.slug}`),
    "/venues",
    ...venues.slice(0, 2).map((venue) => `/venues/${venue.slug}`),
    "/names",
    `/quarters/${reports[0]?.quarter ?? "2020Q2"}`,
    "/compare",
    "/compare?measure=dollars",
    "/trends",
    "/trends?lines=broker&measure=dollars&scale=growth",
    "/reports",
    ...reports.slice(0, 1).flatMap(({ id, quarter }) => {
      const cell = `${quarter.slice(0, 4)}-${String(3 * Number(quarter.slice(5)) - 2).padStart(2, "0")}-sp500-1`;
      return [
        `/reports/${id}`,
        `/reports/${id}?cell=${cell}#${cell}`,
        `/reports/${id}?cell=${cell}-market_usd#${cell}`,
      ];
    }),
    ...brokers.slice(0, 1).map((broker) => `/trace?broker=${broker.slug}&metric=rate`),
    "/calculator",
    ...brokers.slice(-1).map((broker) => `/calculator?broker=${broker.slug}&size=50`),
    "/upload",
    "/search?q=a",
    "/data",
    "/methods",
    MISSING,
  ];
}
