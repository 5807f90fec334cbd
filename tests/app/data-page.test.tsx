import nodePath from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { openApi } from "@/app/api/openapi";
import { DOWNLOADS } from "@/app/data/downloads";
import { operations } from "@/app/data/operations";
import DataPage from "@/app/data/page";
import MethodsPage from "@/app/methods/page";
import { TABLES, type TableName } from "@/dictionary/tables";
import { callApi } from "../support/call-api";
import { emptyStore, importInto } from "../support/store-with-filings";

vi.mock("next/navigation", () => ({ useRouter: () => ({ replace: () => undefined }) }));
vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({ host: "127.0.0.1:3000", "x-forwarded-host": "pfof.example", "x-forwarded-proto": "https" }),
}));

let html = "";

beforeAll(async () => {
  const report = nodePath.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
  const execution = nodePath.resolve(import.meta.dirname, "../../fixtures/starter/execution-2026-08.csv");
  await importInto(emptyStore(), [report, execution]);
  html = renderToStaticMarkup(await DataPage({ searchParams: Promise.resolve({}) }));
});

const unescaped = (text: string) =>
  text
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
const ids = (markup: string) => [...markup.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
/** The markup of one operation. */
const partOf = (id: string) => html.split(` id="${id}"`)[1]?.split("</details>")[0] ?? "";

test("no two parts share an address, and every link within the page and to the methods leads somewhere", async () => {
  const here = ids(html);
  expect(here.filter((id, i) => here.indexOf(id) !== i)).toEqual([]);
  const methods = ids(renderToStaticMarkup(await MethodsPage({ searchParams: Promise.resolve({}) })));
  const links = [...html.matchAll(/href="(\/methods)?#([^"]+)"/g)];
  expect(links.length).toBeGreaterThan(20);
  for (const [link, methodsPage, id] of links) expect(methodsPage ? methods : here, link).toContain(id);
});

test("examples ask the address the reader came by for a quarter that is stored", () => {
  const text = unescaped(html);
  expect(text).toContain(
    "curl -s --compressed 'https://pfof.example/api/v1/rates?by=broker,section&from=2023Q1&to=2023Q1",
  );
  expect(text).toContain('src="https://pfof.example/embed/payments-by-broker?quarter=2023Q1&');
  expect(text).toContain("https://pfof.example/data, accessed");
  expect(text).not.toContain("127.0.0.1");
});

test("names the license", () => {
  expect(html).toContain("MIT license");
});

describe("the reference of the API", () => {
  const described = Object.entries(
    openApi().paths as Record<string, Record<string, { parameters?: { name: string }[] }>>,
  );
  const all = described.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({ path, method, parameters })),
  );

  test.each(all)("has $method $path with every parameter", ({ path, method, parameters }) => {
    const operation = operations().find((one) => one.path === path && one.method === method.toUpperCase());
    expect(operation?.fields.map((field) => field.name)).toEqual(parameters.map(({ name }) => name));
    const part = partOf(operation?.id ?? "");
    expect(part).toContain(`<code>${path}</code>`);
    for (const { name } of parameters) expect(part).toContain(`<code>${name}</code>`);
  });

  test.each(operations().filter((one) => one.method === "GET"))(
    "without scripts the form of $path leads to an address that answers",
    async ({ id, path, fields }) => {
      const part = partOf(id);
      const action = /<form [^>]*action="([^"]+)"/.exec(part)?.[1] ?? "";
      expect(action).not.toContain("{");
      // What a browser sends: every field with a name, empty ones too, ticks only where ticked.
      const sent = new URLSearchParams();
      for (const [, attributes = ""] of part.matchAll(/<input ([^>]*)>/g)) {
        const name = /name="(\w+)"/.exec(attributes)?.[1];
        const isTick = attributes.includes('type="checkbox"');
        if (name && (!isTick || attributes.includes("checked=")))
          sent.append(name, /value="([^"]*)"/.exec(attributes)?.[1] ?? "");
      }
      for (const [, name = ""] of part.matchAll(/<select [^>]*name="(\w+)"/g)) sent.append(name, "");
      const named = fields.filter((field) => field.in === "query").map((field) => field.name);
      for (const name of sent.keys()) expect(named).toContain(name);
      // Answered by the server in front, or by asking another host.
      if (path === "/api/metrics" || path === "/api/v1/imports/finra") return;
      const { status } = await callApi(`${action}?${sent}`);
      expect(status, `${action}?${sent}`).toBe(200);
    },
  );

  test("fields of the path are left to scripts, so that they are not sent as parameters", () => {
    const part = partOf("get-api-v1-quarters-quarter");
    expect(part).toMatch(/<input[^>]*data-path="quarter"/);
    expect(part).not.toMatch(/<input[^>]* name="quarter"/);
    expect(part).toContain('action="/api/v1/quarters/2023Q1"');
  });

  test("what changes the store has no form", () => {
    for (const { id } of operations().filter((one) => one.method !== "GET"))
      expect(partOf(id)).not.toContain("<form");
  });
});

test.each(Object.keys(TABLES) as TableName[])(
  "says of every column of %s what it means, its unit and source",
  async (name) => {
    expect(html).toContain(`href="/data?${name}-rows=all#columns-${name}"`);
    const opened = await DataPage({ searchParams: Promise.resolve({ [`${name}-rows`]: "all" }) });
    const part = renderToStaticMarkup(opened).split(` id="columns-${name}"`)[1]?.split("</details>")[0] ?? "";
    const text = unescaped(part.replace(/<\/?code>/g, ""));
    const plain = (words: string) => words.replaceAll("`", "");
    for (const column of TABLES[name].columns) {
      expect(text).toContain(column.name);
      for (const said of [column.description, column.unit, column.blank])
        if (said !== null) expect(text).toContain(plain(said));
      if (column.source?.startsWith("17 CFR")) expect(text).toContain(column.source);
    }
  },
);

test.each(DOWNLOADS)("$name is there to be downloaded", async ({ path }) => {
  expect(html).toContain(`href="${path.replaceAll("&", "&amp;")}"`);
  expect((await callApi(path)).status).toBe(200);
});

test("the form of a selection leads to the rows, or to the package", async () => {
  const form = /<form [^>]*action="\/api\/v1\/rows"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  expect(form).toContain('formAction="/api/v1/package"');
  for (const address of [
    "/api/v1/rows?broker=harbor-lane-securities&section=equities&from=2023Q1&to=&format=csv",
    "/api/v1/package?broker=&section=&from=&to=",
  ])
    expect((await callApi(address)).status).toBe(200);
  const options = [...form.matchAll(/<option value="([^"]*)"/g)].map((match) => match[1]);
  expect(options).toEqual([
    "",
    "harbor-lane-securities",
    "",
    "equities",
    "sp500",
    "non_sp500",
    "options",
    "",
    "2023Q1",
    "",
    "2023Q1",
  ]);
});
