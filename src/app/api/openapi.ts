import { type GlobalMeta, z } from "zod";
import { columnInText, exampleOf } from "@/dictionary/column";
import { TABLES } from "@/dictionary/tables";
import { isList, NO_FILTERS, PARAMETERS } from "@/queries/filters";
import { ENDPOINTS, type Endpoint, GROUPS, rowOf } from "./endpoints";
import { METRICS_PATH, metricsOperation } from "./metrics-description";
import { PARAMETER_EXAMPLES } from "./parameter-examples";
import {
  cancelOperation,
  checkOperation,
  FindingBody,
  finraOperation,
  SECURITY_SCHEMES,
  uploadOperation,
} from "./upload-description";

type Json = Record<string, unknown>;

/** The API's description, OpenAPI 3.1, made from the schemas that read the parameters and type the rows. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of Object.values(ENDPOINTS)) paths[endpoint.path] = { get: operation(endpoint) };
  const schemaOf = (schema: z.ZodType) => toSchema(schema, "output");
  const uploads = ENDPOINTS.uploads.path;
  paths[uploads] = { ...paths[uploads], post: uploadOperation(schemaOf, ERROR) };
  const finra = ENDPOINTS.finra.path;
  paths[finra] = { ...paths[finra], post: finraOperation(schemaOf, ERROR) };
  paths["/api/v1/checks"] = { post: checkOperation(schemaOf, ERROR) };
  paths[METRICS_PATH] = { get: metricsOperation(ERROR) };
  paths[`${uploads}/{id}`] = { delete: cancelOperation(schemaOf, ERROR) };
  return {
    openapi: "3.1.1",
    info: {
      title: "PFOF explorer",
      version: "1",
      summary: "Payments for order flow, as brokers file them under SEC Rule 606(a)(1).",
      description:
        "Dollars are net, positive when the broker received. Null is filed blank (not meaningful), not zero. A parameter or value that is not listed is refused with 400.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [],
    tags: Object.entries(GROUPS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      responses: {
        Error: {
          description: "What went wrong, in words; `code` for programs. The status is the HTTP status.",
          content: {
            "application/json": { schema: toSchema(ErrorBody, "output"), example: ERROR_EXAMPLE },
          },
        },
      },
    },
  };
}

const ERROR: Json = { $ref: "#/components/responses/Error" };

const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    findings: z.array(FindingBody).optional(),
  }),
});

const ERROR_EXAMPLE = {
  error: {
    code: "invalid_input",
    message: '"nobody" is not allowed for "broker"; allowed: a slug as in /api/v1/brokers, or a CRD number.',
  },
};

function operation(endpoint: Endpoint): Json {
  const { path, summary, description, parameters, own = {}, inPath = {}, example, inParts } = endpoint;
  const { ownExamples = {} } = endpoint;
  const defaults: Json = { ...NO_FILTERS, ...endpoint.defaults };
  return {
    operationId: operationId(path),
    tags: [endpoint.group],
    summary,
    description: [description, example && `Example: \`${path}?${example}\``].filter(Boolean).join("\n\n"),
    parameters: [
      ...Object.entries(inPath).map(([name, { values, ...said }]) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string", ...(values && { enum: values }) },
        ...said,
      })),
      ...parameters.map((name) => parameter(name, PARAMETERS[name], defaults[name])),
      ...Object.entries(own).map(([name, schema]) =>
        parameter(name, schema as z.ZodType, undefined, ownExamples[name]),
      ),
    ],
    responses: {
      200: answer(endpoint),
      ...(inParts && { 206: { ...answer(endpoint), description: "The part asked for by `Range`." } }),
      304: { description: "Not changed since the answer with this ETag." },
      400: ERROR,
      ...(Object.keys(inPath).length > 0 && { 404: ERROR }),
      ...(inParts && { 416: ERROR }),
      500: ERROR,
      503: ERROR,
    },
  };
}

function parameter(name: string, schema: z.ZodType, fallback?: unknown, ownExample?: string): Json {
  const made = toSchema(schema, "input");
  const { description } = made;
  delete made.description;
  const example = ownExample ?? PARAMETER_EXAMPLES[name as keyof typeof PARAMETER_EXAMPLES];
  return {
    name,
    in: "query",
    description,
    ...(isList(name) && { style: "form", explode: true }),
    schema: typeof fallback === "string" ? { ...made, default: fallback } : made,
    example: isList(name) ? example.split(",") : made.type === "integer" ? Number(example) : example,
  };
}

function answer(endpoint: Endpoint): Json {
  const { body, table, parameters, media } = endpoint;
  const row = rowOf(endpoint);
  const list = row && z.object({ rows: z.array(row), next: z.string().nullable() });
  const schema = body ?? list;
  const content: Json = {};
  const example = table && !body && { rows: [exampleOf(TABLES[table].row)], next: null };
  if (schema)
    content["application/json"] = { schema: toSchema(schema, "output"), ...(example && { example }) };
  if (parameters.includes("format")) content["text/csv"] = { schema: { type: "string" } };
  for (const type of media ?? []) content[type] = { schema: { type: "string", format: "binary" } };
  return {
    description: row ? "Rows; `next` is the cursor of the next page, null on the last." : "The answer.",
    headers: { ETag: { schema: { type: "string" }, description: "Send it back as `If-None-Match`." } },
    content,
  };
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      const { description, unit, blank } = jsonSchema as GlobalMeta;
      if (description !== undefined) jsonSchema.description = columnInText({ description, unit, blank });
      // No keywords of JSON Schema.
      for (const key of ["unit", "blank", "source"]) delete jsonSchema[key];
    },
  });
  return made as Json;
}

/** `/api/v1/reports/{id}/diff` → `reportsIdDiff`. */
function operationId(path: string): string {
  const words = path.replace(/^\/api\/(v1\/)?/, "").match(/[A-Za-z]+/g) ?? [];
  return words.map((word, i) => (i === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
}
