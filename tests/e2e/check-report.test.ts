import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { noBrowser, ownBrowser } from "../support/browser";
import { type RunningServer, runningServer } from "../support/running-server";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
const XML = readFileSync(REPORT, "utf8");
let server: RunningServer;

/** One that takes uploads only with its token. */
beforeAll(async () => {
  server = await runningServer({ SEED: "0", UPLOAD_TOKEN: "a token of the test" });
});

const post = (query: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/checks${query}`, { method: "POST", body, headers });

describe("a report checked by the API", () => {
  test("without a token, and nothing is stored", async () => {
    const answer = await post("?name=report.xml", XML);
    expect(answer.status).toBe(200);
    const { files, summary } = await answer.json();
    expect(files[0]).toMatchObject({ name: "report.xml", outcome: "accepted" });
    expect(summary).toMatchObject({ accepted: 1, refused: 0, errors: 0 });
    const health = await (await fetch(`${server.url}/api/health`)).json();
    expect(health).toMatchObject({ reports: 0 });
  });

  test("what is found wrong is an answer, not an error of the request", async () => {
    const answer = await post("?name=report.xml", XML.slice(0, 900));
    expect(answer.status).toBe(200);
    expect((await answer.json()).summary).toMatchObject({ accepted: 0, refused: 1 });
  });

  test.each([
    ["without a file", "", {}, 400, "no_file"],
    ["with another parameter", "?name=a.xml&store=1", {}, 400, "unknown_parameter"],
    ["from a page of another site", "?name=a.xml", { origin: "https://evil.example" }, 403, "cross_site"],
    [
      "larger than is checked",
      "?name=a.xml",
      { "content-type": "application/octet-stream" },
      413,
      "too_large",
    ],
  ])("refused: %s", async (_, query, headers, status, code) => {
    const answer = await post(query, status === 413 ? "x".repeat(64 * 1024 ** 2 + 1) : XML, headers);
    expect([answer.status, (await answer.json()).error.code]).toEqual([status, code]);
  });
});

describe.skipIf(noBrowser)("a report checked on the page (needs Chromium; set CHROMIUM_PATH)", () => {
  const own = ownBrowser();

  test("all findings with their lines, the form left out on paper", async () => {
    const page = await own.browser.newPage();
    await page.goto(`${server.url}/upload`);
    await page.getByRole("link", { name: "check a report" }).click();
    await page.getByLabel("Choose the reports to check").setInputFiles([
      { name: "good.xml", mimeType: "text/xml", buffer: Buffer.from(XML) },
      {
        name: "wrong.xml",
        mimeType: "text/xml",
        buffer: Buffer.from(XML.replace(/<ndoPct>[^<]*/, "<ndoPct>250.00")),
      },
    ]);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("1 file would be accepted, 1 file would be refused").waitFor();
    const result = page.getByRole("region", { name: "Result of the check" });
    expect(await result.textContent()).toContain("Harbor Lane Securities LLC, 2023 Q1");
    expect(await result.textContent()).toMatch(/line \d+.*filed: 250\.00/);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByLabel("Choose the reports to check").isVisible()).toBe(false);
    expect(await page.getByRole("heading", { level: 2, name: /would be accepted/ }).isVisible()).toBe(true);
  });
});
