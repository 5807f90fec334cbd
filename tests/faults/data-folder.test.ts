import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../support/import-program";
import { temporaryFolder } from "../support/temporary-folder";

test.each([
  ["is a file", "file"],
  ["is below a file", "file/data"],
])("a server whose data folder %s does not start, and says why in one sentence", async (_, name) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "file"), "");
  const environment = { PORT: "0", NODE_ENV: "production", DATABASE_URL: `file:${folder}/pfof.db` };
  const { ended } = runProgram("server", [], path.join(folder, name), { environment });
  expect(await ended).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^The data folder cannot be written \(E\w+\)\. Check who owns it and how its disk is mounted\.\n$/,
    ),
  });
});
