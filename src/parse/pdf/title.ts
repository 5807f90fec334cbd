import { excerpt, Refusal } from "./refusal";
import { collapse, type Line, positionOf, textOf, unwrap } from "./words";

const TITLE = / - Held NMS Stocks and Options Order Routing Public Report$/;

/** Titles of the reports under Rule 606(b)(1) and (b)(3), which name a customer and are private. */
const PRIVATE_TITLES: readonly { readonly title: RegExp; readonly rule: string }[] = [
  { title: /Not-Held NMS Stocks Order Handling Report$/, rule: "606(b)(3)" },
  {
    title: /(Held NMS Stocks|Exempt Not-Held NMS stocks|Options Customer Routing Report)$/,
    rule: "606(b)(1)",
  },
];

const TITLE_SIZE = 16;

/** Title lines stand on page 1, before anything else, in the largest size. */
function titleLinesOf(firstPage: readonly Line[]): Line[] {
  return firstPage.filter((line) => line.words.some((word) => Math.abs(word.size - TITLE_SIZE) < 0.05));
}

/**
 * The broker, from the title `<bd> - Held NMS Stocks and Options Order Routing Public Report`. Long
 * names wrap. Any other document is refused: private customer reports as such, others with what was
 * not found.
 */
export function brokerOf(firstPage: readonly Line[]): { text: string; at: number } {
  const lines = titleLinesOf(firstPage);
  const title = unwrap(lines.map((line) => textOf(line.words)));
  const first = lines[0];
  if (first && TITLE.test(title)) {
    const text = collapse(title.replace(TITLE, ""));
    if (text !== "") return { text, at: positionOf(first) };
  }
  const other = PRIVATE_TITLES.find((known) => known.title.test(title));
  if (other && firstPage.some((line) => textOf(line.words).includes("Reporting Period"))) {
    throw new Refusal(
      `This is a report under Rule ${other.rule}, about the orders of one customer. Such reports are private and are not stored; only public reports under Rule 606(a)(1) are.`,
      first ? positionOf(first) : null,
      "private_report",
      title,
    );
  }
  throw new Refusal(
    notFound(firstPage, title),
    null,
    "pdf_layout",
    title === "" ? undefined : excerpt(title),
  );
}

function notFound(firstPage: readonly Line[], title: string): string {
  if (firstPage.length === 0) {
    return "Page 1 holds no text; it may be a scan. Not found: the report's title and the header of a venue table.";
  }
  const missing = [
    `the title "… - Held NMS Stocks and Options Order Routing Public Report"${title === "" ? "" : ` (found "${excerpt(title)}")`}`,
  ];
  if (!firstPage.some((line) => line.words[0]?.text.startsWith("Venue -")))
    missing.push("the header of a venue table");
  return `This is not a Rule 606(a)(1) report as the SEC's generator draws it. Not found on page 1: ${missing.join(", ")}.`;
}
