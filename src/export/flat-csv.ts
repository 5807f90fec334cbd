import { AppError } from "@/report/errors";
import { FLAT_COLUMNS, FLAT_NUMBER_COLUMNS } from "@/report/flat-columns";

/**
 * CSV as this project writes it: RFC 4180 quoting (only where needed), comma, UTF-8 without a byte order
 * mark, lines ended by LF so that line tools see no stray character in the last column.
 *
 * Text that a spreadsheet could take for a formula is neutralised: when it begins with one of
 * `' = + - @ * [`, tab or carriage return, one `'` goes in front. Because a leading `'` is itself doubled, an import
 * that strips exactly one gets the text back. Numbers are never touched.
 */
export type CsvValue = string | number | null;

const LINE_END = "\n";
const CHUNK_CHARACTERS = 65_536;

const IS_NUMBER_COLUMN: readonly boolean[] = FLAT_COLUMNS.map((column) => FLAT_NUMBER_COLUMNS.has(column));

/** The header line of flat CSV v1, with its line end. */
export const FLAT_CSV_HEADER = FLAT_COLUMNS.join(",") + LINE_END;

/**
 * One line of flat CSV v1, with its line end. `values` are in the order of `FLAT_COLUMNS`; null is a blank cell
 * (filed blank). Text in a number column is written as it is, without neutralising.
 *
 * Throws AppError when the number of values is wrong or a number is not finite.
 */
export function flatCsvLine(values: readonly CsvValue[]): string {
  if (values.length !== IS_NUMBER_COLUMN.length) {
    throw new AppError(
      "store",
      `A flat CSV line has ${IS_NUMBER_COLUMN.length} values, not ${values.length}.`,
    );
  }
  let line = "";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) line += ",";
    const value = values[i];
    if (value === null || value === undefined) continue;
    if (typeof value === "number") line += csvNumber(value);
    else line += IS_NUMBER_COLUMN[i] ? quoted(value) : csvText(value);
  }
  return line + LINE_END;
}

/** The header and all rows as strings of about 64 kB, so that a response can be streamed with few writes. */
export function* flatCsvChunks(rows: Iterable<readonly CsvValue[]>): Generator<string, void, undefined> {
  let chunk = FLAT_CSV_HEADER;
  for (const row of rows) {
    chunk += flatCsvLine(row);
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/** One line of any other table, with its line end: text is neutralised, numbers are not, null is a blank cell. */
export function csvLine(values: readonly CsvValue[]): string {
  let line = "";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) line += ",";
    const value = values[i];
    if (typeof value === "number") line += csvNumber(value);
    else if (value !== null && value !== undefined) line += csvText(value);
  }
  return line + LINE_END;
}

/** A text cell: neutralised, then quoted where needed. */
export function csvText(text: string): string {
  return quoted(startsLikeFormula(text) ? `'${text}` : text);
}

/**
 * A number as the shortest decimal that reads back as the same double, without an exponent: 0.0000001, not 1e-7.
 * Throws AppError when it is not finite.
 */
export function csvNumber(value: number): string {
  const text = `${value}`;
  // Doubles from 1e-6 up to 1e21 are printed without an exponent by the language itself.
  const size = value < 0 ? -value : value;
  if ((size >= 1e-6 && size < 1e21) || size === 0) return text;
  if (!Number.isFinite(value)) throw new AppError("store", `${text} is not a figure a report can hold.`);
  return withoutExponent(text);
}

function withoutExponent(text: string): string {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.slice(sign.length).split(".");
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, "0");
}

function quoted(text: string): string {
  if (text.includes('"')) return `"${text.replaceAll('"', '""')}"`;
  if (text.includes(",") || text.includes("\n") || text.includes("\r")) return `"${text}"`;
  return text;
}

function startsLikeFormula(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 0x09: // tab
    case 0x0d: // carriage return
    case 0x27: // '
    case 0x2a: // *
    case 0x2b: // +
    case 0x2d: // -
    case 0x3d: // =
    case 0x40: // @
    case 0x5b: // [
      return true;
    default:
      return false;
  }
}
