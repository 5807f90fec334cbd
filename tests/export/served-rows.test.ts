import http from "node:http";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { type RunningServer, runningServer } from "../support/running-server";

/* Long answers of the real server: CSV written in its thread, whole, compressed, refused, broken half-way; and files. */

const BROKERS = 80;
const Q1 = { year: 2021, quarter: 1 };
/** So long that the rows of all brokers are more than the server keeps whole. */
const TEXT = "Payment for order flow, as agreed. ".repeat(300);

let made: MadeStore;
let server: RunningServer;
beforeAll(async () => {
  made = new MadeStore();
  const filed = section("sp500", ["W", 60, 1, 2], ["X", 40, 3, 4]);
  const told = { ...filed, venues: filed.venues.map((row) => ({ ...row, materialAspects: TEXT })) };
  made.together(() => {
    for (let i = 0; i < BROKERS; i += 1) {
      made.save(reportOf(`Broker ${String(i).padStart(2, "0")}`, Q1, wholeQuarter(Q1, told)));
    }
  });
  const { DATA_DIR = "", DATABASE_URL = "" } = process.env;
  server = await runningServer({ DATA_DIR, DATABASE_URL, SEED: "0" });
});

interface Received {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** The connection ended before the answer did. */
  readonly cutOff: boolean;
}

function ask(path: string, options: http.RequestOptions = {}): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = http.request(server.url + path, { agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      const done = (cutOff: boolean) => () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
          cutOff,
        });
      response
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("error", done(true))
        .on("end", done(false));
    });
    request.on("error", reject).end();
  });
}

test("all rows, plain and compressed; HEAD tells the same without them", async () => {
  const plain = await ask("/api/v1/rows?format=csv");
  expect(plain.status).toBe(200);
  expect(plain.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
  const lines = plain.body.toString().trimEnd().split("\n");
  expect(lines).toHaveLength(1 + BROKERS * 3 * 2);
  expect(lines.at(-1)).toMatch(
    /^Broker 79,broker-79,,2021,1,3,sp500,X,x,wholesaler,Broker 79,X,,,40,40,,,,3,4,/,
  );

  const packed = await ask("/api/v1/rows?format=csv", { headers: { "accept-encoding": "gzip" } });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);

  const head = await ask("/api/v1/rows?format=csv", { method: "HEAD" });
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(head.headers["content-disposition"]).toBe(plain.headers["content-disposition"]);
});

test("what is wrong before the first byte is a status", async () => {
  const { status, headers, body } = await ask("/api/v1/rows?format=csv&broker=nobody");
  expect(status).toBe(400);
  expect(headers["content-type"]).toMatch(/^application\/json/);
  expect(JSON.parse(body.toString()).error.message).toContain('"nobody" is not allowed for "broker"');
});

test("a file that holds everything tells its length, and a download that broke off goes on", async () => {
  const whole = await ask("/api/v1/bulk/store.sqlite", { headers: { "accept-encoding": "gzip, br" } });
  expect(whole.status).toBe(200);
  expect(whole.headers["content-length"]).toBe(String(whole.body.length));
  expect(whole.headers).not.toHaveProperty("content-encoding");
  expect(whole.headers).not.toHaveProperty("x-file-length");

  const half = whole.body.length / 2;
  const { etag = "" } = whole.headers;
  const rest = await ask("/api/v1/bulk/store.sqlite", {
    headers: { range: `bytes=${half}-`, "if-range": etag },
  });
  expect(rest.status).toBe(206);
  expect([rest.headers["content-length"], rest.headers.etag]).toEqual([String(half), etag]);
  expect(rest.body.equals(whole.body.subarray(half))).toBe(true);

  const head = await ask("/api/v1/bulk/store.sqlite", { method: "HEAD" });
  expect([head.headers["content-length"], head.body.length]).toEqual([String(whole.body.length), 0]);
  const same = await ask("/api/v1/bulk/store.sqlite", { headers: { "if-none-match": etag } });
  expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, etag]);
});

test("what breaks later cuts the connection, and leaves no word of it in the CSV; then all goes on", async () => {
  // A figure no report can hold, in the last of the reports.
  const put = made.database.prepare(
    "UPDATE venue_row SET market_usd = ? WHERE report_id = (SELECT max(id) FROM report) AND row_number = 1",
  );
  put.run(Number.POSITIVE_INFINITY);
  const broken = await ask("/api/v1/rows?format=csv");
  put.run(1);
  expect([broken.status, broken.cutOff]).toEqual([200, true]);
  const text = broken.body.toString();
  expect(text.split("\n").length).toBeGreaterThan(100);
  expect(text).not.toMatch(/error|Infinity|not a figure/i);
  // By the process that made it, which may write it only after the connection was cut.
  await expect.poll(() => server.output()).toContain("Infinity is not a figure a report can hold.");

  expect((await ask("/api/v1/rows?format=csv")).cutOff).toBe(false);
});

test("a broken row of an answer short enough to be held is a status, too", async () => {
  made.database.exec(
    "UPDATE venue_row SET market_usd = 9e999 WHERE report_id = (SELECT id FROM report ORDER BY id LIMIT 1 OFFSET 30)",
  );
  const { status, body } = await ask("/api/v1/rows?format=csv&section=sp500&limit=186");
  expect(status).toBe(500);
  expect(JSON.parse(body.toString()).error.code).toBe("internal");
});
