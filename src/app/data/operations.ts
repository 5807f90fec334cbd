import { TABLES } from "@/dictionary/tables";
import { ENDPOINTS, type Endpoint } from "../api/endpoints";
import { openApi } from "../api/openapi";
import type { AnswerPart, Field, Operation } from "./api-reference/operation";

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Described {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: Field["in"];
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: Schema;
    readonly example?: unknown;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

let made: readonly Operation[] | null = null;

/** Every operation, read from the description, in its order. The description is the same as long as the program runs. */
export function operations(): readonly Operation[] {
  made ??= readDescription();
  return made;
}

function readDescription(): Operation[] {
  const paths = openApi().paths as Readonly<Record<string, Readonly<Record<string, Described>>>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operation(method, path, described)),
  );
}

function operation(method: string, path: string, described: Described): Operation {
  const content = described.responses[200]?.content ?? {};
  const endpoint: Endpoint | undefined = Object.values(ENDPOINTS).find((one) => one.path === path);
  const isGet = method === "get";
  const table = isGet ? (endpoint?.table ?? null) : null;
  return {
    id: `${method}${path.replace(/[^a-z0-9]+/gi, "-").replace(/-$/, "")}`.toLowerCase(),
    method: method.toUpperCase() as Operation["method"],
    path,
    group: described.tags[0] ?? "",
    summary: described.summary,
    description: described.description ?? "",
    fields: (described.parameters ?? []).map(fieldOf),
    table: table !== null && table in TABLES ? table : null,
    answer: partsOf(content["application/json"]?.schema),
    media: Object.keys(content),
    body: Object.keys(described.requestBody?.content ?? {}),
  };
}

function fieldOf({
  name,
  in: place,
  required = false,
  description = "",
  schema,
  example,
}: NonNullable<Described["parameters"]>[number]): Field {
  const { minimum, maximum } = schema;
  return {
    name,
    in: place,
    description,
    required,
    values: schema.enum ?? schema.items?.enum ?? null,
    isList: schema.type === "array",
    range:
      schema.type === "integer" && minimum !== undefined && maximum !== undefined ? [minimum, maximum] : null,
    usual: schema.default === undefined ? null : String(schema.default),
    example: Array.isArray(example) ? example.join(",") : String(example ?? ""),
  };
}

function partsOf(schema: Schema | undefined): AnswerPart[] {
  return Object.entries(schema?.properties ?? {}).map(([name, part]) => ({
    name,
    type: typeOf(part),
    description: part.description ?? "",
  }));
}

function typeOf({ type, enum: values, items }: Schema): string {
  if (values) return values.join(", ");
  if (type === "array") return items ? `list of ${typeOf(items)}` : "list";
  return type === undefined ? "" : [type].flat().join(" or ");
}
