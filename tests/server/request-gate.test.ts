import { describe, expect, it } from "vitest";
import { gate } from "@/server/request-gate";

const cases: [string, { method?: string; url?: string; host?: string | undefined }, number | null][] = [
  ["a page", {}, null],
  ["a page with a query", { url: "/brokers?from=2020Q1" }, null],
  ["percent-encoded UTF-8", { url: "/brokers/caf%C3%A9" }, null],
  ["a percent sign in the query", { url: "/?q=%zz" }, null],
  ["HEAD", { method: "HEAD" }, null],
  ["POST to the API", { method: "POST", url: "/api/v1/uploads" }, null],
  ["DELETE to the API", { method: "DELETE", url: "/api/v1/uploads/1" }, null],
  ["an IPv6 host", { host: "[::1]:3000" }, null],
  ["a host without a port", { host: "pfof.example" }, null],
  ["8,192 characters", { url: `/${"a".repeat(8191)}` }, null],
  ["8,193 characters", { url: `/${"a".repeat(8192)}` }, 414],
  ["200 parameters", { url: `/?${"a&".repeat(199)}a` }, null],
  ["201 parameters", { url: `/?${"a&".repeat(200)}a` }, 400],
  ["a parameter named like an object's prototype", { url: "/brokers?__proto__=1" }, 400],
  ["the same, encoded", { url: "/brokers?%5f_proto__=1" }, 400],
  ["a file of the build", { url: "/_next/static/chunks/a.js" }, null],
  [
    "the framework's picture service",
    { url: "/_next/image?url=http%3A%2F%2Fevil.example%2F&w=64&q=75" },
    404,
  ],
  ["the framework's data", { url: "/_next/data/build/index.json" }, 404],
  ["a file whose name begins with a dot", { url: "/.env" }, 404],
  ["a folder whose name begins with a dot", { url: "/.git/config" }, 404],
  ["a path that goes up", { url: "/_next/static/../server/app.js" }, 404],
  ["a path that goes up, encoded", { url: "/_next/static/%2e%2e%2f%2e%2e/package.json" }, 404],
  ["a path that goes up the other way", { url: "/_next/static/..%5c..%5cpackage.json" }, 404],
  ["a dot inside a name", { url: "/api/v1/openapi.json" }, null],
  ["a path that does not decode", { url: "/brokers/%zz" }, 400],
  ["a path that is not UTF-8", { url: "/brokers/%ff" }, 400],
  ["a NUL in the path", { url: "/brokers/%00" }, 400],
  ["a line break in the path", { url: "/brokers/a%0d%0aSet-Cookie:x" }, 400],
  ["a whole URL as target", { url: "http://evil.example/" }, 400],
  ["an asterisk", { method: "OPTIONS", url: "*" }, 400],
  ["no host", { host: undefined }, 400],
  ["an empty host", { host: "" }, 400],
  ["a host with a path", { host: "evil.example/x" }, 400],
  ["a host with a user", { host: "me@evil.example" }, 400],
  ["POST to a page", { method: "POST" }, 405],
  ["DELETE on a page", { method: "DELETE" }, 405],
  ["TRACE", { method: "TRACE" }, 405],
  ["TRACE to the API", { method: "TRACE", url: "/api/v1/rows" }, 405],
  ["WebDAV", { method: "PROPFIND", url: "/api/v1/rows" }, 405],
  ["a page whose name begins like the API", { method: "POST", url: "/apiary" }, 405],
];

describe("what may come in", () => {
  it.each(cases)("%s", (_name, given, expected) => {
    const { refusal } = gate({ method: "GET", url: "/", host: "127.0.0.1:3000", ...given });
    expect(refusal?.status ?? null).toBe(expected);
  });
  it("says which methods a page takes", () => {
    expect(gate({ method: "POST", url: "/", host: "x" }).refusal?.headers).toEqual({
      allow: "GET, HEAD, OPTIONS",
    });
  });
  it("parts path and query", () => {
    expect(gate({ method: "GET", url: "/a?b=?&c", host: "x" })).toMatchObject({
      pathname: "/a",
      search: "?b=?&c",
    });
  });
});
