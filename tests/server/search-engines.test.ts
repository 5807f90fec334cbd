import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { PAGES } from "../support/pages";
import type { RunningServer } from "../support/running-server";
import { sampleServer } from "../support/sample";

/* What search engines, and sites that show previews of links, find on the sample. */

let server: RunningServer;
let report = "";
beforeAll(async () => {
  server = await sampleServer();
  const answer = await fetch(`${server.url}/api/v1/reports?broker=charles-schwab&quarter=2021Q1`);
  report = ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? "";
});

interface Head {
  readonly status: number;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly canonical: string | undefined;
  readonly image: string | undefined;
}

/** What stands in the head: programs that look for it do not run scripts. */
async function headOf(address: string): Promise<Head> {
  const answer = await fetch(server.url + address.replace("{report}", report));
  const head = (await answer.text()).split("</head>", 1)[0] ?? "";
  const one = (pattern: RegExp) => pattern.exec(head)?.[1]?.replaceAll("&amp;", "&");
  return {
    status: answer.status,
    title: one(/<title>([^<]+)<\/title>/),
    description: one(/<meta name="description" content="([^"]+)"/),
    canonical: one(/<link rel="canonical" href="([^"]+)"/),
    image: one(/<meta property="og:image" content="([^"]+)"/),
  };
}

test.each(PAGES)("%s has a title, a description, one address and a picture", async (address) => {
  const { status, title, description, canonical, image } = await headOf(address);
  expect(title).toMatch(/ · PFOF Explorer$|^PFOF Explorer: /);
  expect(description?.length).toBeGreaterThan(40);
  // Dollars as in a text: `$53.6 million`, `$33,900`.
  expect(description).not.toMatch(/\$[\d,]{8,}|\.\d{3}/);
  // What is not here has no address of its own.
  if (status === 200) expect(canonical?.startsWith(server.url)).toBe(true);
  else expect([400, 404]).toContain(status);
  expect(image?.startsWith(`${server.url}/`)).toBe(true);
  const picture = await fetch(image ?? "");
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
});

test("no two pages are described alike", async () => {
  const own = PAGES.filter((one) => !one.includes("?") && !/no-such|nobody|quarters$/.test(one));
  const descriptions = await Promise.all(own.map(async (one) => (await headOf(one)).description));
  expect(new Set(descriptions).size).toBe(own.length);
});

describe("one address", () => {
  test.each([
    ["/?sections-sort=payment&find=x", "/"],
    ["/?sort=-payment&exchanges=exclude", "/?exchanges=exclude"],
    ["/brokers?quarter=2021Q1&sort=broker&all-find=x", "/brokers?quarter=2021Q1"],
    [
      "/brokers/charles-schwab?quarter=2021Q1&venues-find=x&size=7",
      "/brokers/charles-schwab?quarter=2021Q1&size=7",
    ],
    ["/venues/citadel-securities?sort=broker&asOf=2021-03-01", "/venues/citadel-securities?asOf=2021-03-01"],
    ["/trends?grain=month&measure=rate&options-find=x", "/trends?grain=month"],
    [
      "/compare?brokers=charles-schwab,firstrade-securities&measure=dollars&find=x",
      "/compare?brokers=charles-schwab,firstrade-securities&measure=dollars",
    ],
    [
      "/calculator?broker=robinhood-securities&section=options&size=1",
      "/calculator?broker=robinhood-securities&section=options",
    ],
    ["/reports?cells=imported&versions=all&find=x", "/reports?versions=all"],
    ["/methods?utm_source=x&mistakes-find=blank", "/methods"],
  ])("of %s is %s", async (address, expected) => {
    const { status, canonical } = await headOf(address);
    expect([status, canonical]).toEqual([200, server.url + expected]);
  });

  test("is of the name the reader used, behind a proxy too", async () => {
    const headers = { "x-forwarded-host": "pfof.example", "x-forwarded-proto": "https" };
    const html = await (await fetch(`${server.url}/brokers`, { headers })).text();
    expect(html).toContain('<link rel="canonical" href="https://pfof.example/brokers"/>');
    const robots = await (await fetch(`${server.url}/robots.txt`, { headers })).text();
    expect(robots).toContain("Sitemap: https://pfof.example/sitemap.xml");
  });
});

test.each([
  ["/favicon.ico", "image/x-icon"],
  ["/icon.svg", "image/svg+xml"],
  ["/apple-touch-icon.png", "image/png"],
  ["/social-card.png", "image/png"],
  ["/manifest.webmanifest", "application/manifest+json"],
  ["/robots.txt", "text/plain"],
  ["/sitemap.xml", "application/xml"],
])("%s is %s, with a tag by which it is asked for again", async (path, type) => {
  const answer = await fetch(server.url + path);
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")?.split(";")[0]).toBe(type);
  const again = await fetch(server.url + path, {
    headers: { "if-none-match": answer.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
});

test("every picture of the manifest is there in the size it says", async () => {
  const { icons } = (await (await fetch(`${server.url}/manifest.webmanifest`)).json()) as {
    icons: { src: string; type: string; sizes: string }[];
  };
  expect(icons.length).toBeGreaterThan(2);
  for (const { src, type, sizes } of icons) {
    const answer = await fetch(server.url + src);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
    // The head of a PNG: width and height at byte 16.
    if (type === "image/png") expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
});

test("robots are kept from what has no end, and may see the pictures of previews", async () => {
  const text = await (await fetch(`${server.url}/robots.txt`)).text();
  for (const rule of ["/api/", "/embed/", "/trace", "/upload"])
    expect(text).toContain(`\nDisallow: ${rule}\n`);
  const { image } = await headOf("/compare");
  const allowed = /^Allow: (.+)$/m.exec(text)?.[1] ?? "";
  expect(image?.startsWith(server.url + allowed)).toBe(true);
});

test("the sitemap is strict XML, and each address in it is a page that is there and stands for itself", async () => {
  const parser = new SaxesParser({ xmlns: true });
  const addresses: string[] = [];
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ uri }) => {
    expect(uri).toBe("http://www.sitemaps.org/schemas/sitemap/0.9");
    text = "";
  });
  parser.on("text", (some) => {
    text += some;
  });
  parser.on("closetag", ({ local }) => {
    if (local === "loc") addresses.push(text);
    if (local === "lastmod") expect(new Date(text).toISOString()).toBe(text);
  });
  parser.write(await (await fetch(`${server.url}/sitemap.xml`)).text()).close();
  expect(new Set(addresses).size).toBe(addresses.length);
  const paths = addresses.map((one) => one.replace(server.url, ""));
  expect(paths).toEqual(
    expect.arrayContaining([
      "/",
      "/data",
      "/quarters/2020Q2",
      "/brokers/charles-schwab",
      "/venues/citadel-securities",
    ]),
  );
  for (const path of paths) {
    const { status, canonical } = await headOf(path);
    expect([path, status]).toEqual([path, 200]);
    expect(canonical?.replace(/\/$/, "")).toBe((server.url + path).replace(/\/$/, ""));
  }
});

test("the data page describes its data set for search engines, with files that are there", async () => {
  const html = await (await fetch(`${server.url}/data`)).text();
  const json = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? "";
  const dataset = JSON.parse(json) as {
    url: string;
    distribution: { contentUrl: string; encodingFormat: string }[];
  };
  expect(dataset.url).toBe(`${server.url}/data`);
  for (const { contentUrl, encodingFormat } of dataset.distribution) {
    const answer = await fetch(contentUrl, { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-type")?.split(";")[0]]).toEqual([200, encodingFormat]);
  }
});
