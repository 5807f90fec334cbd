import { expect, test } from "vitest";
import { filedCrds } from "@/queries/filed-crds";
import { filedVenues } from "@/queries/filed-venues";
import { filters } from "@/queries/filters";
import { latestMarketQuarter, storedQuarters } from "@/queries/stored-quarters";
import { namedMoney, unknownBrokers } from "@/queries/unknown-names";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };

/** Two brokers in Q1, one of them in Q2; what brokers paid and received at three venues. */
function store(): MadeStore {
  const made = new MadeStore();
  const rows = section(
    "sp500",
    ["Wholesale", 60, 100, 10],
    ["Some Exchange", 30, -40, -20],
    ["Silent", 5, null, null],
  );
  made.save(reportOf("Alpha", Q1, wholeQuarter(Q1, rows)));
  made.save(reportOf("Alpha", Q2, wholeQuarter(Q2, section("options", ["Wholesale", 60, 7, 10]))));
  made.save(reportOf("Beta", Q1, wholeQuarter(Q1, section("sp500", ["Wholesale", 60, -1, -10]))));
  return made;
}

test("every filed name with its money, where it is from, and reports to see it in", () => {
  store();
  const names = filedVenues();
  expect(names.map((one) => [one.filed_name, one.asset_class, one.payment_usd, one.money_usd])).toEqual([
    ["Wholesale", "equities", 297, 303],
    ["Some Exchange", "equities", -120, 120],
    ["Wholesale", "options", 21, 21],
    ["Silent", "equities", null, null],
  ]);
  expect(names[0]).toMatchObject({
    brokers: 2,
    reports: 2,
    first_quarter: "2021Q1",
    last_quarter: "2021Q1",
    mic: null,
    examples: [
      { broker: "Alpha", quarter: "2021Q1" },
      { broker: "Beta", quarter: "2021Q1" },
    ],
  });
  expect(filedVenues(filters({ venue: ["silent"] })).map((one) => one.filed_name)).toEqual(["Silent"]);
});

test("names the directory does not have", () => {
  const made = store();
  expect(namedMoney()).toEqual({ money_usd: 444, known_usd: 444, unknown_venues: 0, unknown_brokers: 0 });
  expect(filedVenues(filters(), { known: false })).toEqual([]);
  made.database.exec(
    "UPDATE venue SET known = 0 WHERE slug = 'wholesale'; UPDATE broker SET known = 0 WHERE slug = 'beta'",
  );
  expect(namedMoney()).toEqual({ money_usd: 444, known_usd: 120, unknown_venues: 1, unknown_brokers: 1 });
  expect(filedVenues(filters(), { known: false }).map((one) => [one.filed_name, one.asset_class])).toEqual([
    ["Wholesale", "equities"],
    ["Wholesale", "options"],
  ]);
  expect(filedVenues(filters(), { known: false, limit: 1 })).toHaveLength(1);
  expect(unknownBrokers(10)).toEqual([
    {
      slug: "beta",
      name: "Beta",
      crd: null,
      reports: 1,
      first_quarter: "2021Q1",
      last_quarter: "2021Q1",
      money_usd: 3,
    },
  ]);
});

test("a withdrawn report counts in none of them", () => {
  const made = store();
  const id = made.save(reportOf("Gamma", Q2, wholeQuarter(Q2, section("sp500", ["Odd Name", 90, 5, 5]))));
  expect(storedQuarters()).toEqual([
    { quarter: "2021Q1", brokers: 2 },
    { quarter: "2021Q2", brokers: 2 },
  ]);
  made.withdraw(id, "a test");
  expect(storedQuarters()[1]).toEqual({ quarter: "2021Q2", brokers: 1 });
  expect(filedVenues().map((one) => one.filed_name)).not.toContain("Odd Name");
  expect(namedMoney().money_usd).toBe(444);
});

test("the quarter shown first is the latest with two brokers", () => {
  expect(latestMarketQuarter([])).toBeNull();
  expect(latestMarketQuarter([{ quarter: "2021Q1", brokers: 1 }])).toBe("2021Q1");
  expect(
    latestMarketQuarter([
      { quarter: "2021Q1", brokers: 2 },
      { quarter: "2021Q2", brokers: 3 },
      { quarter: "2021Q3", brokers: 1 },
    ]),
  ).toBe("2021Q2");
});

test("an empty store has no names", () => {
  new MadeStore();
  expect(namedMoney()).toEqual({ money_usd: 0, known_usd: 0, unknown_venues: 0, unknown_brokers: 0 });
  expect(filedVenues()).toEqual([]);
  expect(storedQuarters()).toEqual([]);
});

test("CRD numbers that came with reports, each with the name filed beside it and a file it came in", () => {
  const made = new MadeStore();
  made.save(reportOf("Harbor Lane", Q1, [], { crd: "123456" }));
  made.save(reportOf("Harbor Lane", Q2, [], { crd: "123456" }));
  const others = wholeQuarter(Q2, section("sp500", ["Wholesale", 60, 1, 10]));
  made.save(reportOf("HARB", Q2, others, { crd: "123456", series: "HARB" }));
  made.save(reportOf("Without", Q1, []));
  made.withdraw(made.save(reportOf("Withdrawn", Q1, [], { crd: "7" })), "not theirs");
  const pair = { crd: "123456", last_quarter: "2021Q2" };
  expect(filedCrds()).toEqual([
    { ...pair, filed_broker: "Harbor Lane", reports: 2, first_quarter: "2021Q1", file: "report-1.xml" },
    { ...pair, filed_broker: "HARB", reports: 1, first_quarter: "2021Q2", file: "report-3.xml" },
  ]);
});
