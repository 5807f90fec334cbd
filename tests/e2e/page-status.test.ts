import { beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../support/running-server";
import { sampleServer } from "../support/sample";

let server: RunningServer;
beforeAll(async () => {
  server = await sampleServer();
});

async function open(address: string): Promise<{ status: number; html: string }> {
  const answer = await fetch(`${server.url}${address}`, { redirect: "manual" });
  return { status: answer.status, html: await answer.text() };
}

/** The page's own words, without what the framework repeats of it in scripts. */
function textOf(html: string): string {
  return html
    .replace(/<script\b[\s\S]*?<\/script>/g, "")
    .replace(/<!-- -->/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'");
}

describe("an address that says something not allowed", () => {
  test.each([
    ["/brokers?quarter=2020", '"2020" is not allowed for "quarter"', "a quarter such as 2020Q1", "/brokers"],
    ["/brokers?asOf=soon", '"soon" is not allowed for "asOf"', "a day such as 2021-06-30", "/brokers"],
    [
      "/brokers/charles-schwab?quarter=x",
      '"x" is not allowed for "quarter"',
      "2020Q1",
      "/brokers/charles-schwab",
    ],
    [
      "/brokers/charles-schwab?size=0",
      '"0" is not allowed for "size"',
      "from 1 to",
      "/brokers/charles-schwab",
    ],
    ["/compare?brokers=nobody", "No report of “nobody” is stored here", "CRD numbers", "/compare"],
    ["/compare?measure=money", '"money" is not allowed for "measure"', "rate, dollars, volume", "/compare"],
    ["/compare?broker=x", 'Unknown parameter "broker"', "asOf, brokers, exchanges", "/compare"],
    ["/venues?venueKind=casino", '"casino" is not allowed for "venueKind"', "exchange", "/venues"],
    [
      "/venues/citadel-securities?rows=some",
      '"some" is not allowed for "rows"',
      "all",
      "/venues/citadel-securities",
    ],
    ["/quarters?exchanges=no", '"no" is not allowed for "exchanges"', "include, exclude", "/quarters"],
    [
      "/quarters/2020Q2?exchanges=no",
      '"no" is not allowed for "exchanges"',
      "include, exclude",
      "/quarters/2020Q2",
    ],
    ["/trends?scale=log", '"log" is not allowed for "scale"', "absolute, indexed, growth", "/trends"],
    ["/trends?broker=nobody", '"nobody" is not allowed for "broker"', "slug", "/trends"],
    ["/trends?from=2021Q1&to=2020Q1", '"from" (2021Q1) is after "to" (2020Q1)', "from up to to", "/trends"],
    ["/calculator?broker=nobody", "No report of a broker “nobody” is stored", "", "/calculator"],
    [
      "/calculator?section=bonds",
      '"bonds" is not allowed for "section"',
      "sp500, non_sp500, options",
      "/calculator",
    ],
    ["/reports?severity=fatal", '"fatal" is not allowed for "severity"', "warning, note", "/reports"],
    ["/reports?page=0", '"0" is not allowed for "page"', "counted from 1", "/reports"],
    ["/trace?metric=luck", '"luck" is not allowed for "metric"', "payment", "/trace"],
    ["/search?page=x", '"x" is not allowed for "page"', "counted from 1", "/search"],
    ["/sign-in?problem=tired", '"tired" is not allowed for "problem"', "wrong, wait, none", "/sign-in"],
    ["/upload?file=x", 'Unknown parameter "file"', "none", "/upload"],
  ])(
    "%s is answered with 400, what is allowed, and the page without it",
    async (address, wrong, allowed, way) => {
      const { status, html } = await open(address);
      const text = textOf(html);
      expect(status).toBe(400);
      expect(text).toContain(wrong);
      expect(text.slice(text.indexOf(wrong))).toContain(allowed);
      expect(text.slice(text.indexOf("<main"))).toContain(`href="${way}"`);
      // `/quarters` leads on to the latest.
      expect([200, 307]).toContain((await open(way)).status);
      expect((await open(address)).status).toBe(400);
    },
  );
});

test("a table that cannot be sorted as asked says by what it can, in the order it has", async () => {
  const { status, html } = await open("/venues?quarter=2022Q1&sort=luck");
  expect(status).toBe(400);
  expect(textOf(html)).toContain(
    "This table has no column “luck” to sort by; allowed: venue, payment, stocks, stocks-rate",
  );
  expect((await open("/venues?quarter=2022Q1&sort=-payment")).status).toBe(200);
});

test.each([
  "/brokers/nobody",
  "/venues/nowhere",
  "/quarters/soon",
  "/quarters/2019Q3",
  "/reports/zzzz",
  "/reports/zzzz/changes",
  "/nothing",
])("%s is answered with 404", async (address) => {
  expect((await open(address)).status).toBe(404);
});

test.each([
  ["/brokers?utm_source=x&fbclid=y", 200],
  ["/venues/citadel-securities?utm_campaign=x", 200],
  // In the directory, with no report here: known to have none.
  ["/brokers/webull-financial", 200],
])("%s is answered with %i", async (address, status) => {
  expect((await open(address)).status).toBe(status);
});

test.each([
  ["/brokers/5393?quarter=2021Q1", "/brokers/charles-schwab?quarter=2021Q1"],
  ["/quarters/2020q2?exchanges=exclude", "/quarters/2020Q2?exchanges=exclude"],
])("%s leads to %s", async (address, to) => {
  const answer = await fetch(`${server.url}${address}`, { redirect: "manual" });
  expect(answer.status).toBe(308);
  expect(answer.headers.get("location")).toBe(to);
});
