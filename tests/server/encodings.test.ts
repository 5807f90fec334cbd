import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { acceptedEncoding, acceptsGzip, compress, isWorthCompressing } from "@/server/encodings";

describe("which encoding a client gets", () => {
  const cases: [string | undefined, "br" | "gzip" | null, boolean][] = [
    [undefined, null, false],
    ["", null, false],
    ["gzip, deflate, br, zstd", "br", true],
    ["gzip, deflate", "gzip", true],
    ["GZIP", "gzip", true],
    ["br;q=0.5, gzip;q=0.8", "gzip", true],
    ["br;q=0, gzip;q=0", null, false],
    ["*", "br", true],
    ["*;q=0", null, false],
    ["br;q=0, *", "gzip", true],
    ["identity", null, false],
    ["gzip;q=wrong", null, false],
  ];
  it.each(cases)("%s", (header, best, gzip) => {
    expect(acceptedEncoding(header)).toBe(best);
    expect(acceptsGzip(header)).toBe(gzip);
  });
});

it.each([
  ["text/html; charset=utf-8", 5000, true],
  ["text/x-component", 5000, true],
  ["application/json", 5000, true],
  ["image/svg+xml", 5000, true],
  ["application/atom+xml", 5000, true],
  ["text/html", 200, false],
  ["image/png", 5000, false],
  ["font/woff2", 5000, false],
  ["application/zip", 5000, false],
  ["application/octet-stream", 5000, false],
  ["", 5000, false],
])("%s of %i bytes is compressed: %s", (type, bytes, expected) => {
  expect(isWorthCompressing(type, bytes)).toBe(expected);
});

it("compresses so that it can be read again", async () => {
  const body = Buffer.from("payment for order flow ".repeat(500));
  expect(zlib.gunzipSync(await compress(body, "gzip"))).toEqual(body);
  expect(zlib.brotliDecompressSync(await compress(body, "br"))).toEqual(body);
});
