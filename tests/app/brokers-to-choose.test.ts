import { expect, test } from "vitest";
import { brokersToChoose } from "@/app/trends/brokers-to-choose";
import { storedQuarters } from "@/queries/stored-quarters";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };
const paid = (usd: number) => section("sp500", ["Wholesale", 90, usd, 10]);

test("all brokers of a few, by name", () => {
  const store = new MadeStore();
  store.save(reportOf("Zeta", Q1, wholeQuarter(Q1, paid(9))));
  store.save(reportOf("Alpha", Q2, wholeQuarter(Q2, paid(1))));
  const { brokers, largestOf } = brokersToChoose(storedQuarters(), null);
  expect(brokers.map((one) => one.slug)).toEqual(["alpha", "zeta"]);
  expect(largestOf).toBeNull();
});

test("of a market the 150 with the most money in its latest quarter, by name", () => {
  const store = new MadeStore();
  const name = (i: number) => `Broker ${String(i).padStart(3, "0")}`;
  store.together(() => {
    store.save(reportOf("Gone", Q1, wholeQuarter(Q1, paid(1_000_000))));
    // The first two have the least.
    for (let i = 1; i <= 152; i += 1) store.save(reportOf(name(i), Q2, wholeQuarter(Q2, paid(-i))));
  });
  const { brokers, largestOf } = brokersToChoose(storedQuarters(), null);
  expect(largestOf).toBe("2021Q2");
  expect(brokers).toHaveLength(150);
  expect(brokers[0]).toEqual({ slug: "broker-003", name: "Broker 003" });
  expect(brokers.at(-1)?.slug).toBe("broker-152");
});
