import { createHash } from "node:crypto";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import Papa from "papaparse";
import { beforeAll, expect, test } from "vitest";
import { openApi } from "@/app/api/openapi";
import { keepDocument } from "@/store/documents";
import { callApi, getJson } from "../support/call-api";
import { saveMadeSummary } from "../support/made-execution";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

/*
 * The API held to its own description, by nothing but that description: every operation that reads, with every
 * parameter and every value it lists, answers as its schemas say; and refuses what they do not list.
 */

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}
interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly schema: Schema;
}
interface Operation {
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>
  >;
}

const description = openApi() as {
  paths: Record<string, { get?: Omit<Operation, "path"> }>;
  components: { responses: { Error: { content: Record<string, { schema: object }> } } };
};
const operations: Operation[] = Object.entries(description.paths).flatMap(([path, { get }]) =>
  // Metrics are not made by a route: tests/server/metrics.test.ts.
  get && path !== "/api/metrics" ? [{ ...get, path }] : [],
);

// Formats are written for readers; patterns and types are what is checked.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const compiled = new Map<Schema, ValidateFunction>();
function problemsOf(schema: Schema, body: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(body) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
}
const errorSchema = description.components.responses.Error.content["application/json"]?.schema as Schema;

/** What exists in the store the calls are made on, where a schema allows any text. */
const KNOWN: Record<string, string> = {};
/** The same where it is about rule 605. */
const KNOWN_OF_EXECUTION: Record<string, string> = {
  reporter: "ABCD",
  from: "202608",
  to: "2026-08",
  cursor: "",
};
const knownAt = (path: string, name: string) =>
  (path.startsWith("/api/v1/execution") ? KNOWN_OF_EXECUTION : KNOWN)[name];
beforeAll(() => {
  const made = new MadeStore();
  for (const quarter of [1, 2]) {
    const when = { year: 2021, quarter };
    const months = wholeQuarter(
      when,
      section("sp500", ["W", 60, quarter, 10], ["Some Exchange", 40, -1, -5]),
      section("options", ["W", 50, 2, 40]),
    );
    const id = made.save(reportOf("One", when, months));
    made.save(reportOf("Two", when, months.slice(0, 2)));
    Object.assign(KNOWN, { against: id });
  }
  const when = { year: 2021, quarter: 2 };
  const amended = wholeQuarter(when, section("sp500", ["W", 60, 3, 10]));
  const amendment = made.save(reportOf("One", when, amended, { generatedAt: "2023-01-01T00:00:00Z" }));
  Object.assign(KNOWN, {
    broker: "one",
    venue: "w",
    quarter: "2021Q2",
    month: "2021-04",
    from: "2021Q1",
    to: "2021Q2",
  });
  KNOWN_OF_EXECUTION.id = saveMadeSummary(made.database, "sha-5");
  keep(made, "sha-5");
  Object.assign(KNOWN, {
    id: amendment,
    q: "w",
    sha256: createHash("sha256").update("<").digest("hex"),
    asOf: "2030-12-31",
    cursor: "",
    file: "payments-by-broker.svg",
  });
});

/** Puts a document of one byte where a made report says it has one. */
function keep({ database }: MadeStore, sha256: string): void {
  const real = createHash("sha256").update("<").digest("hex");
  keepDocument(process.env.DATA_DIR ?? "", real, Buffer.from("<"));
  database.transaction(() => {
    database.pragma("defer_foreign_keys = ON");
    database.prepare("UPDATE document SET sha256 = ? WHERE sha256 = ?").run(real, sha256);
    database.prepare("UPDATE report SET document_sha256 = ? WHERE document_sha256 = ?").run(real, sha256);
    for (const table of ["report_source", "execution_report", "execution_source"]) {
      database.prepare(`UPDATE ${table} SET document_sha256 = ? WHERE document_sha256 = ?`).run(real, sha256);
    }
  })();
}

function valuesOf({ name, schema }: Parameter, path: string): string[] {
  if (schema.enum) return [...schema.enum];
  const listed = schema.items?.enum;
  if (listed) return [...listed, listed.slice(0, 2).join(",")];
  if (schema.type === "integer") return [String(schema.minimum), String(schema.maximum)];
  const known = knownAt(path, name);
  if (known === undefined) throw new Error(`no value to try for ${name}`);
  return [known];
}

function addressOf(path: string, query: Record<string, string>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => knownAt(path, name) ?? "");
  const written = new URLSearchParams(query).toString();
  return written === "" ? filled : `${filled}?${written}`;
}

