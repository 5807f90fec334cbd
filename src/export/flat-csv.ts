import { FLAT_COLUMNS } from "@/dictionary/filed-row";
import { AppError } from "@/report/errors";

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

/** Beyond, whole numbers are no longer written the fast way. */
const LARGEST = 2 ** 31 * 10_000;
/** What stands behind the whole number, by ten-thousandths: "", ".0001" … ".9999", without zeros at the end. */
const FRACTIONS: readonly string[] = Array.from({ length: 10_000 }, (_, i) =>
  i === 0 ? "" : `.${String(i).padStart(4, "0").replace(/0+$/, "")}`,
);

/** The header line of flat CSV v1, with its line end. */
export const FLAT_CSV_HEADER = FLAT_COLUMNS.join(",") + LINE_END;

/** One line of a table, with its line end: text is neutralised, numbers are not, null is a blank cell. */
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
  // Nearly all filed figures have at most four decimals. Those are put together from two whole numbers, which is several times
  // faster than printing a double. The result is also the shortest text for it: a double never stands for two different decimals
  // of at most 15 digits.
  const scaled = Math.round(value * 10_000);
  if (scaled / 10_000 === value && scaled < LARGEST && scaled > -LARGEST) {
    const size = scaled < 0 ? -scaled : scaled;
    const whole = Math.floor(size / 10_000);
    return `${scaled < 0 ? "-" : ""}${whole}${FRACTIONS[size - whole * 10_000]}`;
  }
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
