import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { atEnd } from "../support/at-end";
import { runProgram, summaryOf } from "../support/import-program";
import { cannotMakeReadOnly, cannotMount, makeReadOnly, smallDisk } from "../support/odd-disks";
import { runningServer } from "../support/running-server";
import { contentsOf, differences, storeProblems } from "../support/store-problems";
import { temporaryFolder } from "../support/temporary-folder";
import { upload } from "../support/uploading";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
const OTHER = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q2-loose.xml");
const NOT_WRITABLE =
  /^The data folder cannot be written \(.+\)\. Check who owns it and how its disk is mounted\.\n$/;

describe.skipIf(cannotMakeReadOnly)(
  "a data folder that is read-only (needs leave to mount, or not to be root)",
  () => {
    test("an import says so and changes nothing", async () => {
      const dataDir = temporaryFolder();
      const file = path.join(dataDir, "pfof.db");
      summaryOf(await runProgram("import", ["--json", REPORT], dataDir).ended);
      const before = contentsOf(file);
      makeReadOnly(dataDir);
      const ended = await runProgram("import", ["--json", OTHER], dataDir).ended;
      expect(ended).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(NOT_WRITABLE) });
      expect(differences(contentsOf(file), before)).toEqual({});
    });

    test("a server whose database lies elsewhere does not start, and says why", async () => {
      const [dataDir, elsewhere] = [temporaryFolder(), temporaryFolder()];
      makeReadOnly(dataDir);
      const environment = { PORT: "0", NODE_ENV: "production", DATABASE_URL: `file:${elsewhere}/pfof.db` };
      const ended = await runProgram("server", [], dataDir, { environment }).ended;
      expect(ended).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(NOT_WRITABLE) });
    });

    test.each([
      ["with a store", true],
      ["without one", false],
    ])("a server does not start, and says why (%s)", async (_name, filled) => {
      const dataDir = temporaryFolder();
      if (filled) summaryOf(await runProgram("import", ["--json", REPORT], dataDir).ended);
      makeReadOnly(dataDir);
      const environment = { PORT: "0", NODE_ENV: "production" };
      const ended = await runProgram("server", [], dataDir, { environment }).ended;
      expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(NOT_WRITABLE) });
    });
  },
);

/** Files and folders that nobody may change, root neither: what a disk does that fails while it is in use. */
const cannotFreeze = (() => {
  const folder = temporaryFolder();
  const frozen = spawnSync("chattr", ["+i", folder]).status === 0;
  if (frozen) execFileSync("chattr", ["-i", folder]);
  return !frozen;
})();

describe.skipIf(cannotFreeze)("a data folder that becomes read-only under a server (needs chattr +i)", () => {
  test("figures are served on, uploads are told why not, and taken when it is writable again", async () => {
    const server = await runningServer({ SEED: "0" });
    await upload(server.url, REPORT).line("summary");
    const figures = async () => (await fetch(`${server.url}/api/v1/rows?format=csv&limit=50`)).text();
    const before = await figures();
    const uploads = path.join(server.dataDir, "uploads");
    const documents = path.join(server.dataDir, "documents", "partial");
    mkdirSync(documents, { recursive: true });
    const freeze = (folder: string) => execFileSync("chattr", ["+i", folder]);
    const thaw = (folder: string) => execFileSync("chattr", ["-i", folder]);
    atEnd(() => [uploads, documents].forEach(thaw));

    freeze(uploads);
    const refused = await fetch(`${server.url}/api/v1/uploads?name=a.xml`, { method: "POST", body: "x" });
    expect([refused.status, (await refused.json()).error]).toEqual([
      503,
      { code: "not_writable", message: expect.stringMatching(/^The data folder cannot be written/) },
    ]);
    thaw(uploads);
    freeze(documents);
    expect(await upload(server.url, OTHER).line("error")).toMatchObject({ error: { code: "not_writable" } });
    expect(await figures()).toBe(before);
    thaw(documents);
    expect(await upload(server.url, OTHER).line("summary")).toMatchObject({ stored: 1 });
    expect(storeProblems(path.join(server.dataDir, "pfof.db"), server.dataDir)).toEqual([]);
  });
});

describe.skipIf(cannotMount)("a server whose disk is full (needs leave to mount)", () => {
  test("uploads are refused with 507, everything else goes on, and room makes it well", async () => {
    const { folder, resize } = smallDisk(3_000);
    const server = await runningServer({ SEED: "0", DATA_DIR: folder });
    expect(await upload(server.url, REPORT).line("summary")).toMatchObject({ stored: 1 });
    const large = path.join(temporaryFolder(), "large.csv");
    writeFileSync(large, Buffer.alloc(8_000_000, "x"));
    expect(await upload(server.url, large).ended).toMatchObject({ status: 507, cut: false });
    // It fits as an upload, but not into the store beside it.
    writeFileSync(path.join(folder, "filler"), Buffer.alloc(1));
    const kilobytes = Number(execFileSync("df", ["--output=avail", "-k", folder]).toString().split("\n")[1]);
    writeFileSync(path.join(folder, "filler"), Buffer.alloc((kilobytes - 60) * 1024));
    expect(await upload(server.url, OTHER).line("error")).toMatchObject({ error: { code: "disk_full" } });
    for (const address of ["/", "/api/v1/rows?format=csv", "/api/health"])
      expect((await fetch(server.url + address)).status).toBe(200);
    resize(50_000);
    expect(await upload(server.url, OTHER).line("summary")).toMatchObject({ stored: 1 });
    expect(storeProblems(path.join(folder, "pfof.db"), folder)).toEqual([]);
  });
});
