import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DELETE } from "@/app/api/v1/uploads/[id]/route";
import { postUpload } from "@/app/api/v1/uploads/post-upload";
import { inRoom, type RunImport } from "@/app/api/v1/uploads/upload-queue";
import { stampWriteAccess } from "@/host/write-access";
import { AppError } from "@/report/errors";
import type { FileEvent, ImportSummary, Outcome } from "@/report/import-events";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "uploads-"));
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dataDir, { recursive: true });
});

const URL_OF_UPLOADS = "http://127.0.0.1:3000/api/v1/uploads";

/** A request as it comes from the server wrapper, written by this machine. */
function upload(body: BodyInit, { query = "", headers = {}, method = "POST" } = {}): Request {
  const stamped: Record<string, string | undefined> = { ...headers };
  stampWriteAccess(stamped, { allowed: true, who: "loopback" });
  return new Request(`${URL_OF_UPLOADS}${query}`, {
    method,
    body,
    headers: stamped as Record<string, string>,
    duplex: "half",
  } as RequestInit);
}

function form(...files: [name: string, text: string][]): FormData {
  const data = new FormData();
  for (const [name, text] of files) data.append("file", new Blob([text]), name);
  return data;
}

/** A fake importer: the outcome of a file is its text. Remembers what it was given. */
function importer() {
  const seen: { name: string; text: string }[] = [];
  const run: RunImport = async ({ files, onEvent }) => {
    const counts = { stored: 0, versions: 0, sources: 0, duplicates: 0, rejected: 0 };
    for (const file of files) {
      const text = readFileSync(file.path, "utf8");
      seen.push({ name: file.name, text });
      const outcome = text as Outcome;
      const key = {
        stored: "stored",
        version: "versions",
        source: "sources",
        duplicate: "duplicates",
        rejected: "rejected",
      }[outcome];
      if (key) counts[key as keyof typeof counts] += 1;
      onEvent(fileEvent(file.name, outcome));
    }
    const summary: ImportSummary = { ...counts, findings: counts.rejected, seconds: 0.1 };
    onEvent({ type: "summary", ...summary });
    return summary;
  };
  return { seen, run };
}

function fileEvent(name: string, outcome: Outcome): FileEvent {
  const id = outcome === "rejected" ? null : "2021Q1-0123456789";
  return {
    type: "file",
    name,
    outcome,
    report: id,
    reports: id ? [{ id, outcome }] : [],
    findings:
      outcome === "rejected"
        ? [
            {
              code: "not_a_report",
              severity: "error",
              message: `${name} is no report.`,
              where: { file: name },
            },
          ]
        : [],
  };
}

const settings = (maxUploadBytes = 1_000_000) => ({ dataDir, maxUploadBytes });

/** Nothing of an upload is left on the disk. */
const leftOnDisk = () => readdirSync(path.join(dataDir, "uploads"));

