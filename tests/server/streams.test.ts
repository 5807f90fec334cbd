import http from "node:http";
import zlib from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openSite, type TestSite } from "./site";

const LINE = `${"Charles Schwab,2021,1,sp500,".repeat(40)}\n`;
const MB = 1024 * 1024;

let site: TestSite;
afterEach(() => site.close());

/** Writes lines as long as they are taken, `total` bytes in all; tells how many were written and whether it was stopped. */
async function openLines(total: number, contentType = "text/csv; charset=utf-8") {
  const progress = { written: 0, calls: 0, stopped: Promise.resolve() };
  site = await openSite((_request, response) => {
    progress.calls += 1;
    progress.stopped = new Promise((resolve) => response.once("close", resolve));
    response.writeHead(200, { "content-type": contentType });
    const more = () => {
      while (!response.destroyed) {
        if (progress.written >= total) {
          response.end();
          return;
        }
        progress.written += LINE.length;
        if (!response.write(LINE)) {
          response.once("drain", more);
          return;
        }
      }
    };
    more();
  });
  return progress;
}

describe("an answer too long to be kept", () => {
  it("arrives whole, by itself and compressed", async () => {
    const progress = await openLines(5 * MB);
    const plain = await site.ask("/api/v1/rows");
    expect(plain.body.length).toBe(progress.written);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    progress.written = 0;
    const gzip = await site.ask("/api/v1/rows", { headers: { "accept-encoding": "br, gzip" } });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(zlib.gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(progress.calls).toBe(2);
  });

  it("has an ETag that stands for the data: unchanged, it is not made again", async () => {
    const progress = await openLines(3 * MB);
    const { headers } = await site.ask("/api/v1/rows");
    expect(headers.etag).toMatch(/^W\/"/);
    const again = await site.ask("/api/v1/rows", { headers: { "if-none-match": String(headers.etag) } });
    expect(again.status).toBe(304);
    expect(progress.calls).toBe(1);
    const other = await site.ask("/api/v1/rows?limit=9", {
      headers: { "if-none-match": String(headers.etag) },
    });
    expect(other.status).toBe(200);
  });

  it("has no body for HEAD, and its making stops", async () => {
    const progress = await openLines(1000 * MB);
    const { status, body } = await site.ask("/api/v1/rows", { method: "HEAD" });
    expect([status, body.length]).toEqual([200, 0]);
    await progress.stopped;
    expect(progress.written).toBeLessThan(10 * MB);
  });

  it("is made no faster than it is read, and no further when the reader leaves", async () => {
    const progress = await openLines(1000 * MB);
    await new Promise<void>((resolve, reject) => {
      const request = http.get({ host: "127.0.0.1", port: site.port, path: "/api/v1/rows", agent: false });
      request.on("error", reject);
      request.on("response", (response) => {
        // Reads a little and then nothing: the rest stays with the maker, but for what the sockets hold.
        response.once("data", () => {
          response.pause();
          void site.ask("/other", { method: "POST" }).then(() => {
            request.destroy();
            resolve();
          });
        });
        response.on("error", () => {});
      });
    });
    await progress.stopped;
    expect(progress.written).toBeLessThan(40 * MB);
  });

  it("is cut off where its making failed", async () => {
    const lines = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    site = await openSite((_request, response) => {
      response.writeHead(200, { "content-type": "text/csv" });
      response.write("x".repeat(3 * MB));
      response.destroy(new Error("the query broke"));
    });
    await expect(site.ask("/api/v1/rows")).rejects.toThrow();
    expect(lines.mock.calls.map(([line]) => String(line)).join("")).toContain("the query broke");
    lines.mockRestore();
  });
});

it("lines of progress arrive as they are written, uncompressed", async () => {
  let next = () => {};
  site = await openSite((_request, response) => {
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    response.write('{"type":"started"}\n');
    next = () => response.end('{"type":"summary"}\n');
  });
  const seen = await new Promise<string[]>((resolve, reject) => {
    const lines: string[] = [];
    http
      .request(
        {
          host: "127.0.0.1",
          port: site.port,
          path: "/api/v1/uploads",
          method: "POST",
          agent: false,
          headers: { "accept-encoding": "gzip" },
        },
        (response) => {
          expect(response.headers["content-encoding"]).toBeUndefined();
          response.on("data", (chunk: Buffer) => {
            lines.push(chunk.toString());
            next();
          });
          response.on("end", () => resolve(lines));
        },
      )
      .on("error", reject)
      .end();
  });
  expect(seen).toEqual(['{"type":"started"}\n', '{"type":"summary"}\n']);
});
