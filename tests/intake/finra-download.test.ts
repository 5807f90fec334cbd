import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Downloaded,
  type DownloadOptions,
  downloadFinraQuarter,
  finraQuarters,
  finraUrl,
} from "@/intake/finra-download";
import { AppError } from "@/report/errors";
import { formatQuarter } from "@/report/quarter";
import { makeZip } from "./make-zip";

const ZIP = makeZip([{ name: "a.xml", data: "x".repeat(100_000), method: 0 }]);
const quarter = { year: 2025, quarter: 3 };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let baseUrl = "";
let folder = "";
let toFile = "";
let requests: IncomingMessage[] = [];
let answers: Answer[] = [];
let waits: number[] = [];

/** Each request gets the next answer, the last one again and again. */
beforeEach(async () => {
  [requests, answers, waits] = [[], [], []];
  folder = mkdtempSync(path.join(tmpdir(), "finra-test-"));
  toFile = path.join(folder, "606_NMS_2025_Q3.zip");
  server = createServer((request, response) => {
    requests.push(request);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bulk`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const whole: Answer = (_, response) => {
  response.writeHead(200, { "content-length": ZIP.length, etag: '"one"' }).end(ZIP);
};
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end("no");
  };
/** Sends the beginning; the connection breaks once the client has it. */
const broken: Answer = (_, response) => {
  response.writeHead(200, { "content-length": ZIP.length, etag: '"one"' });
  response.write(ZIP.subarray(0, 40_000));
  breaking = response;
};
let breaking: ServerResponse | undefined;

function download(options: Partial<DownloadOptions> = {}): Promise<Downloaded | null> {
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  const onProgress: DownloadOptions["onProgress"] = (progress) => {
    if (progress.receivedBytes === 40_000) breaking?.destroy();
    options.onProgress?.(progress);
  };
  return downloadFinraQuarter({ quarter, baseUrl, toFile, wait, ...options, onProgress });
}

async function failure(options: Partial<DownloadOptions> = {}): Promise<AppError> {
  const error = await download(options).catch((thrown: unknown) => thrown);
  expect(readdirSync(folder)).toEqual([]);
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe("a download that works", () => {
  test("brings the file under its name, with progress", async () => {
    answers = [whole];
    const progress: number[] = [];
    const result = await download({
      onProgress: ({ receivedBytes, totalBytes, attempt }) => {
        progress.push(receivedBytes);
        expect([totalBytes, attempt]).toEqual([ZIP.length, 1]);
      },
    });
    expect(result).toEqual({
      url: `${baseUrl}/2025/606_NMS_2025_Q3.zip`,
      bytes: ZIP.length,
      etag: '"one"',
      lastModified: null,
    });
    expect(readFileSync(toFile)).toEqual(ZIP);
    expect(readdirSync(folder)).toEqual(["606_NMS_2025_Q3.zip"]);
    expect(progress.at(-1)).toBe(ZIP.length);
    expect(requests.map((one) => one.url)).toEqual(["/bulk/2025/606_NMS_2025_Q3.zip"]);
  });

  const known = { etag: '"one"', lastModified: "Sat, 01 Nov 2025 06:00:00 GMT", bytes: ZIP.length };
  test.each<[string, Answer]>([
    ["says so", status(304)],
    ["sends it all the same, under its tag", whole],
    [
      "sends it all the same, with its day and length",
      (_, response) =>
        response
          .writeHead(200, { "last-modified": known.lastModified, "content-length": ZIP.length })
          .end(ZIP),
    ],
  ])("a file that has not changed is not fetched again: the server %s", async (_, answer) => {
    answers = [answer];
    expect(await download({ known })).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    const { headers } = requests[0] as IncomingMessage;
    expect([headers["if-none-match"], headers["if-modified-since"]]).toEqual(['"one"', known.lastModified]);
  });

  test.each<[string, Answer]>([
    ["another tag", (_, response) => response.writeHead(200, { etag: '"two"' }).end(ZIP)],
    [
      "another length on the same day",
      (_, response) =>
        response.writeHead(200, { "last-modified": known.lastModified }).end(Buffer.concat([ZIP, ZIP])),
    ],
    ["neither", (_, response) => response.writeHead(200).end(ZIP)],
  ])("a file with %s is fetched again", async (_, answer) => {
    answers = [answer];
    expect((await download({ known }))?.bytes).toBeGreaterThanOrEqual(ZIP.length);
    expect(existsSync(toFile)).toBe(true);
  });

  test("a server that does not tell the size", async () => {
    answers = [(_, response) => response.writeHead(200).end(ZIP)];
    await download();
    expect(readFileSync(toFile)).toEqual(ZIP);
  });

  test("server errors are tried again, waiting longer each time", async () => {
    answers = [status(503), status(500), status(429), whole];
    await download();
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(readFileSync(toFile)).toEqual(ZIP);
  });

  test("a broken connection goes on where it broke off", async () => {
    let attempts = 0;
    const rest: Answer = (request, response) => {
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1]);
      expect(request.headers["if-range"]).toBe('"one"');
      response
        .writeHead(206, {
          "content-range": `bytes ${start}-${ZIP.length - 1}/${ZIP.length}`,
          "content-length": ZIP.length - start,
          etag: '"one"',
        })
        .end(ZIP.subarray(start));
    };
    answers = [broken, rest];
    await download({ onProgress: ({ attempt }) => (attempts = attempt) });
    expect(attempts).toBe(2);
    expect(readFileSync(toFile)).toEqual(ZIP);
  });

  test("it begins anew when the file has changed meanwhile", async () => {
    const other = makeZip([{ name: "b.xml", data: "y".repeat(30_000), method: 0 }]);
    answers = [
      broken,
      (_, response) => response.writeHead(200, { "content-length": other.length }).end(other),
    ];
    await download();
    expect(readFileSync(toFile)).toEqual(other);
  });

  test("a part that was not asked for is not used", async () => {
    const wrong: Answer = (_, response) => {
      response.writeHead(206, { "content-range": `bytes 5-9/${ZIP.length}` }).end("wrong");
    };
    answers = [broken, wrong, whole];
    await download();
    expect(readFileSync(toFile)).toEqual(ZIP);
  });

  test("a redirect on the same host", async () => {
    answers = [status(302, { location: "/elsewhere.zip" }), whole];
    await download();
    expect(requests.map((one) => one.url)).toEqual(["/bulk/2025/606_NMS_2025_Q3.zip", "/elsewhere.zip"]);
  });
});

describe("a download that does not", () => {
  test.each([404, 403])("%d: not published yet", async (code) => {
    answers = [status(code)];
    const error = await failure();
    expect(error).toMatchObject({ kind: "not_found", code: "not_published", status: 404 });
    expect(error.message).toContain("2025Q3 is not published yet");
    expect(error.message).toContain("due on 2025-10-31");
    expect(waits).toEqual([]);
  });

  test("offline: names the host and what to do by hand", async () => {
    const refused = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    server.listen(0, "127.0.0.1");
    const error = await failure({ baseUrl: refused });
    expect(error).toMatchObject({ kind: "store", code: "finra_unreachable", status: 502 });
    expect(error.message).toContain(`${new URL(refused).host} cannot be reached (ECONNREFUSED)`);
    expect(error.message).toContain(
      `download ${refused}/2025/606_NMS_2025_Q3.zip and import the file: npm run import -- 606_NMS_2025_Q3.zip`,
    );
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test("a server that never recovers", async () => {
    answers = [status(502)];
    expect((await failure()).message).toContain("the server answered 502");
    expect(requests).toHaveLength(4);
  });

  test("a connection that always breaks", async () => {
    answers = [broken];
    expect((await failure()).code).toBe("finra_unreachable");
  });

  test("a connection that sends nothing", async () => {
    answers = [(_, response) => response.writeHead(200, { "content-length": 10 }).flushHeaders()];
    expect((await failure({ idleMilliseconds: 20 })).message).toContain("nothing came for 0.02 seconds");
  });

  test("another answer", async () => {
    answers = [status(418)];
    expect((await failure()).message).toContain("answered 418");
  });

  test("a page instead of a ZIP", async () => {
    answers = [(_, response) => response.writeHead(200).end("<html>Log in to the network</html>")];
    expect((await failure()).message).toContain("is no ZIP");
  });

  test("a file that says it is over the limit", async () => {
    answers = [whole];
    expect(await failure({ maxBytes: 99_999 })).toMatchObject({ kind: "invalid_input", status: 413 });
  });

  test("a file that is over the limit without saying so", async () => {
    answers = [(_, response) => response.writeHead(200).end(ZIP)];
    expect(await failure({ maxBytes: 99_999 })).toMatchObject({ kind: "invalid_input", status: 413 });
  });

  test.each([
    "http://localhost:1/x.zip",
    "https://127.0.0.1/x.zip",
    "file:///etc/passwd",
    "http://127.0.0.1:1/x.zip",
  ])("a redirect to %s", async (location) => {
    answers = [status(301, { location })];
    expect((await failure()).message).toContain("only the host itself is followed");
    expect(requests).toHaveLength(1);
  });

  test("redirects in a circle", async () => {
    answers = [status(302, { location: "/again" })];
    expect((await failure()).message).toContain("redirects more than 5 times");
  });

  test.each(["file:///tmp", "ftp://finra.org", "not a url"])("the address %s", async (address) => {
    expect(await failure({ baseUrl: address })).toMatchObject({ kind: "invalid_input" });
  });

  test("cancelled: the reason is thrown and nothing is left", async () => {
    const controller = new AbortController();
    answers = [
      (_, response) => {
        response.writeHead(200, { "content-length": ZIP.length });
        response.write(ZIP.subarray(0, 40_000));
      },
    ];
    const reason = new Error("cancelled by the person");
    const running = download({ signal: controller.signal, onProgress: () => controller.abort(reason) });
    await expect(running).rejects.toBe(reason);
    expect(existsSync(`${toFile}.part`)).toBe(false);
  });
});

describe("quarters", () => {
  test.each([
    ["2024-07-31", []],
    ["2024-08-01", ["2024Q2"]],
    ["2025-11-22", ["2025Q3", "2025Q2", "2025Q1", "2024Q4", "2024Q3", "2024Q2"]],
  ])("on %s", (today, expected) => {
    expect(finraQuarters(today).map(formatQuarter)).toEqual(expected);
  });

  test("the address", () => {
    expect(finraUrl("https://cdn.finra.org/606reportBulk/", quarter)).toBe(
      "https://cdn.finra.org/606reportBulk/2025/606_NMS_2025_Q3.zip",
    );
  });
});
