import { writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { madeSummaryText } from "../support/made-execution";
import { emptyStore, importInto } from "../support/store-with-filings";
import { type Assistant, assistant } from "./ask";

let ask: Assistant["ask"];

beforeAll(async () => {
  const store = emptyStore();
  const file = path.join(store.dataDir, "ABCD202608.csv");
  writeFileSync(file, madeSummaryText("ABCD"));
  const { summary } = await importInto(store, [file]);
  expect(summary).toMatchObject({ stored: 1 });
  ({ ask } = await assistant());
});

test("a filed row: each figure with unit and source, an empty one unknown", async () => {
  const said = await ask("execution_quality", { reporter: ["ABCD"], orderSize: ["1000"], from: "2026-08" });
  expect(said.rows).toHaveLength(1);
  const [row] = said.rows;
  expect(row).toMatchObject({ reporter: "ABCD", month: 202608, order_size_from_usd: 1000, order_type: "M" });
  expect(row.improved_fraction).toMatchObject({ value: 0.5, unit: "fraction of shares (0–1)" });
  // 0.0005 of the price: $0.50 per $1,000, and at a midpoint of $100 5 cents a share.
  expect(row.net_improvement_usd_per_1000.value).toBeCloseTo(0.5, 9);
  expect(row.net_improvement_cents_per_100_shares).toMatchObject({
    value: expect.closeTo(500, 6),
    unit: "cents per 100 shares",
    source: expect.stringMatching(
      /^\/trace\/execution\?report=202608-[0-9a-f]{10}&row=Y-1000-M&figure=net_improvement_cents_per_100_shares$/,
    ),
  });
  expect(row.realized_spread_1min_fraction).toMatchObject({
    value: null,
    unknown: expect.stringContaining("not zero"),
  });
  expect(said.stored_months).toBe("202608 to 202608");
});

test("a month without a report has no rows; a reporter that is not there has the nearest", async () => {
  expect(await ask("execution_quality", { from: "202609" })).toMatchObject({
    rows: [],
    no_rows: expect.stringContaining("not zero"),
  });
  expect(await ask("execution_quality", { reporter: ["ABCE"] })).toMatchObject({
    isError: true,
    nearest: [{ kind: "reporter", slug: "t-abcd" }],
  });
});
