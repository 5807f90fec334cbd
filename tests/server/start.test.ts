import { describe, expect, it } from "vitest";
import { addressToOpen, listen } from "@/server/http-server";
import { defaultLimits } from "@/server/rate-limit";
import { uploadRule } from "@/server/upload-rule";

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

it("requests that come before the app is ready wait for it", async () => {
  const { ResponseCache } = await import("@/server/response-cache");
  const { server, address, serve } = await listen("127.0.0.1", 0);
  const arrived = new Promise((resolve) => server.once("request", resolve));
  const early = fetch(`http://127.0.0.1:${address.port}/`);
  await arrived;
  serve({
    handler: (_request, response) => response.end("ready"),
    cache: new ResponseCache(1_000_000),
    version: () => "1",
    uploadToken: null,
    boundToLoopback: true,
    limits: defaultLimits(),
    maxBodyBytes: 1_000,
    isDraining: () => false,
    observe: () => {},
  });
  expect(await (await early).text()).toBe("ready");
  server.closeAllConnections();
  server.close();
});
