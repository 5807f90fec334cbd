import { describe, expect, test } from "vitest";
import { marksOf } from "@/execution/marks";
import { readExecution } from "@/execution/read/read-execution";
import { STATISTICS } from "@/execution/statistics";
import type { Finding } from "@/report/findings";
import { oesFile, withoutOesFiles } from "../support/oes-files";

function read(bytes: Uint8Array, name = "x.csv") {
  const result = readExecution(bytes, name);
  if (!result) throw new Error(`${name} is no file of rule 605`);
  return result;
}
const brief = ({ code, where, filed }: Finding) => [where.position, where.field, code, filed];
/** Every filed text of a file, line by line, in the order of its header. */
const cellsOf = (bytes: Buffer) =>
  bytes
    .toString()
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));

describe.skipIf(withoutOesFiles)("published files", () => {
  test.each([
    ["BATS202608.csv", 36, "percent"],
    ["EDGK202608.csv", 36, "percent"],
    ["IEXG202608.csv", 35, "fraction"],
  ] as const)("%s is read whole, every cell as filed", (name, rows, unit) => {
    const bytes = oesFile(name);
    const { executions, findings } = read(bytes, name);
    expect(findings).toEqual([]);
    expect(executions).toHaveLength(1);
    const report = executions[0]?.report;
    expect(report).toMatchObject({ kind: "summary", month: 202608, efqUnit: unit, code: name.slice(0, 4) });
    const [header = [], ...lines] = cellsOf(bytes);
    expect(report?.rows).toHaveLength(rows);
    report?.rows.forEach((row, i) => {
      const line = lines[i] ?? [];
      const filed = (field: string) => line[header.indexOf(field)];
      expect([row.sp500, String(row.size), row.type]).toEqual(["Sp500", "OrderSize", "OrderType"].map(filed));
      expect(row.filed).toEqual(STATISTICS.map(({ field }) => filed(field)));
      expect(row.position).toBe(`row ${i + 2}`);
    });
  });

  test("what cannot be is marked: sentinel prices, spreads above the price, minutes of waiting", () => {
    const marked = (name: string, sp500: string, size: number, type: string) => {
      const report = read(oesFile(name), name).executions[0]?.report;
      const row = report?.rows.find((one) => one.sp500 === sp500 && one.size === size && one.type === type);
      return row && report && marksOf(row, report.efqUnit).map((mark) => mark.field);
    };
    // 0.310950 dollars for 98.6 shares at a midpoint of 55.12; 1,115 seconds.
    expect(marked("BATS202608.csv", "N", 0, "M")).toEqual(["AvgOrderSize", "WghtdAvgExctnTime"]);
    // 99,039,073 dollars for 99.4 shares at 122.25; effective -0.000729; 582 seconds.
    expect(marked("BATS202608.csv", "N", 200000, "M")).toEqual([
      "AvgOrderSize",
      "AvgEffctvSprdPct",
      "WghtdAvgExctnTime",
    ]);
    expect(marked("BATS202608.csv", "N", 1000, "M")).toEqual([]);
    // Effective 1.156938 and quoted 1.158914 of the price.
    expect(marked("EDGK202608.csv", "N", 250, "ML")).toEqual(["AvgEffctvSprdPct", "AvgPctQuotSprd"]);
    expect(marked("IEXG202608.csv", "Y", 0, "M")).toEqual([]);
  });

  test("the SEC's sample is read whole", () => {
    const { executions, findings } = read(oesFile("sample.csv"), "sample.csv");
    expect(executions[0]?.report.rows).toHaveLength(35);
    expect(findings.map(brief)).toEqual([
      ["row 5", "AvgEFQPct", "execution_blank", ""],
      ["row 6", "AvgEFQPct", "execution_blank", ""],
    ]);
    expect(executions[0]?.report).toMatchObject({ code: "SAMPLE", participant: "S", efqUnit: "fraction" });
  });

  test("the SEC's bad sample is refused with each of its messages on the same row and column", () => {
    const { executions, findings } = read(oesFile("ng.csv"), "ng.csv");
    expect(executions).toEqual([]);
    // ng.pdf, page 1: R1C3 … R1C15, rows of data from 1.
    const messages: [number, string, string][] = [
      [3, "RptDate", "220509"],
      [4, "Sp500", "Z"],
      [5, "OrderSize", "529"],
      [8, "AvgOrderSize", "0x36"],
      [9, "ExctdOrderMidPtAvg", "$42.42 "],
      [11, "PctExctdPI", "NAN"],
      [12, "WghtdAvgPctPI", "NaN"],
      [13, "AvgEffctvSprdPct", "nan"],
      [15, "AvgEFQPct", "INF"],
    ];
    for (const [column, field, filed] of messages) {
      const found = findings.filter((one) => one.where.position === "row 2" && one.where.field === field);
      expect(found, field).toHaveLength(1);
      expect(found[0]).toMatchObject({ severity: "error", filed });
      expect(found[0]?.message).toContain(`at R1C${column}; expected `);
    }
    // The schema's other rules: a type, numbers below zero, fractions above one.
    const others = findings.filter((one) => one.severity === "error").map(brief);
    expect(others).toEqual(
      expect.arrayContaining([
        ["row 2", "OrderType", "execution_key", "MKT"],
        ["row 2", "AvgOrderQty", "execution_range", "-42"],
        ["row 2", "PctExctdAtQuotOrBetter", "execution_range", "-42"],
        ["row 2", "WghtdAvgExctnTime", "execution_range", "-42.42"],
        ["row 3", "OrderType", "execution_key", "MLIMIT"],
        ["row 6", "AvgPctQuotSprd", "execution_range", "-0.002293"],
        ["row 32", "OrderSize", "execution_repeated", "S, SAMPLE, 202501, N, 250, ML"],
      ]),
    );
    expect(findings.map(brief)).toContainEqual(["row 33", "WghtdAvgExctnTime", "execution_blank", ""]);
  });

  test("each digit changed changes a figure or gives a finding", () => {
    for (const [name, step] of [
      ["BATS202608.csv", 3],
      ["IEXG202608.csv", 7],
    ] as const) {
      const bytes = oesFile(name);
      const before = told(read(bytes, name));
      for (let at = 0; at < bytes.length; at += step) {
        const byte = bytes[at] as number;
        if (byte < 0x30 || byte > 0x39) continue;
        const changed = Buffer.from(bytes);
        changed[at] = 0x30 + ((byte - 0x30 + 1 + (at % 9)) % 10);
        expect(told(read(changed, name)), `${name} at ${at}`).not.toBe(before);
      }
    }
  });

  /** What a person can see of a file: figures by their value, and findings. */
  function told({ executions, findings }: ReturnType<typeof read>): string {
    const reports = executions.map(({ report: { rows, ...rest }, findings }) => [
      rest,
      rows.map(({ filed, ...row }) => [row, filed.map((text) => text && Number(text))]),
      findings.length,
    ]);
    return JSON.stringify([reports, findings.map((one) => one.message)]);
  }
});

