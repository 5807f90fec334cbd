import { beforeAll, expect, test } from "vitest";
import { GET } from "@/app/embed/[chart]/route";
import { CHART_NAMES } from "@/charts/charts";
import { pictureAddresses } from "@/pictures/picture-addresses";
import { filters } from "@/queries/filters";
import { callApi } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };

beforeAll(() => {
  const made = new MadeStore();
  const sections = [section("sp500", ["W <b>", 95, 10, 10]), section("options", ["X", 95, -10, -40])];
  for (const broker of ["One", "Two"]) made.save(reportOf(broker, Q1, wholeQuarter(Q1, ...sections)));
});

async function embedded(address: string): Promise<{ status: number; html: string }> {
  const url = new URL(`/embed/${address}`, "http://localhost");
  const request = new Request(url, { headers: { host: "pfof.example", "x-forwarded-proto": "https" } });
  const chart = url.pathname.split("/").at(-1) ?? "";
  const response = await GET(request, { params: Promise.resolve({ chart }) });
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  return { status: response.status, html: await response.text() };
}

test.each(CHART_NAMES)("%s: images for narrow and dark, a table, a way back, no script", async (name) => {
  const { status, html } = await embedded(`${name}?broker=one&quarter=2021Q1`);
  expect(status).toBe(200);
  expect(html).not.toMatch(/<script|<b>/);
  const image = `/api/v1/charts/${name}.svg?broker=one&amp;from=2021Q1&amp;to=2021Q1`;
  expect([...html.matchAll(/(?:srcset|src)="([^"]*)"/g)].map((match) => match[1])).toEqual([
    `${image}&amp;width=360&amp;theme=dark`,
    `${image}&amp;width=360`,
    `${image}&amp;width=560&amp;theme=dark`,
    `${image}&amp;width=560`,
    `${image}&amp;width=720&amp;theme=dark`,
    `${image}&amp;width=720`,
  ]);
  const expected = `/charts/${name}?broker=one&amp;from=2021Q1&amp;to=2021Q1`;
  expect(html).toContain(`<a href="https://pfof.example${expected}" target="_blank"`);
  // Of one stored quarter nothing has changed.
  expect(html.includes("<caption>")).toBe(name !== "average-changes");
});

test("what other sites add to count clicks is no fault", async () => {
  expect((await embedded("payments-by-venue?quarter=2021Q1&utm_source=letter&fbclid=x")).status).toBe(200);
});

test("the theme can be fixed", async () => {
  const { html } = await embedded("payments-by-venue?quarter=2021Q1&theme=dark");
  expect([...html.matchAll(/(?:srcset|src)="([^"]*)"/g)].map((match) => match[1])).toEqual([
    "/api/v1/charts/payments-by-venue.svg?from=2021Q1&amp;to=2021Q1&amp;width=360&amp;theme=dark",
    "/api/v1/charts/payments-by-venue.svg?from=2021Q1&amp;to=2021Q1&amp;width=560&amp;theme=dark",
    "/api/v1/charts/payments-by-venue.svg?from=2021Q1&amp;to=2021Q1&amp;width=720&amp;theme=dark",
  ]);
  expect(html).toContain("color-scheme:dark");
  expect(html).toContain("W &lt;b&gt;");
});

test("in a shape it is the image alone, a link to the chart's page, and its table for those who cannot see it", async () => {
  const { html } = await embedded(
    "payments-by-venue?quarter=2021Q1&shape=16x9&theme=dark&background=transparent",
  );
  const image = "/api/v1/charts/payments-by-venue.svg?from=2021Q1&amp;to=2021Q1";
  expect([...html.matchAll(/(?:srcset|src)="([^"]*)"/g)].map((match) => match[1])).toEqual([
    `${image}&amp;shape=16x9&amp;theme=dark&amp;background=transparent`,
  ]);
  expect(html).toContain(
    '<a href="https://pfof.example/charts/payments-by-venue?from=2021Q1&amp;to=2021Q1" target="_blank" rel="noopener"><picture>',
  );
  expect(html).toContain('<div class="heard"><table>');
  expect(html).not.toContain("<figcaption>");
});

test.each([
  ["nothing", 404, "There is no chart &quot;nothing&quot;"],
  ["payments-by-venue?theme=pink", 400, "&quot;pink&quot; is not allowed for &quot;theme&quot;"],
  ["payments-by-venue?brokr=one", 400, "Unknown parameter &quot;brokr&quot;"],
  ["payments-by-venue?broker=%3Cb%3E", 400, "&quot;&lt;b&gt;&quot; is not allowed"],
])("%s: a page that says what is wrong", async (address, expected, message) => {
  const { status, html } = await embedded(address);
  expect(status).toBe(expected);
  expect(html).toContain(message);
});

test.each(CHART_NAMES)("%s: every address beside it is one that answers", async (name) => {
  const chosen = filters({ broker: ["one"], from: Q1, to: Q1, reReported: "include", exchanges: "exclude" });
  const addresses = pictureAddresses(name, chosen);
  const all = [addresses.image("svg"), addresses.json, addresses.csv, addresses.package];
  for (const address of all) expect((await callApi(address)).status, address).toBe(200);
  expect((await embedded(addresses.embed.replace("/embed/", ""))).status).toBe(200);
});

test("how a trend and a comparison look at it is in their addresses, and only there", () => {
  const view = { measure: "dollars", scale: "growth", grain: "month", lines: "broker" } as const;
  const chosen = filters({ broker: ["one", "two"], from: Q1, to: Q1 });
  expect(pictureAddresses("trend", chosen, view)).toMatchObject({
    embed:
      "/embed/trend?broker=one,two&from=2021Q1&to=2021Q1&measure=dollars&scale=growth&grain=month&lines=broker",
    csv: "/api/v1/rates?broker=one,two&from=2021Q1&to=2021Q1&by=broker,month&findings=include&format=csv",
    page: "/trends?broker=one,two&from=2021Q1&to=2021Q1&measure=dollars&scale=growth&grain=month&lines=broker",
  });
  expect(pictureAddresses("compare", chosen, view)).toMatchObject({
    embed: "/embed/compare?broker=one,two&from=2021Q1&to=2021Q1&measure=dollars",
    page: "/compare?brokers=one,two&quarter=2021Q1&measure=dollars",
  });
  expect(pictureAddresses("flows", chosen, view).embed).toBe(
    "/embed/flows?broker=one,two&from=2021Q1&to=2021Q1",
  );
});

test.each([
  [{ venue: ["w"], from: Q1, to: Q1 }, "/venues/w?quarter=2021Q1"],
  [{ from: Q1, to: Q1 }, "/quarters/2021Q1"],
  [{ from: Q1 }, "/"],
  [{ broker: ["one"] }, "/brokers/one"],
  [
    { broker: ["one"], from: Q1, to: Q1, exchanges: "exclude", asOf: "2021-06-30" },
    "/brokers/one?quarter=2021Q1&exchanges=exclude&asOf=2021-06-30",
  ],
  [{ venue: ["w"], exchanges: "exclude", asOf: "2021-06-30" }, "/venues/w?asOf=2021-06-30"],
  [{ from: Q1, to: Q1, asOf: "2021-06-30" }, "/quarters/2021Q1?asOf=2021-06-30"],
] as const)("the page of %j is %s", (some, page) => {
  expect(pictureAddresses("payments-by-venue", filters(some)).page).toBe(page);
});
