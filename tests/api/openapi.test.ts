import { expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS, type Endpoint, rowOf } from "@/app/api/endpoints";
import { openApi } from "@/app/api/openapi";
import { PARAMETERS, type ParameterName } from "@/queries/filters";
import { finding } from "@/report/findings";
import { callApi, getJson, routeFolders } from "../support/call-api";
import { saveMadeSummary } from "../support/made-execution";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

// biome-ignore lint/suspicious/noExplicitAny: a JSON document
const description = openApi() as any;
const endpoints: readonly Endpoint[] = Object.values(ENDPOINTS);

/** A value that is allowed, for every parameter there is. */
const ALLOWED: Record<ParameterName | "against" | "metric" | "cells" | "q", string> = {
  broker: "one",
  venue: "w",
  venueKind: "wholesaler",
  section: "equities",
  orderType: "market,other",
  from: "2021Q1",
  to: "2021Q2",
  quarter: "2021Q2",
  month: "2021-01",
  exchanges: "exclude",
  reReported: "include",
  asOf: "2030-12-31",
  versions: "all",
  finding: "rate_precision",
  severity: "note",
  by: "broker,month",
  findings: "include",
  limit: "3",
  cursor: "",
  format: "json",
  bom: "1",
  against: "",
  metric: "rate",
  cells: "counted",
  q: "one",
};

/** The same where it means something else. */
const ALLOWED_OF_EXECUTION: Record<string, string> = {
  reporter: "ABCD",
  from: "202608",
  to: "202608",
  sp500: "Y",
  orderSize: "1000,250",
  orderType: "M",
};

function store(path = ""): Record<string, string> {
  const made = new MadeStore();
  const ids = [1, 2].map((quarter) => {
    const when = { year: 2021, quarter };
    const report = reportOf("One", when, wholeQuarter(when, section("sp500", ["W", 60, quarter, 10])));
    return made.save(report, [finding("rate_precision", "Two decimals.", { file: "one.xml" })]);
  });
  const execution = saveMadeSummary(made.database, "sha-1");
  saveMadeSummary(made.database, "sha-2", "BATS");
  return { id: isOfExecution(path) ? execution : (ids[0] ?? ""), quarter: "2021Q2" };
}

const isOfExecution = (path: string) => path.startsWith("/api/v1/execution");

function fill(path: string, values: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

test("every route that is read is described, and every described path has a route", () => {
  const routes = routeFolders("GET").map(
    (folder) => `/api/${folder.replaceAll("[", "{").replaceAll("]", "}")}`,
  );
  const described = Object.keys(description.paths).filter((path) => description.paths[path].get);
  // The server in front of the app answers this one: tests/server/metrics.test.ts.
  expect(described.sort()).toEqual([...routes, "/api/metrics"].sort());
  expect(routeFolders("POST")).toEqual(["v1/checks", "v1/imports/finra", "v1/uploads"]);
  expect(description.paths["/api/v1/uploads"].post.operationId).toBe("upload");
});

test("operations have names of their own, path parameters are declared, references lead somewhere", () => {
  const operations = Object.values<Record<string, { operationId: string }>>(description.paths).flatMap(
    (path) => Object.values(path),
  );
  const ids = operations.map((operation) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("reportsIdDiff");
  type Operations = Record<string, { parameters: { name: string; in: string }[] }>;
  for (const [path, methods] of Object.entries<Operations>(description.paths)) {
    for (const { parameters } of Object.values(methods)) {
      const inPath = parameters.filter((one) => one.in === "path").map((one) => one.name);
      expect(inPath, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    }
  }
  for (const [, reference] of JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference?.split("/").reduce((at, key) => at?.[key], description);
    expect(found, reference).toBeDefined();
  }
});

test("every parameter says what it is, defaults and allowed values included", () => {
  for (const { name, description: said } of description.paths["/api/v1/rows"].get.parameters) {
    expect(said, name).toEqual(expect.any(String));
  }
  const parameter = (path: string, name: string) =>
    description.paths[path].get.parameters.find((one: { name: string }) => one.name === name).schema;
  expect(parameter("/api/v1/rates", "reReported")).toEqual({
    type: "string",
    enum: ["exclude", "include"],
    default: "exclude",
  });
  expect(parameter("/api/v1/rows", "reReported").default).toBe("include");
  expect(parameter("/api/v1/rates", "limit")).toEqual({ type: "integer", minimum: 1, maximum: 10_000 });
  expect(parameter("/api/v1/rates", "section").items.enum).toEqual([
    "sp500",
    "non_sp500",
    "options",
    "equities",
  ]);
});

const walk = endpoints
  .filter((endpoint) => endpoint.media === undefined)
  .flatMap((endpoint) =>
    [null, ...endpoint.parameters, ...Object.keys(endpoint.own ?? {})].map(
      (name) => [endpoint.path, name, endpoint] as const,
    ),
  );
test.each(walk)("%s with %s answers as described", async (_, name, endpoint) => {
  const values = store(endpoint.path);
  const own = isOfExecution(endpoint.path) ? ALLOWED_OF_EXECUTION[name ?? ""] : undefined;
  const query = name === null ? "" : `?${name}=${own ?? ALLOWED[name as ParameterName]}`;
  const { status, body } = await getJson(fill(endpoint.path, values) + query);
  expect(status, JSON.stringify(body)).toBe(200);
  const row = rowOf(endpoint);
  if (row) {
    const list = z.strictObject({
      rows: z.array(z.strictObject(row.shape)),
      next: z.string().nullable(),
    });
    expect(body.rows.length, "a row to look at").toBeGreaterThanOrEqual(
      endpoint.path.endsWith("/diff") ? 0 : 1,
    );
    if (!endpoint.body) list.parse(body);
  }
  endpoint.body?.parse(body);
});

test.each(
  endpoints.flatMap(({ path, inPath, example }) => (example ? [[path, example, inPath] as const] : [])),
)("the example of %s is allowed: %s", async (path, example, inPath = {}) => {
  store();
  const examples = Object.fromEntries(Object.entries(inPath).map(([name, one]) => [name, one.example]));
  const response = await callApi(`${fill(path, examples)}?${example.replace("charles-schwab", "one")}`);
  expect(response.status).toBe(200);
});

test("a column says its meaning, unit and example in JSON Schema's own words", () => {
  const { get } = description.paths["/api/v1/rates"];
  const rows = get.responses[200].content["application/json"].schema.properties.rows;
  expect(rows.items.properties.payment_usd).toEqual({
    type: ["number", "null"],
    description:
      "Σ net dollars of the cells that are not blank, to the cent. Unit: USD, net; positive: the broker received, negative: it paid. Blank: every cell was filed blank.",
    examples: [247709.63],
  });
});

test("every parameter there is has a place", () => {
  const used = new Set(endpoints.flatMap(({ parameters }) => parameters));
  expect([...used].sort()).toEqual(Object.keys(PARAMETERS).sort());
});
