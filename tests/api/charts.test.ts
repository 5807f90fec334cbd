import { beforeAll, expect, test } from "vitest";
import { CHART_NAMES } from "@/charts/charts";
import { callApi, getJson } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };

beforeAll(() => {
  const made = new MadeStore();
  const sections = [section("sp500", ["W", 95, 10, 10]), section("options", ["X", 95, -10, -40])];
  for (const broker of ["One", "Two"]) made.save(reportOf(broker, Q1, wholeQuarter(Q1, ...sections)));
});

async function imageAt(address: string): Promise<{ type: string; bytes: Buffer }> {
  const response = await callApi(`/api/v1/charts/${address}`, { headers: { host: "pfof.example" } });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status, bytes.toString("utf8", 0, 300)).toBe(200);
  return { type: response.headers.get("content-type") ?? "", bytes };
}

/** Width and height a PNG's header gives. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test.each(CHART_NAMES)("%s as SVG and as PNG of twice its size", async (name) => {
  const query = "broker=one&quarter=2021Q1&width=640";
  const { type, bytes } = await imageAt(`${name}.svg?${query}`);
  expect(type).toBe("image/svg+xml; charset=utf-8");
  const svg = bytes.toString();
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect(width).toBe("640");
  // Of all brokers, one of them asked about.
  const isOfAll = name === "averages-by-broker" || name === "average-changes";
  expect(svg).toContain(isOfAll ? "2 SEC Rule 606(a)(1) reports" : "SEC Rule 606(a)(1) report 2021Q1-");
  const png = await imageAt(`${name}.png?${query}`);
  expect(png.type).toBe("image/png");
  expect(sizeOf(png.bytes)).toEqual([1280, 2 * Number(height)]);
});

test.each([
  ["16x9", [1920, 1080]],
  ["square", [1600, 1600]],
  ["1200x630", [1200, 630]],
])("in the shape %s a PNG has its very pixels, and the SVG says them", async (shape, size) => {
  const query = `quarter=2021Q1&shape=${shape}`;
  const png = await imageAt(`flows.png?${query}`);
  expect(sizeOf(png.bytes)).toEqual(size);
  const svg = (await imageAt(`flows.svg?${query}`)).bytes.toString();
  expect(/width="(\d+)" height="(\d+)"/.exec(svg)?.slice(1).map(Number)).toEqual(size);
  expect(svg).toContain("A sample, not the market: the reports of 2 brokers.");
});

test("a transparent one has no paper, in the ink of its theme", async () => {
  const at = async (query: string) => (await imageAt(`flows.svg?quarter=2021Q1&${query}`)).bytes.toString();
  expect(await at("theme=dark")).toContain('fill="#15171c"');
  const bare = await at("theme=dark&background=transparent");
  expect(bare).not.toContain("#15171c");
  expect(bare).toContain('fill="#ebe8e0"');
});

test("text is drawn into the PNG: another title, other bytes", async () => {
  const at = async (query: string) =>
    (await imageAt(`rates-by-order-type.png?quarter=2021Q1&${query}`)).bytes;
  const [one, two, again] = [await at("broker=one"), await at("broker=two"), await at("broker=one")];
  expect(one.equals(two)).toBe(false);
  expect(one.equals(again)).toBe(true);
});

test("many at once are all drawn", async () => {
  const images = await Promise.all(
    Array.from({ length: 20 }, (_, i) => imageAt(`payments-by-broker.svg?width=${320 + i}`)),
  );
  expect(images.map(({ bytes }) => /width="(\d+)"/.exec(bytes.toString())?.[1])).toEqual(
    images.map((_, i) => String(320 + i)),
  );
});

test.each([
  ["nothing.svg", 404, 'There is no chart "nothing.svg"; allowed: payments-by-broker.svg'],
  ["payments-by-broker.gif", 404, 'There is no chart "payments-by-broker.gif"'],
  ["payments-by-broker.x.svg", 404, "There is no chart"],
  ["compare.svg?quarter=2021Q1", 400, '"compare" is of chosen brokers in one quarter'],
  ["order-mix.svg?broker=one", 400, '"order-mix" is of one broker and quarter'],
  [
    "payments-by-broker.svg?width=100",
    400,
    '"100" is not allowed for "width"; allowed: a whole number from 320 to 1200',
  ],
  ["flows.svg?shape=round", 400, '"round" is not allowed for "shape"; allowed: page, 16x9, square, 1200x630'],
  ["payments-by-broker.svg?broker=nobody", 400, '"nobody" is not allowed for "broker"'],
])("%s: %i", async (address, expected, message) => {
  const { status, body } = await getJson(`/api/v1/charts/${address}`);
  expect(status).toBe(expected);
  expect(body.error.message).toContain(message);
});
