/*
 * The most of what a document may file. Far more than any real report has, and little enough that pages, exports and memory
 * cope with it: what is longer refuses the document, with a finding that says what and how long. What was stored before there was
 * a limit was cut to it by a migration.
 */

/** Characters of a name, code or series. Names of real reports have up to 100. */
export const MOST_NAME = 10_000;
/** Characters of a broker's words on a venue. Real ones have a few thousand. */
export const MOST_WORDS = 50_000;
/** Characters of a figure that is kept as filed. Real ones have up to 20. */
export const MOST_FIGURE = 100;
/** Venue rows of one report. Real ones have up to a few hundred. */
export const MOST_REPORT_ROWS = 20_000;
/** Rows of a document of many reports. A quarter of the whole market as flat CSV has 70,000. */
export const MOST_DOCUMENT_ROWS = 200_000;
/** Reporters, and months of them, of a file of rule 605. Real ones are of one, FINRA's collections of some hundred. */
export const MOST_REPORTERS = 2_000;

/** The sentence of the finding; null: it is within the limit. `what` begins it: "The broker's name". */
export function tooLong(what: string, characters: number, most: number): string | null {
  if (characters <= most) return null;
  return `${what} has ${characters.toLocaleString("en-US")} characters; at most ${most.toLocaleString("en-US")} are read.`;
}

/** The same for rows: "The report". */
export function tooMany(what: string, rows: number, most: number): string | null {
  if (rows <= most) return null;
  return `${what} has ${rows.toLocaleString("en-US")} rows of venues; at most ${most.toLocaleString("en-US")} are read.`;
}
