import { readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/mcp/route";
import { TOOLS } from "@/mcp/server";
import { SAMPLE } from "../support/sample";
import { emptyStore, importInto, type TestStore } from "../support/store-with-filings";
import { type Assistant, assistant } from "./ask";

const root = path.resolve(import.meta.dirname, "../..");
const INVALID_PARAMS = -32602;
let store: TestStore;
let there: Assistant;

beforeAll(async () => {
  const empty = emptyStore();
  store = empty;
  await importInto(empty, [path.join(SAMPLE, "firstrade-securities.csv")]);
  there = await assistant("https://pfof.example");
});

afterEach(() => {
  delete process.env.MCP;
});

test("lists its tools, each with what it takes, and that it changes nothing; docs/mcp.md has them", async () => {
  const { tools } = await there.client.listTools();
  expect(tools.map((one) => one.name)).toEqual(TOOLS.map((one) => one.name));
  for (const { inputSchema, annotations } of tools) {
    expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  }
  const docs = readFileSync(path.join(root, "docs/mcp.md"), "utf8");
  const named = [...docs.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(tools.map((one) => one.name));
  expect(there.client.getInstructions()).toContain("never say zero");
});

test.each<[string, string, Record<string, unknown>, RegExp]>([
  ["an unknown tool", "invent", {}, /no tool "invent"; there are: find_entity/],
  ["an unknown argument", "payments", { brokers: ["x"] }, /brokers/],
  ["an argument of every object", "payments", { constructor: "x" }, /constructor/],
  ["a wrong type", "payments", { broker: "Schwab" }, /expected array/],
  ["no quarter", "payments", { quarter: "2021" }, /2020Q1/],
  ["two grains of time", "payments", { by: ["month", "year"] }, /at most one of/],
  ["a range that ends before it begins", "payments", { from: "2021Q2", to: "2021Q1" }, /is after/],
  ["counted in its own groups", "payments", { by: ["venue"], count: "venue" }, /cannot be counted/],
  ["one broker to compare", "compare_brokers", { broker: ["Firstrade"] }, /Too small/],
  ["no text", "find_entity", {}, /text/],
  ["huge arguments", "find_entity", { text: "a".repeat(1_000_000) }, /longer than 16384 bytes/],
  ["a list without end", "payments", { by: Array(9_000).fill("broker") }, /longer than/],
])("%s is an error of the protocol", async (_, name, given, message) => {
  await expect(there.client.callTool({ name, arguments: given })).rejects.toMatchObject({
    code: INVALID_PARAMS,
    message: expect.stringMatching(message),
  });
  expect((await there.ask("reports", { limit: 1 })).rows).toHaveLength(1);
});

test("an argument named __proto__ is none", async () => {
  const given = JSON.parse('{"__proto__": {"by": ["year"]}, "limit": 1}') as Record<string, unknown>;
  const asked = await there.ask("payments", given).catch((error: { code: number }) => error);
  expect(asked).toSatisfy((one: { code?: number; rows_in_all?: number }) =>
    one.code === undefined ? one.rows_in_all === 1 : one.code === INVALID_PARAMS,
  );
});

test("addresses begin with the site's, texts are what is structured", async () => {
  const result = await there.client.callTool({ name: "payments", arguments: { by: ["quarter"] } });
  const [{ text }] = result.content as [{ text: string }];
  expect(JSON.parse(text)).toEqual(result.structuredContent);
  const { rows } = JSON.parse(text);
  expect(rows[0].payment.source).toBe("https://pfof.example/trace?from=2020Q1&to=2020Q1");
});

test("answers stay short enough to be read", async () => {
  const said = await there.ask("payments", { by: ["venue", "section", "orderType", "month"], limit: 200 });
  expect(JSON.stringify(said).length).toBeLessThan(70_000);
  expect(said.rows.length).toBeLessThan(said.rows_in_all);
  expect(said.cut).toContain(`of ${said.rows_in_all} rows`);
});

const post = (body: string) =>
  POST(
    new Request("http://pfof.example/mcp", {
      method: "POST",
      body,
      headers: {
        host: "pfof.example",
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
    }),
    { params: Promise.resolve({}) },
  );

test("/mcp is off unless the setting turns it on", async () => {
  expect((await post("{}")).status).toBe(404);
  expect((await GET(new Request("http://pfof.example/mcp"), { params: Promise.resolve({}) })).status).toBe(
    404,
  );
  process.env.MCP = "1";
  expect((await GET(new Request("http://pfof.example/mcp"), { params: Promise.resolve({}) })).status).toBe(
    405,
  );
});

test("/mcp answers an assistant with JSON, without sessions", async () => {
  process.env.MCP = "1";
  const types = new Set<string | null>();
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    const request = new Request(url, init);
    request.headers.set("host", "pfof.example");
    const answer = await (init?.method === "POST" ? POST : GET)(request, { params: Promise.resolve({}) });
    if (answer.status === 200) types.add(answer.headers.get("content-type"));
    return answer;
  };
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL("http://pfof.example/mcp"), { fetch });
  // Its optional fields may be undefined in the SDK's types.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  const { structuredContent } = await client.callTool({
    name: "find_entity",
    arguments: { text: "FIRSTRADE SECURITIES, INC." },
  });
  expect(structuredContent).toMatchObject({
    found: [{ slug: "firstrade-securities", source: "http://pfof.example/brokers/firstrade-securities" }],
  });
  await client.close();
  expect([...types]).toEqual(["application/json"]);
});

test.each([
  ["no JSON", "{", 400, -32700],
  ["no message", '{"hello":1}', 400, -32700],
  ["a method there is not", '{"jsonrpc":"2.0","id":1,"method":"invent"}', 200, -32601],
  ["a call without a name", '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}', 200, undefined],
  ["a message too long", `{"a":"${"a".repeat(70_000)}"}`, 413, undefined],
])("/mcp with %s is an error of the protocol", async (_, body, status, code) => {
  process.env.MCP = "1";
  const answer = await post(body);
  expect(answer.status).toBe(status);
  const { error } = await answer.json();
  expect(error.code).toBeLessThan(0);
  if (code !== undefined) expect(error.code).toBe(code);
});

test("npm run mcp: the program on standard input and output lives through what is no message", async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(root, "dist/mcp.js"), "--site", "https://pfof.example"],
    env: { ...(process.env as Record<string, string>), DATABASE_URL: `file:${store.databaseFile}` },
    stderr: "pipe",
  });
  const client = new Client({ name: "test", version: "1" });
  const problems: Error[] = [];
  client.onerror = (error) => problems.push(error);
  await client.connect(transport);
  const log: string[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => log.push(chunk.toString()));
  await transport.send("no message" as unknown as Parameters<typeof transport.send>[0]);
  await expect(
    client.callTool({ name: "find_entity", arguments: { text: "a".repeat(2_000_000) } }),
  ).rejects.toMatchObject({ code: INVALID_PARAMS });
  const { structuredContent } = await client.callTool({ name: "reports", arguments: {} });
  // Six quarters of Firstrade.
  expect(structuredContent).toMatchObject({ counts: { current: 6 } });
  await client.close();
  // Nothing but messages came out; the rest went to the log.
  expect(problems).toEqual([]);
  expect(log.join("")).toContain('"event":"error"');
});