async function refusal(promise: Promise<Response>): Promise<{ status: number; code: string }> {
  const error = await promise.then(
    (response) => new Error(`answered ${response.status}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error;
  return { status: error.status, code: error.code };
}

describe("what is uploaded reaches the importer as it is", () => {
  const cases: [string, () => Request, { name: string; text: string }[]][] = [
    ["one file of a form", () => upload(form(["a.xml", "stored"])), [{ name: "a.xml", text: "stored" }]],
    [
      "several files of a form, in order",
      () => upload(form(["a.xml", "stored"], ["b.pdf", "source"], ["a.xml", "duplicate"])),
      [
        { name: "a.xml", text: "stored" },
        { name: "b.pdf", text: "source" },
        { name: "a.xml", text: "duplicate" },
      ],
    ],
    [
      "a raw body",
      () => upload("stored", { query: "?name=606-HOOD-2022Q2.xml" }),
      [{ name: "606-HOOD-2022Q2.xml", text: "stored" }],
    ],
    ["an empty file of a form", () => upload(form(["empty.xml", ""])), [{ name: "empty.xml", text: "" }]],
    ["an empty raw body", () => upload("", { query: "?name=empty.xml" }), [{ name: "empty.xml", text: "" }]],
    [
      "a raw body sent by curl, which calls everything a form",
      () =>
        upload("stored", {
          query: "?name=a.csv",
          headers: { "content-type": "application/x-www-form-urlencoded" },
        }),
      [{ name: "a.csv", text: "stored" }],
    ],
    [
      "a name that is a path",
      () => upload("stored", { query: "?name=../../etc/passwd" }),
      [{ name: "passwd", text: "stored" }],
    ],
    [
      "a name that is a path of Windows",
      () => upload("stored", { query: "?name=C:%5Creports%5Ca.xml" }),
      [{ name: "a.xml", text: "stored" }],
    ],
    [
      "a name with characters that turn text around",
      () => upload("stored", { query: "?name=a%E2%80%AElmx.b%00%0A" }),
      [{ name: "almx.b", text: "stored" }],
    ],
    [
      "a name that is nothing",
      () => upload("stored", { query: "?name=" }),
      [{ name: "unnamed", text: "stored" }],
    ],
    [
      "a name in other letters",
      () => upload(form(["bericht-für-q1.xml", "stored"])),
      [{ name: "bericht-für-q1.xml", text: "stored" }],
    ],
  ];
  it.each(cases)("%s", async (_name, request, expected) => {
    const { seen, run } = importer();
    await postUpload(request(), settings(), run);
    expect(seen).toEqual(expected);
    expect(leftOnDisk()).toEqual([]);
  });

  it("cuts a name of 10,000 characters", async () => {
    const { seen, run } = importer();
    await postUpload(upload(form(["n".repeat(10_000), "stored"])), settings(), run);
    expect(seen[0]?.name).toBe("n".repeat(200));
  });
});

describe("the answer at the end", () => {
  const cases: [string, Outcome[], number][] = [
    ["a new report", ["stored"], 201],
    ["another version", ["version"], 201],
    ["a second document", ["source"], 201],
    ["some stored, some rejected", ["rejected", "stored", "duplicate"], 201],
    ["only duplicates", ["duplicate", "duplicate"], 200],
    ["only rejected", ["rejected"], 422],
    ["rejected and duplicates", ["duplicate", "rejected"], 422],
  ];
  it.each(cases)("%s", async (_name, outcomes, status) => {
    const files = outcomes.map((outcome, i): [string, string] => [`${i}.xml`, outcome]);
    const response = await postUpload(upload(form(...files)), settings(), importer().run);
    const body = await response.json();
    expect(response.status).toBe(status);
    expect(body.files.map((one: FileEvent) => one.outcome)).toEqual(outcomes);
    expect(body.summary).toMatchObject({ rejected: outcomes.filter((one) => one === "rejected").length });
    expect(Object.keys(body)).toEqual(status === 422 ? ["error", "files", "summary"] : ["files", "summary"]);
  });

  it("says why nothing was stored", async () => {
    const response = await postUpload(upload(form(["a.txt", "rejected"])), settings(), importer().run);
    expect((await response.json()).error).toEqual({
      code: "rejected",
      message: "Nothing was stored: a.txt is no report.",
      findings: [
        { code: "not_a_report", severity: "error", message: "a.txt is no report.", where: { file: "a.txt" } },
      ],
    });
  });
});

describe("the answer line by line", () => {
  const headers = { accept: "application/x-ndjson" };
  const linesOf = async (response: Response) =>
    (await response.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("begins with an id, tells each file, ends with the summary", async () => {
    const request = upload(form(["a.xml", "stored"], ["b.xml", "rejected"]), { headers });
    const response = await postUpload(request, settings(), importer().run);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "application/x-ndjson; charset=utf-8",
    ]);
    expect(await linesOf(response)).toEqual([
      { type: "started", upload: expect.any(String), ahead: 0 },
      { type: "received", name: "a.xml", bytes: 6 },
      { type: "received", name: "b.xml", bytes: 8 },
      fileEvent("a.xml", "stored"),
      fileEvent("b.xml", "rejected"),
      {
        type: "summary",
        stored: 1,
        versions: 0,
        sources: 0,
        duplicates: 0,
        rejected: 1,
        findings: 1,
        seconds: 0.1,
      },
    ]);
    expect(leftOnDisk()).toEqual([]);
  });

  it("tells that the import broke down", async () => {
    const response = await postUpload(
      upload(form(["a.xml", "stored"]), { headers }),
      settings(),
      async () => {
        throw new AppError("store", "The import stopped.");
      },
    );
    expect((await linesOf(response)).at(-1)).toEqual({
      type: "error",
      error: { code: "import_failed", message: "The import stopped." },
    });
    expect(leftOnDisk()).toEqual([]);
  });

  it("that nobody reads to the end does not stop the import", async () => {
    const { seen, run } = importer();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const response = await postUpload(
      upload(form(["a.xml", "stored"]), { headers }),
      settings(),
      async (options) => {
        await held;
        const summary = await run(options);
        finish();
        return summary;
      },
    );
    await response.body?.cancel();
    letGo();
    await finished;
    expect(seen).toHaveLength(1);
  });
});

describe("what is refused before anything is imported", () => {
  const boundary = { "content-type": "multipart/form-data; boundary=x" };
  const part = (head: string, text: string) =>
    `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
  const chosenNothing = part('name="file"; filename=""\r\nContent-Type: application/octet-stream', "");
  const cases: [string, () => Request, number, string][] = [
    [
      "neither form nor name",
      () => upload("<a/>", { headers: { "content-type": "text/xml" } }),
      400,
      "no_file",
    ],
    ["an unknown parameter", () => upload("a", { query: "?name=a&overwrite=1" }), 400, "unknown_parameter"],
    ["a form without files", () => upload("--x--\r\n", { headers: boundary }), 400, "no_file"],
    ["no file chosen", () => upload(`${chosenNothing}--x--\r\n`, { headers: boundary }), 400, "no_file"],
    [
      "a file under another name",
      () => upload(`${part('name="xml"; filename="a.xml"', "a")}--x--\r\n`, { headers: boundary }),
      400,
      "unknown_field",
    ],
    [
      "a text field",
      () => upload(`${part('name="note"', "a")}--x--\r\n`, { headers: boundary }),
      400,
      "unknown_field",
    ],
    [
      "the file as text",
      () => upload(`${part('name="file"', "a")}--x--\r\n`, { headers: boundary }),
      400,
      "no_file",
    ],
    [
      "a form cut off",
      () => upload(part('name="file"; filename="a.xml"', "a"), { headers: boundary }),
      400,
      "bad_form",
    ],
    ["a form that is none", () => upload("hello", { headers: boundary }), 400, "bad_form"],
    [
      "a form without boundary",
      () => upload("a", { headers: { "content-type": "multipart/form-data" } }),
      400,
      "bad_form",
    ],
    ["a file too large", () => upload("a".repeat(1001), { query: "?name=a" }), 413, "too_large"],
    [
      "files too large together",
      () => upload(form(["a", "a".repeat(600)], ["b", "b".repeat(600)])),
      413,
      "too_large",
    ],
    [
      "a length that is announced too large",
      () => upload("a", { query: "?name=a", headers: { "content-length": "1001" } }),
      413,
      "too_large",
    ],
  ];
  it.each(cases)("%s", async (_name, request, status, code) => {
    const run = vi.fn<RunImport>();
    expect(await refusal(postUpload(request(), settings(1000), run))).toEqual({ status, code });
    expect(run).not.toHaveBeenCalled();
    await mkdir(path.join(dataDir, "uploads"), { recursive: true });
    expect(leftOnDisk()).toEqual([]);
  });

  it("files as large as allowed are taken", async () => {
    const { seen, run } = importer();
    await postUpload(upload(form(["a", "a".repeat(500)], ["b", "b".repeat(500)])), settings(1000), run);
    expect(seen).toHaveLength(2);
  });

  it("a body without end is read no further than the limit", async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    const request = upload(body, { query: "?name=endless" });
    expect(await refusal(postUpload(request, settings(10_000), vi.fn()))).toEqual({
      status: 413,
      code: "too_large",
    });
    expect(pulled).toBeLessThan(20);
    expect(leftOnDisk()).toEqual([]);
  });

  it.each([
    ["a raw body", "?name=a.xml", {}],
    ["a form", "", boundary],
  ])("%s whose sender leaves", async (_name, query, headers) => {
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        if (pieces < 3)
          controller.enqueue(Buffer.from(part('name="file"; filename="a.xml"', "abc").trimEnd()));
        else controller.error(new Error("aborted"));
      },
    });
    const run = vi.fn<RunImport>();
    expect(await refusal(postUpload(upload(body, { query, headers }), settings(), run))).toEqual({
      status: 400,
      code: "cut_off",
    });
    expect(run).not.toHaveBeenCalled();
    expect(leftOnDisk()).toEqual([]);
  });

  it("a request that did not come through the server's gate", async () => {
    const request = new Request(`${URL_OF_UPLOADS}?name=a`, {
      method: "POST",
      body: "a",
      headers: { "x-pfof-write-access": "guess loopback" },
    });
    expect(await refusal(postUpload(request, settings(), vi.fn()))).toEqual({
      status: 401,
      code: "token_wanted",
    });
  });
});

