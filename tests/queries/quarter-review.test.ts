import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { quarterFindings } from "@/queries/quarter-findings";
import { quarterFlows } from "@/queries/quarter-flows";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q1 = { year: 2021, quarter: 1 };
const Q2 = { year: 2021, quarter: 2 };

function store(): MadeStore {
  const made = new MadeStore();
  const both = [section("sp500", ["Wholesale", 60, 100, 10], ["Some Exchange", 30, -40, -20])];
  made.save(reportOf("Alpha", Q1, wholeQuarter(Q1, ...both)));
  made.save(reportOf("Alpha", Q2, wholeQuarter(Q2, section("sp500", ["Wholesale", 60, 50, 10]))));
  made.save(reportOf("Beta", Q2, wholeQuarter(Q2, section("options", ["Wholesale", 60, null, null]))));
  return made;
}

test("flows of a quarter and of the one before, blank kept as null", () => {
  store();
  const { now, before } = quarterFlows(Q2);
  const short = (list: typeof now) => list.map((one) => [one.broker, one.venue, one.payment_usd]);
  expect(short(now)).toEqual([
    ["Alpha", "Wholesale", 150],
    ["Beta", "Wholesale", null],
  ]);
  expect(short(before)).toEqual([
    ["Alpha", "Some Exchange", -120],
    ["Alpha", "Wholesale", 300],
  ]);
  expect(short(quarterFlows(Q2, filters({ exchanges: "exclude" })).before)).toEqual([
    ["Alpha", "Wholesale", 300],
  ]);
  expect(quarterFlows({ year: 2030, quarter: 1 })).toEqual({ now: [], before: [] });
});

test("findings by kind, warnings first, with the first cases of each", () => {
  const made = store();
  const add = (broker: string, quarter: number, code: string, severity: string, message: string) =>
    made.database
      .prepare(
        `INSERT INTO finding (report_id, code, severity, message, file)
         SELECT r.id, ?, ?, ?, 'a.xml' FROM report r JOIN broker b ON b.id = r.broker_id
         WHERE b.slug = ? AND r.quarter = ?`,
      )
      .run(code, severity, message, broker, quarter);
  const [q1, q2] = [8084, 8085];
  add("alpha", q2, "rate_without_usd", "warning", "one");
  add("alpha", q2, "rate_without_usd", "warning", "two");
  add("beta", q2, "rate_without_usd", "warning", "three");
  add("beta", q2, "sign_mismatch", "warning", "four");
  add("alpha", q2, "blank_month", "note", "five");
  add("alpha", q2, "unknown_venue", "note", "a name, not a figure");
  add("alpha", q1, "sign_mismatch", "warning", "another quarter");
  expect(
    quarterFindings(Q2, 2).map(({ code, count, reports, first }) => [
      code,
      count,
      reports,
      first.map((one) => `${one.broker}: ${one.message}`),
    ]),
  ).toEqual([
    ["rate_without_usd", 3, 2, ["Alpha: one", "Alpha: two"]],
    ["sign_mismatch", 1, 1, ["Beta: four"]],
    ["blank_month", 1, 1, ["Alpha: five"]],
  ]);
  expect(quarterFindings({ year: 2030, quarter: 1 }, 5)).toEqual([]);
});
