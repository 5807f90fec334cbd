import { describe, expect, test } from "vitest";
import { readDocument } from "@/ingest-read";
import { FIGURE_INDEX, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";

/** A cell as page makers on EDGAR set it: a column for space in front, the sign in a cell of its own. */
const spacer = '<td style="width:1%">&#160;</td>';
function figure(text: string, unit: string): string {
  if (text === "—") return `${spacer}<td></td><td>—</td><td></td>`;
  const [, minus = "", digits = text] = /^\((.*)\)$/.exec(text)
    ? [text, "(", text.slice(1, -1)]
    : [text, "", text];
  const front = unit === "usd" ? "$" : "";
  return `${spacer}<td>${front}</td><td align="right">${minus}${digits}</td><td>${minus === "" ? "" : ")"}${unit === "percent" ? "%" : ""}</td>`;
}
const head = (label: string) =>
  `${spacer}<td colspan="3"><p><b>${label.replace(" Orders", "<br/>Orders").replace("&", "&amp;")}</b></p></td>`;

function row(name: string, figures: readonly string[]): string {
  return `<tr><td>${name}</td>${figures.map((text, i) => figure(text, VENUE_FIGURES[i]?.unit ?? "")).join("")}</tr>`;
}

function table(...rows: string[]): string {
  const heads = VENUE_FIGURES.map(({ label }) => head(label)).join("");
  const space = `<tr>${"<td></td>".repeat(1 + 4 * VENUE_FIGURES.length)}</tr>`;
  return `<table border="0">${space}<tr><td><b>Venue - Non-directed Order Flow</b></td>${heads}</tr>${space}${rows.join("")}</table>`;
}

function summary(...mix: string[]): string {
  const heads = MIX_FIGURES.map(({ label }) => head(label)).join("");
  return `<table><tr><td></td>${heads}</tr><tr><td></td>${mix.map((text) => figure(text, "percent")).join("")}</tr></table>`;
}

const VIRTU = row(
  "Virtu Americas, LLC",
  "22.71 22.48 23.07 23.01 22.23 92,903.30 59.5002 28,456.05 54.3402 133,016.91 58.4100 50,921.81 56.7002".split(
    " ",
  ),
);
const NASDAQ = row("The Nasdaq Stock Market", "1.00 — — 4.00 — — — (312.40) (29.5000) 0.00 — — —".split(" "));

const PAGE = `<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<html><head><title>EX-99.1</title><style>td { color: red }</style></head><body>
<p>Exhibit 99.1</p>
<div style="font-size:16pt">Robinhood Securities, LLC - Held NMS Stocks and Options Order Routing Public Report</div>
<p>4th Quarter, 2022</p>
<p>This exhibit is furnished and shall not be deemed filed.</p>
<p><b>October 2022</b></p>
<p>S&amp;P 500 Stocks</p>
<p>Summary</p>
${summary("100.00", "58.17", "6.95", "26.01", "8.87")}
<p>Venues</p>
${table(VIRTU, NASDAQ)}
<p>Material Aspects:</p>
<p>Virtu Americas, LLC:</p><p>Virtu pays a share<br>of the spread.</p>
<p>Options</p>
<p>Summary</p>
${summary("99.00", "40.00", "10.00", "50.00", "0.00")}
<p>Venues</p>
${table(row("Global Execution Brokers, LP", "100.00 100.00 100.00 100.00 0.00 1,000.00 50.0000 — — — — — —".split(" ")))}
<p>* Rounded.</p>
</body></html>`;

const read = (page: string, name = "ex991.htm") => readDocument(Buffer.from(page), name, null);

describe("a report in the tables of a web page", () => {
  test("is read cell by cell: spacer columns, signs in cells of their own, a dash for blank", async () => {
    const { reports, findings, format } = await read(PAGE);
    expect(findings).toEqual([]);
    expect(format).toBe("html");
    const report = reports[0]?.report;
    expect(report).toMatchObject({
      filedBroker: "Robinhood Securities, LLC",
      quarter: { year: 2022, quarter: 4 },
    });
    const [sp500, options] = report?.months[0]?.sections ?? [];
    expect(sp500?.mix).toEqual([100, 58.17, 6.95, 26.01, 8.87]);
    const [virtu, nasdaq] = sp500?.venues ?? [];
    expect(virtu?.filedVenue).toBe("Virtu Americas, LLC");
    expect(virtu?.figures[FIGURE_INDEX.market.usd]).toBe(92903.3);
    expect(virtu?.figures[FIGURE_INDEX.market.cph]).toBe(59.5002);
    expect(virtu?.figures).toEqual([
      22.71, 22.48, 23.07, 23.01, 22.23, 92903.3, 59.5002, 28456.05, 54.3402, 133016.91, 58.41, 50921.81,
      56.7002,
    ]);
    expect(virtu?.materialAspects).toBe("Virtu pays a share\nof the spread.");
    expect(nasdaq?.figures).toEqual([1, null, null, 4, null, null, null, -312.4, -29.5, 0, null, null, null]);
    expect(options).toMatchObject({ section: "options", mix: [99, 40, 10, 50, 0] });
    expect(options?.venues[0]?.figures.slice(0, 9)).toEqual([100, 100, 100, 100, 0, 1000, 50, null, null]);
  });

  test("any other page is refused as before, and one whose heads are others", async () => {
    const other = await read("<html><body><table><tr><td>404</td></tr></table></body></html>");
    expect(other.findings).toMatchObject([
      { code: "not_a_report", message: expect.stringContaining("is a web page") },
    ]);
    const text = await read(PAGE.replaceAll("Orders (%)", "Something"));
    expect(text.reports).toEqual([]);
    expect(text.findings[0]?.severity).toBe("error");
  });

  test("text that is markup stays text", async () => {
    const { reports } = await read(
      PAGE.replace("Virtu Americas, LLC</td>", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co</td>").replace(
        "Virtu Americas, LLC:",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co:",
      ),
    );
    expect(reports[0]?.report.months[0]?.sections[0]?.venues[0]?.filedVenue).toBe(
      "<script>alert(1)</script> & Co",
    );
  });
});