describe("several uploads", () => {
  const headers = { accept: "application/x-ndjson" };
  /** Reads a first piece of the lines, and gives what reads the rest. */
  const begin = async (response: Response) => {
    const reader = response.body?.getReader();
    const next = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
    const first: { upload: string; ahead: number } = JSON.parse((await next()).split("\n")[0] ?? "null");
    const rest = async () => {
      let text = "";
      for (let piece = await next(); piece !== ""; piece = await next()) text += piece;
      return text.trimEnd().split("\n");
    };
    return { ...first, rest };
  };
  const cancel = (id: string) =>
    DELETE(upload("", { method: "DELETE" }), { params: Promise.resolve({ id }) });

  it("are imported one after the other", async () => {
    const events: string[] = [];
    const run: RunImport = async ({ files }) => {
      events.push(`begin ${files[0]?.name}`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`end ${files[0]?.name}`);
      return { stored: 0, versions: 0, sources: 0, duplicates: 1, rejected: 0, findings: 0, seconds: 0 };
    };
    await Promise.all(["a", "b"].map((name) => postUpload(upload(form([name, name])), settings(), run)));
    expect([
      ["begin a", "end a", "begin b", "end b"],
      ["begin b", "end b", "begin a", "end a"],
    ]).toContainEqual(events);
  });

  it("can be cancelled while running and while waiting", async () => {
    const began = vi.fn();
    const untilCancelled: RunImport = ({ signal }) => {
      began();
      return new Promise((resolve) =>
        signal?.addEventListener("abort", () =>
          resolve({
            stored: 0,
            versions: 0,
            sources: 0,
            duplicates: 0,
            rejected: 0,
            findings: 0,
            seconds: 1,
          }),
        ),
      );
    };
    const running = await postUpload(upload(form(["a", "a"]), { headers }), settings(), untilCancelled);
    const waiting = await postUpload(upload(form(["b", "b"]), { headers }), settings(), untilCancelled);
    const first = await begin(running);
    const second = await begin(waiting);
    expect([first.ahead, second.ahead]).toEqual([0, 1]);
    expect((await cancel(second.upload)).status).toBe(200);
    expect((await cancel(first.upload)).status).toBe(200);
    expect((await first.rest()).slice(-2)).toEqual([
      '{"type":"cancelled"}',
      '{"type":"summary","stored":0,"versions":0,"sources":0,"duplicates":0,"rejected":0,"findings":0,"seconds":1}',
    ]);
    expect((await second.rest()).at(-2)).toBe('{"type":"cancelled"}');
    expect(began).toHaveBeenCalledTimes(1);
    expect((await cancel(first.upload)).status).toBe(404);
    expect(leftOnDisk()).toEqual([]);
  });
});

it("what a killed server left behind is cleared away", async () => {
  await mkdir(path.join(dataDir, "uploads", "0123456789abcdef"), { recursive: true });
  await postUpload(upload(form(["a", "stored"])), settings(), importer().run);
  expect(leftOnDisk()).toEqual([]);
});

it("uploads count from their beginning: the twenty-second at once finds no room", async () => {
  let finish = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const receiving = Array.from({ length: 21 }, () => inRoom(() => all));
  await expect(inRoom(() => all)).rejects.toMatchObject({ code: "busy" });
  finish();
  await Promise.all(receiving);
  await expect(inRoom(async () => "received")).resolves.toBe("received");
});
