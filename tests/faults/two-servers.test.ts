import path from "node:path";
import { expect, test } from "vitest";
import { runProgram, summaryOf } from "../support/import-program";
import { runningServer } from "../support/running-server";
import { contentsOf, differences, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";
import { upload } from "../support/uploading";

/** What a server stores when its store is empty. */
const STARTER = path.resolve(import.meta.dirname, "../../fixtures/starter");
const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

test("two servers start at once on an empty folder, and each shows at once what the other stores", async () => {
  const dataDir = temporaryFolder();
  const [one, other] = await Promise.all([
    runningServer({ DATA_DIR: dataDir }),
    runningServer({ DATA_DIR: dataDir }),
  ]);
  const file = path.join(dataDir, "pfof.db");
  expect(storeProblems(file, dataDir)).toEqual([]);
  const alone = temporaryFolder();
  summaryOf(await runProgram("import", ["--json", STARTER], alone).ended);
  expect(differences(contentsOf(file), contentsOf(path.join(alone, "pfof.db")))).toEqual({});

  const ask = async (url: string) => {
    const answer = await fetch(`${url}/api/v1/brokers`);
    return { text: await answer.text(), etag: answer.headers.get("etag") };
  };
  const before = await Promise.all([ask(one.url), ask(other.url)]);
  expect(before[0].text).toBe(before[1].text);
  expect(before[0].text).not.toContain("Harbor Lane");
  // Asked for twice, so that it comes from memory.
  expect((await ask(other.url)).etag).toBe(before[1].etag);
  await upload(one.url, REPORT).line("summary");
  for (const { url } of [one, other]) {
    const after = await ask(url);
    expect(after.text).toContain("Harbor Lane");
    expect(after.etag).not.toBe(before[1].etag);
  }
  // Neither removes what the other is receiving.
  const both = [upload(one.url, REPORT), upload(other.url, REPORT)];
  for (const running of both)
    expect(await running.line("summary")).toMatchObject({ duplicates: 1, rejected: 0 });
  expect(one.output() + other.output()).not.toMatch(/busy|locked|error/i);
});
