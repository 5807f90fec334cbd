import { expect, test } from "vitest";
import { footnoteIn } from "@/parse/csv/footnote";

test.each([
  ["Figures are unaudited and shown for all clients of the firm.", "", ""],
  ["", "* Includes orders of correspondents", ""],
  ["(1) See the firm's web site"],
  ["Note: blank cells are not meaningful"],
])("a remark: %j", (...cells) => {
  expect(footnoteIn(cells)).toBe(cells.find((cell) => cell !== ""));
});

test.each([
  ["Citadel Securities LLC", "", ""],
  ["Deutsche Bank Securities Inc.", "", ""],
  ["Morgan Stanley & Co. International plc.", ""],
  ["Figures are unaudited and shown for all clients of the firm.", "100", ""],
  ["", "", ""],
])("a row, or nothing: %j", (...cells) => {
  expect(footnoteIn(cells)).toBeNull();
});
