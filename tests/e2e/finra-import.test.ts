import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { finraQuarters } from "@/intake/finra-download";
import { quarterLabel } from "@/report/format";
import { formatQuarter } from "@/report/quarter";
import { noBrowser, ownBrowser } from "../support/browser";
import { madeFinra } from "../support/made-finra";
import { madeQuarters } from "../support/made-quarters";
import { type RunningServer, runningServer } from "../support/running-server";
import { temporaryFolder } from "../support/temporary-folder";

const BROKERS = 12;
/** From a hundred brokers on a store is called no sample. */
const MARKET = 101;
let finra: Server;
let server: RunningServer;

/** A FINRA that has published 2025 Q3 and nothing else. */
beforeAll(async () => {
  const [, zip] = await madeQuarters(temporaryFolder(), BROKERS);
  finra = createServer((request, response) => {
    if (request.url === "/2025/606_NMS_2025_Q3.zip") response.end(readFileSync(zip));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => finra.listen(0, "127.0.0.1", resolve));
  const { port } = finra.address() as AddressInfo;
  server = await runningServer({ SEED: "0", FINRA_BASE_URL: `http://127.0.0.1:${port}` });
});
afterAll(() => new Promise((resolve) => finra.close(resolve)));

const post = (body: unknown, url = server.url) =>
  fetch(`${url}/api/v1/imports/finra`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const listed = async () =>
  ((await (await fetch(`${server.url}/api/v1/imports/finra`)).json()) as { rows: Record<string, unknown>[] })
    .rows;

test("the upload page comes with the quarters: nothing moves when it has been read", async () => {
  const html = await (await fetch(`${server.url}/upload`)).text();
  const quarters = [...html.matchAll(/<strong>(\d{4} Q\d)<\/strong> <span>not stored<\/span>/g)];
  expect(quarters.at(-1)?.[1]).toBe("2024 Q2");
  expect(quarters).toHaveLength((await listed()).length);
});

describe("a quarter from FINRA by the API", () => {
  test("the quarters since 2024 Q2 are listed, newest first", async () => {
    const quarters = (await listed()).map((row) => row.quarter);
    expect(quarters.at(-1)).toBe("2024Q2");
    expect(quarters).toContain("2025Q3");
    expect(quarters).toEqual([...quarters].sort().reverse());
  });

  test.each([
    [{ quarter: "2019Q1" }, "unknown_quarter"],
    [{ quarter: "2099Q1" }, "unknown_quarter"],
    [{ quarter: "soon" }, "invalid_input"],
    [{ quarter: "2025Q3", url: "http://elsewhere.example" }, "invalid_input"],
    ["2025Q3", "invalid_input"],
  ])("%j is refused", async (body, code) => {
    const answer = await post(body);
    expect([answer.status, (await answer.json()).error.code]).toEqual([400, code]);
  });

  test("a quarter that is not published yet is said to be so", async () => {
    const answer = await post({ quarter: "2025Q2" });
    const { error } = await answer.json();
    expect([answer.status, error.code]).toEqual([404, "not_published"]);
    expect(error.message).toContain("2025Q2 is not published yet");
  });

  test("pages of other sites cannot start it", async () => {
    const answer = await fetch(`${server.url}/api/v1/imports/finra`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: '{"quarter":"2025Q3"}',
    });
    expect(answer.status).toBe(403);
  });
});

describe.skipIf(noBrowser)("a quarter from FINRA by one click (needs Chromium; set CHROMIUM_PATH)", () => {
  const own = ownBrowser();

  test("it is downloaded and stored, then listed as stored; one not published says so", async () => {
    const page = await own.browser.newPage();
    await page.goto(`${server.url}/upload`);
    await page.getByRole("button", { name: "Load 2025 Q2 from FINRA" }).click();
    await page.getByText("2025Q2 is not published yet").waitFor();
    await page.getByRole("button", { name: "Load 2025 Q3 from FINRA" }).click();
    await page.getByText(`stored: ${BROKERS} reports`).waitFor();
    await page.getByText(`${BROKERS} new reports`).waitFor();
    expect(await page.getByRole("button", { name: "Load 2025 Q3 from FINRA" }).count()).toBe(0);
    expect((await listed()).find((row) => row.quarter === "2025Q3")).toEqual({
      quarter: "2025Q3",
      file: "606_NMS_2025_Q3.zip",
      stored: true,
      reports: BROKERS,
      refused: 0,
    });
  });

  test("from the start page the whole market, quarter by quarter; the sample notice is gone afterwards", async () => {
    const quarters = finraQuarters(new Date().toISOString().slice(0, 10));
    const [latest = "", shown = "", stored = "", , broken = ""] = quarters.map(formatQuarter);
    const market = await madeFinra((quarter) => (formatQuarter(quarter) === shown ? MARKET : 2), quarters);
    market.zips.delete(latest);
    market.instead.set(broken, (_, response) => response.end("<html>Sign in to the network</html>"));
    const { url } = await runningServer({ FINRA_BASE_URL: market.url });
    const page = await own.browser.newPage();
    await page.goto(url);
    await page.getByText("This is a sample, not the market").first().waitFor();
    await page.getByText(/^\d+ quarters since 2024 Q2, about \d+ MB, about a minute$/).waitFor();
    await page.getByRole("button", { name: "Load the whole market" }).click();
    await page.locator("li", { hasText: `${quarterLabel(latest)} not published yet` }).waitFor();
    await page.locator("li", { hasText: `${quarterLabel(stored)} 2 new reports` }).waitFor();
    await page
      .locator("li", { hasText: new RegExp(`${quarterLabel(broken)} failed: .* is no ZIP`) })
      .waitFor();

    market.instead.clear();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("This is a sample, not the market").first().waitFor({ state: "detached" });
    expect(market.sent.filter((quarter) => quarter === stored)).toHaveLength(1);
    expect(await page.getByRole("button", { name: "Load the whole market" }).count()).toBe(0);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain(quarterLabel(shown));
  });
});
