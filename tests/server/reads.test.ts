import type http from "node:http";
import zlib from "node:zlib";
import { afterEach, describe, expect, it, test, vi } from "vitest";
import { MARK_POLICY, SCRIPT_MARK } from "@/server/inline-scripts";
import type { Handler } from "@/server/rendered-response";
import type { Site } from "@/server/visit";
import { openSite, type TestSite } from "./site";

const PAGE = `<!doctype html><title>x</title><script nonce="${SCRIPT_MARK}">alert(1)</script><p>${"who pays whom ".repeat(500)}</p>`;
const SHOWN = PAGE.replace(` nonce="${SCRIPT_MARK}"`, "");
const NEXT_DEFAULT = "private, no-cache, no-store, max-age=0, must-revalidate";

let site: TestSite;
afterEach(() => site.close());

/** A fake app that counts how often it is asked, and answers with `body`. */
async function open(
  body: string | ((request: http.IncomingMessage) => string) = PAGE,
  headers: http.OutgoingHttpHeaders = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": NEXT_DEFAULT,
  },
  options: Partial<Site> = {},
) {
  const handler = vi.fn<Handler>((request, response) => {
    response.writeHead(200, headers);
    response.end(typeof body === "string" ? body : body(request));
  });
  site = await openSite(handler, options);
  return handler;
}

