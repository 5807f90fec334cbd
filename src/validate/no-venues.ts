import { clip } from "@/report/clip";
import type { Finding } from "@/report/findings";
import { isNoVenueName } from "@/report/no-venue-name";
import type { RawReport, RawVenue } from "@/report/raw-report";
import { collapse } from "./collapse";
import { Problems } from "./problems";
import { readNumber } from "./read-number";
import { RowContext } from "./row-context";

/** The broker's words in such a row are shown in the finding, as there is no venue to show them with. */
const MOST_WORDS = 400;

/**
 * A report without the rows that say that there was no venue: "N/A", "none" or the like for a name, and not one order
 * or payment. With orders or payments such a row stays: its venue is not named.
 */
export function withoutNoVenues(raw: RawReport, file: string): { raw: RawReport; findings: Finding[] } {
  const isNone = (venue: RawVenue) => namesNone(venue) && isEmpty(venue, raw);
  const has = raw.months.some(({ sections }) => sections.some(({ venues }) => venues.some(isNone)));
  if (!has) return { raw, findings: [] };
  const problems = new Problems();
  const months = raw.months.map((month) => ({
    ...month,
    sections: month.sections.map((section) => {
      const context = new RowContext(file, raw.format, section, Number(month.month.text) || null);
      for (const venue of section.venues) if (isNone(venue)) report(venue, context, problems);
      return { ...section, venues: section.venues.filter((venue) => !isNone(venue)) };
    }),
  }));
  return { raw: { ...raw, months }, findings: problems.findings(file) };
}

function namesNone({ name, mic, mpid }: RawVenue): boolean {
  const filed = [name, mic, mpid].map((one) => one?.trim() ?? "").filter((one) => one !== "");
  return filed.length > 0 && filed.every(isNoVenueName);
}

function isEmpty({ figures }: RawVenue, { format }: RawReport): boolean {
  return figures.every((text) => text === null || !holdsAmount(text, format));
}

/** NaN, which is no number, is not nothing. */
function holdsAmount(text: string, format: RawReport["format"]): boolean {
  const value = readNumber(text, format);
  return value !== null && value !== 0;
}

function report(venue: RawVenue, context: RowContext, problems: Problems): void {
  const filed = collapse(venue.name ?? venue.mic ?? venue.mpid ?? "");
  const words = collapse(venue.materialAspects ?? "");
  const said = words === "" ? "" : ` It says: "${clip(words, MOST_WORDS)}"`;
  const message = `"${filed}" stands in place of a venue, without an order or a payment: no venue.${said}`;
  problems.tally("no_venue", message, context.place(venue.at, "name"), filed);
}
