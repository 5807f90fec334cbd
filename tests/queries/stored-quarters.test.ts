import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { latestMarketQuarter, listedQuarters } from "@/queries/stored-quarters";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

test("a venue opens with the latest quarter in which two brokers list it, else the latest", () => {
  const store = new MadeStore();
  const file = (broker: string, year: number, venue: string) => {
    const quarter = { year, quarter: 1 };
    store.save(reportOf(broker, quarter, wholeQuarter(quarter, section("sp500", [venue, 100, 5, 10]))));
  };
  file("One", 2021, "A");
  file("Two", 2021, "A");
  file("One", 2022, "A");
  file("Two", 2022, "B");
  const of = (venue: string) => listedQuarters(filters({ venue: [venue] }));
  expect(of("a")).toEqual([
    { quarter: "2021Q1", brokers: 2 },
    { quarter: "2022Q1", brokers: 1 },
  ]);
  expect(latestMarketQuarter(of("a"))).toBe("2021Q1");
  expect(latestMarketQuarter(of("b"))).toBe("2022Q1");
});
