import { readdirSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS, type Endpoint } from "@/app/api/endpoints";
import { sampleServer } from "../support/sample";

/*
 * Addresses nobody meant, to the real server: every operation of the API and every page, with parameters of its own, of
 * others and of nobody. A long search: FUZZ_SEED=7 FUZZ_TIMES=50 npx vitest run tests/fuzz/addresses.test.ts
 */
const SEED = Number(process.env.FUZZ_SEED ?? 606);
const TIMES = Number(process.env.FUZZ_TIMES ?? 1);
const EACH = 8;

const app = path.resolve(import.meta.dirname, "../../src/app");
/** Every page and the addresses outside the API, as path templates: `/brokers/{slug}`. */
const PAGES = (readdirSync(app, { recursive: true }) as string[])
  .filter((file) => !file.startsWith("api/") && /(^|\/)(page|route)\.tsx?$/.test(file))
  .map((file) => `/${path.dirname(file).replace(/^\.$/, "").replaceAll("[", "{").replaceAll("]", "}")}`)
  .sort();
const ADDRESSES = [...Object.values(ENDPOINTS as Record<string, Endpoint>).map((one) => one.path), ...PAGES];

/** Names of parameters: those of the API's endpoints; what the pages' own links have is added when they are read. */
const names = new Set(
  Object.values(ENDPOINTS as Record<string, Endpoint>).flatMap(({ parameters, own = {} }) => [
    ...parameters,
    ...Object.keys(own),
  ]),
);
/** Values that are allowed somewhere. */
const values = new Set([
  "charles-schwab",
  "citadel-securities",
  "6413",
  "2020Q1",
  "2022Q3",
  "2021-02",
  "equities",
  "options",
  "market",
  "rate",
  "csv",
  "all",
  "2021-06-30",
  "1",
  "10000",
  "orders.png",
  "payments-by-venue.svg",
]);

const ODD = [
  "",
  "%20",
  "+",
  "%00",
  "%0d%0aSet-Cookie:a=b",
  "%ff",
  "%ed%a0%80",
  "%E2%80%AE",
  "%F0%9F%92%B8",
  "a%CC%81",
  "null",
  "undefined",
  "NaN",
  "true",
  "[]",
  "{}",
  "%5B%22a%22%5D",
  "-1",
  "0",
  "1e309",
  "0x10",
  "9007199254740993",
  "99999999999999999999",
  "2020Q0",
  "2020Q5",
  "0000Q1",
  "9999Q4",
  "2021-02-30",
  "0000-00-00",
  "9999-12-31",
  "275760-09-14",
  "2021-13",
  "1'%20OR%20'1'='1",
  "%25",
  "../../etc/passwd",
  "..%2f..%2fpackage.json",
  "<script>",
  ",,,,",
  "a,b,c,a,a",
  "__proto__",
  "constructor",
  "toString",
  "W10",
  "WyJyb3dzIiwxXQ",
  "*",
  "%2A%3A",
  '"',
  "(((",
  "-",
];

const oneOf = (list: Iterable<string>) => fc.constantFrom(...list);

