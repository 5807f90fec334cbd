import { excerpt, Refusal } from "./refusal";
import { collapse, type Line, positionOf, textOf, unwrap } from "./words";

const TITLE = / - Held NMS Stocks and Options Order Routing Public Report$/;

/** Titles of the reports under Rule 606(b)(1) and (b)(3), which name a customer and are private, as the SEC's generator
 * writes them; other programs' reports say the rule, or whom they are for. */
const PRIVATE_TITLES: readonly { readonly title: RegExp; readonly rule: string }[] = [
  {
    title: /\bNot[- ]Held (NMS Stocks?|Orders?)\b.*\b(Handling|Customer) Report\b|606\s*\(b\)\s*\(3\)/i,
    rule: "606(b)(3)",
  },
  {
    title:
      /(\bHeld NMS Stocks|Exempt Not[- ]Held NMS Stocks|\bCustomer (Order )?(Routing|Handling) Report|\bOrder (Routing|Handling) Customer Report)$|606\s*\(b\)\s*\(1\)/i,
    rule: "606(b)(1)",
  },
  { title: /606\s*\(b\)/i, rule: "606(b)" },
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
  const rule = privateRule(firstPage, title);
  if (rule) {
    throw new Refusal(
      `This is a report under Rule ${rule}, about the orders of one customer. Such reports are private and are not stored; only public reports under Rule 606(a)(1) are. If it is about your own orders, ask your broker for its XML and open that on the page /my-orders, where your browser reads it and sends nothing.`,
      first ? positionOf(first) : null,
      "private_report",
      title === "" ? undefined : title,
    );
  }
  if (firstPage.some((line) => /order execution summary data report/i.test(textOf(line.words)))) {
    const message =
      "This is a Rule 605 Order Execution Summary drawn as PDF. Its CSV, which is published beside it, is needed.";
    throw new Refusal(message, null, "execution_pdf");
  }
  throw new Refusal(
    notFound(firstPage, title),
    null,
    "pdf_layout",
    title === "" ? undefined : excerpt(title),
  );
}

/** Lines at the top of a page that are its heading, in whatever size another program sets them. */
const HEADING_LINES = 6;

/** The rule a private report is under, by its title or the lines it begins with; null: it is none. */
function privateRule(firstPage: readonly Line[], title: string): string | null {
  const lines = firstPage.map((line) => textOf(line.words));
  const text = lines.join(" ");
  if (/\b606\s*\(a\)|Public Report/i.test(text)) return null;
  // A title may be wrapped: what is looked for may stand over two lines.
  const heading = lines.slice(0, HEADING_LINES).map((line, i) => `${line} ${lines[i + 1] ?? ""}`.trim());
  const known = PRIVATE_TITLES.find(
    (one) =>
      one.title.test(title) ||
      heading.some((line) => one.title.test(line)) ||
      lines.slice(0, HEADING_LINES).some((line) => one.title.test(line)),
  );
  const isOfCustomer = /\bReporting Period\b|\bFor:? |\bCustomer\b|\b606\s*\(b\)/.test(text);
  return known && isOfCustomer ? known.rule : null;
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
