import { describe, expect, it } from "vitest";
import { type IsProxy, trustedProxies } from "@/host/trusted-proxies";
import { finishHead } from "@/server/answer-headers";
import { securityHeaders } from "@/server/headers";
import { joinDataScripts, SCRIPT_MARK, takeMarks, withoutPartNames } from "@/server/inline-scripts";
import { strictTransport } from "@/server/proxy";

// printf 'alert(1)' | openssl dgst -sha256 -binary | base64
const ALERT_1 = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

describe("hashes of the scripts in a page", () => {
  const mark = `nonce="${SCRIPT_MARK}"`;
  const cases: [string, string, string[]][] = [
    ["none", "<p>no script</p>", []],
    ["one", `<script ${mark}>alert(1)</script>`, [ALERT_1]],
    [
      "the same twice",
      `<script ${mark}>alert(1)</script><p></p><script ${mark}>alert(1)</script>`,
      [ALERT_1],
    ],
    ["with attributes", `<script id="a" ${mark} async>alert(1)</script>`, [ALERT_1]],
    ["a module", `<script type="module" ${mark}>alert(1)</script>`, [ALERT_1]],
    ["one from a file", `<script src="/a.js" ${mark}></script>`, []],
    ["an empty one", `<script ${mark}></script>`, []],
    ["one the framework did not write", "<script>alert(1)</script>", []],
    ["one that guesses the mark", '<script nonce="guessed">alert(1)</script>', []],
    ["a data block", '<script type="application/ld+json">{"a":1}</script>', []],
  ];
  it.each(cases)("%s", (_name, html, expected) => {
    expect(takeMarks(html).hashes).toEqual(expected);
  });
  it("and nobody is shown the mark", () => {
    expect(takeMarks(`<link ${mark}><script ${mark}>f('${SCRIPT_MARK}')</script>`).html).toBe(
      "<link><script>f('')</script>",
    );
  });
});

it("joins the framework's data scripts and no others", () => {
  const own = `<script nonce="${SCRIPT_MARK}">`;
  const html =
    `${own}(self.__next_f=self.__next_f||[]).push([0])</script>${own}self.__next_f.push([1,"a"])</script>` +
    `${own}self.__next_f.push([1,"b"])</script><p></p>${own}theme()</script><script>self.__next_f.push([1,"c"])</script>`;
  expect(takeMarks(joinDataScripts(html)).html).toBe(
    "<script>(self.__next_f=self.__next_f||[]).push([0]);self.__next_f.push([1,'ab'])</script>" +
      '<p></p><script>theme()</script><script>self.__next_f.push([1,"c"])</script>',
  );
});

it("leaves out the names of a drawing's parts, but those the style sheets know", () => {
  expect(
    withoutPartNames(
      '<svg class="recharts-surface"><g class="recharts-layer recharts-line"><path class="recharts-rectangle" d="M0,0"></path></g></svg>',
    ),
  ).toBe('<svg class="recharts-surface"><g><path d="M0,0"></path></g></svg>');
});

describe("security headers", () => {
  const policy = (pathname: string, contentType: string, scriptHashes: string[] = []) =>
    Object.fromEntries(securityHeaders({ pathname, contentType, scriptHashes }));

  it("of a page allow its own scripts only", () => {
    const headers = policy("/", "text/html; charset=utf-8", [ALERT_1]);
    expect(headers["content-security-policy"]).toBe(
      `default-src 'self'; script-src 'self' ${ALERT_1}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; ` +
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
    });
  });
  it("let other sites frame what is made for it", () => {
    const headers = policy("/embed/trend", "text/html");
    expect(headers["content-security-policy"]).toContain("frame-ancestors *");
    expect(headers).not.toHaveProperty("x-frame-options");
  });
  it.each([
    ["/embedded", "frame-ancestors 'none'"],
    ["/embed", "frame-ancestors 'none'"],
  ])("do not mistake %s for an embed", (pathname, expected) => {
    expect(policy(pathname, "text/html")["content-security-policy"]).toContain(expected);
  });
  it("of data allow nothing", () => {
    expect(policy("/api/v1/rows", "application/json")["content-security-policy"]).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });
});

it.each<[string, string | undefined, Record<string, string>, boolean]>([
  [
    "TLS at a proxy of this machine",
    "127.0.0.1",
    { host: "pfof.example", "x-forwarded-proto": "https" },
    true,
  ],
  [
    "TLS at a proxy of this network",
    "::ffff:172.18.0.2",
    { host: "pfof.example", "x-forwarded-proto": "https" },
    true,
  ],
  [
    "TLS at the first of two proxies",
    "10.0.0.1",
    { host: "pfof.example", "x-forwarded-proto": "https, http" },
    true,
  ],
  ["no TLS at the proxy", "127.0.0.1", { host: "pfof.example", "x-forwarded-proto": "http" }, false],
  ["no proxy", "127.0.0.1", { host: "pfof.example" }, false],
  [
    "a client from elsewhere that says so",
    "203.0.113.9",
    { host: "pfof.example", "x-forwarded-proto": "https" },
    false,
  ],
  ["a name of this machine", "127.0.0.1", { host: "localhost:3000", "x-forwarded-proto": "https" }, false],
])("HSTS with %s", (_what, remoteAddress, headers, expected) => {
  const isProxy = trustedProxies("loopback, 10.0.0.0/8, 172.18.0.2") as IsProxy;
  expect(strictTransport(remoteAddress, headers, isProxy)).toBe(expected);
});

describe("headers of an answer", () => {
  const cases: [string, Record<string, string | string[]>, { cacheControl: string; shareable: boolean }][] = [
    ["nothing said", {}, { cacheControl: "no-cache", shareable: true }],
    [
      "the framework's default",
      { "cache-control": "private, no-cache, no-store, max-age=0, must-revalidate" },
      { cacheControl: "no-cache", shareable: true },
    ],
    [
      "a prerendered page",
      { "cache-control": "s-maxage=31536000" },
      { cacheControl: "no-cache", shareable: true },
    ],
    [
      "its own wish",
      { "cache-control": "public, max-age=60" },
      { cacheControl: "public, max-age=60", shareable: true },
    ],
    ["not to be kept", { "cache-control": "no-store" }, { cacheControl: "no-store", shareable: false }],
    [
      "for one reader",
      { "cache-control": "private, max-age=9" },
      { cacheControl: "private, max-age=9", shareable: false },
    ],
    ["a cookie", { "set-cookie": ["a=1"] }, { cacheControl: "no-cache", shareable: false }],
    [
      "varies by a header of the key",
      { vary: "rsc, next-url" },
      { cacheControl: "no-cache", shareable: true },
    ],
    ["varies by another header", { vary: "Accept-Language" }, { cacheControl: "no-cache", shareable: false }],
    ["varies by everything", { vary: "*" }, { cacheControl: "no-cache", shareable: false }],
    ["encoded already", { "content-encoding": "br" }, { cacheControl: "no-cache", shareable: false }],
  ];
  it.each(cases)("%s", (_name, given, expected) => {
    const { headers, shareable } = finishHead("/", given, []);
    expect({ cacheControl: headers["cache-control"], shareable }).toEqual(expected);
  });
  it("keeps a stricter policy of the answer's own", () => {
    expect(
      finishHead("/x", { "content-security-policy": "sandbox" }, []).headers["content-security-policy"],
    ).toBe("sandbox");
  });
});
