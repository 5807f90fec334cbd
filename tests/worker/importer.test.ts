import { fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { ImporterMessage } from "@/worker/import-process";
import { makeZip } from "../intake/make-zip";
import { runProgram, summaryOf } from "../support/import-program";
import { temporaryFolder } from "../support/temporary-folder";

const root = path.resolve(import.meta.dirname, "../..");
const REPORT = readFileSync(path.join(root, "fixtures/reports/harbor-lane-2023q1.xml"), "utf8");
const REPORTS = 500;

test("a server too busy to listen still hears everything an import tells", async () => {
  const dataDir = temporaryFolder();
  const zip = path.join(temporaryFolder(), "many.zip");
  const entries = Array.from({ length: REPORTS }, (_, i) => ({
    // Long names, so that what is told does not fit into the line's buffer.
    name: `${"a-filing-of-a-broker-".repeat(10)}${i}.xml`,
    data: REPORT.replace("Harbor Lane", `Harbor Lane ${i}`),
  }));
  writeFileSync(zip, makeZip(entries));
  expect(summaryOf(await runProgram("import", ["--json", zip], dataDir).ended)).toMatchObject({
    stored: REPORTS,
  });

  const importer = fork(path.join(root, "dist/importer.js"), [], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" },
  });
  const heard: ImporterMessage[] = [];
  importer.on("message", (message: ImporterMessage) => heard.push(message));
  const gone = new Promise((resolve) => importer.once("exit", resolve));
  importer.send({ files: [{ path: zip, name: "many.zip" }], by: { who: "start" } }, () => {
    // Busy: nothing is heard meanwhile, while the importer comes to its end.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
  });
  expect(await gone).toBe(0);
  expect(heard.filter(({ type }) => type === "file")).toHaveLength(REPORTS);
  expect(heard.at(-1)).toMatchObject({ type: "summary", duplicates: REPORTS });
});
