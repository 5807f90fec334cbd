import { expect, test } from "vitest";
import { filters } from "@/queries/filters";
import { markedRates, ratesWithFindings } from "@/queries/marked-rates";
import { quarterMarks } from "@/queries/quarter-marks";
import { rates } from "@/queries/rates";
import { finding } from "@/report/findings";
import { callApi } from "../support/call-api";
import { MadeStore, reportOf, section, wholeQuarter } from "../support/made-store";

const Q2 = { year: 2020, quarter: 2 };
const Q3 = { year: 2020, quarter: 3 };

/** Two brokers in two quarters; what One filed for A in 2020 Q2 is doubtful. */
function madeStore(): string {
  const store = new MadeStore();
  const months = (quarter: typeof Q2) =>
    wholeQuarter(quarter, section("sp500", ["A", 50, 500, 10], ["B", 50, 500, 10]));
  const id = store.save(reportOf("One", Q2, months(Q2)), [
    finding("volume_jump", "In April 2020 and May 2020.", {
      file: "f.xml",
      month: 4,
      section: "sp500",
      venue: "A",
    }),
  ]);
  store.save(reportOf("Two", Q2, months(Q2)));
  store.save(reportOf("One", Q3, months(Q3)));
  store.save(reportOf("Two", Q3, months(Q3)));
  return id;
}

test("rows are those of rates, those that are doubtful with their marks", () => {
  madeStore();
  const by = ["broker", "quarter"] as const;
  const rows = markedRates(filters(), by);
  expect(rows.map(({ marks: _, ...row }) => row)).toEqual(rates(filters(), by));
  expect(rows.map(({ broker, quarter, marks }) => [broker, quarter, Object.keys(marks ?? {})])).toEqual([
    ["One", "2020Q2", ["payment", "rate", "volume"]],
    ["One", "2020Q3", []],
    ["Two", "2020Q2", []],
    ["Two", "2020Q3", []],
  ]);
});

test("a finding that names two months casts no doubt on the third", () => {
  madeStore();
  const rows = markedRates(filters({ broker: ["one"] }), ["month"]);
  expect(rows.filter(({ marks }) => marks).map(({ month }) => month)).toEqual(["2020-04", "2020-05"]);
});

test("the column says which figures, why and where", () => {
  const id = madeStore();
  expect(ratesWithFindings(filters(), ["broker", "quarter"]).map((row) => row.findings)).toEqual([
    `payment, rate, volume: One 2020 Q2: implied volume is far from its neighbors (A, S&P 500 stocks) (report ${id})`,
    null,
    null,
    null,
  ]);
});

test("a change is doubtful where either quarter is", () => {
  madeStore();
  const [now, after] = [quarterMarks(Q2, filters()), quarterMarks(Q3, filters())];
  expect(now.of("one", [], "payment")?.code).toBe("volume_jump");
  expect(now.of("one", ["options"], "payment")).toBeNull();
  expect(now.of("two", [], "payment")).toBeNull();
  expect(now.of(null, [], "rate")?.code).toBe("volume_jump");
  expect(after.of("one", [], "payment")).toBeNull();
  expect(after.ofChange("one", [], "payment")?.code).toBe("volume_jump");
  expect(after.ofChange("two", [], "payment")).toBeNull();
});

test("the API has the column when it is asked for, behind the last one there is without", async () => {
  const id = madeStore();
  const csv = async (more: string) =>
    (await (await callApi(`/api/v1/rates?by=broker,quarter&format=csv${more}`)).text()).trimEnd().split("\n");
  const [plain, wide] = [await csv(""), await csv("&findings=include")];
  expect(plain[0]).toMatch(/,reports$/);
  expect(wide[0]).toBe(`${plain[0]},findings`);
  expect(wide[1]).toContain(`(report ${id})`);
  expect(wide.slice(2)).toEqual(plain.slice(2).map((line) => `${line},`));
});
