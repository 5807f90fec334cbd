import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { TABLES } from "@/dictionary/tables";
import { callApi, getText } from "../support/call-api";
import { recordMadeSummary } from "../support/made-execution";
import { MadeStore } from "../support/made-store";
import { temporaryFolder } from "../support/temporary-folder";

test("a package of rule 605 rows: the CSV of the same address, its columns, a README that says what may not be concluded", async () => {
  const made = new MadeStore();
  const id = recordMadeSummary(made.database);
  const response = await callApi("/api/v1/execution-package?from=202608&to=202608&orderSize=1000", {
    headers: { host: "pfof.example" },
  });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/zip"]);
  const file = path.join(temporaryFolder(), "package.zip");
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const script =
    "import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))";
  const files = JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }));
  expect(Object.keys(files)).toEqual(["README.md", "metadata.json", "data.csv"]);
  expect(files["data.csv"]).toBe(
    await getText("/api/v1/execution?from=202608&to=202608&orderSize=1000&format=csv"),
  );
  expect(files["data.csv"].trimEnd().split("\n")).toHaveLength(2);
  const metadata = JSON.parse(files["metadata.json"]);
  expect(metadata.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(
    TABLES.execution.columns.map(({ name }) => name),
  );
  expect(metadata["dc:source"]).toEqual([
    {
      "dc:identifier": id,
      "dc:title": "Rule 605(a)(2) report of ABCD, August 2026, version 1",
      "schema:name": "ABCD202608.csv",
      "schema:sha256": "sha-1",
    },
  ]);
  for (const said of [
    "# How well orders were executed: all reporters, August 2026, orders $1,000 to $5,000",
    "they can never be added or averaged",
    "never subtracted",
    "Source: SEC Rule 605(a)(2) reports: ABCD August 2026",
    id,
  ]) {
    expect(files["README.md"]).toContain(said);
  }
});