function addressesOf(template: string): fc.Arbitrary<string> {
  const odd = fc.oneof(
    { weight: 4, arbitrary: oneOf(ODD) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme" }).map(encodeURIComponent) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(oneOf(["a", "%00", ",", "%F0%9F%92%B8"]), fc.integer({ min: 100, max: 900 }))
        .map(([what, times]) => what.repeat(times)),
    },
  );
  const value = fc.oneof({ weight: 3, arbitrary: oneOf(values) }, { weight: 2, arbitrary: odd });
  const name = fc.oneof(
    { weight: 8, arbitrary: oneOf(names) },
    { weight: 1, arbitrary: oneOf(names).map((one) => `${one}[]`) },
    {
      weight: 1,
      arbitrary: oneOf(["__proto__", "constructor", "hasOwnProperty", "utm_source", "%00", "", "_rsc", "x"]),
    },
  );
  const pair = fc.oneof(
    { weight: 12, arbitrary: fc.tuple(name, value).map(([key, text]) => `${key}=${text}`) },
    { weight: 1, arbitrary: name },
    { weight: 1, arbitrary: oneOf(["&", "=", "=&=", ";", "?", "a=b=c", "%", "%zz"]) },
  );
  const query = fc
    .array(pair, { maxLength: 5 })
    .map((pairs) => (pairs.length === 0 ? "" : `?${pairs.join("&")}`));
  const parts = template.split(/\{\w+\}/);
  const filled = fc
    .array(fc.oneof(value, oneOf(ids)), { minLength: parts.length - 1, maxLength: parts.length - 1 })
    .map((given) => parts.map((part, i) => part + (given[i] ?? "").replaceAll("?", "%3F")).join(""));
  return fc.tuple(filled, query).map(([where, what]) => where + what);
}

/** Ids of stored reports, and one that is none. */
const ids = new Set(["2020Q1-0123456789"]);
let port: number;

/** Asks as it is: `fetch` would mend the address. */
function ask(url: string): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path: url, timeout: 60_000 }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          text: Buffer.concat(pieces).toString("utf8"),
        }),
      );
    });
    request.on("timeout", () => request.destroy(new Error(`no answer: ${url}`)));
    request.on("error", reject);
  });
}

/** What is wrong with an answer; null when nothing is. */
function complaint(url: string, { status, type, text }: Awaited<ReturnType<typeof ask>>): string | null {
  if (status < 200 || status >= 500) return `${status}`;
  if (/node_modules|\/src\/|SqliteError|SQLITE_|at async |TypeError/.test(text))
    return "tells what broke inside";
  if (status < 400 || !url.startsWith("/api/")) return null;
  if (!type.startsWith("application/json")) return `${status} as ${type}`;
  const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
  const isWhole =
    typeof error?.code === "string" && typeof error.message === "string" && error.message !== "";
  return isWhole ? null : `${status} without code or message: ${text.slice(0, 200)}`;
}

/** Parameters and values that the pages themselves link to. */
async function learn(): Promise<void> {
  for (const page of PAGES.filter((one) => !one.includes("{"))) {
    const { text } = await ask(page);
    for (const [, query = ""] of text.matchAll(/href="[^"?]*\?([^"#]+)/g)) {
      for (const [name, value] of new URLSearchParams(query.replaceAll("&amp;", "&"))) {
        names.add(name);
        if (values.size < 150) values.add(encodeURIComponent(value));
      }
    }
    for (const [, name = ""] of text.matchAll(/<(?:input|select)[^>]* name="(\w+)"/g)) names.add(name);
  }
  const { text } = await ask("/api/v1/reports?limit=20");
  for (const { id } of (JSON.parse(text) as { rows: { id: string }[] }).rows) ids.add(id);
}

describe(`odd addresses (FUZZ_SEED=${SEED})`, () => {
  beforeAll(async () => {
    port = Number(new URL((await sampleServer()).url).port);
    await learn();
    expect(names.size).toBeGreaterThan(25);
    expect(ids.size).toBeGreaterThan(10);
  });

  test.each(ADDRESSES)(
    "%s",
    async (template) => {
      const urls = fc.sample(addressesOf(template), { seed: SEED, numRuns: EACH * TIMES });
      const wrong: string[] = [];
      const next = async (): Promise<void> => {
        for (let url = urls.pop(); url !== undefined; url = urls.pop()) {
          const line = url.replace(/[^\x21-\x7e]/g, encodeURIComponent);
          const found = complaint(line, await ask(line));
          if (found !== null) wrong.push(`${line.slice(0, 300)}: ${found}`);
        }
      };
      await Promise.all([next(), next(), next()]);
      expect(wrong).toEqual([]);
    },
    600_000,
  );
});
