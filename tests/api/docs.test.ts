import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { EMBED_PARAMETERS, EMBED_THEMES } from "@/app/embed/[chart]/embed-parameters";
import { CHART_NAMES, chartOf } from "@/charts/charts";
import { TABLES, type TableName } from "@/dictionary/tables";
import { SETTING_NAMES } from "@/host/settings";
import { USUAL_VIEW } from "@/queries/view-parameters";
import { addressLines, columnLines, parameterLines } from "../support/api-tables";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** The lines of the table below a heading, without its head. */
function tableBelow(heading: string): string[] {
  const [, section = ""] = read("docs/api.md").split(`\n${heading}\n`);
  const [own = ""] = section.split(/\n#+ /);
  return own
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
}

test("docs/api.md lists every address with its parameters", () => {
  expect(tableBelow("## Addresses")).toEqual(addressLines());
});

test("docs/api.md lists every parameter with what is allowed", () => {
  expect(tableBelow("## Parameters")).toEqual(parameterLines());
});

test.each(Object.keys(TABLES) as TableName[])("docs/api.md lists every column of %s", (table) => {
  expect(tableBelow(`### \`${table}\`: ${TABLES[table].title}`)).toEqual(columnLines(table));
});

test("README.md lists every setting", () => {
  const [, settings = ""] = read("README.md").split("\n## Settings\n");
  const rows = (settings.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map((match) => match[1]),
  );
  expect(named.sort()).toEqual([...SETTING_NAMES].sort());
});

describe("what answers beside the API", () => {
  const app = path.join(root, "src/app");

  test("docs/api.md lists every route that is no page, the frames with their parameters", () => {
    const routes = readdirSync(app, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name === "route.ts")
      .map((entry) => `/${path.relative(app, entry.parentPath).replaceAll("[", "{").replaceAll("]", "}")}`)
      .filter((route) => !route.startsWith("/api/"))
      .sort();
    const lines = tableBelow("## Beside the API").map((line) => line.split("|").map((cell) => cell.trim()));
    expect(lines.map(([, address]) => address)).toEqual(routes.map((route) => `\`${route}\``));
    const [, , , parameters] = lines.find(([, address]) => address === "`/embed/{chart}`") ?? [];
    expect(parameters).toBe(EMBED_PARAMETERS.map((name) => `\`${name}\``).join(", "));
    for (const theme of EMBED_THEMES) expect(read("docs/api.md")).toContain(`\`${theme}\``);
  });

  test("docs/api.md lists every chart", () => {
    expect(tableBelow("## Charts as images")).toEqual(
      CHART_NAMES.map((name) => `| \`${name}\` | ${chartOf(name).title(USUAL_VIEW)} |`),
    );
  });
});
