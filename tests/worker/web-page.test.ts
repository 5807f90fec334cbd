import { expect, test } from "vitest";
import { readDocument } from "@/ingest-read";

const ERROR_PAGE =
  "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body>Not Found</body></html>";

test.each([
  ["as it came", Buffer.from(ERROR_PAGE)],
  ["in UTF-16, with a mark", Buffer.from(`\ufeff${ERROR_PAGE}`, "utf16le")],
  ["without a document type", Buffer.from("\n  <HTML><body>Sign in</body></HTML>")],
])("a web page saved as XML is called one, and what to do is said: %s", async (_, bytes) => {
  const { reports, findings } = await readDocument(bytes, "report.xml", null);
  expect(reports).toEqual([]);
  expect(findings.map(({ code }) => code)).toEqual(["not_a_report"]);
  expect(findings[0]?.message).toContain("report.xml is a web page, not the report");
  expect(findings[0]?.message).toContain("Download the report itself.");
});

test("other text is not called a web page", async () => {
  const { findings } = await readDocument(Buffer.from("Dear customer, …"), "letter.txt", null);
  expect(findings[0]?.message).toContain("letter.txt is not a Rule 606(a)(1) report this app can read.");
});
