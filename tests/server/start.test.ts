import { describe, expect, it } from "vitest";
import { isLoopbackAddress } from "@/server/access";
import { EndedSessions } from "@/server/ended-sessions";
import { addressToOpen, listen } from "@/server/http-server";
import { defaultLanes } from "@/server/lanes";
import { defaultLimits } from "@/server/rate-limit";
import { ResponseCache } from "@/server/response-cache";
import { uploadRule } from "@/server/upload-rule";
import type { Site } from "@/server/visit";

it.each([
  ["127.0.0.1", "IPv4", "http://127.0.0.1:3000"],
  ["0.0.0.0", "IPv4", "http://127.0.0.1:3000"],
  ["192.168.0.7", "IPv4", "http://192.168.0.7:3000"],
  ["::1", "IPv6", "http://[::1]:3000"],
  ["::", "IPv6", "http://localhost:3000"],
])("a server on %s is opened at %s %s", (address, family, expected) => {
  expect(addressToOpen({ address, family, port: 3000 })).toBe(expected);
});

describe("the upload rule said at the start", () => {
  it.each([
    [true, null, /^Uploads: accepted from this machine only\./],
    [false, null, /^Uploads: refused,/],
    [true, "correct horse", /^Uploads: accepted with the upload token/],
    [false, "correct horse", /^Uploads: accepted with the upload token/],
  ])("bound to loopback %s, token %s", (boundToLoopback, token, expected) => {
    const line = uploadRule(boundToLoopback, token);
    expect(line).toMatch(expected);
    expect(line).not.toContain("correct horse");
  });
});

it("an address that is not this machine's is named", async () => {
  await expect(listen("192.0.2.1", 0)).rejects.toThrow("HOST=192.0.2.1 is no address of this machine.");
});

const ready: Omit<Site, "handler"> = {
  cache: new ResponseCache(1_000_000),
  version: () => "1",
  uploadToken: null,
  endedSessions: new EndedSessions("/nowhere"),
  boundToLoopback: true,
  limits: defaultLimits(),
  isProxy: isLoopbackAddress,
  wrongToken: () => {},
  lanes: defaultLanes(),
  maxBodyBytes: 1_000,
  isDraining: () => false,
  observe: () => {},
  metrics: async () => "",
};

it("requests that come before the app is ready wait for it", async () => {
  const { server, address, serve } = await listen("127.0.0.1", 0);
  const arrived = new Promise((resolve) => server.once("request", resolve));
  const early = fetch(`http://127.0.0.1:${address.port}/`);
  await arrived;
  serve({ ...ready, handler: (_request, response) => response.end("ready") });
  expect(await (await early).text()).toBe("ready");
  server.closeAllConnections();
  server.close();
});

it("probes that come before the app is ready are answered: it lives, and is not ready", async () => {
  const { server, address, serve } = await listen("127.0.0.1", 0);
  const probe = async (url: string) => {
    const answer = await fetch(`http://127.0.0.1:${address.port}${url}`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    return [answer.status, await answer.json()];
  };
  const starting = { error: { code: "starting", message: "The server is starting." } };
  expect(await probe("/api/health/live")).toEqual([200, { status: "live" }]);
  expect(await probe("/api/health/ready")).toEqual([503, starting]);
  expect(await probe("/api/health")).toEqual([503, starting]);
  const head = await fetch(`http://127.0.0.1:${address.port}/api/health/ready`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([503, ""]);
  serve({ ...ready, handler: (_request, response) => response.end("the app's own") });
  const after = await fetch(`http://127.0.0.1:${address.port}/api/health/ready`);
  expect(await after.text()).toBe("the app's own");
  server.closeAllConnections();
  server.close();
});
