import { describe, expect, test } from "vitest";
import { filters, NO_FILTERS, type ParameterName, readQuery } from "@/queries/filters";
import { writeQuery } from "@/queries/write-query";

const ALL: readonly ParameterName[] = [
  "broker",
  "venue",
  "venueKind",
  "section",
  "orderType",
  "from",
  "to",
  "quarter",
  "month",
  "exchanges",
  "reReported",
  "asOf",
  "versions",
  "finding",
  "severity",
  "by",
  "limit",
  "cursor",
  "format",
];

describe("what a query string means", () => {
  test.each([
    ["", {}],
    ["broker=a&broker=b", { broker: ["a", "b"] }],
    ["broker=a,b, c", { broker: ["a", "b", "c"] }],
    ["broker=&from=&format=", {}],
    ["section=equities", { section: ["sp500", "non_sp500"] }],
    ["section=equities,sp500,options", { section: ["sp500", "non_sp500", "options"] }],
    ["orderType=market&orderType=other", { orderType: ["market", "other"] }],
    ["from=2020Q1&to=2020q4", { from: { year: 2020, quarter: 1 }, to: { year: 2020, quarter: 4 } }],
    ["quarter=2021Q3", { from: { year: 2021, quarter: 3 }, to: { year: 2021, quarter: 3 } }],
    ["month=2021-08", { month: { year: 2021, month: 8 } }],
    ["exchanges=exclude&reReported=include", { exchanges: "exclude", reReported: "include" }],
    ["asOf=2021-02-28&versions=all", { asOf: "2021-02-28", versions: "all" }],
    ["finding=blank_month,volume_jump", { finding: ["blank_month", "volume_jump"] }],
    ["severity=warning", { severity: "warning" }],
    ["by=broker,year", { by: ["broker", "year"] }],
    ["by=orderType,orderType", { by: ["orderType"] }],
    ["limit=5&cursor=abc&format=csv", { limit: 5, cursor: "abc", format: "csv" }],
  ])("%s", (text, said) => {
    const plain = {
      ...NO_FILTERS,
      finding: [],
      severity: null,
      by: [],
      findings: "exclude",
      limit: null,
      cursor: null,
      format: "json",
      bom: false,
    };
    expect(readQuery(new URLSearchParams(text), ALL)).toEqual({ ...plain, ...said });
  });

  test("a page's search parameters are read the same", () => {
    const query = readQuery({ broker: ["a", "b"], section: "options", from: undefined }, ALL);
    expect(query).toMatchObject({ broker: ["a", "b"], section: ["options"], from: null });
  });
});

describe("what is refused, by name and with what is allowed", () => {
  test.each([
    ["brokr=a", 'Unknown parameter "brokr"; allowed: broker, from.'],
    ["from=2020", '"2020" is not allowed for "from"; allowed: a quarter such as 2020Q1.'],
    ["from=2020Q5", '"2020Q5" is not allowed for "from"; allowed: a quarter such as 2020Q1.'],
    ["from=2020-01", '"2020-01" is not allowed for "from"; allowed: a quarter such as 2020Q1.'],
    ["from=2020Q1&from=2020Q2", 'Parameter "from" is given 2 times; allowed: once.'],
  ])("%s", (text, message) => {
    expect(() => readQuery(new URLSearchParams(text), ["broker", "from"])).toThrow(message);
  });

  test.each([
    [
      "section=stocks",
      '"stocks" is not allowed for "section"; allowed: sp500, non_sp500, options, equities.',
    ],
    [
      "orderType=market,limit",
      '"limit" is not allowed for "orderType"; allowed: market, marketable_limit, non_marketable_limit, other.',
    ],
    ["exchanges=no", '"no" is not allowed for "exchanges"; allowed: include, exclude.'],
    ["severity=error", '"error" is not allowed for "severity"; allowed: warning, note.'],
    ["finding=doctype", '"doctype" is not allowed for "finding"; allowed: encoding_guessed, bad_timestamp, '],
    ["asOf=2021-02-29", '"2021-02-29" is not allowed for "asOf"; allowed: a day such as 2021-06-30.'],
    ["by=month,year", '"month,year" is not allowed for "by"; allowed: at most one of month, quarter, year.'],
    ["limit=0", '"0" is not allowed for "limit"; allowed: a whole number from 1 to 10000.'],
    ["limit=1e9", '"1e9" is not allowed for "limit"; allowed: a whole number from 1 to 10000.'],
    ["limit=many", '"many" is not allowed for "limit"; allowed: a whole number from 1 to 10000.'],
    ["from=2021Q1&to=2020Q4", '"from" (2021Q1) is after "to" (2020Q4)'],
    ["quarter=2021Q1&from=2020Q4", '"quarter" is given beside "from" or "to"'],
    ["__proto__=1", 'Unknown parameter "__proto__"'],
    ["toString=1", 'Unknown parameter "toString"'],
  ])("%s", (text, message) => {
    expect(() => readQuery(new URLSearchParams(text), ALL)).toThrow(message);
  });

  test("all that is wrong at once", () => {
    expect(() => readQuery(new URLSearchParams("x=1&limit=0"), ["limit"])).toThrow(
      'Unknown parameter "x"; allowed: limit. "0" is not allowed for "limit"; allowed: a whole number from 1 to 10000.',
    );
  });
});

test.each([
  "broker=a%2Cb&section=equities&from=2020Q1&to=2020Q4&by=broker%2Cyear",
  "exchanges=exclude&reReported=include&asOf=2021-01-31&versions=all&format=csv",
  "section=options&limit=10",
  "broker=a&finding=blank_month%2Cvolume_jump&severity=warning",
])("written again as read: %s", (text) => {
  expect(writeQuery(readQuery(new URLSearchParams(text), ALL)).toString()).toBe(text);
});

test("filters of one's own are complete", () => {
  expect(filters({ broker: ["a"] })).toEqual({ ...NO_FILTERS, broker: ["a"] });
});
