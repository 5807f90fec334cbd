import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type CheckedFile, summaryOf } from "@/report/check-events";
import { checkFiles } from "@/worker/check-files";
import { makeZip } from "../intake/make-zip";
import { temporaryFolder } from "../support/temporary-folder";

const REPORT = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");
const XML = readFileSync(REPORT, "utf8");

function written(name: string, content: string | Uint8Array) {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, content);
  return { path: file, name };
}

async function check(...files: { path: string; name: string }[]): Promise<CheckedFile[]> {
  const found: CheckedFile[] = [];
  for await (const file of checkFiles(files)) found.push(file);
  return found;
}

test("a report that would be accepted: whose, which quarter, how many rows, and unknown names", async () => {
  const [file] = await check({ path: REPORT, name: "harbor-lane-2023q1.xml" });
  expect(file).toMatchObject({ outcome: "accepted", name: "harbor-lane-2023q1.xml" });
  expect(file?.reports).toEqual([
    {
      rule: "606",
      filed: "Harbor Lane Securities LLC",
      name: "Harbor Lane Securities LLC",
      period: "2023Q1",
      rows: [...XML.matchAll(/<rVenue>/g)].length,
    },
  ]);
  expect(file?.findings.map((one) => one.code)).toContain("unknown_broker");
});

test("a percentage above 100 refuses it, and is named first with its line", async () => {
  const at = XML.indexOf("<ndoPct>");
  const line = XML.slice(0, at).split("\n").length;
  const [file] = await check(written("wrong.xml", XML.replace(/<ndoPct>[^<]*/, "<ndoPct>250.00")));
  expect(file).toMatchObject({ outcome: "refused", reports: [] });
  expect(file?.findings[0]).toMatchObject({
    severity: "error",
    filed: "250.00",
    where: { position: `line ${line}` },
  });
});

test("every entry of a ZIP by itself, and what is no report", async () => {
  const zip = makeZip([
    { name: "111_606_NMS_2023_Q1_V1.xml", data: XML },
    { name: "notes.txt", data: "Nothing of the kind." },
  ]);
  const files = await check(written("both.zip", zip), written("empty.xml", ""));
  expect(files.map(({ name, archive, outcome }) => [name, archive, outcome])).toEqual([
    ["111_606_NMS_2023_Q1_V1.xml", "both.zip", "accepted"],
    ["notes.txt", "both.zip", "refused"],
    ["empty.xml", undefined, "refused"],
  ]);
  expect(summaryOf(files)).toMatchObject({ accepted: 1, refused: 2, errors: 2 });
});
