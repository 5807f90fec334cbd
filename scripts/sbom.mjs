// What this app is made of, as a software bill of materials (CycloneDX), by npm itself from the lock file:
//   node scripts/sbom.mjs FILE    writes it, checks that it names all that production needs by the lock, and counts
//   npm run licences              prints every such package with its licence; docs/licences.md names those with conditions
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** npm marks so what only developing needs. Its `--omit=dev` is not used: it leaves out what both need, esbuild for one. */
const DEVELOPMENT = "cdx:npm:package:development";

/**
 * `text`: the bill of everything; `components`: what production needs, on whatever system.
 * @returns {{ text: string, components: { name: string, version: string, licence: string | null }[] }}
 */
export function billOfMaterials() {
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  const { bomFormat, components } = JSON.parse(stdout);
  if (bomFormat !== "CycloneDX") throw new Error(`npm sbom gives ${bomFormat}`);
  const production = components.filter(
    ({ properties }) => !properties.some(({ name }) => name === DEVELOPMENT),
  );
  return {
    text: stdout,
    components: production.map(({ name, version, licenses = [] }) => ({
      name,
      version,
      // What a package does not say in its package.json its LICENSE file does.
      licence: licenses.map((one) => one.expression ?? one.license.id ?? one.license.name)[0] ?? null,
    })),
  };
}

/** Names and versions in the lock that are not only for development. */
function inLock() {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([place, { dev, extraneous }]) => place !== "" && !dev && !extraneous)
    .map(([place, { name, version }]) => `${name ?? place.replace(/^.*node_modules\//, "")}@${version}`);
}

if (process.argv[1] === import.meta.filename) {
  const { text, components } = billOfMaterials();
  const [, , file] = process.argv;
  if (file) {
    writeFileSync(file, text);
    const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
    const missing = [...new Set(inLock())].filter((one) => !named.has(one));
    console.log(
      `${named.size} packages in the bill of materials, ${missing.length} missing: ${missing.join(", ")}`,
    );
    process.exitCode = named.size > 0 && missing.length === 0 ? 0 : 1;
  } else {
    const lines = components.map(
      ({ name, version, licence }) => `${licence ?? "see its LICENSE"}\t${name}@${version}`,
    );
    console.log(lines.sort().join("\n"));
  }
}
