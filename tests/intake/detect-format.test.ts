import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { detectFormat } from "@/intake/detect-format";

const REPORT = "<heldOrderRoutingPublicReport><version>1</version></heldOrderRoutingPublicReport>";
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("content decides", () => {
  test.each<[string, Uint8Array, string, ReturnType<typeof detectFormat>]>([
    ["XML", Buffer.from(REPORT), "x.pdf", "xml"],
    ["XML declaration", Buffer.from(`<?xml version="1.0"?>${REPORT}`), "x", "xml"],
    ["XML after white space", Buffer.from(`\r\n\t ${REPORT}`), "x", "xml"],
    ["XML after a comment", Buffer.from(`<!-- made by x, y, z -->${REPORT}`), "x", "xml"],
    ["XML with DOCTYPE", Buffer.from(`<!DOCTYPE r [<!ENTITY a "b">]>${REPORT}`), "x", "xml"],
    ["XML with UTF-8 mark", Buffer.from(`\ufeff${REPORT}`), "x", "xml"],
    ["XML in UTF-16 LE", Buffer.from(`\ufeff${REPORT}`, "utf16le"), "x", "xml"],
    ["XML in UTF-16 BE", utf16be(`\ufeff${REPORT}`), "x", "xml"],
    ["XML in UTF-16 LE, no mark", Buffer.from(REPORT, "utf16le"), "x", "xml"],
    ["XML in UTF-16 BE, odd length", Buffer.concat([utf16be(REPORT), Buffer.from([0])]), "x", "xml"],
    ["XML that quotes the PDF mark", Buffer.from(`<!-- %PDF-1.7 -->${REPORT}`), "x.xml", "xml"],
    ["PDF", Buffer.from("%PDF-1.3\n"), "x.xml", "pdf"],
    ["PDF after junk", Buffer.from(`${"junk\n".repeat(200)}%PDF-1.3\n`), "x", "pdf"],
    ["ZIP", Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), "x.xml", "zip"],
    ["empty ZIP", Buffer.from([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]), "x", "zip"],
    ["flat CSV", Buffer.from(`${FLAT_COLUMNS.join(",")}\n`), "x.txt", "csv"],
    ["CSV with XML names, semicolons", Buffer.from("BD;Year;MARKETPCT;orderPct;otherPct\n"), "x", "csv"],
    [
      "CSV with labels under a title",
      Buffer.from('A title\n\nVenue,"Market Orders (%)","Other Orders (%)","Non-Directed Orders (%)"\n'),
      "x",
      "csv",
    ],
    ["CSV in UTF-16, tabs", Buffer.from("\ufeffbroker\tyear\tmonth\n", "utf16le"), "x", "csv"],
    ["HTML", Buffer.from("<!DOCTYPE html><html></html>"), "x.xml", null],
    ["HTML without doctype", Buffer.from("\n<HTML><head>"), "x", null],
    ["nothing", new Uint8Array(), "x.xml", null],
    ["prose", Buffer.from("Dear sir, the market, the year, the broker.\n"), "x.txt", null],
    ["JSON", Buffer.from('{"year":2020,"month":1,"broker":"x"}'), "x.json", null],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]), "x.png", null],
  ])("%s", (_, bytes, name, format) => {
    expect(detectFormat(bytes, name)).toBe(format);
  });
});

describe("the name decides where content does not", () => {
  test.each([
    ["report.xml", "xml"],
    ["REPORT.PDF", "pdf"],
    ["report.csv", "csv"],
    ["report.tsv", "csv"],
    ["report.zip", "zip"],
    ["report.txt", null],
    ["report", null],
    ["xml", null],
  ])("%s", (name, format) => {
    expect(detectFormat(Buffer.from("garbage"), name)).toBe(format);
  });
});

const filings = path.resolve(import.meta.dirname, "../../../shared/filings");
if (process.env.CI === "true" && !existsSync(filings)) throw new Error(`${filings} is missing`);

describe.skipIf(!existsSync(filings))("real filings (skipped where ../shared/filings is absent)", () => {
  test("each is what its extension says, whatever it is called", () => {
    const names = existsSync(filings)
      ? readdirSync(filings).filter((name) => /\.(xml|pdf|zip)$/.test(name))
      : [];
    expect(names.length).toBe(62);
    for (const name of names) {
      const format = detectFormat(readFileSync(path.join(filings, name)), "unnamed");
      expect([name, format]).toEqual([name, path.extname(name).slice(1)]);
    }
  });
});
