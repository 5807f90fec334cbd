import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CASES, noFilings } from "../support/filings";
import { runningServer } from "../support/running-server";

const NAMES = ["q_huge_string.pdf", "c_paid_nothing_for_most.xml"];

describe.skipIf(noFilings)("a PDF made to end the process that reads it (needs ../shared/cases)", () => {
  test("is refused by the server, and the file uploaded with it is stored", async () => {
    const { url } = await runningServer({ SEED: "0" });
    const body = new FormData();
    for (const name of NAMES) body.append("file", new Blob([readFileSync(path.join(CASES, name))]), name);
    const answer = await fetch(`${url}/api/v1/uploads`, { method: "POST", body });
    const { files, summary } = (await answer.json()) as {
      files: { name: string; outcome: string }[];
      summary: object;
    };
    expect(answer.status).toBe(201);
    expect(summary).toMatchObject({ stored: 1, rejected: 1 });
    expect(files.map(({ name, outcome }) => [name, outcome])).toEqual([
      [NAMES[0], "rejected"],
      [NAMES[1], "stored"],
    ]);
    const reports = await (await fetch(`${url}/api/v1/reports`)).json();
    expect(reports).toMatchObject({ rows: [{ quarter: "2025Q3" }] });
  });
});
