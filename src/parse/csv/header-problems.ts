import { clip } from "@/report/clip";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { FIELDS, type Field, type Header, missingFigures, nameIn } from "./columns";
import type { CsvProblems } from "./problems";

const FAMILY_NAMES = {
  flat: "our flat CSV",
  xml: "the SEC's XML element names",
  label: "the SEC's column labels",
} as const;

/** What to expect, for a file in which no header was found. */
export const FAMILIES =
  "Expected a row with the columns of one of three families: our flat CSV (year, month, section, filed_broker, filed_venue, order_pct … other_cph); the SEC's XML element names (bd, year, month, section, name, orderPct … netPmtPaidRecvOtherOrdersCph); the SEC's column labels (Venue - Non-directed Order Flow, Non-Directed Orders (%) … Net Payment Paid/Received for Other Orders(cents per hundred shares)), with broker, month and section as columns or in lines above.";

/** Reports what a venue table's header lacks or has too much. False when the table cannot be read. */
export function reportHeader(header: Header, problems: CsvProblems): boolean {
  const missing = [
    ...(header.figures.every((column) => column === -1)
      ? VENUE_FIGURES.map((spec) => nameIn(header.family, spec))
      : []),
    ...missingFigures(header),
    ...(VENUE_FIELDS.every((field) => header.fields[field] === -1) ? ["a column with the venue's name"] : []),
  ];
  if (missing.length > 0) {
    const message = `The header lacks ${listed(missing)}. It was read as ${FAMILY_NAMES[header.family]}; found: ${listed(foundIn(header))}.`;
    problems.add("csv_layout", header.at, message);
    return false;
  }
  const notes = [
    ...(header.unknown.length > 0
      ? [`Not read, because no report has them: ${listed(header.unknown)}.`]
      : []),
    ...(header.mix.every((column) => column === -1) && header.family !== "label"
      ? ["There are no columns for the order mix (ndo…), so it is missing, not zero."]
      : []),
  ];
  if (notes.length > 0) problems.add("csv_columns", header.at, notes.join(" "));
  return true;
}

const VENUE_FIELDS = ["filed_venue", "venue", "mic", "mpid"] as const;

function foundIn(header: Header): string[] {
  const names = (specs: typeof VENUE_FIGURES, columns: readonly number[]) =>
    specs.filter((_, i) => (columns[i] ?? -1) >= 0).map((spec) => nameIn(header.family, spec));
  return [
    ...FIELDS.filter((field: Field) => header.fields[field] >= 0),
    ...names(VENUE_FIGURES, header.figures),
    ...names(MIX_FIGURES, header.mix),
  ];
}

function listed(names: readonly string[]): string {
  return clip(names.join(", "), 700);
}
