import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { changedCells, reportChanges } from "@/queries/report-changes";
import { reportHistory } from "@/queries/report-history";
import { historySentence } from "@/words/version-sentence";
import { emptyStore, importInto } from "../support/store-with-filings";

const FILED = path.resolve(import.meta.dirname, "../../fixtures/reports/harbor-lane-2023q1.xml");

/** The filing with other figures and another time. */
function amended(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [from, to]) => {
    expect(now.split(from), `"${from}" is in the filing`).not.toHaveLength(1);
    return now.replace(from, to);
  }, text);
}

async function storeWithAmendedFiling() {
  const store = emptyStore();
  const text = readFileSync(FILED, "utf8");
  const second = path.join(store.dataDir, "harbor-lane-2023q1-amended.xml");
  writeFileSync(
    second,
    amended(text, [
      ["2023-04-28T14:05:09Z", "2023-06-01T08:00:00Z"],
      ["41250.50", "41520.50"],
      ["<ndoPct>98.40</ndoPct>", "<ndoPct></ndoPct>"],
      ["-312.40", "-321.40"],
    ]),
  );
  const { events } = await importInto(store, [second, FILED]);
  return events.flatMap((event) => (event.type === "file" ? [[event.outcome, event.report]] : []));
}

test("an amended filing counts, the one before it stays, and every changed cell is named with its place in both", async () => {
  // The older one comes in later: it is history all the same.
  const [later, earlier] = await storeWithAmendedFiling();
  expect([later?.[0], earlier?.[0]]).toEqual(["stored", "version"]);
  const [newId, oldId] = [String(later?.[1]), String(earlier?.[1])];
  const history = reportHistory(oldId);
  expect(history.map((one) => [one.id, one.version, one.is_current, one.changes])).toEqual([
    [oldId, 1, false, null],
    [newId, 2, true, 3],
  ]);
  expect(historySentence(history)).toBe(
    "Version 2 counts. Its file was generated later, on Jun 1, 2023; that of version 1 on Apr 28, 2023.",
  );
  const place = { month: 1, section: "sp500" };
  expect(changedCells(newId)).toEqual({
    against: oldId,
    changes: [
      { ...place, venue: null, field: "ndo_pct", before: 98.4, after: null, rowBefore: null, rowAfter: null },
      {
        ...place,
        venue: "Northgate Market Making LLC",
        field: "market_usd",
        before: 41_250.5,
        after: 41_520.5,
        rowBefore: 1,
        rowAfter: 1,
      },
      {
        ...place,
        venue: "Harborview Stock Exchange, Inc.",
        field: "market_usd",
        before: -312.4,
        after: -321.4,
        rowBefore: 2,
        rowAfter: 2,
      },
    ],
  });
  // The API's rows stay as its dictionary has them.
  expect(Object.keys(reportChanges(newId).rows[0] ?? {})).toEqual([
    "month",
    "section",
    "venue",
    "field",
    "before",
    "after",
  ]);
  expect(changedCells(oldId)).toEqual({ against: null, changes: [] });
  expect(changedCells(oldId, newId).changes.map((one) => [one.before, one.after])).toEqual([
    [null, 98.4],
    [41_520.5, 41_250.5],
    [-321.4, -312.4],
  ]);
});

test("totals as known before the amendment are those of the first filing", async () => {
  await storeWithAmendedFiling();
  const payment = (asOf: string | null) => rates(filters({ asOf }), [])[0]?.payment_usd ?? 0;
  expect(payment(null) - payment("2023-05-31")).toBeCloseTo(270 - 9, 2);
  expect(payment("2023-06-01")).toBe(payment(null));
});
