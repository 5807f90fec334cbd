import { describe, expect, test } from "vitest";
import { openApi } from "@/app/api/openapi";
import { apiCalls, sitemapAddresses } from "../../scripts/smoke/addresses.mjs";
import { complaintsIn } from "../../scripts/smoke/running.mjs";

describe("what a site map lists", () => {
  test("is asked for without its host, each once, with its characters written out", () => {
    const map = `<urlset><url><loc>https://pfof.example/</loc></url>
      <url><loc>
        https://pfof.example/brokers/charles-schwab </loc><lastmod>2021-04-29</lastmod></url>
      <url><loc>https://pfof.example/trace?broker=a&amp;metric=rate</loc></url>
      <url><loc>https://pfof.example/</loc></url></urlset>`;
    expect(sitemapAddresses(map)).toEqual(["/", "/brokers/charles-schwab", "/trace?broker=a&metric=rate"]);
  });

  test("is never nothing", () => {
    expect(() => sitemapAddresses("<urlset></urlset>")).toThrow("the site map lists nothing");
  });
});

describe("calls of an API", () => {
  const of = (path: string, method: string, operation: object) =>
    apiCalls({ paths: { [path]: { [method]: operation } } }, { "/api/reports": "2021Q1-0123456789" });

  test("fill what is known, the example, or each of the values into the path", () => {
    const inPath = (name: string, more: object) => ({ name, in: "path", schema: {}, ...more });
    expect(of("/api/reports/{id}", "get", { parameters: [inPath("id", { example: "2020Q1-0" })] })).toEqual([
      { method: "GET", address: "/api/reports/2021Q1-0123456789", status: 200 },
    ]);
    expect(
      of("/api/quarters/{quarter}", "get", { parameters: [inPath("quarter", { example: "2020Q2" })] }),
    ).toEqual([{ method: "GET", address: "/api/quarters/2020Q2", status: 200 }]);
    expect(
      of("/api/charts/{file}", "get", {
        description: "An image.\n\nExample: `/api/charts/{file}?broker=one`",
        parameters: [
          inPath("file", { schema: { enum: ["a.svg", "a.png"] } }),
          { name: "broker", in: "query", schema: {}, example: "two" },
        ],
      }).map(({ address }) => address),
    ).toEqual(["/api/charts/a.svg?broker=one", "/api/charts/a.png?broker=one"]);
  });

  test("that write are known one by one", () => {
    expect(() => of("/api/reports", "delete", { operationId: "forgetAll" })).toThrow(
      "The smoke run does not know forgetAll.",
    );
    expect(of("/api/v1/imports/finra", "post", { operationId: "importFinraQuarter" })).toEqual([
      { method: "POST", address: "/api/v1/imports/finra", status: 404, json: { quarter: "2025Q3" } },
    ]);
  });

  test("of this app are of every operation there is, with nothing left to fill in", () => {
    const description = openApi() as { paths: Record<string, Record<string, unknown>> };
    const calls = apiCalls(description, { "/api/v1/uploads": "2021Q1-0123456789" });
    for (const [path, methods] of Object.entries(description.paths)) {
      const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/?{}]+")}(\\?|$)`);
      for (const method of Object.keys(methods)) {
        expect(
          calls.some((one) => one.method === method.toUpperCase() && pattern.test(one.address)),
          `${method} ${path}`,
        ).toBe(true);
      }
    }
    expect(calls.filter(({ address }) => /[{}]/.test(address))).toEqual([]);
  });
});

describe("what a server prints", () => {
  const change = '{"time":"2026-11-28T21:59:57.814Z","event":"change","who":"loopback","outcome":"stored"}';
  test("is no complaint when it is its record of changes", () => {
    expect(complaintsIn("")).toBeNull();
    expect(complaintsIn(`${change}\n\n${change}\n`)).toBeNull();
  });
  test("is one when it is anything else", () => {
    expect(complaintsIn(`${change}\nTypeError: x is not a function\n    at y\n`)).toBe(
      "TypeError: x is not a function\n    at y",
    );
    expect(complaintsIn('{"time":"2026-11-28T21:59:57.814Z","event":"error"}\n')).not.toBeNull();
  });
});