async function expectDescribed(operation: Operation, query: Record<string, string>): Promise<void> {
  const address = addressOf(operation.path, query);
  const response = await callApi(address);
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const text = await response.text();
  expect(response.status, `${address}: ${text.slice(0, 300)}`).toBe(200);
  const content = operation.responses["200"]?.content ?? {};
  expect(Object.keys(content), address).toContain(type);
  const schema = content[type]?.schema as Schema;
  if (type === "application/json") expect(problemsOf(schema, JSON.parse(text)), address).toEqual([]);
  if (type === "text/csv") expectCsvLike(rowSchemaOf(content["application/json"]?.schema), text, address);
}

function rowSchemaOf(answer: Schema | undefined): Schema {
  return answer?.properties?.rows?.items ?? {};
}

/** A CSV has the columns of the JSON's rows, and what is a number there is a number here. */
function expectCsvLike(row: Schema, text: string, address: string): void {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors, address).toEqual([]);
  const known = Object.keys(row.properties ?? {});
  expect(
    known.filter((name) => meta.fields?.includes(name)),
    address,
  ).toHaveLength(meta.fields?.length ?? -1);
  for (const line of data) {
    for (const [name, cell] of Object.entries(line)) {
      const types = typesOf(row.properties?.[name]);
      if (cell === "") continue;
      if (types.includes("boolean")) expect(["0", "1"], `${address} ${name}`).toContain(cell);
      else if (types.includes("integer")) expect(cell, `${address} ${name}`).toMatch(/^-?\d+$/);
      else if (types.includes("number")) expect(cell, `${address} ${name}`).toMatch(/^-?\d+(\.\d+)?$/);
    }
  }
}

function typesOf(schema: Schema | undefined): string[] {
  const own = [schema?.type ?? []].flat();
  return [...own, ...(schema?.anyOf ?? []).flatMap(typesOf)];
}

test.each(operations.map((one) => [one.path, one] as const))(
  "%s answers as described",
  async (_, operation) => {
    await expectDescribed(operation, {});
    const query = operation.parameters.filter((one) => one.in === "query");
    for (const parameter of query) {
      for (const value of valuesOf(parameter, operation.path))
        await expectDescribed(operation, { [parameter.name]: value });
    }
    if (query.length < 2) return;
    // All at once, but those that exclude each other: `quarter` is `from` and `to`, and rates have no versions.
    const has = (wanted: string) => query.some(({ name }) => name === wanted);
    const all = query.filter(
      ({ name }) =>
        !(name === "quarter" && has("from")) && !(["by", "table"].includes(name) && has("versions")),
    );
    await expectDescribed(
      operation,
      Object.fromEntries(all.map((one) => [one.name, valuesOf(one, operation.path)[0] ?? ""])),
    );
  },
);

test.each(operations.map((one) => [one.path, one] as const))(
  "%s refuses what is not listed",
  async (_, operation) => {
    const refused = async (query: Record<string, string>, name: string) => {
      const address = addressOf(operation.path, query);
      const { status, body } = await getJson(address);
      expect(status, address).toBe(400);
      expect(problemsOf(errorSchema, body), address).toEqual([]);
      expect(body.error.message, address).toContain(`"${name}"`);
      expect(body.error.message, address).toContain("allowed: ");
    };
    await refused({ brokr: "one" }, "brokr");
    for (const { name, schema, in: place } of operation.parameters) {
      // Any text may be looked for, and any report compared with.
      if (place === "path" || name === "against" || name === "q") continue;
      const wrong = schema.type === "integer" ? ["0", "1.5", "many", "10001"] : ["no such thing"];
      for (const value of wrong) await refused({ [name]: value }, name);
    }
  },
);

test.each(operations.filter(({ path }) => path.includes("{")).map((one) => [one.path, one] as const))(
  "%s says that there is no such thing",
  async (path, { responses }) => {
    const { status, body } = await getJson(path.replace(/\{\w+\}/g, "nothing"));
    expect(Object.keys(responses)).toContain(String(status));
    expect([400, 404]).toContain(status);
    expect(problemsOf(errorSchema, body)).toEqual([]);
  },
);

test("bom=1 puts the mark in front of a CSV, once, and changes nothing else", async () => {
  for (const path of [
    "/api/v1/rows",
    "/api/v1/rates",
    "/api/v1/quarters/2021Q2",
    `/api/v1/reports/${KNOWN.id}/diff`,
  ]) {
    const [plain, marked] = await Promise.all(
      ["", "&bom=1"].map(async (bom) =>
        Buffer.from(await (await callApi(`${path}?format=csv${bom}`)).arrayBuffer()),
      ),
    );
    expect(marked?.toString("latin1")).toBe(`\u00EF\u00BB\u00BF${plain?.toString("latin1")}`);
  }
});
