import { beforeAll, expect, test } from "vitest";
import { MadeStore, reportOf, section } from "../support/made-store";
import { type Assistant, assistant } from "./ask";

/* What was filed blank, or without enough, is null with the reason; what was filed as zero is zero. */

let ask: Assistant["ask"];

const quarter = { year: 2021, quarter: 1 } as const;
const month = (...venues: Parameters<typeof section>[1][]) => [
  { month: 1, sections: [section("sp500", ...venues)] },
];

function threeBrokers(): MadeStore {
  const store = new MadeStore();
  store.save(reportOf("Blank Broker", quarter, month(["A", 40, null, null])));
  store.save(reportOf("Zero Broker", quarter, month(["A", 40, 0, 0])));
  store.save(reportOf("Unrated Broker", quarter, month(["A", 40, 5, null], ["B", 60, null, null])));
  return store;
}

beforeAll(async () => {
  threeBrokers();
  ({ ask } = await assistant());
});

test("blank is unknown, zero is zero, dollars without a rate have none", async () => {
  const { rows } = await ask("payments", { by: ["broker"], count: "venue" });
  const [blank, unrated, zero] = rows;
  expect(blank).toMatchObject({
    broker: "Blank Broker",
    payment: { value: null, unknown: expect.stringContaining("filed blank") },
    rate: { value: null, unknown: expect.stringContaining("not enough filed") },
    venues_with_payment: { value: null, unknown: expect.stringContaining("filed blank") },
  });
  expect(unrated).toMatchObject({
    broker: "Unrated Broker",
    payment: { value: 5 },
    rate: { value: null, unknown: expect.stringContaining("not enough filed") },
    volume: { value: null },
    venues_with_payment: { value: 1, others: { filed_blank: 1 } },
  });
  expect(zero).toMatchObject({
    broker: "Zero Broker",
    payment: { value: 0 },
    venues_with_payment: { value: 0 },
  });
  expect(zero.payment).not.toHaveProperty("unknown");
});

test("what is unknown is in no average and has no rank", async () => {
  const said = await ask("payments", { by: ["broker", "month"], count: "venue", top: 3 });
  // One venue pays Unrated, none pays Zero; of Blank nothing is known.
  expect(said.average_venues_with_payment).toMatchObject({
    value: 0.5,
    groups: 2,
    left_out: { groups_all_blank: 1 },
  });
  expect(said.rows.map((row: { broker: string }) => row.broker)).toEqual(["Unrated Broker", "Zero Broker"]);
});

test("brokers that are paid nothing are ranked at 0; what is unknown is shown and not ranked", async () => {
  const store = threeBrokers();
  store.save(reportOf("Paid Nothing", quarter, month(["A", 100, 0, 0])));
  store.save(reportOf("Half Paid", quarter, month(["A", 60, 5, 20], ["B", 30, 0, 0])));
  const said = await ask("compare_brokers", {
    broker: ["Blank Broker", "Unrated Broker", "Zero Broker", "Paid Nothing", "Half Paid"],
    quarter: "2021Q1",
  });
  expect(said.ranked_by_average_for_an_order.equities).toEqual({
    highest_first: [
      // 20 cents for 60 of the 90 covered orders in a hundred, nothing for 30.
      { broker_slug: "half-paid", cents: expect.closeTo(40 / 3, 6), reading: "paid" },
      { broker_slug: "paid-nothing", cents: 0, reading: "paid_nothing" },
    ],
    not_ranked: [
      { broker_slug: "blank-broker", why: "payments are filed blank, not zero" },
      {
        broker_slug: "unrated-broker",
        why: "the filing says what was paid for less than half of the orders",
      },
      { broker_slug: "zero-broker", why: "the filing says what was paid for less than half of the orders" },
    ],
  });
  const nothing = said.brokers.find((one: { broker_slug: string }) => one.broker_slug === "paid-nothing");
  expect(nothing.equities).toMatchObject({
    reading: "paid_nothing",
    payment: { value: 0 },
    rate: { value: null, unknown: expect.stringContaining("no dollars other than zero") },
    paid_nothing: { value: 100 },
    order_average: { value: 0 },
  });
});
