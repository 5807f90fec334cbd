import type { FigureSpec } from "@/report/figures";

/** Which character stands before the decimals. The other one may group thousands. */
export type DecimalMark = "." | ",";
export type Unit = FigureSpec["unit"];

const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** A number once signs and units are off: digits and marks only. */
const BODY = /^[\d.,'’ \u00a0\u202f]*\d[\d.,'’ \u00a0\u202f]*$/;
const MINUS = /[\u2010-\u2013\u2212\ufe63\uff0d]/g;

/** The number as this app writes it, `-1234.50`; such text needs no further look unless the file uses decimal commas. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/**
 * What a cell says about its file's decimal mark: "." or ",", "unclear" when it could be either (`1,234`, `1.234`),
 * null when it says nothing (`1234`, blank, not a number).
 */
export function decimalMarkIn(text: string): DecimalMark | "unclear" | null {
  const body = peel(text)?.body;
  if (body === undefined || !BODY.test(body)) return null;
  const points = count(body, ".");
  const commas = count(body, ",");
  if (points === 0 && commas === 0) return null;
  if (points > 0 && commas > 0) return body.lastIndexOf(".") > body.lastIndexOf(",") ? "." : ",";
  const [mark, other]: [DecimalMark, DecimalMark] = points > 0 ? [".", ","] : [",", "."];
  if (points + commas > 1) return other;
  const [whole = "", decimals = ""] = body.split(mark);
  return decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? "unclear" : mark;
}

/**
 * A filed number as plain decimal text: `(1,234.50)`, `1,234.50-`, `−1234.5`, `$1,234.50`, `12.5%`, `1 234,50`
 * become `-1234.50`, … Decimals are kept as filed. Dollar signs are read in dollar columns only and per cent signs in
 * percentages only. "" for a blank cell; null when it is not a number, which includes exponents: a spreadsheet that
 * writes `1.54E+05` has dropped digits.
 */
export function plainNumber(text: string, unit: Unit, mark: DecimalMark): string | null {
  const peeled = peel(text);
  if (!peeled) return null;
  const { body, negative, dollars, percent } = peeled;
  if (body === "") return negative || dollars || percent ? null : "";
  if ((dollars && unit !== "usd") || (percent && unit !== "percent")) return null;
  const match = (mark === "." ? WITH_POINT : WITH_COMMA).exec(body);
  if (!match) return null;
  const whole = (match[1] ?? "").replace(/\D/g, "");
  const decimals = match[2] ?? "";
  if (whole === "" && decimals === "") return null;
  return `${negative ? "-" : ""}${whole || "0"}${decimals && `.${decimals}`}`;
}

const WITH_POINT =
  /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:['’]\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)?(?:\.(\d*))?$/;
const WITH_COMMA =
  /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:['’]\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)?(?:,(\d*))?$/;

interface Peeled {
  readonly body: string;
  readonly negative: boolean;
  readonly dollars: boolean;
  readonly percent: boolean;
}

/** Takes signs, parentheses and units off, each at most once and only one way of saying negative. */
function peel(text: string): Peeled | null {
  const seen = new Set<string>();
  let body = text.replace(MINUS, "-").trim();
  for (;;) {
    const sign = outermost(body);
    if (sign === null) break;
    const kind = sign === "+" ? "-" : sign;
    if (seen.has(kind)) return null;
    seen.add(kind);
    body = (
      sign === "(" ? body.slice(1, -1) : body.endsWith(sign) ? body.slice(0, -1) : body.slice(1)
    ).trim();
    if (sign === "+") seen.add("+");
  }
  if (seen.has("(") && seen.has("-")) return null;
  const negative = seen.has("(") || (seen.has("-") && !seen.has("+"));
  return { body, negative, dollars: seen.has("$"), percent: seen.has("%") };
}

function outermost(body: string): "-" | "+" | "$" | "%" | "(" | null {
  if (body.startsWith("(") && body.endsWith(")")) return "(";
  if (body.startsWith("-") || (body.length > 1 && body.endsWith("-"))) return "-";
  if (body.startsWith("+")) return "+";
  if (body.startsWith("$")) return "$";
  return body.endsWith("%") ? "%" : null;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
