import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { writerOf } from "@/host/write-access";
import { listen } from "@/server/http-server";
import { openSite, type TestSite } from "./site";

let site: TestSite;
let log: MockInstance;
beforeEach(() => {
  log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(async () => {
  log.mockRestore();
  await site.close();
});

/** A fake app that answers with who is writing, as a route would see it, and how many bytes came. */
const openEcho = async (uploadToken: string | null = null) => {
  site = await openSite(
    async (request, response) => {
      let bytes = 0;
      for await (const chunk of request) bytes += (chunk as Buffer).length;
      const headers = new Headers(request.headers as Record<string, string>);
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify({ who: writerOf(headers), bytes }));
    },
    { uploadToken },
  );
};
const UPLOADS = "/api/v1/uploads";
const POST = { method: "POST" };

describe("a change", () => {
  it("from this machine comes through, with who made it, and leaves a line in the log", async () => {
    await openEcho();
    const answer = await site.ask(UPLOADS, POST, "12345");
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body.toString())).toEqual({ who: "loopback", bytes: 5 });
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({
      event: "change",
      who: "loopback",
      method: "POST",
      path: UPLOADS,
      status: 201,
    });
  });

  it("with the token comes through a proxy", async () => {
    await openEcho("correct horse");
    const headers = {
      authorization: "Bearer correct horse",
      "x-forwarded-for": "10.0.0.1",
      host: "pfof.example",
    };
    const answer = await site.ask(UPLOADS, { ...POST, headers }, "x");
    expect(JSON.parse(answer.body.toString())).toEqual({ who: "token", bytes: 1 });
    expect(log.mock.calls.join()).not.toContain("correct horse");
  });

  const refused: [string, string | null, http.OutgoingHttpHeaders, number, string][] = [
    ["through a proxy without a token", null, { "x-forwarded-for": "127.0.0.1" }, 401, "token_wanted"],
    ["for another host", null, { host: "evil.example" }, 401, "token_wanted"],
    ["without the token", "correct horse", {}, 401, "token_wanted"],
    ["with another token", "correct horse", { authorization: "Bearer battery" }, 401, "token_wrong"],
    ["from a page of another site", null, { origin: "https://evil.example" }, 403, "cross_site"],
    ["that claims the verdict", null, { via: "x", "x-pfof-write-access": "a loopback" }, 401, "token_wanted"],
  ];
  it.each(refused)("%s never reaches the app", async (_name, uploadToken, headers, status, code) => {
    const handler = vi.fn();
    site = await openSite(handler, { uploadToken });
    const answer = await site.ask(UPLOADS, { ...POST, headers }, "x");
    expect([answer.status, JSON.parse(answer.body.toString()).error.code]).toEqual([status, code]);
    expect(answer.headers["www-authenticate"]).toBe(status === 401 ? "Bearer" : undefined);
    expect(handler).not.toHaveBeenCalled();
    expect(log).not.toHaveBeenCalled();
  });

  it("to a page is refused", async () => {
    await openEcho();
    const answer = await site.ask("/upload", POST, "x");
    expect([answer.status, answer.headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  it("by a method the route does not have is refused in the API's words", async () => {
    site = await openSite((_request, response) => {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    });
    const answer = await site.ask("/api/v1/rows", { method: "DELETE" });
    expect([answer.status, answer.headers.allow]).toEqual([405, "GET, HEAD"]);
    expect(JSON.parse(answer.body.toString()).error.code).toBe("method_not_allowed");
  });
});

describe("OPTIONS", () => {
  it.each([
    ["/api/v1/rows", "GET, HEAD, OPTIONS"],
    ["/api/v1/uploads", "GET, HEAD, POST, OPTIONS"],
    ["/api/v1/uploads/1", "DELETE, OPTIONS"],
    ["/api/v1/session", "POST, DELETE, OPTIONS"],
    ["/mcp", "POST, OPTIONS"],
    ["/venues", "GET, HEAD, OPTIONS"],
  ])("of %s is answered here", async (address, allow) => {
    const handler = vi.fn();
    site = await openSite(handler);
    const { status, headers } = await site.ask(address, { method: "OPTIONS" });
    expect([status, headers.allow]).toEqual([204, allow]);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", vary: "Accept-Encoding" });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(handler).not.toHaveBeenCalled();
  });
});

describe("a body", () => {
  it("that comes too slowly is cut off, and the sender reads why", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    site = await openSite((request) => {
      request.once("data", arrived);
    });
    const headers = { "transfer-encoding": "chunked" };
    const sending = http.request({ port: site.port, path: `${UPLOADS}?name=a`, method: "POST", headers });
    sending.on("error", () => {});
    const answered = once(sending, "response");
    sending.write("x");
    await arrival;
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    const [answer] = (await answered) as [http.IncomingMessage];
    expect(answer.statusCode).toBe(408);
    sending.destroy();
  });

  it("larger than allowed is refused by its announced length, and the sender reads why", async () => {
    await openEcho();
    const answer = await site.ask(UPLOADS, POST, Buffer.alloc(8_000_000));
    expect([answer.status, answer.headers.connection]).toEqual([413, "close"]);
    expect(JSON.parse(answer.body.toString()).error).toMatchObject({ code: "too_large" });
  });

  it("that the app stopped reading does not hide the app's answer from the sender", async () => {
    site = await openSite((request, response) => {
      request.once("readable", () => {
        request.read();
        response.writeHead(413, { "content-type": "application/json" }).end('{"error":{}}');
      });
    });
    const headers = { "transfer-encoding": "chunked" };
    const answer = await site.ask(UPLOADS, { ...POST, headers }, Buffer.alloc(20_000_000));
    expect([answer.status, answer.body.toString()]).toEqual([413, '{"error":{}}']);
  });

  it("is not even asked for when the change is refused", async () => {
    await openEcho("correct horse");
    const said = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(site.port, "127.0.0.1", () =>
        socket.write(
          `POST ${UPLOADS} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n`,
        ),
      );
      socket.once("data", (data) => {
        socket.destroy();
        resolve(data.toString());
      });
      socket.on("error", reject);
    });
    expect(said).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("is asked for when it may come", async () => {
    await openEcho();
    const answer = await site.ask(
      UPLOADS,
      { ...POST, headers: { expect: "100-continue", "content-length": 3 } },
      "abc",
    );
    expect(JSON.parse(answer.body.toString())).toMatchObject({ bytes: 3 });
  });
});

describe("what is no proper request", () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let said = "";
      const socket = net.connect(site.port, "127.0.0.1", () => socket.end(text));
      socket.on("data", (data) => {
        said += data.toString();
      });
      socket.on("end", () => resolve(said));
      socket.on("error", reject);
    });
  const close = "Connection: close\r\n\r\n";
  it.each([
    ["no HTTP", "hello\r\n\r\n", "400"],
    ["no host", `GET / HTTP/1.1\r\n${close}`, "400"],
    ["a host that is none", `GET / HTTP/1.1\r\nHost: a b\r\n${close}`, "400"],
    ["a path that does not decode", `GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n${close}`, "400"],
    ["an unknown expectation", `GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n${close}`, "417"],
    ["TRACE", `TRACE / HTTP/1.1\r\nHost: x\r\n${close}`, "405"],
    ["an address too long", `GET /${"a".repeat(9000)} HTTP/1.1\r\nHost: x\r\n${close}`, "414"],
    ["headers too long", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(20_000)}\r\n${close}`, "431"],
    [
      "an upgrade",
      `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n`,
      "201",
    ],
  ])("%s is answered, and the server goes on", async (_name, text, status) => {
    await openEcho();
    const said = await raw(text);
    expect(said.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(said).toMatch(/^content-security-policy: default-src 'none'/im);
    expect(said).toMatch(/^x-content-type-options: nosniff/im);
    expect((await site.ask("/")).status).toBe(201);
  });
});

it("says which port is taken and what to do", async () => {
  await openEcho();
  await expect(listen("127.0.0.1", site.port)).rejects.toThrow(
    `Port ${site.port} on 127.0.0.1 is in use. Stop what uses it, or choose another: PORT=${site.port + 1} npm start`,
  );
});

it("closes connections while it is stopping", async () => {
  site = await openSite((_request, response) => response.end("last"), { isDraining: () => true });
  const agent = new http.Agent({ keepAlive: true });
  const answer = await site.ask("/", { agent });
  expect([answer.body.toString(), answer.headers.connection]).toEqual(["last", "close"]);
  agent.destroy();
});
