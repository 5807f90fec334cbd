import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { noBrowser, ownBrowser } from "../support/browser";
import { runningServer } from "../support/running-server";

const TOKEN = "correct horse battery";
const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

describe.skipIf(noBrowser)("signing in (needs Chromium; set CHROMIUM_PATH)", () => {
  const own = ownBrowser();

  test.each([true, false])(
    "a person signs in, uploads without giving the token again, signs out (scripts: %s)",
    async (javaScriptEnabled) => {
      const server = await runningServer({ SEED: "0", UPLOAD_TOKEN: TOKEN });
      const context = await own.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${server.url}/sign-in`);
      await page.getByLabel("Upload token").fill("correct donkey");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("That is not the upload token of this server.").waitFor();
      await page.getByLabel("Upload token").fill(TOKEN);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(/\/upload$/);
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({ name: "pfof_session", httpOnly: true, sameSite: "Strict" });

      await page.locator("input[type=file]").setInputFiles(REPORT);
      if (javaScriptEnabled) await page.getByText("Stored as a new report.").waitFor();
      else await page.getByRole("button", { name: "Upload" }).click();
      await expect
        .poll(async () => (await fetch(`${server.url}/api/v1/brokers`)).text())
        .toContain("Harbor Lane");
      const audit = readFileSync(path.join(server.dataDir, "audit.log"), "utf8");
      // Tokens, right or wrong, are in no log.
      expect(audit + server.output()).not.toMatch(/correct (donkey|horse)/);
      const lines = audit.trimEnd().split("\n");
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { who: "nobody", what: "wrong token" },
        { who: "token", what: "import", file: "harbor-lane-2023q1.xml" },
      ]);
      for (const address of ["/audit.log", "/data/audit.log", "/api/v1/audit"])
        expect((await fetch(server.url + address)).status).toBe(404);

      await page.goto(`${server.url}/sign-in`);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForURL(/\/sign-in$/);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    },
  );
});
