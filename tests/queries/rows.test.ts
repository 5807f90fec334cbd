import { expect, test } from "vitest";
import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { type Filters, filters } from "@/queries/filters";
import { flatObject } from "@/queries/flat-object";
import type { PlacedRow } from "@/queries/report-lines";
import { flatRows } from "@/queries/rows";
import type { SectionReport } from "@/report/report";
import { MadeStore, reportOf, section } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q4 = { year: 2020, quarter: 4 };

function store(): MadeStore {
  const made = new MadeStore();
  const empty: SectionReport = { section: "sp500", mix: [0, 0, 0, 0, null], venues: [] };
  made.save(
    reportOf(
      "B  Broker",
      Q1,
      [
        {
          month: 1,
          sections: [section("options", ["X  Options", 60, 1, 2], ["A Exchange", 40, null, null])],
        },
        { month: 2, sections: [] },
        { month: 3, sections: [section("non_sp500", ["W", 100, 3, 4]), empty] },
      ],
      { crd: "77", origin: { file: "original.xml", sha256: "feed" }, format: "csv" },
    ),
  );
  made.save(reportOf("A", Q1, [{ month: 1, sections: [section("sp500", ["W", 100, 5, 6])] }]));
  made.save(reportOf("A", Q4, [{ month: 12, sections: [section("sp500", ["W", 100, 7, 8])] }]));
  return made;
}

const COLUMNS = ["broker_slug", "quarter", "month", "section", "filed_venue", "market_usd"] as const;
function seen(rows: Iterable<PlacedRow>) {
  return [...rows].map(({ values }) => COLUMNS.map((column) => flatObject(values)[column]));
}

const ALL = [
  ["a", 4, 12, "sp500", "W", 7],
  ["a", 1, 1, "sp500", "W", 5],
  ["b--broker", 1, 1, "options", "X Options", 1],
  ["b--broker", 1, 1, "options", "A Exchange", null],
  ["b--broker", 1, 2, null, null, null],
  ["b--broker", 1, 3, "sp500", null, null],
  ["b--broker", 1, 3, "non_sp500", "W", 3],
];

test("order: broker, quarter, month, section as filed, row; with a line for what has no venue", () => {
  store();
  expect(seen(flatRows(filters()))).toEqual(ALL);
});

test("every column of a line", () => {
  store();
  const [, , line] = [...flatRows(filters())];
  expect(FLAT_COLUMNS).toHaveLength(line?.values.length ?? 0);
  expect(flatObject(line?.values ?? [])).toEqual({
    broker: "B  Broker",
    broker_slug: "b--broker",
    crd: "77",
    year: 2021,
    quarter: 1,
    month: 1,
    section: "options",
    venue: "X  Options",
    venue_slug: "x--options",
    venue_kind: "options_market_maker",
    filed_broker: "B Broker",
    filed_venue: "X Options",
    mic: null,
    mpid: null,
    order_pct: 60,
    market_pct: 60,
    marketable_limit_pct: null,
    non_marketable_limit_pct: null,
    other_pct: null,
    market_usd: 1,
    market_cph: 2,
    marketable_limit_usd: null,
    marketable_limit_cph: null,
    non_marketable_limit_usd: null,
    non_marketable_limit_cph: null,
    other_usd: null,
    other_cph: null,
    ndo_pct: 100,
    ndo_market_pct: 100,
    ndo_marketable_limit_pct: 0,
    ndo_non_marketable_limit_pct: 0,
    ndo_other_pct: 0,
    material_aspects: null,
    report_id: expect.stringMatching(/^2021Q1-[0-9a-f]{10}$/),
    series: "",
    report_version: 1,
    generated_at: "2022-01-01T00:00:00Z",
    is_current: 1,
    source_file: "original.xml",
    source_sha256: "feed",
    source_position: "line 20",
  });
});

test("a document of our own names itself", () => {
  store();
  const [first] = [...flatRows(filters({ broker: ["a"] }))];
  expect(flatObject(first?.values ?? [])).toMatchObject({
    source_file: "report-3.xml",
    source_sha256: "sha-3",
  });
});

test("the line of a section without venues still has its order mix", () => {
  store();
  const line = [...flatRows(filters())][5];
  expect(flatObject(line?.values ?? [])).toMatchObject({
    ndo_pct: 0,
    ndo_market_pct: 0,
    ndo_other_pct: null,
    venue: null,
    report_id: expect.any(String),
    source_position: null,
  });
});

test.each<[string, Partial<Filters>, number[]]>([
  ["one broker", { broker: ["a"] }, [0, 1]],
  ["a section, also without venues", { section: ["sp500"] }, [0, 1, 5]],
  ["a venue: only its rows", { venue: ["w"] }, [0, 1, 6]],
  ["without exchanges", { exchanges: "exclude" }, [0, 1, 2, 6]],
  ["an order type that was used", { orderType: ["market"] }, [0, 1, 2, 3, 6]],
  ["an order type that was not", { orderType: ["other"] }, []],
  ["a month, also without sections", { month: { year: 2021, month: 2 } }, [4]],
  ["a month", { month: { year: 2021, month: 1 } }, [1, 2, 3]],
  ["from a quarter", { from: Q1 }, [1, 2, 3, 4, 5, 6]],
])("filters: %s", (_, some, lines) => {
  store();
  expect(seen(flatRows(filters(some)))).toEqual(lines.map((line) => ALL[line]));
});

test("from every place the rest follows, each line once", () => {
  store();
  const all = [...flatRows(filters())];
  all.forEach(({ place }, i) => {
    expect([...flatRows(filters(), { after: place })]).toEqual(all.slice(i + 1));
    expect([...flatRows(filters(), { after: place, limit: 2 })]).toEqual(all.slice(i + 1, i + 3));
  });
});
