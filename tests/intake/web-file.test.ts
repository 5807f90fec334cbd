import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { downloadWebFile } from "@/intake/web-file";
import { temporaryFolder } from "../support/temporary-folder";

type Answers = Readonly<Record<string, () => Response>>;
const redirect = (to: string) => new Response(null, { status: 302, headers: { location: to } });

/** Downloads from a made-up web; an address without an answer cannot be reached. */
async function download(address: string, answers: Answers, { maxBytes = 100, timeoutMs = 5_000 } = {}) {
  const folder = temporaryFolder();
  const asked: string[] = [];
  const fetch = (async (url: URL, { signal }: { signal: AbortSignal }) => {
    asked.push(url.href);
    const answer = answers[url.href];
    if (answer) return answer();
    if (url.pathname === "/slow") {
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    }
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) });
  }) as typeof globalThis.fetch;
  const result = await downloadWebFile(address, { folder, maxBytes, timeoutMs, fetch }).catch(
    (error: Error) => error.message,
  );
  return { result, asked, left: readdirSync(folder) };
}

test("a file, under the name its last address has, however often it is redirected up to five times", async () => {
  const hops = Object.fromEntries(
    [0, 1, 2, 3].map((i) => [`https://a.test/${i}`, () => redirect(`/${i + 1}`)]),
  );
  const found = await download("https://a.test/0", {
    ...hops,
    "https://a.test/4": () => redirect("https://b.test/files/BATS%20202608.csv?x=1"),
    "https://b.test/files/BATS%20202608.csv?x=1": () => new Response("text"),
  });
  const { path, name } = found.result as { path: string; name: string };
  expect(name).toBe("BATS 202608.csv");
  expect(readFileSync(path, "utf8")).toBe("text");
  expect(found.asked).toHaveLength(6);
});

describe("says what is wrong, and leaves nothing behind", () => {
  test.each([
    ["http://a.test/x", {}, "http://a.test/x is no https address; only those are downloaded."],
    ["ftp://a.test/x", {}, "ftp://a.test/x is no https address; only those are downloaded."],
    [
      "https://a.test/x",
      { "https://a.test/x": () => redirect("http://a.test/y") },
      "http://a.test/y is no https address; only those are downloaded.",
    ],
    [
      "https://a.test/x",
      { "https://a.test/x": () => redirect("/x") },
      "https://a.test/x redirects more than 5 times.",
    ],
    [
      "https://a.test/x",
      { "https://a.test/x": () => new Response("no", { status: 404 }) },
      "https://a.test/x is not there: a.test answered 404.",
    ],
    [
      "https://a.test/x",
      { "https://a.test/x": () => new Response("x".repeat(101)) },
      "https://a.test/x is larger than 100 bytes, the limit (setting MAX_UPLOAD_BYTES).",
    ],
    [
      "https://a.test/x",
      { "https://a.test/x": () => new Response("x", { headers: { "content-length": "101" } }) },
      "https://a.test/x is larger than 100 bytes, the limit (setting MAX_UPLOAD_BYTES).",
    ],
    ["https://a.test/x", {}, "https://a.test/x could not be downloaded: ENOTFOUND."],
  ] as [string, Answers, string][])("%s %#", async (address, answers, message) => {
    const { result, left } = await download(address, answers);
    expect(result).toBe(message);
    expect(left).toEqual([]);
  });

  test("a host that does not go on", async () => {
    const { result, left } = await download("https://a.test/slow", {}, { timeoutMs: 20 });
    expect(result).toBe("https://a.test/slow could not be downloaded: it took longer than 0.02 s.");
    expect(left).toEqual([]);
  });
});

test("is called by nothing the server runs", () => {
  const root = new URL("../../src/", import.meta.url);
  const users = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) =>
      /\.tsx?$/.test(name) &&
      /from "@\/(intake\/web-file|worker\/import-web-files)"/.test(readFileSync(new URL(name, root), "utf8")),
  );
  expect(users.sort()).toEqual(["cli/import.main.ts", "worker/import-web-files.ts"]);
  expect(existsSync(new URL("cli/import.main.ts", root))).toBe(true);
});
