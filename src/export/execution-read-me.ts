import type { SelectedFiling } from "@/queries/selected-filings";
import type { Citation } from "@/report/citation";
import { dateInText } from "@/report/format";
import { oneLine, PACKAGE_FILES, sources } from "./read-me";

/** The README of a package of rule 605 rows: what was selected, what the figures are, what may not be concluded, how to cite. */
export function executionReadMe({
  title,
  selection,
  url,
  made,
  filings,
  citation,
  origin,
}: {
  readonly title: string;
  readonly selection: readonly string[];
  readonly url: string;
  /** ISO date. */
  readonly made: string;
  readonly filings: readonly SelectedFiling[];
  readonly citation: Citation;
  readonly origin: string;
}): string {
  return `${[
    `# ${oneLine(title)}`,
    `From PFOF Explorer, ${origin}, made on ${dateInText(made)}.`,
    PACKAGE_FILES,
    "## Selection",
    selection.map((one) => `- ${oneLine(one)}`).join("\n"),
    `The same again, as it then stands: <${url}>`,
    "## Method",
    "One line per row of a summary under SEC Rule 605(a)(2), every statistic digit by digit as filed. Columns that end in `_fraction` are fractions (0.0144 is 1.44%). `efq_filed` is in the unit of its file, `efq_pct` the same in percent. A blank cell was filed empty; it is never zero. The file can be imported again.",
    `Every definition: <${origin}/methods#execution>`,
    "## What to keep in mind",
    CAVEATS.map((one) => `- ${one}`).join("\n"),
    ...sources(citation, filings, origin),
  ].join("\n\n")}\n`;
}

const CAVEATS = [
  "Rows are averages without counts: they can never be added or averaged. Size 199999 is the reporter’s own total of all orders below $200,000.",
  "Columns named in `marked` cannot be what they say; rows that have one are not to be ranked.",
  "A market maker’s or exchange’s row is of all its clients, never of one broker’s customers.",
  "What a broker was paid and what its customers got are never subtracted, and neither report shows that one caused the other.",
  "Options, orders outside hours and not-held orders are not in it. The quote ignores odd lots, and the clock starts when the reporter received the order.",
];
