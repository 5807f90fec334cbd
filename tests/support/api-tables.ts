import { openApi } from "@/app/api/openapi";
import type { Column } from "@/dictionary/column";
import { TABLES, type TableName } from "@/dictionary/tables";

/* The tables docs/api.md holds, as they follow from the program: a test compares the two line by line. */

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly default?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: Schema;
}
interface Operation {
  readonly summary: string;
  readonly parameters: readonly Parameter[];
}

const paths = openApi().paths as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase(),
    ...operation,
  })),
);

/** One line per operation: method, address, what it answers, the parameters it takes. */
export function addressLines(): string[] {
  return operations.map(({ method, path, summary, parameters }) => {
    const names = parameters.filter((one) => one.in === "query").map(({ name }) => `\`${name}\``);
    return `| ${method} | \`${path}\` | ${summary} | ${names.join(", ")} |`;
  });
}

/** One line per parameter: its name, what is allowed, what it does. */
export function parameterLines(): string[] {
  const all = operations.flatMap(({ parameters }) => parameters).filter((one) => one.in === "query");
  // Months of rule 605 have the names of quarters of rule 606.
  const known = new Map(all.map((one) => [`${one.name} ${one.description}`, one]));
  return [...known.values()].map(
    ({ name, schema, description }) => `| \`${name}\` | ${allowed(schema)} | ${description} |`,
  );
}

function allowed(schema: Schema): string {
  const of = schema.items ?? schema;
  if (of.enum) return of.enum.map((value) => `\`${value}\``).join(", ");
  if (of.type === "integer") return `${of.minimum}–${of.maximum}`;
  return "text";
}

/** One line per column of a table: name, type, unit, meaning, what blank means, source. */
export function columnLines(table: TableName): string[] {
  const columns: readonly Column[] = TABLES[table].columns;
  return columns.map(
    ({ name, type, unit, description, blank, source }) =>
      `| \`${name}\` | ${type} | ${unit ?? ""} | ${description} | ${blank ?? ""} | ${source ?? ""} |`,
  );
}