describe("made-up summaries", () => {
  const HEADER =
    "DsgntParticipant,RprtEntityCd,RptDate,Sp500,OrderSize,OrderType,AvgOrderQty,AvgOrderSize,ExctdOrderMidPtAvg,PctExctdAtQuotOrBetter,PctExctdPI,WghtdAvgPctPI,AvgEffctvSprdPct,AvgPctQuotSprd,AvgEFQPct,AvgRealSprdPct15sec,AvgRealSprdPct1min,WghtdAvgExctnTime";
  const ROW = "T,ABCD,202608,Y,1000,M,20,2000,100,0.9,0.5,0.0005,0.0004,0.001,0.4,0.0001,0.0001,12.5";
  const file = (...lines: string[]) => Buffer.from(`${lines.join("\r\n")}\r\n`);
  const codes = (bytes: Buffer, name?: string) => {
    const { findings, executions } = read(bytes, name);
    return [...findings, ...executions.flatMap((one) => one.findings)].map(brief);
  };

  test("columns in another order", () => {
    const order = HEADER.split(",").reverse();
    const cells = ROW.split(",").reverse();
    const { executions, findings } = read(file(order.join(","), cells.join(",")));
    expect(findings).toEqual([]);
    expect(executions[0]?.report.rows[0]).toEqual({
      sp500: "Y",
      size: 1000,
      type: "M",
      filed: ROW.split(",").slice(6),
      position: "row 2",
    });
  });

  test("an unknown, a repeated and a missing column", () => {
    const header = HEADER.replace("AvgOrderQty", "AvgQty").replace("PctExctdPI", "Sp500");
    expect(codes(file(header, ROW)).map(([, field, code]) => [field, code])).toEqual([
      ["AvgQty", "execution_columns"],
      ["Sp500", "execution_columns"],
      ["AvgOrderQty", "execution_columns"],
      ["PctExctdPI", "execution_columns"],
      expect.anything(),
      expect.anything(),
    ]);
  });

  test("a cell too few, a quote that never closes, no row at all", () => {
    expect(codes(file(HEADER, ROW.slice(0, -5)))).toEqual([["row 2", undefined, "execution_row", undefined]]);
    expect(codes(file(HEADER, `"${ROW}`))).toContainEqual(["row 2", undefined, "execution_row", undefined]);
    expect(codes(file(HEADER))).toEqual([[undefined, undefined, "empty_file", undefined]]);
  });

  test("seven decimals are kept and told of; a plus and an exponent are numbers", () => {
    const row = ROW.replace(",0.0005,", ",+5e-4,").replace(",12.5", ",12.1234567");
    const { executions, findings } = read(file(HEADER, row));
    expect(findings.map(brief)).toEqual([["row 2", "WghtdAvgExctnTime", "execution_decimals", "12.1234567"]]);
    expect(executions[0]?.report.rows[0]?.filed).toEqual(expect.arrayContaining(["+5e-4", "12.1234567"]));
  });

  test("shares above one, a negative time and a month before the rule refuse the file", () => {
    for (const [from, to, field, code] of [
      [",0.9,", ",1.1,", "PctExctdAtQuotOrBetter", "execution_range"],
      [",12.5", ",-1", "WghtdAvgExctnTime", "execution_range"],
      [",202608,", ",202412,", "RptDate", "execution_key"],
      [",202608,", ",202613,", "RptDate", "execution_key"],
    ] as const) {
      const result = read(file(HEADER, ROW.replace(from, to)));
      expect(result.executions).toEqual([]);
      expect(result.findings.map((one) => [one.where.field, one.code])).toEqual([[field, code]]);
    }
  });

  test("two reporters in one file are two reports, each with the unit of its own E/Q", () => {
    const other = ROW.replace("ABCD", "EFGH").replace(",0.4,", ",40,");
    const { executions } = read(file(HEADER, ROW, other));
    expect(executions.map(({ report }) => [report.code, report.efqUnit])).toEqual([
      ["ABCD", "fraction"],
      ["EFGH", "percent"],
    ]);
  });

  test("an E/Q that is neither is not shown, and one row that differs is told of", () => {
    const neither = read(file(HEADER, ROW.replace(",0.4,", ",7,")));
    expect(neither.executions[0]?.report.efqUnit).toBeNull();
    expect(codes(file(HEADER, ROW.replace(",0.4,", ",7,"))).map(([, , code]) => code)).toContain(
      "execution_efq_unknown",
    );
    const rows = [250, 1000, 5000].map((size) =>
      ROW.replace(",1000,M,20,2000,", `,${size},M,20,${2 * size},`),
    );
    const [first = "", ...rest] = rows;
    expect(codes(file(HEADER, first.replace(",0.4,", ",0.7,"), ...rest)).map(([, , code]) => code)).toContain(
      "execution_efq_differs",
    );
  });

  test("a file named for another reporter or month, and a month to come", () => {
    expect(codes(file(HEADER, ROW), "EFGH202607.csv")).toEqual([
      [undefined, "RprtEntityCd", "execution_name", "EFGH"],
      [undefined, "RptDate", "execution_name", "202607"],
    ]);
    const ahead = ROW.replace("202608", "209901");
    expect(codes(file(HEADER, ahead)).map(([, , code]) => code)).toContain("execution_month_ahead");
  });
});
