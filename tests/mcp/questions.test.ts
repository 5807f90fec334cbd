import { beforeAll, expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { rates } from "@/queries/rates";
import { parseMonth, parseQuarter } from "@/report/quarter";
import { sampleFiles } from "../support/sample";
import { emptyStore, importInto } from "../support/store-with-filings";
import { type Assistant, assistant } from "./ask";

/*
 * What people ask of these reports. Figures were added up from the lines of fixtures/sample/*.csv: dollars of the four order types
 * of a group, blank ones left out; a venue pays where they are above zero.
 */

let ask: Assistant["ask"];

beforeAll(async () => {
  const { summary } = await importInto(emptyStore(), sampleFiles());
  expect(summary.stored).toBe(22);
  ({ ask } = await assistant());
});

test("how many venues pay a broker in a month, on average", async () => {
  const quarter = await ask("payments", { by: ["broker", "month"], count: "venue", quarter: "2021Q1" });
  // Charles Schwab 11 and Firstrade 4, in each of three months.
  expect(quarter.average_venues_with_payment).toMatchObject({ value: 7.5, groups: 6, sum: 45 });
  expect(quarter.average_venues_with_payment.unit).toContain("mean per (broker, month)");
  const all = await ask("payments", { by: ["broker", "month"], count: "venue", limit: 1 });
  expect(all.average_venues_with_payment).toMatchObject({ groups: 66, sum: 524 });
  expect(all.average_venues_with_payment.value).toBeCloseTo(7.9394, 4);
  expect(all.rows).toHaveLength(1);
  expect(all).toMatchObject({ rows_in_all: 66, cut: expect.stringContaining("first 1 of 66") });
});

test("how many venues pay each broker", async () => {
  const { rows } = await ask("payments", { by: ["broker"], count: "venue", quarter: "2020Q1" });
  const counts = rows.map(
    (row: { broker_slug: string; venues_with_payment: { value: number; others: object } }) => [
      row.broker_slug,
      row.venues_with_payment.value,
      row.venues_with_payment.others,
    ],
  );
  expect(counts).toEqual([
    ["charles-schwab", 12, { zero_dollars: 0, paid_by_the_broker: 0, filed_blank: 0 }],
    ["firstrade-securities", 4, { zero_dollars: 0, paid_by_the_broker: 0, filed_blank: 0 }],
    ["goldman-sachs", 3, { zero_dollars: 0, paid_by_the_broker: 18, filed_blank: 0 }],
  ]);
});

test("the top three brokers of each month, the month kept", async () => {
  const { rows } = await ask("payments", { by: ["broker", "month"], top: 3, quarter: "2022Q1" });
  const said = rows.map((row: { month: string; broker_slug: string; payment: { value: number } }) => [
    row.month,
    row.broker_slug,
    row.payment.value,
  ]);
  expect(said).toEqual([
    ["2022-01", "robinhood-securities", 49682630.88],
    ["2022-01", "interactive-brokers", 12988849],
    ["2022-01", "apex-clearing", 1869011.4],
    ["2022-02", "robinhood-securities", 48752499.05],
    ["2022-02", "interactive-brokers", 12462790],
    ["2022-02", "apex-clearing", 1609246.61],
    ["2022-03", "robinhood-securities", 63214536.29],
    ["2022-03", "interactive-brokers", 13315201],
    ["2022-03", "apex-clearing", 2826391.82],
  ]);
  const first = await ask("payments", { by: ["month", "broker"], top: 1, quarter: "2020Q1" });
  expect(first.rows.map((row: { broker_slug: string }) => row.broker_slug)).toEqual(
    Array(3).fill("charles-schwab"),
  );
});

test("payment and volume in one question, by a name people use", async () => {
  const { rows } = await ask("payments", { broker: ["Schwab"], section: ["sp500"], quarter: "2021Q1" });
  expect(rows).toHaveLength(1);
  const together = await ask("payments", { broker: ["Schwab"], quarter: "2021Q1" });
  expect(together.note).toContain("stocks and options together");
  const [{ payment, volume, rate, order_coverage }] = rows;
  expect(payment).toEqual({
    value: 5616298.16,
    unit: "USD, net; positive: the broker received, negative: it paid",
    source: "/trace?broker=charles-schwab&section=sp500&from=2021Q1&to=2021Q1",
  });
  expect(volume.value).toBeCloseTo(4340574500.91, 1);
  expect(volume.unit).toBe("shares (options: contracts × 100)");
  expect(rate.value).toBeCloseTo(12.939066, 6);
  expect(rate.source).toBe("/trace?broker=charles-schwab&section=sp500&from=2021Q1&to=2021Q1&metric=rate");
  expect(order_coverage).toMatchObject({
    unit: "percent (0–100)",
    source: expect.stringContaining("metric=order_coverage"),
  });
});

test("a broker that is not there: the nearest known ones, no figure", async () => {
  const unknown = await ask("payments", { broker: ["Robin Hud Securities"], quarter: "2022Q1" });
  expect(unknown).toMatchObject({ isError: true, error: "unknown_name", asked: "Robin Hud Securities" });
  expect(unknown.nearest[0]).toMatchObject({ slug: "robinhood-securities", stored: true });
  expect(unknown).not.toHaveProperty("rows");
  const far = await ask("find_entity", { text: "Qqxzvv" });
  expect(far).toMatchObject({ isError: true, nearest: [], note: "No known name is near it." });
});

test("a broker of the directory without a report: unknown, not zero", async () => {
  const { found } = await ask("find_entity", { text: "Webull" });
  expect(found[0]).toMatchObject({
    in_store: false,
    reports: { value: null, unknown: "no report stored here" },
  });
  const said = await ask("payments", { broker: ["Webull"], by: ["quarter"] });
  expect(said).toMatchObject({
    isError: false,
    rows: [],
    no_report_stored_of: [found[0].name],
    no_report_is: "unknown, not zero",
  });
});

test("quarters without a report are named, and are no rows", async () => {
  const said = await ask("payments", {
    broker: ["Firstrade"],
    by: ["quarter"],
    from: "2021Q1",
    to: "2021Q4",
  });
  expect(said.rows.map((row: { quarter: string }) => row.quarter)).toEqual(["2021Q1", "2021Q2"]);
  expect(said.no_report_for).toEqual(["firstrade-securities, 2021Q3", "firstrade-securities, 2021Q4"]);
});

test("every source is the trace of just that figure", async () => {
  const { rows } = await ask("payments", {
    by: ["broker", "venue", "section", "orderType", "month"],
    broker: ["charles-schwab"],
  }).catch(() => ({ rows: null }));
  expect(rows, "at most four dimensions").toBeNull();
  const said = await ask("payments", {
    by: ["venue", "section", "month"],
    broker: ["charles-schwab"],
    quarter: "2020Q2",
    limit: 200,
  });
  expect(said.rows.length).toBeGreaterThan(10);
  for (const { payment } of said.rows) {
    const query = new URL(payment.source, "http://localhost").searchParams;
    const only = (name: string) => [query.get(name) ?? ""];
    const [one] = rates(
      filters({
        broker: only("broker"),
        venue: only("venue"),
        section: only("section") as ["sp500"],
        month: parseMonth(query.get("month") ?? ""),
        from: query.get("from") ? parseQuarter(query.get("from") ?? "") : null,
      }),
      [],
    );
    expect(one?.payment_usd, payment.source).toBe(payment.value);
  }
});

test("a doubtful figure says why", async () => {
  const { rows } = await ask("payments", { broker: ["Firstrade"], section: ["equities"], quarter: "2020Q2" });
  expect(rows[0].volume.doubtful).toMatch(/^Firstrade Securities 2020 Q2: .*\(report 2020Q2-[0-9a-f]{10}\)$/);
});

test("brokers side by side, ranked by the average for an order where it speaks for enough", async () => {
  const said = await ask("compare_brokers", {
    broker: ["Robinhood", "Interactive Brokers", "Firstrade"],
    quarter: "2022Q1",
  });
  const [robinhood, , firstrade] = said.brokers;
  expect(robinhood.equities.payment.value).toBe(35019396.83);
  expect(robinhood.equities.rate.value).toBeCloseTo(21.295933, 6);
  expect(robinhood.equities.rate.source).toContain("section=equities");
  expect(firstrade).toEqual({
    broker_slug: "firstrade-securities",
    unknown: "no report is stored for this selection; that is not zero",
  });
  const [first] = said.ranked_by_average_for_an_order.equities.highest_first;
  expect(first.broker_slug).toBe("robinhood-securities");
  expect(said.no_report_for).toEqual(["firstrade-securities, 2022Q1"]);
});

test("a quarter in review", async () => {
  const said = await ask("quarter_review", { quarter: "2020Q2" });
  expect(said).toMatchObject({ quarter: "2020Q2", previous_quarter: "2020Q1" });
  // As in the dictionary's examples, read from its reports of both quarters.
  expect(said.rows[0]).toMatchObject({
    broker_slug: "charles-schwab",
    payment_usd: { value: 66142014.6 },
    equities_usd: { value: 32396842.11 },
    complete_quarter: true,
  });
  expect(said.rows[0].payment_growth.value).toBeCloseTo(23.451788, 6);
  expect(said.rows[0].payment_growth.source).toBe(
    "/trace/growth?broker=charles-schwab&from=2020Q2&to=2020Q2",
  );
  expect(said.rows[0].options_cents_per_contract.unit).toBe("cents per contract");
  const empty = await ask("quarter_review", { quarter: "2019Q1" });
  expect(empty).toMatchObject({ rows: [], no_rows: expect.stringContaining("not zero") });
  expect(empty).not.toHaveProperty("total");
});

test("where a figure comes from", async () => {
  const said = await ask("trace", {
    broker: ["charles-schwab"],
    quarter: "2021Q1",
    section: ["sp500"],
    orderType: ["market"],
    metric: "rate",
    limit: 2,
  });
  // The market orders' dollars and implied shares of those lines.
  expect(said.formula_sums.usd).toBeCloseTo(2308988.14, 2);
  expect(said.rate.value).toBeCloseTo((2308988.14 * 10_000) / 2588234884.957917, 6);
  expect(said.rows).toHaveLength(2);
  expect(said.rows[0].source).toMatch(
    /^\/reports\/2021Q1-[0-9a-f]{10}\?cell=2021-\d\d-sp500-\d+-market_usd#/,
  );
  expect(said.cut).toContain("/trace?");
});

test("which reports are stored", async () => {
  const said = await ask("reports", { broker: ["Goldman Sachs"] });
  expect(said.rows.map((row: { quarter: string }) => row.quarter)).toEqual(["2020Q2", "2020Q1"]);
  expect(said.rows[0].source).toBe(`/reports/${said.rows[0].id}`);
  expect(said.counts).toMatchObject({ current: 2, unit: "reports" });
});

test("no report of rule 605 is stored: said, not zero", async () => {
  const said = await ask("execution_quality");
  expect(said).toMatchObject({
    rows: [],
    stored_months: "none",
    no_rows: expect.stringContaining("not zero"),
  });
});
