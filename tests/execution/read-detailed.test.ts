import { describe, expect, test } from "vitest";
import type { ExecutionSum } from "@/execution/execution-report";
import { DETAILED_FIELDS } from "@/execution/read/detailed-fields";
import { DetailedReading } from "@/execution/read/read-detailed";
import { readExecution } from "@/execution/read/read-execution";

type Cells = Partial<Record<(typeof DETAILED_FIELDS)[number], string | number>>;

const BASE: Cells = {
  DsgntParticipant: "Z",
  RprtEntityCd: "BATS",
  RptDate: 202608,
  LotSizeFlag: "R",
  OrderSize: 1000,
  OrderType: "MXXNN",
};
const line = (cells: Cells) => DETAILED_FIELDS.map((field) => ({ ...BASE, ...cells })[field] ?? "").join("|");
const HEADER = DETAILED_FIELDS.join("|");
const bytesOf = (...lines: string[]) => Buffer.from(`${lines.join("\r\n")}\r\n`);

/** Two rows of one kind: 300 and 100 shares executed, effective 0.02 and 0.06, quoted 0.04 and 0.08. */
const ONE = line({
  Symbol: "AAA",
  CvrdOrderCnt: 3,
  CvrdOrderQty: 350,
  CvrdOrderCnclQty: 50,
  CvrdOrderExctdQty: 200,
  CvrdOrderExctdAwayQty: 100,
  ExctdOrderMidPtAvg: 10,
  ExctdOrderAvgQuotSprd: 0.04,
  AvgEffctvSprd: 0.02,
  AvgEffctvSprdPct: 0.002,
  ExctdPIOrdersQty: 120,
  ExctdPIOrdWghtdAvgAmtPerShare: 0.01,
  ExctdOrderAtQuotQty: 150,
  ExctdOrderOutQuotQty: 30,
  ExctdOutQuotOrdWghtdAvgAmt: 0.02,
});
const TWO = line({
  Symbol: "BBB",
  CvrdOrderCnt: 1,
  CvrdOrderQty: 100,
  CvrdOrderExctdQty: 100,
  ExctdOrderMidPtAvg: 20,
  ExctdOrderAvgQuotSprd: 0.08,
  AvgEffctvSprd: 0.06,
  AvgEffctvSprdPct: 0.003,
  ExctdOrderAtQuotQty: 100,
});
/** A spread of 500 % of its price. */
const IMPOSSIBLE = line({
  Symbol: "CCC",
  CvrdOrderCnt: 1,
  CvrdOrderQty: 7,
  CvrdOrderExctdQty: 7,
  ExctdOrderMidPtAvg: 1,
  ExctdOrderAvgQuotSprd: 0.01,
  AvgEffctvSprd: 5,
  AvgEffctvSprdPct: 5,
  ExctdOrderOutQuotQty: 7,
  ExctdOutQuotOrdWghtdAvgAmt: 2.5,
});

/** By hand: 120 × 0.01 better, 30 × 0.02 and 7 × 2.5 worse; 300 × 0.02 + 100 × 0.06 over the 400 possible shares. */
const SUM: ExecutionSum = {
  type: "MXXNN",
  size: "1000",
  lot: "R",
  rows: 3,
  orders: 5,
  shares: 457,
  cancelledShares: 50,
  executedShares: 307,
  executedAwayShares: 100,
  improvedShares: 120,
  improvedUsd: 1.2,
  atQuoteShares: 250,
  outsideShares: 37,
  outsideUsd: 18.1,
  ratedShares: 400,
  effectiveUsd: 12,
  quotedUsd: 20,
  midpointUsd: 5000,
  leftOutShares: 7,
  leftOutRows: 1,
};

function sumsOf(bytes: Buffer) {
  return readExecution(bytes, "x.txt")?.executions.map(({ report }) => report.sums);
}

