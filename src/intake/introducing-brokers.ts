import { isUtf8 } from "node:buffer";
import { MOST_DOCUMENT_ROWS, MOST_NAME, tooLong } from "@/report/filed-limits";
import { type Finding, finding } from "@/report/findings";
import type { IntroducingBroker, IntroducingList } from "@/report/introducing-broker";
import { formatQuarter, parseQuarter, type Quarter, quarterIndex } from "@/report/quarter";
import { detectFormat } from "./detect-format";

/** Whether a file in the ZIP is that list, by its name: `ABR` as a word, and not a report's extension. */
export function isIntroducingBrokerList(name: string): boolean {
  const base = name.slice(name.lastIndexOf("/") + 1);
  return /(^|[^a-z])abr([^a-z]|$)/i.test(base) && !/\.(xml|pdf|zip)$/i.test(base);
}

/**
 * The list in a file, with a finding that says what was read, or no list and why it is refused; null when the file is
 * something else. Lines that cannot be read lose nothing: the document itself is kept.
 *
 * @param archive name of the ZIP it is in, for the quarter; "" when it came alone
 */
export function readIntroducingList(
  bytes: Uint8Array,
  name: string,
  archive: string,
): { introducing: IntroducingList | null; findings: Finding[] } | null {
  // A firm may be called so: a file that is a report by what is in it is one.
  if (!isIntroducingBrokerList(name) || detectFormat(bytes, "") !== null) return null;
  const firms = parseIntroducingBrokers(textOf(bytes));
  const beyond = beyondLimits(firms, name);
  if (beyond) return { introducing: null, findings: [beyond] };
  const quarter = quarterInName(name) ?? quarterInName(archive);
  const when = quarter === null ? "a quarter it does not name" : formatQuarter(quarter);
  const message = `${name} is FINRA's list of introducing brokers for ${when}: ${firms.length} firms. It is kept beside the reports; no figure comes from it.`;
  return {
    introducing: { quarter: quarter && quarterIndex(quarter), firms },
    findings: [finding("introducing_list", message, { file: name })],
  };
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? "utf-8" : "windows-1252").decode(bytes);
}

/** What there is too much of, or too long; null: nothing is. */
function beyondLimits(firms: readonly IntroducingBroker[], file: string): Finding | null {
  if (firms.length > MOST_DOCUMENT_ROWS) {
    const message = `The list has ${firms.length.toLocaleString("en-US")} firms; at most ${MOST_DOCUMENT_ROWS.toLocaleString("en-US")} are read.`;
    return finding("limit_exceeded", message, { file });
  }
  for (const { line, name, clearingName } of firms) {
    const longest = Math.max(name.length, clearingName?.length ?? 0);
    const message = tooLong("A firm's name", longest, MOST_NAME);
    if (message) return finding("limit_exceeded", message, { file, position: `line ${line}` });
  }
  return null;
}

/** The quarter a file or ZIP is named for: `606_NMS_2025_Q3_ABR.txt`; null when its name says none. */
export function quarterInName(name: string): Quarter | null {
  const [, year, quarter] = /(?<!\d)(20\d{2})[_ -]?Q([1-4])(?!\d)/i.exec(name) ?? [];
  return year && quarter ? parseQuarter(`${year}Q${quarter}`) : null;
}

/**
 * Reads the list. Cells are parted by `|`, tab, semicolon or comma; in each line the first number is the introducing
 * firm's CRD and the text beside it its name, the second ones the clearing firm's — or the other way round, when a header
 * names the clearing firm first. Lines without a number (headers, notes) are passed over.
 */
export function parseIntroducingBrokers(text: string): IntroducingBroker[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
  const delimiter = ["|", "\t", ";", ","].find((mark) => lines.some((line) => line.includes(mark))) ?? "|";
  const rows = lines.map((line) => cellsOf(line, delimiter));
  const firms = rows.filter((cells) => cells.some(isCrd));
  const columns = firms.reduce((least, cells) => Math.min(least, cells.length), Number.POSITIVE_INFINITY);
  const found: IntroducingBroker[] = [];
  let clearingFirst = false;
  rows.forEach((cells, i) => {
    if (!cells.some(isCrd)) {
      const header = cells.join(" ");
      const clearing = header.search(/clear|carry/i);
      const introducing = header.search(/introduc|correspondent/i);
      if (clearing >= 0 && introducing >= 0) clearingFirst = clearing < introducing;
      return;
    }
    // A comma too many is part of a name: "Acme, Inc." without quotes.
    const [one, two] = firmsOf(cells, delimiter === "," && cells.length > columns);
    if (!one) return;
    const [own, clearing] = clearingFirst && two ? [two, one] : [one, two];
    found.push({
      line: i + 1,
      ...own,
      clearingCrd: clearing?.crd ?? null,
      clearingName: clearing?.name ?? null,
    });
  });
  return found;
}

/** The firms of a line: each CRD with the texts after it, or before it where lines begin with a name. */
function firmsOf(cells: readonly string[], hasSplitNames: boolean): { crd: string; name: string }[] {
  const crdFirst = isCrd(cells[0] ?? "");
  const inOrder = crdFirst ? cells : [...cells].reverse();
  const firms: { crd: string; texts: string[] }[] = [];
  for (const cell of inOrder) {
    if (isCrd(cell)) firms.push({ crd: cell.replace(/^0+/, ""), texts: [] });
    else if (cell !== "") firms.at(-1)?.texts.push(cell);
  }
  if (!crdFirst) {
    for (const firm of firms) firm.texts.reverse();
    firms.reverse();
  }
  return firms.map(({ crd, texts }) => ({ crd, name: (hasSplitNames ? texts.join(", ") : texts[0]) ?? "" }));
}

/** Cells of a line; one in double quotes may hold the delimiter. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

function isCrd(cell: string): boolean {
  return /^0*[1-9]\d{0,9}$/.test(cell);
}
