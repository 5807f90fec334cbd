import { fold } from "./columns";
import type { Context } from "./rows";
import { readMonth, readQuarter, readSection } from "./words";

const TITLE = /^(.*\S)\s+[-–—]\s+Held NMS Stocks and Options Order Routing Public Report$/i;
const NAMED = /^([A-Za-z][A-Za-z _-]*):\s*(\S.*)$/s;
const KEYS: Readonly<Record<string, keyof Context>> = {
  broker: "filed_broker",
  brokerdealer: "filed_broker",
  bd: "filed_broker",
  executingbd: "filed_broker",
  year: "year",
  quarter: "quarter",
  qtr: "quarter",
  month: "month",
  mon: "month",
  section: "section",
  stockgroup: "section",
};

/**
 * What a line that stands alone says for the tables below it; "aspects" where material aspects begin, "skip" for lines
 * to pass over, null when it is none of these. Written as printed (`January 2020`) or with its name (`Month: January
 * 2020`, or the two in neighbouring cells).
 */
export function readHeading(cells: readonly string[], line: string): Context | "aspects" | "skip" | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (filled.length > 3) return null;
  const title = TITLE.exec(line);
  if (title) return { filed_broker: title[1] };
  if (/^material aspects:?$/i.test(line)) return "aspects";
  if (/^(summary|venues|generated on .*)$/i.test(line)) return "skip";
  const [name = "", value = ""] =
    filled.length === 2 && fold(filled[0] ?? "") in KEYS ? filled : (NAMED.exec(line)?.slice(1) ?? []);
  const key = KEYS[fold(name)];
  if (key && value) return key === "quarter" ? quarterOf(value) : { [key]: value };
  return quarterLine(line) ?? monthLine(line) ?? (readSection(line) ? { section: line } : null);
}

function quarterLine(line: string): Context | null {
  return /quarter|Q/i.test(line) ? quarterOf(line) : null;
}

function quarterOf(text: string): Context | null {
  const read = readQuarter(text);
  if (!read) return null;
  return { quarter: `${read.quarter}`, ...(read.year === null ? {} : { year: `${read.year}` }) };
}

/** `January 2020`, alone or with the section behind it. A number alone is no heading. */
function monthLine(line: string): Context | null {
  if (/^\d{1,2}$/.test(line)) return null;
  if (readMonth(line)) return { month: line };
  const both = /^([A-Za-z]+\.?,?\s+\d{4})\s*[-–—,:]?\s*(\D.*)$/s.exec(line);
  const [month, section] = [both?.[1] ?? "", both?.[2] ?? ""];
  return readMonth(month) && readSection(section) ? { month, section } : null;
}