describe("the rule as amended", () => {
  const bytes = bytesOf(
    HEADER,
    ONE,
    TWO,
    IMPOSSIBLE,
    line({ OrderType: "LYNNN", OrderSize: 199999, CvrdOrderQty: 9 }),
  );

  test("sums of counts and shares, spreads weighted with executed shares, impossible ones apart", () => {
    const [sums = []] = sumsOf(bytes) ?? [];
    expect(sums).toHaveLength(2);
    expect(sums[0]).toEqual({ ...SUM, improvedUsd: expect.closeTo(1.2), outsideUsd: expect.closeTo(18.1) });
    expect(sums[1]).toMatchObject({
      type: "LYNNN",
      size: "199999",
      shares: 9,
      executedShares: 0,
      ratedShares: 0,
    });
  });

  test("in pieces of any size, without a header, with LF or a delimiter at the end, quoted: the same sums", () => {
    const [expected = []] = sumsOf(bytes) ?? [];
    const others = [
      bytes.subarray(HEADER.length + 2),
      Buffer.from(bytes.toString().replaceAll("\r\n", "\n").trimEnd()),
      Buffer.from(bytes.toString().replaceAll("\r\n", "|\r\n")),
      Buffer.from(bytes.toString().replaceAll(/[^|\r\n]+/g, (cell) => `"${cell}"`)),
    ];
    for (const other of others) expect(sumsOf(other)).toEqual([expected]);
    for (const size of [1, 2, 7, 64, 500]) {
      const reading = new DetailedReading("x.txt", "detailed");
      for (let at = 0; at < bytes.length; at += size) reading.write(bytes.subarray(at, at + size));
      expect(reading.end().executions.map(({ report }) => report.sums)).toEqual([expected]);
    }
  });

  test("a row in a thousand may be unreadable, two refuse the file", () => {
    const good = Array.from({ length: 999 }, () => TWO);
    const short = TWO.slice(0, -3);
    const some = readExecution(bytesOf(HEADER, ...good, short), "x.txt");
    expect(some?.executions[0]?.report).toMatchObject({ unreadLines: 1, sums: [{ rows: 999 }] });
    expect(some?.findings).toMatchObject([{ code: "execution_unread", where: { position: "line 1001" } }]);
    const many = readExecution(bytesOf(HEADER, ...good, short, TWO.replace("|100|", "|1OO|")), "x.txt");
    expect(many?.executions).toEqual([]);
    expect(many?.findings.map(({ code, message }) => [code, message])).toEqual([
      ["execution_row", expect.stringMatching(/^Line 1001 has 52 cells; expected 55\. 2 of 1,001 rows/)],
      ["execution_row", expect.stringMatching(/^Line 1002 has a figure that is none in cell 10\./)],
    ]);
  });

  test("executed shares that do not add up are told of", () => {
    const wrong = TWO.replace(/100(?=\|\|\|\|\|\|\|\|\|\|\|\|\|\|\|$)/, "90");
    const found = readExecution(bytesOf(HEADER, ONE, wrong), "BATS202608.txt");
    expect(found?.executions[0]?.findings).toMatchObject([
      { code: "execution_unbalanced", where: { position: "line 3" } },
    ]);
  });

  test("a code that is not the file's name, an empty file, one endless line", () => {
    expect(readExecution(bytes, "EDGK202608.txt")?.findings).toMatchObject([{ code: "execution_name" }]);
    expect(readExecution(bytesOf(HEADER), "x.txt")?.findings).toMatchObject([{ code: "empty_file" }]);
    const endless = Buffer.concat([bytesOf(HEADER), Buffer.alloc(100_000, "x")]);
    expect(readExecution(endless, "x.txt")?.findings).toMatchObject([{ code: "execution_row" }]);
  });
});

test("the rule as it was: no header, 26 cells, types 11–15, sizes 21–24", () => {
  // 10 orders of 1,000 shares, 100 cancelled, 700 executed here and 200 away; realized 0.005, effective 0.012;
  // 400 improved by 0.004, 300 at the quote, 200 outside by 0.003.
  const row =
    "T|ABCD|202607|XYZ|11|22|10|1000|100|700|200|500|400|0|0|0|0.005|0.012|400|0.004|0.3|300|0.2|200|0.003|0.5";
  const found = readExecution(
    Buffer.from(`${row}\n${row.replaceAll("|", '"|"').replace(/^|$/g, '"')}\n`),
    "x.dat",
  );
  expect(found?.executions[0]?.report).toMatchObject({
    kind: "legacy",
    code: "ABCD",
    participant: "T",
    month: 202607,
  });
  expect(found?.executions[0]?.report.sums).toEqual([
    {
      ...SUM,
      type: "11",
      size: "22",
      lot: "",
      rows: 2,
      orders: 20,
      shares: 2000,
      cancelledShares: 200,
      executedShares: 1400,
      executedAwayShares: 400,
      improvedShares: 800,
      improvedUsd: expect.closeTo(3.2),
      atQuoteShares: 600,
      outsideShares: 400,
      outsideUsd: expect.closeTo(1.2),
      ratedShares: 1800,
      effectiveUsd: expect.closeTo(21.6),
      quotedUsd: 0,
      midpointUsd: 0,
      leftOutShares: 0,
      leftOutRows: 0,
    },
  ]);
});
