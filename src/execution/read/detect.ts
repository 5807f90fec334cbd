import { SUMMARY_FIELDS } from "../statistics";
import { DETAILED_FIELDS, LEGACY_WIDTH } from "./detailed-fields";
import { OWN_COLUMNS } from "./own-columns";

/** Files of rule 605; `own` is the CSV this site writes of summaries. */
export type ExecutionFormat = "summary" | "own" | "detailed" | "legacy";

/** How much of a file is looked at. */
export const SAMPLE_BYTES = 16_384;
/** A header of which a third is left is still that header: what is wrong with it is told then. */
const ENOUGH = 6;

/** What file of rule 605 these are the first bytes of; null: none. By content alone, whatever the name. */
export function detectExecution(head: Uint8Array): ExecutionFormat | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SAMPLE_BYTES)).toString(
    "utf8",
  );
  const line = text.replace(/^\ufeff/, "").split(/\r\n?|\n/, 1)[0] ?? "";
  const piped = cellsOf(line, "|");
  if (piped.length > 1) {
    if (named(piped, DETAILED_FIELDS) >= ENOUGH || isRow(piped, DETAILED_FIELDS.length)) return "detailed";
    return isRow(piped, LEGACY_WIDTH) ? "legacy" : null;
  }
  const cells = cellsOf(line, ",");
  if (named(cells, OWN_COLUMNS) >= ENOUGH && cells.includes("efq_filed")) return "own";
  return named(cells, SUMMARY_FIELDS) >= ENOUGH ? "summary" : null;
}

function cellsOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function named(cells: readonly string[], fields: readonly string[]): number {
  return new Set(cells.filter((cell) => fields.includes(cell))).size;
}

/** A row without a header above it: participant, code, month. One cell more or less may be missing. */
function isRow(cells: readonly string[], width: number): boolean {
  const [participant = "", code = "", month = ""] = cells;
  return (
    Math.abs(cells.length - width) <= 1 &&
    /^[A-Z]$/.test(participant) &&
    /^[A-Z0-9]{1,8}$/i.test(code) &&
    /^20\d{2}(0[1-9]|1[0-2])$/.test(month)
  );
}
