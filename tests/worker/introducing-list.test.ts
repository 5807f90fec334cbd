import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { finished } from "node:stream/promises";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { filters } from "@/queries/filters";
import { reportedThrough, reportsFor } from "@/queries/introducing-brokers";
import { rates } from "@/queries/rates";
import type { FileEvent } from "@/report/import-events";
import { emptyStore, importInto } from "../support/store-with-filings";

const REPORT = readFileSync(
  path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml"),
);
const LIST = [
  "Introducing CRD|Introducing Firm|Clearing CRD|Clearing Firm",
  "9001|Little Broker, LLC|111|Harbor Lane Securities LLC",
  "9002|Another Broker|111|Harbor Lane Securities LLC",
  "111|Harbor Lane Securities LLC|222|Elsewhere Clearing",
].join("\n");

async function zipOf(file: string, list: string): Promise<string> {
  const zip = new ZipFile();
  zip.addBuffer(REPORT, "111_606_NMS_2023_Q1_V1.xml");
  zip.addBuffer(Buffer.from(list), "606_NMS_ABR.txt");
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(file)));
  return file;
}

function files(events: readonly { type: string }[]): FileEvent[] {
  return events.filter((event): event is FileEvent => event.type === "file");
}

test("the list in FINRA's ZIP is kept, told of, and changes no figure", async () => {
  const alone = emptyStore();
  writeFileSync(`${alone.dataDir}/111_606_NMS_2023_Q1_V1.xml`, REPORT);
  await importInto(alone, [`${alone.dataDir}/111_606_NMS_2023_Q1_V1.xml`]);
  const without = rates(filters(), []);

  const store = emptyStore();
  const zip = await zipOf(`${store.dataDir}/606_NMS_2023_Q1.zip`, LIST);
  const { events, summary } = await importInto(store, [zip]);
  expect(files(events)[1]).toEqual({
    type: "file",
    name: "606_NMS_ABR.txt",
    archive: "606_NMS_2023_Q1.zip",
    outcome: "stored",
    report: null,
    reports: [],
    findings: [
      {
        code: "introducing_list",
        severity: "note",
        message:
          "606_NMS_ABR.txt is FINRA's list of introducing brokers for 2023Q1: 3 firms. It is kept beside the reports; no figure comes from it.",
        where: { file: "606_NMS_ABR.txt" },
      },
    ],
  });
  expect(summary).toMatchObject({ stored: 1, rejected: 0 });
  expect(rates(filters(), [])).toEqual(without);
  expect(
    reportsFor("harbor-lane-securities").map(({ quarter, crd, name, line }) => [quarter, crd, name, line]),
  ).toEqual([
    ["2023Q1", "9002", "Another Broker", 3],
    ["2023Q1", "9001", "Little Broker, LLC", 2],
  ]);
  expect(reportedThrough("harbor-lane-securities")).toMatchObject([
    { quarter: "2023Q1", clearing_crd: "222", clearing_name: "Elsewhere Clearing", clearing_slug: null },
  ]);
  const again = await importInto(store, [zip]);
  expect(files(again.events).map((event) => event.outcome)).toEqual(["duplicate", "duplicate"]);
});

test("a later list of the quarter replaces the earlier one; a list alone is taken too", async () => {
  const store = emptyStore();
  const first = `${store.dataDir}/606_NMS_2023_Q1_ABR.txt`;
  writeFileSync(first, LIST);
  writeFileSync(`${store.dataDir}/111_606_NMS_2023_Q1_V1.xml`, REPORT);
  await importInto(store, [first, `${store.dataDir}/111_606_NMS_2023_Q1_V1.xml`]);
  expect(reportsFor("harbor-lane-securities")).toHaveLength(2);
  const second = `${store.dataDir}/606_NMS_2023_Q1_ABR_V2.txt`;
  writeFileSync(second, "9003|Third|111|Harbor Lane Securities LLC\n");
  await importInto(store, [second]);
  expect(reportsFor("harbor-lane-securities").map((one) => one.crd)).toEqual(["9003"]);
});

test("a report of a firm called so is a report", async () => {
  const store = emptyStore();
  const file = `${store.dataDir}/ABR.csv`;
  writeFileSync(file, readFileSync(path.resolve("fixtures/sample/firstrade-securities.csv")));
  const { summary } = await importInto(store, [file]);
  expect(summary.stored).toBe(6);
});
