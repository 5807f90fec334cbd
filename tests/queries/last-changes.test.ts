import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { lastChanges } from "@/queries/last-changes";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const at = (time: string) => vi.setSystemTime(new Date(`2026-11-22T${time}.000Z`));
const on = (time: string) => `2026-11-22T${time}.000Z`;
const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };
const sentTo = (quarter: typeof Q1, venue: string, usd = 100) =>
  wholeQuarter(quarter, section("sp500", [venue, 100, usd, 10]));

let made: MadeStore;
beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  made = new MadeStore();
});
afterAll(() => {
  vi.useRealTimers();
});

test("nothing is stored, nothing is listed", () => {
  expect(lastChanges()).toEqual({ store: null, quarters: [], brokers: [], venues: [] });
});

test("what has a report that counts, with its last import or withdrawal", () => {
  at("08:00:00");
  made.save(reportOf("One", Q1, sentTo(Q1, "W")));
  at("09:00:00");
  const amended = made.save(
    reportOf("One", Q1, sentTo(Q1, "W", 200), { generatedAt: "2022-03-01T00:00:00Z" }),
  );
  made.save(reportOf("Two", Q2, sentTo(Q2, "X")));
  const gone = made.save(reportOf("Gone", Q2, sentTo(Q2, "Y")));
  at("10:00:00");
  made.withdraw(gone, "Filed by mistake");
  at("11:00:00");
  made.withdraw(amended, "Filed by mistake");
  const found = lastChanges();
  expect(found.quarters).toEqual([
    { key: "2021Q2", at: on("10:00:00") },
    { key: "2021Q1", at: on("11:00:00") },
  ]);
  expect(found.brokers).toEqual([
    { key: "one", at: on("11:00:00") },
    { key: "two", at: on("09:00:00") },
  ]);
  // By the quarters that list them.
  expect(found.venues).toEqual([
    { key: "w", at: on("11:00:00") },
    { key: "x", at: on("10:00:00") },
  ]);
});
