import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFinraName } from "@/intake/finra-name";

const q = (year: number, quarter: number) => ({ year, quarter });

describe("parseFinraName", () => {
  test.each([
    ["101080_606_NMS_2025_Q3_V1.xml", { crd: "101080", quarter: q(2025, 3), series: "", version: 1 }],
    ["101080_606_NMS_2025_Q3_V12.xml", { crd: "101080", quarter: q(2025, 3), series: "", version: 12 }],
    [
      "151717_606_NMS_2025_Q3_SOFI_V1.xml",
      { crd: "151717", quarter: q(2025, 3), series: "SOFI", version: 1 },
    ],
    [
      "120719_606_NMS_2025_Q3_WEXX_V1_V1.xml",
      { crd: "120719", quarter: q(2025, 3), series: "WEXX", version: 1 },
    ],
    [
      "120719_606_NMS_2025_Q3_WEXX_V2_V1.xml",
      { crd: "120719", quarter: q(2025, 3), series: "WEXX", version: 1 },
    ],
    ["120719_606_NMS_2025_Q3_V1_V2.xml", { crd: "120719", quarter: q(2025, 3), series: "", version: 2 }],
    [
      "120583_606_NMS_2025_Q3_20251008062755108_V1.xml",
      { crd: "120583", quarter: q(2025, 3), series: "", version: 1 },
    ],
    ["1_606_NMS_2024_Q2_20241008_V1.xml", { crd: "1", quarter: q(2024, 2), series: "", version: 1 }],
    ["1_606_NMS_2024_Q2_10082024_V1.xml", { crd: "1", quarter: q(2024, 2), series: "", version: 1 }],
    ["1_606_NMS_2024_Q2_2024-10-08_V1.xml", { crd: "1", quarter: q(2024, 2), series: "", version: 1 }],
    ["1_606_NMS_2024_Q2_20241008_062755_V1.xml", { crd: "1", quarter: q(2024, 2), series: "", version: 1 }],
    ["1_606_NMS_2024_Q2_APEX_20241008_V3.xml", { crd: "1", quarter: q(2024, 2), series: "APEX", version: 3 }],
    ["1_606_NMS_2024_Q2_120583_V1.xml", { crd: "1", quarter: q(2024, 2), series: "120583", version: 1 }],
    [
      "1_606_NMS_2024_Q2_Retail_Desk_V1.xml",
      { crd: "1", quarter: q(2024, 2), series: "RETAIL_DESK", version: 1 },
    ],
    [
      "bulk/2024/00123_606_nms_2024_q4_sofi_v2.XML",
      { crd: "123", quarter: q(2024, 4), series: "SOFI", version: 2 },
    ],
  ])("%s", (name, expected) => {
    expect(parseFinraName(name)).toEqual(expected);
  });

  test.each([
    "284000_606_NMS_2025_Q3_ABCD_V3.xml",
    "284000_606_NMS_2025_Q3_ABCD_V3 (1).xml",
    "284000_606_NMS_2025_Q3_ABCD_V3(12).xml",
    "284000_606_NMS_2025_Q3_ABCD_V3%20(1).xml",
    "284000_606_NMS_2025_Q3_ABCD_V3[1].xml",
    "284000_606_NMS_2025_Q3_ABCD_V3 - Copy.xml",
    "284000_606_NMS_2025_Q3_ABCD_V3 - Copy (2).xml",
    "284000_606_NMS_2025_Q3_ABCD_V3 copy 2.xml",
    "Copy of 284000_606_NMS_2025_Q3_ABCD_V3.xml",
    "284000_606_NMS_2025_Q3_ABCD_V3.xml.xml",
    "284000_606_NMS_2025_Q3_ABCD_V3.xml (1).xml",
    "284000_606_nms_2025_q3_abcd_v3.XML",
    "284000_606_NMS_2025_Q3_ABCD_V3_V3.xml",
    "284000_606_NMS_2025_Q3_ABCD_V3.xml.gz",
    "284000_606_NMS_2025_Q3_ABCD_V3",
  ])("as it came through a browser: %s", (name) => {
    expect(parseFinraName(name)).toEqual({ crd: "284000", quarter: q(2025, 3), series: "ABCD", version: 3 });
  });

  test.each([
    ["284001_606_NMS_2025_Q3.xml", ""],
    ["284001_606_NMS_2025_Q3 (1).xml", ""],
    ["284001_606_NMS_2025_Q3_ABCD.xml", "ABCD"],
    ["284001_606_NMS_2025_Q3_20251008062755108.xml", ""],
    ["281065_606_NMS_2024_Q3.xlsx", ""],
  ])("a lost version: %s", (name, series) => {
    expect(parseFinraName(name)).toMatchObject({ series, version: null });
  });

  test.each([
    "",
    "606-HOOD-2022Q1.xml",
    "101080_606_NMS_2025_Q5_V1.xml",
    "101080_606_NMS_2025_Q3_V0.xml",
    "606_NMS_2025_Q3.zip",
    "x101080_606_NMS_2025_Q3_V1.xml",
  ])("%j is another name", (name) => {
    expect(parseFinraName(name)).toBeNull();
  });

  test("any series a firm may use is kept, and a date beside it is not", () => {
    const series = fc.stringMatching(/^[A-Z][A-Z0-9]{1,8}$/).filter((text) => !/^V\d+$/.test(text));
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 99 }), (text, version) => {
        const plain = parseFinraName(`7_606_NMS_2025_Q1_${text}_V${version}.xml`);
        const dated = parseFinraName(`7_606_NMS_2025_Q1_${text}_20250402101112_V${version}.xml`);
        expect(plain).toEqual({ crd: "7", quarter: q(2025, 1), series: text, version });
        expect(dated).toEqual(plain);
      }),
    );
  });
});
