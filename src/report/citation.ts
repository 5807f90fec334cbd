import { dateInText } from "./format";

/** What is cited: a view of this site at an address, and the filings its figures come from. */
export interface Cited {
  /** `Payments by venue, Charles Schwab, 2021 Q1`, without a full stop. */
  readonly title: string;
  /** Permanent link to the view, absolute. */
  readonly url: string;
  /** ISO dates: when it was looked at, and when the data last changed (null: unknown). */
  readonly accessed: string;
  readonly updated: string | null;
  /** The filings behind the figures: the first of them at least (`MOST_FILINGS`); `count`: how many there are, where not all are given. */
  readonly filings: readonly CitedFiling[];
  readonly count?: number;
  /** The rule they are filed under, where it is another. */
  readonly rule?: string;
}

export interface CitedFiling {
  readonly id: string;
  readonly broker: string;
  /** `2021Q1` */
  readonly quarter: string;
  /** Null: of the document only its name is known. */
  readonly sha256: string | null;
}

export interface Citation {
  /** Without the filings. */
  readonly line: string;
  readonly plain: string;
  /** APA style, 7th edition: an unversioned data set that may change. */
  readonly apa: string;
  readonly bibtex: string;
}

const PUBLISHER = "PFOF Explorer";
/** Filings named one by one; beyond, how many there are and where the list is. */
export const MOST_FILINGS = 6;

/** A citation in three styles. Filings are named by id and SHA-256, which stay the same when a later version comes in. */
export function citation(cited: Cited): Citation {
  const { title, url, accessed, updated } = cited;
  const year = (updated ?? accessed).slice(0, 4);
  const filings = filingsInText(cited);
  const line = `${PUBLISHER}, “${title}”, ${url}, accessed ${dateInText(accessed)}.`;
  return {
    line,
    plain: `${line} ${filings}`,
    apa: `${PUBLISHER}. (${year}). ${title} [Data set]. Retrieved ${longDate(accessed)}, from ${url} (${filings.replace(/\.$/, "")})`,
    bibtex: [
      `@misc{${bibtexKey(cited)},`,
      `  author = {{${PUBLISHER}}},`,
      `  title = {${latex(title)}},`,
      `  year = {${year}},`,
      `  howpublished = {\\url{${url}}},`,
      `  urldate = {${accessed.slice(0, 10)}},`,
      `  note = {${latex(filings)}}`,
      "}",
    ].join("\n"),
  };
}

function filingsInText({ filings, count = filings.length, rule = "606(a)(1)" }: Cited): string {
  const source = `SEC Rule ${rule} reports`;
  if (filings.length === 0) return `Source: ${source}.`;
  const named = filings
    .slice(0, MOST_FILINGS)
    .map(
      ({ broker, quarter, id, sha256 }) =>
        `${broker} ${quarter} (${id}${sha256 === null ? "" : `, SHA-256 ${sha256}`})`,
    );
  const rest = count - named.length;
  if (rest > 0) named.push(`and ${rest} more, listed by id and SHA-256 in the data package of this view`);
  return `Source: ${source}: ${named.join("; ")}.`;
}

function bibtexKey({ title, accessed }: Cited): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return ["pfof", ...(words ?? []).slice(0, 6), accessed.slice(0, 4)].join("-");
}

const LATEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** Text with the characters LaTeX takes for commands written out. */
function latex(text: string): string {
  return text.replace(/[\\{}$&#_%~^]/g, (one) => LATEX[one] ?? `\\${one}`);
}

/** `November 22, 2026`. */
function longDate(iso: string): string {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`).toLocaleDateString("en-US", {
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  });
}
