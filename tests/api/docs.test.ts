import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { TABLES, type TableName } from "@/report/columns";
import { SETTING_NAMES } from "@/report/settings";
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
