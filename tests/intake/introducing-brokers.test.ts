import { describe, expect, test } from "vitest";
import {
  isIntroducingBrokerList,
  parseIntroducingBrokers,
  quarterInName,
} from "@/intake/introducing-brokers";

test.each([
  ["606_NMS_2025_Q3_ABR.txt", true],
  ["bulk/ABR_List_2025Q3.csv", true],
  ["abr-2025.txt", true],
  ["123_606_NMS_2025_Q3_ABR_V1.xml", false],
  ["ABRAMS.txt", false],
  ["LABR.txt", false],
  ["606_NMS_2025_Q3.zip", false],
])("%s is the list: %j", (name, expected) => {
  expect(isIntroducingBrokerList(name)).toBe(expected);
});

describe("parseIntroducingBrokers", () => {
  test("bars, with the reporting firm", () => {
    const text =
      "Introducing CRD|Introducing Firm|Clearing CRD|Clearing Firm\r\n001234|Acme, Inc.|5678|Clearing LLC\r\n\r\n99|Solo|5678|Clearing LLC\r\n";
    expect(parseIntroducingBrokers(text)).toEqual([
      { line: 2, crd: "1234", name: "Acme, Inc.", clearingCrd: "5678", clearingName: "Clearing LLC" },
      { line: 4, crd: "99", name: "Solo", clearingCrd: "5678", clearingName: "Clearing LLC" },
    ]);
  });

  test("the clearing firm first", () => {
    const text =
      '\ufeffClearing Firm CRD,Clearing Firm,Introducing Firm CRD,Introducing Firm\n5678,"Clearing LLC",1234,Acme\n';
    expect(parseIntroducingBrokers(text)).toEqual([
      { line: 2, crd: "1234", name: "Acme", clearingCrd: "5678", clearingName: "Clearing LLC" },
    ]);
  });

  test.each([
    ["quoted", '1234,"Acme, Inc.",5678,"Clearing, LLC"\n99,Solo,5678,"Clearing, LLC"'],
    ["not quoted", "1234,Acme, Inc.,5678,Clearing, LLC\n99,Solo,5678,Clearing"],
    ["before the number", "Acme, Inc.,1234,Clearing, LLC,5678\nSolo,99,Clearing,5678"],
  ])("commas in names, %s", (_, text) => {
    expect(parseIntroducingBrokers(text)[0]).toEqual({
      line: 1,
      crd: "1234",
      name: "Acme, Inc.",
      clearingCrd: "5678",
      clearingName: "Clearing, LLC",
    });
  });

  test("more columns than are needed", () => {
    expect(parseIntroducingBrokers("1234|Acme|Yes|5678|Clearing|07/31/2025\n")).toEqual([
      { line: 1, crd: "1234", name: "Acme", clearingCrd: "5678", clearingName: "Clearing" },
    ]);
  });

  test("only firms, and nothing", () => {
    expect(parseIntroducingBrokers("Firms that report through another\n1234\tAcme\n")).toEqual([
      { line: 2, crd: "1234", name: "Acme", clearingCrd: null, clearingName: null },
    ]);
    expect(parseIntroducingBrokers("")).toEqual([]);
  });
});

test.each([
  ["606_NMS_2025_Q3_ABR.txt", { year: 2025, quarter: 3 }],
  ["ABR_2024q2.csv", { year: 2024, quarter: 2 }],
  ["ABR.txt", null],
  ["ABR_120250Q3.txt", null],
])("the quarter in %s", (name, expected) => {
  expect(quarterInName(name)).toEqual(expected);
});
