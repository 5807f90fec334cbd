import { expect, test } from "vitest";
import { filedVenues } from "@/queries/filed-venues";
import { type Filters, filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { listReports } from "@/queries/list-reports";
import { listVenues } from "@/queries/list-venues";
import { marketTrend } from "@/queries/market-trend";
import { quarterFlows } from "@/queries/quarter-flows";
import { quarterTable } from "@/queries/quarter-table";
import { rates } from "@/queries/rates";
import { countSelectedFilings, selectedFilings } from "@/queries/selected-filings";
import { namedMoney, unknownBrokers } from "@/queries/unknown-names";
import { market, QUARTERS } from "../support/made-market";

const ASKED: readonly Partial<Filters>[] = [
  {},
  { exchanges: "exclude" },
  { section: ["options"] },
  { venueKind: ["wholesaler", "options_exchange"] },
  { from: QUARTERS[1] ?? null, reReported: "include" },
  { asOf: "2021-06-15" },
  { month: { year: 2021, month: 2 } },
  { broker: ["one", "two"], exchanges: "exclude", section: ["sp500", "options"] },
  { venue: ["inside", "big-exchange"] },
];

/** Everything that is read from kept sums, under each of those filters. */
function answers() {
  return ASKED.map((some) => {
    const chosen = filters(some);
    return {
      brokers: listBrokers(chosen),
      venues: listVenues(chosen),
      reports: listReports({ ...chosen, versions: "all" }),
      filed: filedVenues(chosen).map((one) => [
        one.filed_name,
        one.asset_class,
        one.payment_usd,
        one.money_usd,
      ]),
      table: quarterTable(QUARTERS[1] as (typeof QUARTERS)[0], chosen),
      trend: marketTrend(chosen),
      flows: quarterFlows(QUARTERS[1] as (typeof QUARTERS)[0], chosen),
      filings: selectedFilings(chosen),
      money: namedMoney(),
      unknown: unknownBrokers(10),
    };
  });
}

test("lists from kept sums are those from the facts", () => {
  for (const seed of [1, 2, 3]) {
    const { database } = market(seed);
    const kept = answers();
    database.exec("INSERT INTO stale_rollup VALUES (8084, 2)");
    expect(JSON.stringify(cents(answers()))).toBe(JSON.stringify(cents(kept)));
    expect(kept[0]?.brokers).not.toEqual([]);
    expect(kept[0]?.venues).not.toEqual(kept[1]?.venues);
  }
});

test("the first filings of a selection and their count are those of all", () => {
  for (const seed of [1, 2, 3]) {
    market(seed);
    for (const some of [...ASKED, { versions: "all" as const, section: ["sp500" as const] }]) {
      const all = selectedFilings(filters(some));
      expect(selectedFilings(filters(some), 5)).toEqual(all.slice(0, 5));
      expect(countSelectedFilings(filters(some))).toBe(all.length);
    }
  }
});

test("payments of brokers over time and of venues in a quarter are those of their rates", () => {
  market(2);
  const quarter = QUARTERS[1] as (typeof QUARTERS)[0];
  for (const some of ASKED) {
    const chosen = filters(some);
    const ofBrokers = rates(chosen, ["broker", "quarter"]).map((row) => [
      row.broker,
      row.quarter,
      row.payment_usd,
    ]);
    expect(marketTrend(chosen).payments.map((row) => [row.broker, row.quarter, row.payment_usd])).toEqual(
      ofBrokers,
    );
    const ofVenues = rates({ ...chosen, from: quarter, to: quarter }, ["broker", "venue"]);
    expect(quarterFlows(quarter, chosen).now.map((row) => [row.broker, row.venue, row.payment_usd])).toEqual(
      ofVenues.map((row) => [row.broker, row.venue, row.payment_usd]),
    );
  }
});

test("as many filings as there are, some of them named", () => {
  market(1);
  for (const some of ASKED) {
    const all = selectedFilings(filters(some));
    expect(countSelectedFilings(filters(some))).toBe(all.length);
    expect(selectedFilings(filters(some), 2)).toEqual(all.slice(0, 2));
  }
});

test("what is remembered is asked again after a commit, and shared until then", () => {
  const store = market(1);
  const [before] = listBrokers(filters({ broker: ["one"] }));
  expect(listBrokers(filters({ broker: ["one"] }))[0]).toBe(before);
  const id = listReports(filters({ broker: ["one"] }))[0]?.id ?? "";
  store.withdraw(id, "test");
  const [after] = listBrokers(filters({ broker: ["one"] }));
  expect(after).not.toEqual(before);
});

/** Sums may differ by the order of adding up. */
function cents(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one) => (typeof one === "number" ? Number(one.toPrecision(10)) : one)),
  );
}
