import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import type { Browser, CDPSession } from "playwright-core";
import { AppError } from "@/report/errors";
import { median } from "./median";
import { serve } from "./served";

/** Addresses with a chart may send more script than others: [address, kilobytes at most]. */
const PAGES: readonly (readonly [address: string, mostKilobytes: number])[] = [
  ["/", 260],
  ["/brokers/charles-schwab?quarter=2021Q1", 260],
  ["/compare?brokers=charles-schwab,firstrade-securities&quarter=2021Q1", 260],
  ["/quarters/2020Q2", 260],
  ["/reports", 170],
  ["/methods", 170],
];
const ROUNDS = 5;

/** Windows of a desktop and of a phone, pixels. */
const WIDTHS = [1440, 412] as const;

/**
 * What a visitor waits for, in Chromium with the processor slowed down 4 times, on the production build:
 * largest contentful paint (goal < 1.5 s), layout shift (goal < 0.02), script sent at first load,
 * compressed (goal 260 kB on chart pages, 170 on others; aim 180), and after the browser was idle.
 * Fresh profile each time; medians.
 */
export default async function run(): Promise<void> {
  const folder = path.resolve("bench-data", "pages");
  rmSync(folder, { recursive: true, force: true });
  const { chromium } = await import("playwright-core");
  const server = await serve(folder);
  const browser = await chromium.launch({
    executablePath: installedChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  try {
    for (const [address, most, width] of PAGES.flatMap((page) =>
      WIDTHS.map((one) => [...page, one] as const),
    )) {
      const visits: Visit[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        visits.push(await visit(browser, server.url + address, width));
      const paint = median(visits.map((one) => one.paintMs));
      const shift = Math.max(...visits.map((one) => one.shift));
      const [first, idle] = [visits[0]?.firstKilobytes ?? 0, visits[0]?.idleKilobytes ?? 0];
      console.log(
        `${address} at ${width} px: LCP ${Math.round(paint)} ms, layout shift ${shift.toFixed(3)}, script ${first.toFixed(0)} kB (${idle.toFixed(0)} when idle; goal ${most})`,
      );
    }
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Visit {
  readonly paintMs: number;
  readonly shift: number;
  readonly firstKilobytes: number;
  readonly idleKilobytes: number;
}

async function visit(browser: Browser, url: string, width: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  const script = countScript(session);
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: "load" });
  const firstKilobytes = script() / 1000;
  await page.waitForLoadState("networkidle");
  const { paint, shift } = await page.evaluate(
    () => (globalThis as unknown as { seen: { paint: number; shift: number } }).seen,
  );
  const idleKilobytes = script() / 1000;
  await context.close();
  return { paintMs: paint, shift, firstKilobytes, idleKilobytes };
}

/** Runs in the page: keeps the latest largest paint and the sum of layout shifts. */
function observe(): void {
  const seen = { paint: 0, shift: 0 };
  (globalThis as unknown as { seen: typeof seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Bytes of script that came over the wire, so far. */
function countScript(session: CDPSession): () => number {
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

function installedChromium(): string {
  const found = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (candidate) => candidate && existsSync(candidate),
  );
  if (!found) throw new AppError("invalid_input", "No Chromium found; set CHROMIUM_PATH.");
  return found;
}
