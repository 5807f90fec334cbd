import { describe, expect, it } from "vitest";
import { stampWriteAccess, writerOf } from "@/host/write-access";
import { isLoopbackAddress, judgeWrite } from "@/server/access";

const LOCAL = { host: "127.0.0.1:3000" };

describe("without an upload token", () => {
  const cases: [string, boolean, Record<string, string>, "loopback" | 401 | 403][] = [
    ["a script on this machine", true, LOCAL, "loopback"],
    ["localhost by name", true, { host: "localhost:3000" }, "loopback"],
    ["localhost without a port", true, { host: "localhost" }, "loopback"],
    ["IPv6 loopback", true, { host: "[::1]:3000" }, "loopback"],
    ["letter case of the host", true, { host: "LocalHost:80" }, "loopback"],
    ["bound to all addresses", false, LOCAL, 401],
    ["a name that was pointed here", true, { host: "evil.example:3000" }, 401],
    ["a name that begins like localhost", true, { host: "localhost.evil.example" }, 401],
    ["a name that ends like localhost", true, { host: "evil.localhost" }, 401],
    ["an address that only looks like ours", true, { host: "127.0.0.1.evil.example" }, 401],
    ["no host at all", true, {}, 401],
    ["X-Forwarded-For, even of loopback", true, { ...LOCAL, "x-forwarded-for": "127.0.0.1" }, 401],
    ["an empty X-Forwarded-For", true, { ...LOCAL, "x-forwarded-for": "" }, 401],
    ["X-Forwarded-Host", true, { ...LOCAL, "x-forwarded-host": "localhost" }, 401],
    ["X-Forwarded-Proto", true, { ...LOCAL, "x-forwarded-proto": "http" }, 401],
    ["Forwarded", true, { ...LOCAL, forwarded: "for=127.0.0.1" }, 401],
    ["Via", true, { ...LOCAL, via: "1.1 proxy" }, 401],
    ["X-Real-IP", true, { ...LOCAL, "x-real-ip": "127.0.0.1" }, 401],
    ["Cloudflare", true, { ...LOCAL, "cf-connecting-ip": "127.0.0.1" }, 401],
    ["a token nobody asked for", false, { ...LOCAL, authorization: "Bearer whatever" }, 401],
    ["our own page", true, { ...LOCAL, origin: "http://127.0.0.1:3000" }, "loopback"],
    ["our own page, newer browser", true, { ...LOCAL, "sec-fetch-site": "same-origin" }, "loopback"],
    ["another site", true, { ...LOCAL, origin: "https://evil.example" }, 403],
    ["another site, newer browser", true, { ...LOCAL, "sec-fetch-site": "cross-site" }, 403],
    ["another port of this machine", true, { ...LOCAL, origin: "http://127.0.0.1:8080" }, 403],
    ["another port, newer browser", true, { ...LOCAL, "sec-fetch-site": "same-site" }, 403],
    ["a sandboxed page", true, { ...LOCAL, origin: "null" }, 403],
    ["an origin that is no URL", true, { host: "a b", origin: "a b" }, 403],
    [
      "both headers, one foreign",
      true,
      { ...LOCAL, "sec-fetch-site": "same-origin", origin: "http://x.y" },
      403,
    ],
  ];
  it.each(cases)("%s", (_name, boundToLoopback, headers, expected) => {
    const verdict = judgeWrite({ headers, boundToLoopback, uploadToken: null, isEnded: () => false });
    expect(verdict.allowed ? verdict.who : verdict.status).toBe(expected);
  });
});

describe("with an upload token", () => {
  const TOKEN = "correct horse battery";
  const cases: [string, Record<string, string>, string][] = [
    ["the token", { host: "pfof.example", authorization: `Bearer ${TOKEN}` }, "token"],
    ["the scheme in lower case", { host: "pfof.example", authorization: `bearer ${TOKEN}` }, "token"],
    ["behind a proxy", { host: "x", via: "1.1 p", authorization: `Bearer ${TOKEN}` }, "token"],
    ["nothing, from this machine", LOCAL, "token_wanted"],
    ["another scheme", { ...LOCAL, authorization: `Basic ${TOKEN}` }, "token_wanted"],
    ["an empty token", { ...LOCAL, authorization: "Bearer " }, "token_wanted"],
    ["a wrong token", { ...LOCAL, authorization: "Bearer wrong" }, "token_wrong"],
    ["the beginning of the token", { ...LOCAL, authorization: "Bearer correct horse" }, "token_wrong"],
    ["the token and more", { ...LOCAL, authorization: `Bearer ${TOKEN}!` }, "token_wrong"],
    [
      "the token from a page of another site",
      { host: "pfof.example", origin: "https://evil.example", authorization: `Bearer ${TOKEN}` },
      "cross_site",
    ],
    [
      "our page behind a proxy that renames the host",
      {
        host: "127.0.0.1:3000",
        "x-forwarded-host": "pfof.example",
        origin: "https://pfof.example",
        authorization: `Bearer ${TOKEN}`,
      },
      "token",
    ],
    [
      "the default port written out",
      { host: "pfof.example:443", origin: "https://pfof.example", authorization: `Bearer ${TOKEN}` },
      "token",
    ],
  ];
  it.each(cases)("%s", (_name, headers, expected) => {
    const verdict = judgeWrite({ headers, boundToLoopback: true, uploadToken: TOKEN, isEnded: () => false });
    expect(verdict.allowed ? verdict.who : verdict.code).toBe(expected);
  });
});

it.each([
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.0.1", false],
  ["127.0.0.1.example", false],
])("address %s is loopback: %s", (address, expected) => {
  expect(isLoopbackAddress(address)).toBe(expected);
});

describe("the verdict on its way to a route", () => {
  const received = (headers: Record<string, string | string[] | undefined>) =>
    new Headers(
      Object.entries(headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      ) as [string, string][],
    );

  it("arrives", () => {
    const headers: Record<string, string | undefined> = {};
    stampWriteAccess(headers, { allowed: true, who: "token" });
    expect(writerOf(received(headers))).toBe("token");
  });
  it("cannot be sent by a client", () => {
    const headers: Record<string, string | undefined> = { "x-pfof-write-access": "guess loopback" };
    expect(writerOf(received(headers))).toBeNull();
    stampWriteAccess(headers, null);
    expect(headers).toEqual({});
  });
  it("says no when it was no", () => {
    const headers: Record<string, string | undefined> = {};
    stampWriteAccess(headers, { allowed: false, status: 401, code: "token_wanted", message: "" });
    expect(writerOf(received(headers))).toBeNull();
  });
});
