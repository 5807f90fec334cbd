import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { billOfMaterials } from "../../scripts/sbom.mjs";

const PAGE = readFileSync(path.resolve(import.meta.dirname, "../../docs/licences.md"), "utf8");
/** Licences that ask for their notice and no more. */
const FREE = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0|CC0-1\.0|Unlicense)$/;

interface Component {
  readonly name: string;
  /** null: its package.json says none. */
  readonly licence: string | null;
}

/** Names on the page, some for a family of packages (`@img/sharp-libvips-*`), with their licence. */
const named = [...PAGE.matchAll(/^\| (`.+?) \| (.+?) \|/gm)].flatMap(([, names = "", licence]) =>
  [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => ({ name, licence })),
);
const isNamed = (name: string, one: string) =>
  one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one;

test("every package under conditions of its own is on the page with its licence, and no other", () => {
  const { components }: { components: Component[] } = billOfMaterials();
  expect(components.length).toBeGreaterThan(200);
  const special = components.filter(
    ({ licence }) => licence === null || !licence.split(/ and /i).every((one) => FREE.test(one)),
  );
  const told = special.map(({ name, licence }) => ({
    name,
    licence: named.find((one) => isNamed(name, one.name))?.licence,
    filed: licence,
  }));
  for (const { name, licence, filed } of told) expect(licence, name).toBe(filed ?? "see its LICENSE");
  expect(named.filter((one) => !special.some(({ name }) => isNamed(name, one.name)))).toEqual([]);
});
