import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(path.join(root, "docs")).map((name) => `docs/${name}`),
].filter((name) => name.endsWith(".md"));

/** Commands a page names: `npm test`, `npm run names`. */
function commandsIn(file: string): string[] {
  return [...read(file).matchAll(/\bnpm (?:run )?([a-z][a-z:-]*)/g)].map((match) => match[1] ?? "");
}

/** What npm itself can do. */
const NPM = ["ci", "install", "prune", "audit", "sbom"];

/** Scripts that are no commands to run in CI and to tell of in the README: one changes files, one npm runs itself. */
const ASIDE = ["format", "postinstall"];

/** How each command runs in CI: by `.ci/run` itself, by tests of its own, or here, where it does no harm. */
const RUNS: Readonly<
  Record<string, "ci" | { file: string } | { args: readonly string[]; code: number; says: RegExp }>
> = {
  test: "ci",
  "test:faults": "ci",
  check: "ci",
  start: { file: "tests/support/running-server.ts" },
  build: { file: "tests/global-setup.ts" },
  import: {
    args: ["--json", "fixtures/reports/harbor-lane-2023q1.xml"],
    code: 0,
    says: /"type":"summary","stored":1,/,
  },
  "check-report": {
    args: ["fixtures/reports/harbor-lane-2023q1.xml"],
    code: 0,
    says: /1 accepted, 0 refused: 0 errors, .* Nothing was stored/,
  },
  names: { args: [], code: 0, says: /agrees with the directory/ },
  export: { args: ["--since", "never"], code: 2, says: /--since takes a day such as 2026-11-01/ },
  publish: { args: [], code: 2, says: /Name one folder, or a database with --postgres/ },
  withdraw: { args: [], code: 2, says: /REPORT --why/ },
  backup: { args: [], code: 2, says: /into a folder that is not there yet/ },
  restore: { args: [], code: 2, says: /after checking all of it/ },
  mcp: { args: ["--site", "nothing"], code: 2, says: /--site takes the beginning of an address/ },
  licences: { args: [], code: 0, says: /^MPL-2\.0\t@resvg\/resvg-js@/m },
  migration: { args: [], code: 0, says: /^\s*$/ },
  bench: { args: ["nothing"], code: 2, says: /There is no bench nothing/ },
  screenshots: { args: [], code: 2, says: /BASE_URL/ },
};

test.each(PAGES)("%s names only commands there are", (file) => {
  expect(commandsIn(file).filter((name) => !(name in scripts) && !NPM.includes(name))).toEqual([]);
});

test("every command is run in CI, and told of in the README", () => {
  expect(Object.keys(RUNS).sort()).toEqual(
    expect.arrayContaining(Object.keys(scripts).filter((one) => !ASIDE.includes(one))),
  );
  expect(
    Object.keys(scripts).filter((one) => !ASIDE.includes(one) && !commandsIn("README.md").includes(one)),
  ).toEqual([]);
});

describe("commands", () => {
  const dataDir = temporaryFolder();

  for (const [name, how] of Object.entries(RUNS)) {
    if (how === "ci") {
      test(`npm run ${name} is run by .ci/run`, () => {
        expect(read(".ci/run")).toMatch(new RegExp(`npm (run )?${name}\\b`));
      });
    } else if ("file" in how) {
      test(`npm run ${name} does what ${how.file} does`, () => {
        const script = scripts[name]?.split(" ").at(-1) ?? "";
        expect(existsSync(path.join(root, script))).toBe(true);
        expect(read(how.file)).toContain(script);
      });
    } else {
      test(`npm run ${name} ${how.args.join(" ")}`, () => {
        const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", name, "--", ...how.args], {
          cwd: root,
          encoding: "utf8",
          env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" },
        });
        expect(stdout + (status === 0 ? "" : stderr)).toMatch(how.says);
        expect(status, stderr).toBe(how.code);
      });
    }
  }
});
