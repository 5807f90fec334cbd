import { afterEach, expect, test } from "vitest";
import { GuessLimit, RateLimit } from "@/server/rate-limit";
import { routeClass } from "@/server/route-class";
import { openSite, type TestSite } from "../server/site";

/* What stands in front of `/mcp`: questions change nothing, so nobody shows who they are, and the limits of others hold. */

let site: TestSite | null = null;

afterEach(async () => {
  await site?.close();
  site = null;
});

async function open(burst = 300): Promise<TestSite> {
  const guesses = new GuessLimit({ burst: 5, perSecond: 1 }, { burst: 5, perSecond: 1 });
  const limits = { guesses, uploads: new RateLimit({ burst, perSecond: 0.01 }) };
  site = await openSite(
    (request, response) => {
      request.resume().once("end", () => {
        response.writeHead(200, { "content-type": "application/json" }).end('{"answered":true}');
      });
    },
    { limits, uploadToken: "a token of sixteen", boundToLoopback: false },
  );
  return site;
}

const question = { method: "POST", headers: { "content-type": "application/json" } };

test("asks no token, where an upload does", async () => {
  const { ask } = await open();
  expect((await ask("/mcp", question, "{}")).status).toBe(200);
  expect((await ask("/api/v1/uploads", question, "{}")).status).toBe(401);
});

test("refuses pages of other sites", async () => {
  const { ask } = await open();
  const headers = { ...question.headers, origin: "https://elsewhere.example" };
  const answer = await ask("/mcp", { method: "POST", headers }, "{}");
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { code: "cross_site" } });
});

test("one that asks too often has to wait", async () => {
  const { ask } = await open(2);
  const codes = [];
  for (let i = 0; i < 3; i += 1) codes.push((await ask("/mcp", question, "{}")).status);
  expect(codes).toEqual([200, 200, 429]);
  const answer = await ask("/mcp", question, "{}");
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect(answer.body.toString()).toContain("Too many questions");
});

test("counts with the API, and nothing else may be posted beside it", async () => {
  expect(routeClass("POST", "/mcp")).toBe("api");
  const { ask } = await open();
  expect((await ask("/mcpx", question, "{}")).status).toBe(405);
  expect((await ask("/brokers", question, "{}")).status).toBe(405);
});
