import { describe, expect, test } from "vitest";
import { readAnswer } from "@/app/data/api-reference/read-answer";
import { tryAddress } from "@/app/data/api-reference/try-address";

test.each([
  [
    "/api/v1/rates",
    {},
    [
      ["by", "broker"],
      ["by", "year"],
      ["from", ""],
      ["limit", "5"],
    ],
    "/api/v1/rates?by=broker,year&limit=5",
  ],
  [
    "/api/v1/reports/{id}/diff",
    { id: "2020Q1-x" },
    [["against", "2020Q1-y"]],
    "/api/v1/reports/2020Q1-x/diff?against=2020Q1-y",
  ],
  ["/api/v1/quarters/{quarter}", { quarter: " a/b?c " }, [], "/api/v1/quarters/a%2Fb%3Fc"],
  ["/api/health", {}, [], "/api/health"],
] as const)("%s with %j and %j is asked for at %s", (path, inPath, entries, expected) => {
  expect(tryAddress(path, inPath, entries)).toBe(expected);
});

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });

describe("what is shown of an answer", () => {
  test("the first rows of a list, and whether it goes on", async () => {
    const rows = [1, 2, 3, 4, 5, 6].map((n) => ({ n, text: "x".repeat(70), none: null, list: [n] }));
    const { status, ok, headers, shown } = await readAnswer(json({ rows, next: "cursor" }));
    expect([status, ok]).toEqual(["200", true]);
    expect(headers).toEqual([["content-type", "application/json; charset=utf-8"]]);
    expect(shown).toMatchObject({
      what: "rows",
      columns: ["n", "text", "none", "list"],
      of: 6,
      goesOn: true,
    });
    if (shown.what !== "rows") throw new Error("no rows");
    expect(shown.rows).toHaveLength(5);
    expect(shown.rows[0]).toEqual(["1", `${"x".repeat(59)}…`, "null", "[1]"]);
  });

  test("an error in its words", async () => {
    const answer = await readAnswer(json({ error: { code: "invalid_input", message: "no" } }, 400));
    expect(answer.ok).toBe(false);
    expect(answer.shown).toEqual({
      what: "text",
      text: '{\n  "error": {\n    "code": "invalid_input",\n    "message": "no"\n  }\n}',
      isCut: false,
    });
  });

  test("six lines of a CSV, without waiting for the rest", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode(`row ${pulled}\n`));
      },
      cancel() {
        cancelled = true;
      },
    });
    const { shown } = await readAnswer(new Response(endless, { headers: { "content-type": "text/csv" } }));
    expect(shown).toEqual({ what: "text", text: "row 1\nrow 2\nrow 3\nrow 4\nrow 5\nrow 6", isCut: true });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(50);
  });

  test("a short CSV is whole", async () => {
    const { shown } = await readAnswer(
      new Response("a,b\n1,2\n", { headers: { "content-type": "text/csv" } }),
    );
    expect(shown).toEqual({ what: "text", text: "a,b\n1,2", isCut: false });
  });

  test.each([
    ["image/svg+xml; charset=utf-8", "image"],
    ["application/zip", "file"],
  ])("%s is an %s", async (type, what) => {
    const { shown } = await readAnswer(new Response(null, { headers: { "content-type": type } }));
    expect(shown).toEqual({ what });
  });
});