describe("a page that says it is unfinished", () => {
  it.each([
    [
      "text/html; charset=utf-8",
      '<!doctype html><p><meta name="pfof:unfinished" content="yes"/>Being read.</p>',
    ],
    ["text/x-component", '0:["$","meta",null,{"name":"pfof:unfinished","content":"yes"}]\n'],
  ])("is made again for whoever asks again (%s)", async (type, page) => {
    const handler = await open(page, { "content-type": type, "cache-control": NEXT_DEFAULT });
    for (const _ of [1, 2]) {
      const { status, headers } = await site.ask("/");
      expect([status, headers["cache-control"], headers.etag]).toEqual([200, "no-store", undefined]);
    }
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it("is finished when its text only looks like it", async () => {
    const handler = await open(
      '<!doctype html><p>&lt;meta name="pfof:unfinished"&gt; \\"name\\":\\"pfof:unfinished\\"</p>',
    );
    for (const _ of [1, 2]) expect((await site.ask("/")).headers["cache-control"]).toMatch(/^public, /);
    expect(handler).toHaveBeenCalledTimes(1);
  });
});

describe("a page that says its status", () => {
  it.each([400, 404])("is answered with %i and not kept", async (status) => {
    const page = `<!doctype html><head><meta name="pfof:status" content="${status}"/></head><p>Not allowed</p>`;
    const handler = await open(page);
    for (const _ of [1, 2]) {
      const answer = await site.ask("/");
      expect(answer.status).toBe(status);
      expect(answer.body.toString()).toContain("Not allowed");
    }
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it("is answered with 200 when its text only looks like it", async () => {
    await open('<!doctype html><p>&lt;meta name="pfof:status" content="404"/&gt;</p>');
    expect((await site.ask("/")).status).toBe(200);
  });

  it("does not turn a failure into anything better", async () => {
    site = await openSite((_request, response) => {
      response.writeHead(500, { "content-type": "text/html" });
      response.end('<meta name="pfof:status" content="404"/>');
    });
    expect((await site.ask("/")).status).toBe(500);
  });
});

describe("an answer that is kept", () => {
  it("is made once while the data stay the same, and again when they change", async () => {
    let version = "1";
    let figure = "8.92";
    const handler = await open(() => figure, { "content-type": "text/plain" }, { version: () => version });
    expect((await site.ask("/")).body.toString()).toBe("8.92");
    expect((await site.ask("/")).body.toString()).toBe("8.92");
    expect(handler).toHaveBeenCalledTimes(1);
    figure = "9.15";
    version = "2";
    expect((await site.ask("/")).body.toString()).toBe("9.15");
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it("made from data that changed meanwhile is not given to those who come after the change", async () => {
    let version = "1";
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let started = () => {};
    const rendering = new Promise<void>((resolve) => {
      started = resolve;
    });
    let count = 0;
    site = await openSite(
      async (_request, response) => {
        count += 1;
        const mine = count;
        if (mine === 1) {
          started();
          await held;
        }
        response.end(`answer ${mine}`);
      },
      { version: () => version },
    );
    const early = site.ask("/");
    await rendering;
    version = "2";
    expect((await site.ask("/")).body.toString()).toBe("answer 2");
    letGo();
    expect((await early).body.toString()).toBe("answer 1");
    expect((await site.ask("/")).body.toString()).not.toBe("answer 1");
  });

  it("is made once for all who ask at the same time", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let calls = 0;
    let asked = 0;
    site = await openSite(
      async (_request, response) => {
        calls += 1;
        await held;
        response.end("one");
      },
      {
        version: () => {
          asked += 1;
          if (asked === 20) letGo();
          return "1";
        },
      },
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => site.ask("/trends")));
    expect(new Set(answers.map((one) => one.body.toString()))).toEqual(new Set(["one"]));
    expect(calls).toBe(1);
  });

  it("differs by what the framework's own requests ask for, and by host", async () => {
    const handler = await open((request) => JSON.stringify([request.headers.rsc, request.headers.host]), {
      "content-type": "text/x-component",
      vary: "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch",
    });
    const { headers } = await site.ask("/", { headers: { rsc: "1", host: "localhost" } });
    expect((await site.ask("/", { headers: { host: "localhost" } })).body.toString()).toBe(
      '[null,"localhost"]',
    );
    expect((await site.ask("/", { headers: { rsc: "1", host: "b" } })).body.toString()).toBe('["1","b"]');
    expect((await site.ask("/", { headers: { rsc: "1", host: "localhost" } })).body.toString()).toBe(
      '["1","localhost"]',
    );
    expect(handler).toHaveBeenCalledTimes(3);
    expect(headers.vary).toBe(
      "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, Accept-Encoding",
    );
  });

  it("depends on nothing else a client says", async () => {
    await open((request) => JSON.stringify(request.headers), { "content-type": "application/json" });
    const { body } = await site.ask("/", {
      headers: {
        host: "x",
        cookie: "theme=dark",
        range: "bytes=0-3",
        "accept-language": "de",
        "user-agent": "bot",
        "if-none-match": '"a"',
        "x-pfof-write-access": "guess loopback",
        "x-request-id": "from-the-proxy-1",
      },
    });
    expect(JSON.parse(body.toString())).toEqual({
      host: "x",
      "x-request-id": "from-the-proxy-1",
      "content-security-policy": MARK_POLICY,
    });
  });

  it("is one entry for HEAD and GET, and HEAD has no body", async () => {
    const handler = await open();
    const head = await site.ask("/", { method: "HEAD" });
    const get = await site.ask("/");
    expect(handler).toHaveBeenCalledTimes(1);
    expect(head.body).toHaveLength(0);
    expect(head.headers["content-length"]).toBe(String(get.body.length));
    expect(head.headers.etag).toBe(get.headers.etag);
  });

  it("has an ETag per encoding, and 304 for any of them", async () => {
    await open();
    const plain = await site.ask("/");
    const gzip = await site.ask("/", { headers: { "accept-encoding": "gzip" } });
    const br = await site.ask("/", { headers: { "accept-encoding": "gzip, br" } });
    expect(plain.body.toString()).toBe(SHOWN);
    expect(zlib.gunzipSync(gzip.body).toString()).toBe(SHOWN);
    expect(zlib.brotliDecompressSync(br.body).toString()).toBe(SHOWN);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(br.headers["content-encoding"]).toBe("br");
    const tags = [plain, gzip, br].map((one) => String(one.headers.etag));
    expect(new Set(tags).size).toBe(3);
    expect(tags.every((tag) => /^"[0-9a-f]{32}(-br|-gzip)?"$/.test(tag))).toBe(true);
    for (const tag of [...tags, `W/${tags[0]}`, `"other", ${tags[2]}`, "*"]) {
      const again = await site.ask("/", { headers: { "if-none-match": tag, "accept-encoding": "br" } });
      expect([tag, again.status, again.body.length]).toEqual([tag, 304, 0]);
      expect(again.headers.etag).toBe(tags[2]);
      expect(again.headers.vary).toBe("Accept-Encoding");
    }
    expect((await site.ask("/", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("keeps its ETag when the data changed elsewhere and it did not", async () => {
    let version = 1;
    await open(PAGE, { "content-type": "text/html" }, { version: () => String(version++) });
    const { headers } = await site.ask("/");
    expect((await site.ask("/", { headers: { "if-none-match": String(headers.etag) } })).status).toBe(304);
  });

  it("names the hashes of the page's scripts", async () => {
    await open();
    const { headers } = await site.ask("/");
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    expect(headers["content-security-policy"]).toContain(
      "script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';",
    );
    expect(headers["cache-control"]).toBe("public, max-age=0, s-maxage=30, must-revalidate");
    expect(headers["cdn-cache-control"]).toBe("public, max-age=30, stale-while-revalidate=30");
    expect(headers["x-powered-by"]).toBeUndefined();
  });
});

test.each([
  ["/sign-in", {}, {}],
  ["/upload", {}, {}],
  ["/api/v1/uploads", {}, {}],
  ["/", { vary: "Accept-Language" }, {}],
  ["/", { "set-cookie": "a=1" }, {}],
  ["/", {}, { version: () => null }],
])("%s with %j is not for caches in front", async (url, given, options: Partial<Site>) => {
  await open("x", { "content-type": "text/plain", ...given }, options);
  const { headers } = await site.ask(url);
  expect(headers["cache-control"]).toBe("no-cache");
  expect(headers["cdn-cache-control"]).toBeUndefined();
});

describe("what is not kept", () => {
  const cases: [string, string, http.OutgoingHttpHeaders, Partial<Site>][] = [
    ["what says so", "/api/v1/rows", { "cache-control": "no-store" }, {}],
    ["what sets a cookie", "/", { "set-cookie": "a=1" }, {}],
    ["what varies by a header unknown here", "/", { vary: "Accept-Language" }, {}],
    ["the state of the server", "/api/health", {}, {}],
    ["anything while the store cannot be read", "/", {}, { version: () => null }],
  ];
  it.each(cases)("%s", async (_name, url, headers, options) => {
    const handler = await open("x", { "content-type": "text/plain", ...headers }, options);
    await site.ask(url);
    await site.ask(url);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it("answers other than 200, in the API's words under /api", async () => {
    let calls = 0;
    site = await openSite((_request, response) => {
      calls += 1;
      response
        .writeHead(404, { "content-type": "text/html" })
        .end(`<h1>Not found</h1><script nonce="${SCRIPT_MARK}">alert(1)</script>`);
    });
    const page = await site.ask("/nothing");
    expect(page.status).toBe(404);
    expect(page.body.toString()).toContain("<h1>Not found</h1>");
    expect(page.headers["content-security-policy"]).toContain(
      "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    );
    await site.ask("/nothing");
    expect(calls).toBe(2);
    const api = await site.ask("/api/v1/nothing");
    expect(api.status).toBe(404);
    expect(JSON.parse(api.body.toString())).toEqual({
      error: { code: "not_found", message: "There is nothing at this address." },
    });
  });

  it("the least recently used, when memory is full", async () => {
    const { ResponseCache } = await import("@/server/response-cache");
    const cache = new ResponseCache(100_000);
    const handler = await open("x".repeat(20_000), { "content-type": "image/png" }, { cache });
    for (const url of ["/1", "/2", "/3", "/4", "/1", "/5"]) await site.ask(url);
    expect(handler).toHaveBeenCalledTimes(5);
    await site.ask("/1");
    expect(handler).toHaveBeenCalledTimes(5);
    await site.ask("/2");
    expect(handler).toHaveBeenCalledTimes(6);
    expect(cache.bytes).toBeLessThanOrEqual(100_000);
  });
});

describe("when the app fails", () => {
  it("says so and goes on", async () => {
    const lines = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    let calls = 0;
    site = await openSite((_request, response) => {
      calls += 1;
      if (calls === 1) throw new Error("the disk is on fire");
      response.end("fine");
    });
    const failed = await site.ask("/api/v1/rows", { headers: { "x-request-id": "request-1" } });
    const logged = JSON.parse(String(lines.mock.calls[0]?.[0]));
    lines.mockRestore();
    expect(failed.status).toBe(500);
    expect(failed.headers["x-request-id"]).toBe("request-1");
    expect(JSON.parse(failed.body.toString()).error.code).toBe("internal");
    expect(failed.body.toString()).not.toContain("fire");
    expect(logged).toMatchObject({ event: "error", request: "request-1", message: "the disk is on fire" });
    expect((await site.ask("/api/v1/rows")).body.toString()).toBe("fine");
  });
});
