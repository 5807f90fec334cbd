import type { SelectedFiling, SelectedFinding } from "@/queries/selected-filings";
import type { SelectionWords } from "@/queries/selection-words";
import type { Citation } from "@/report/citation";
import { FINDINGS, type FindingCode } from "@/report/findings";
import { countOf, dateInText } from "@/report/format";

export interface ReadMe {
  readonly title: string;
  readonly selection: SelectionWords;
  /** `rows`: filed cells; `rates`: sums and rates of them. */
  readonly table: "rows" | "rates";
  readonly url: string;
  /** ISO date. */
  readonly made: string;
  readonly filings: readonly SelectedFiling[];
  readonly findings: readonly SelectedFinding[];
  readonly citation: Citation;
  /** Address of the site, for links. */
  readonly origin: string;
}

/** Findings written out one by one; beyond, counted by kind. */
const MOST_FINDINGS = 200;

/** The README of a data package: what was selected, how figures come about, what they cannot say, how to cite them. */
export function readMe(about: ReadMe): string {
  const { title, selection, table, url, made, filings, findings, citation, origin } = about;
  const { who, when, what } = selection;
  return `${[
    `# ${oneLine(title)}`,
    `From PFOF Explorer, ${origin}, made on ${dateInText(made)}.`,
    PACKAGE_FILES,
    "## Selection",
    [who, when, ...what].map((one) => `- ${oneLine(one)}`).join("\n"),
    `The same again, as it then stands: <${url}>`,
    "## Method",
    METHOD[table].join("\n\n"),
    `Every definition: <${origin}/methods>`,
    "## What to keep in mind",
    CAVEATS.map((one) => `- ${one}`).join("\n"),
    `## Findings in these reports`,
    findingsInText(findings, origin),
    ...sources(citation, filings, origin),
  ].join("\n\n")}\n`;
}

const SIGN =
  "Payments are net: positive was received by the broker, negative was paid by it. A blank cell was filed blank (“not meaningful”) or is not there; it is never zero.";

const METHOD: Record<ReadMe["table"], readonly string[]> = {
  rows: [
    "One line per venue row as brokers filed it in their reports under SEC Rule 606(a)(1), unrounded. A section without venues is one line with the venue columns blank, a month without sections one line with `section` blank too.",
    SIGN,
    "A text that begins with a character a spreadsheet could take for a formula (`' = + - @ * [`, tab, carriage return) has one `'` in front; take exactly one away to get the filed text. Numbers are never changed. The file can be imported again.",
  ],
  rates: [
    "Sums over the filed cells of the reports below. Payment: Σ net dollars. Implied shares of a cell: dollars × 10,000 ÷ cents per hundred shares, where both are there, neither is zero and both have one sign. Rate: 10,000 × Σ dollars ÷ Σ implied shares over those cells; rates are never averaged or added. Options: one contract is one hundred shares, so the rate is cents per contract.",
    SIGN,
    "A figure is doubtful where a twentieth or more of its money, volume or orders stands on cells that a finding casts doubt on. The column `findings` says which figures of a line are, and why; they are not to be ranked, nor is change to be counted from them.",
    "A name that begins with a character a spreadsheet could take for a formula has one `'` in front. Numbers are never changed.",
  ],
};

const CAVEATS = [
  "Dollar totals are lower bounds: brokers must name a venue only when it got 5% of the orders or is among the ten with the most, and directed and not-held orders are not in the reports.",
  "Implied volume covers flow that was paid for; orders nobody paid for have none.",
  "Stocks and options are not on one scale: cents per 100 shares is not cents per contract.",
  "Most brokers are paid a fixed amount per share, some a share of the spread, so rates differ in kind.",
  "A report may repeat flow that another broker’s report contains too; totals leave it out where both are stored, filed rows show it.",
  "A quarter or month that is missing is unknown, not zero. Compare only quarters for which the same brokers are there.",
];

function findingsInText(findings: readonly SelectedFinding[], origin: string): string {
  if (findings.length === 0) return "The checks found nothing.";
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const kinds = [...counts].map(([code, count]) => {
    const spec = FINDINGS[code as FindingCode];
    return `| ${spec?.title ?? code} | ${spec?.severity ?? ""} | ${count} |`;
  });
  const shown = findings.slice(0, MOST_FINDINGS);
  const rest = findings.length - shown.length;
  return [
    `| finding | severity | times |\n|---|---|---|\n${kinds.join("\n")}`,
    shown
      .map(({ report_id, severity, message, position }) => {
        const where = position === null ? "" : ` (${position})`;
        return `- ${report_id}, ${severity}${where}: ${oneLine(message)}`;
      })
      .join("\n"),
    ...(rest > 0 ? [`${countOf(rest, "more finding")} at <${origin}/api/v1/reports/ID>, by report.`] : []),
  ].join("\n\n");
}

/** What is in a package. */
export const PACKAGE_FILES =
  "| file | holds |\n|---|---|\n| `data.csv` | the figures: UTF-8, comma, header line, blank = not filed |\n| `metadata.json` | every column with type, unit, meaning and source (W3C CSV on the Web) |\n| `README.md` | this text |";

/** How to cite a package, and the reports its figures are from. */
export function sources(citation: Citation, filings: readonly SelectedFiling[], origin: string): string[] {
  return [
    "## How to cite",
    oneLine(citation.plain),
    `APA: ${oneLine(citation.apa)}`,
    `\`\`\`bibtex\n${citation.bibtex}\n\`\`\``,
    "## Reports",
    reportsInText(filings, origin),
  ];
}

/** A table of reports with their documents. */
function reportsInText(filings: readonly SelectedFiling[], origin: string): string {
  if (filings.length === 0) return "No report is in this selection.";
  const lines = filings.map(({ id, broker, quarter, version, generated_at, file, sha256 }) => {
    const dated = generated_at === null ? "no date" : generated_at.slice(0, 10);
    return `| ${oneCell(broker)} | ${quarter} | ${version} | ${dated} | [${id}](${origin}/reports/${id}) | ${oneCell(file)} | ${sha256 ?? ""} |`;
  });
  return `| who | when | version | generated | report | document | SHA-256 |\n|---|---|---|---|---|---|---|\n${lines.join("\n")}`;
}

/** What is filed may hold anything: it must stay one line, one cell, and no markup. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[<>[\]`*_\\]/g, (one) => `\\${one}`);
}

function oneCell(text: string): string {
  return oneLine(text).replaceAll("|", "\\|");
}
