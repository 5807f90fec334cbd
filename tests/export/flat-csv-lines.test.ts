import { describe, expect, test } from "vitest";
import { csvLine, csvNumber, FLAT_CSV_HEADER } from "@/export/flat-csv";
import { flatCsvOf } from "@/export/flat-csv-lines";
import { type Filters, filters } from "@/queries/filters";
import { flatRows, type LineWindow } from "@/queries/rows";
import { rowsCsv } from "@/worker/rows-csv";
import { noFilings } from "../support/filings";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";
import { emptyStore, filings, importInto } from "../support/store-with-filings";

const Q1 = { year: 2021, quarter: 1 };

function store(): MadeStore {
  const made = new MadeStore();
  const sections = [
    section("sp500", ["=W", 60, 0.1 + 0.2, 1e-7], ["X, Y", null, -0, null]),
    section("options", ["W\nW", 100, -123_456_789_012.35, -8.8907]),
  ];
  made.save(reportOf("One, Inc.", Q1, wholeQuarter(Q1, ...sections)));
  made.save(
    reportOf("Two", Q1, [{ month: 1, sections: [] }, ...wholeQuarter(Q1, section("sp500")).slice(1)]),
  );
  return made;
}

/** Row by row, each cell written on its own. */
function plain(chosen: Filters, window: LineWindow): string {
  return FLAT_CSV_HEADER + [...flatRows(chosen, window)].map(({ values }) => csvLine(values)).join("");
}

async function threaded(chosen: Filters, { after = null, limit = null }: LineWindow): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of rowsCsv({ filters: chosen, after, limit })) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function expectAlike(chosen: Filters, window: LineWindow = {}): Promise<void> {
  const expected = plain(chosen, window);
  expect([...flatCsvOf(chosen, window)].join("") === expected, JSON.stringify(chosen)).toBe(true);
  expect((await threaded(chosen, window)) === expected, `${JSON.stringify(chosen)} in the thread`).toBe(true);
}

describe("what lines share is written once, and the text is the same", () => {
  test.each<Partial<Filters>>([
    {},
    { broker: ["two"] },
    { section: ["options"] },
    { orderType: ["market"] },
    { month: { year: 2021, month: 2 } },
  ])("%j", async (some) => {
    store();
    await expectAlike(filters(some));
  });

  test("from any place on, with any limit", async () => {
    store();
    for (const { place } of [...flatRows(filters())]) {
      for (const limit of [null, 1, 2, 100]) await expectAlike(filters(), { after: place, limit });
    }
  });

  test.skipIf(noFilings)("over every real filing (needs ../shared/filings)", async () => {
    await importInto(emptyStore(), filings("xml"));
    await expectAlike(filters());
    await expectAlike(filters({ versions: "all", exchanges: "exclude" }));
  });
});

test("the thread says what is wrong before it writes, and serves several readers at once", async () => {
  store();
  await expect(threaded(filters({ broker: ["nobody"] }), {})).rejects.toMatchObject({
    name: "AppError",
    kind: "invalid_input",
    status: 400,
  });
  const texts = await Promise.all(
    ["one,-inc.", "two"].map((slug) => threaded(filters({ broker: [slug] }), {})),
  );
  expect(texts.map((text) => text.split("\n")[1]?.split(",")[0])).toEqual(['"One', "Two"]);
});

test("a reader that leaves early leaves nothing behind", async () => {
  store();
  const reader = rowsCsv({ filters: filters(), after: null, limit: null });
  expect((await reader.next()).done).toBe(false);
  await reader.return();
  expect(await threaded(filters({ broker: ["two"] }), {})).toContain("Two");
});

test.each([
  [0, "0"],
  [-0, "0"],
  [100, "100"],
  [8.8907, "8.8907"],
  [-8.89, "-8.89"],
  [0.0001, "0.0001"],
  [0.00005, "0.00005"],
  [0.1 + 0.2, "0.30000000000000004"],
  [352_769.36, "352769.36"],
  [-123_456_789_012.35, "-123456789012.35"],
  [2_147_483_647.9999, "2147483647.9999"],
  [1e21, "1000000000000000000000"],
  [1e-7, "0.0000001"],
])("%d is written %s", (value, text) => {
  expect(csvNumber(value)).toBe(text);
});
