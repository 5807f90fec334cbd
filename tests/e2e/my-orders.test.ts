import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browsedSite } from "../support/browsed-site";
import { noBrowser } from "../support/browser";

/** The SEC's own samples, where they are beside the project. */
const SAMPLES = path.resolve(import.meta.dirname, "../../../shared/sec");

const MINE = `<?xml version="1.0"?>
<heldExemptNotHeldOrderRoutingCustomerReport>
  <version>1.2</version><customer>A. Person</customer><bd>Charles Schwab</bd>
  <startDate>2021-01-01</startDate><endDate>2021-06-30</endDate>
  <held>
    <order><orderId>77</orderId><directed>N</directed>
      <route><venueName>Citadel Securities LLC</venueName>
        <transaction><date>2021-02-03</date><time>15:30:00</time></transaction></route></order>
    <order><orderId>78</orderId><directed>Y</directed><route><venueName>Secret Venue 4711</venueName></route></order>
  </held>
</heldExemptNotHeldOrderRoutingCustomerReport>`;

const field = (page: Page) => page.getByLabel("Choose the XML your broker gave you");
const choose = (page: Page, text: string | Buffer, name = "mine.xml") =>
  field(page).setInputFiles({ name, mimeType: "text/xml", buffer: Buffer.from(text) });

describe.skipIf(noBrowser)("a person's own report (needs Chromium; set CHROMIUM_PATH)", () => {
  const site = browsedSite();

  test("it is read without a connection, beside what the venues paid the broker, and nothing is asked of anybody", async () => {
    const page = await site.openPage("/my-orders?broker=charles-schwab");
    await page.context().setOffline(true);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await choose(page, MINE);
    await page.getByText("2 held stock orders, 1 of them executed at least in part.").waitFor();
    const row = page.getByRole("row", { name: /Citadel Securities/ }).first();
    // Its last report of the sample, 2021 Q4 or later, has what Citadel paid Schwab for stocks.
    expect(await row.textContent()).toMatch(/Feb 3, 2021, 10:30:00.*cents per 100 shares that it paid for/);
    await page
      .getByRole("row", { name: /Secret Venue 4711/ })
      .first()
      .waitFor();
    await page.getByText("Each order", { exact: true }).click();
    await page.mouse.wheel(0, 3_000);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save a picture (PNG)" }).click();
    const saved = readFileSync(await (await download).path());
    expect(saved.subarray(1, 4).toString()).toBe("PNG");
    // The browser asks for the site's icon when it likes; the picture is drawn from an address within the page.
    const own = (url: string) => url.startsWith("blob:") || url === `${site.url}/icon.svg`;
    expect(asked.filter((url) => !own(url))).toEqual([]);
  });

  test("choosing the broker afterwards asks only for the broker, and the report stays open", async () => {
    const page = await site.openPage("/my-orders");
    await choose(page, MINE);
    await page.getByText("Choose your broker above to see what each venue pays it.").waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
    await page.getByRole("combobox", { name: "Your broker" }).selectOption({ label: "Charles Schwab" });
    await page
      .getByText(/Paid Schwab for such orders/)
      .first()
      .waitFor();
    await page
      .getByRole("row", { name: /Secret Venue 4711/ })
      .first()
      .waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => /4711|Person|citadel/i.test(url))).toEqual([]);
  });

  test.each([
    ["a PDF", "%PDF-1.7", "This is a PDF."],
    ["a ZIP", "PK\u0003\u0004", "Unpack it first"],
    ["nothing", "", "The file is empty."],
    ["half a file", MINE.slice(0, 400), "The file is not whole"],
    ["a document type", `<!DOCTYPE x [<!ENTITY a "b">]>${MINE.slice(21)}`, "declares a document type"],
    ["another kind of XML", "<rss/>", "another kind of XML: <rss>"],
    ["words", "hello", "This is not XML."],
    [
      "a public report",
      "<heldOrderRoutingPublicReport><bd>X</bd></heldOrderRoutingPublicReport>",
      "is the public report of X",
    ],
    ["no orders", MINE.replace(/<held>[\s\S]*<\/held>/, ""), "The report lists no orders"],
    [
      "a time that is none",
      MINE.replace("15:30:00", "25:61:00"),
      "1 place in the report could not be read as meant",
    ],
  ])("%s gets an answer in words", async (_, text, words) => {
    const page = await site.openPage("/my-orders");
    await choose(page, text);
    await page.getByText(words).first().waitFor();
  });

  test.skipIf(!existsSync(SAMPLES))("the SEC's samples (needs ../shared/sec)", async () => {
    const page = await site.openPage("/my-orders");
    const sample = (name: string) => readFileSync(path.join(SAMPLES, name));
    await choose(page, sample("606b1_held_exempt_not_held_customer_routing.xml"));
    // Seven orders under <held>: those with a <transaction> are all but 148427393; five are directed.
    await page.getByText("7 held stock orders, 6 of them executed at least in part.").waitFor();
    await page.getByText("You chose the venue of 5; of the other 2 your broker chose it.").first().waitFor();
    await choose(page, sample("606b1_empty.xml"));
    await page.getByText("The report lists no orders").waitFor();
    await choose(page, sample("606b3_not_held_customer_handling_1mo.xml"));
    await page
      .getByText("is a report under Rule 606(b)(3) by B. Roker, Dec 1, 2019 to May 31, 2020.")
      .waitFor();
  });
});
