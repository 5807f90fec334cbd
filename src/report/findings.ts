import { clip } from "./clip";
import type { Section } from "./sections";

/**
 * What a check found in a file. Errors stop the file: nothing of it is stored. Warnings are stored
 * and shown. Notes tell what was done with the file.
 */
export type Severity = "error" | "warning" | "note";

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Plain words: what was found, what was expected. */
  readonly message: string;
  readonly where: Place;
  /** The filed text, where one cell is meant. */
  readonly filed?: string;
}

export interface Place {
  /** Base name of the file or ZIP entry. */
  readonly file: string;
  /** `line 23`, `page 2 at 345`, `row 7` — see `formatPosition`. */
  readonly position?: string;
  /** Element or column name: `marketPct`, `netPmtPaidRecvMarketOrdersUsd`, `qtr` … */
  readonly field?: string;
  readonly month?: number;
  readonly section?: Section;
  /** Venue as filed. */
  readonly venue?: string;
}

/** What of a figure a finding can cast doubt on. Shares: what venues got of the orders, order coverage, the average for an
 * order. Mix: of which types the orders were; it is filed beside the venues, and no figure of theirs stands on it. */
export const DOUBTED = ["payment", "rate", "volume", "shares", "mix"] as const;
export type Doubted = (typeof DOUBTED)[number];

/** Figures that stand on what was found. Findings without it leave figures as good as they were. */
export interface Doubt {
  readonly on: readonly Doubted[];
  /**
   * Which cells of the report: those of its venue and the months it names; those of its section that are found
   * so themselves (a finding tells the first and how many there are); its whole section; the whole report.
   */
  readonly of: "venue" | "cells" | "section" | "report";
  /** Why, after "whose": what is said beside the figure. */
  readonly whose: string;
}

interface FindingSpec {
  readonly severity: Severity;
  readonly title: string;
  /** One sentence for `/methods`: what the check looks at and why it matters. */
  readonly explains: string;
  readonly doubt?: Doubt;
  /** Of reports of rule 605, how orders were executed; else of rule 606. */
  readonly rule?: 605;
}

/** Every finding there is. `/methods` lists this table; a test holds the two together. */
export const FINDINGS = {
  // Files that are refused.
  empty_file: {
    severity: "error",
    title: "Empty file",
    explains: "The file holds no bytes, or only white space.",
  },
  not_a_report: {
    severity: "error",
    title: "Not a Rule 606 report",
    explains: "The file is none of the formats read here: SEC XML, its PDF rendering, CSV or ZIP.",
  },
  not_well_formed: {
    severity: "error",
    title: "XML is not well-formed",
    explains: "The XML is cut off or broken, so no figure in it can be trusted.",
  },
  bad_encoding: {
    severity: "error",
    title: "Text encoding cannot be read",
    explains: "The bytes do not fit the encoding the file declares, nor any seen in filings.",
  },
  doctype: {
    severity: "error",
    title: "DOCTYPE or entity declaration",
    explains: "Filings have none; such declarations are refused before anything is expanded.",
  },
  wrong_root: {
    severity: "error",
    title: "Another kind of XML",
    explains: "The root element is not heldOrderRoutingPublicReport.",
  },
  private_report: {
    severity: "error",
    title: "Private customer report",
    explains:
      "Reports under Rule 606(b)(1) and (b)(3) are about one customer and private; they are not stored.",
  },
  structure: {
    severity: "error",
    title: "Element missing or out of place",
    explains: "The file lacks an element the SEC's schema requires, has one twice, or an unknown one.",
  },
  bad_quarter: {
    severity: "error",
    title: "Year or quarter not readable",
    explains: "Year and quarter say which report this is; without them nothing can be compared.",
  },
  month_outside_quarter: {
    severity: "error",
    title: "Month outside the quarter",
    explains: "A month of the report does not belong to the report's quarter.",
  },
  month_repeated: {
    severity: "error",
    title: "Month repeated",
    explains: "One month is in the report twice, so its figures would count twice.",
  },
  section_repeated: {
    severity: "error",
    title: "Section repeated",
    explains: "One section is in a month twice, so its figures would count twice.",
  },
  not_a_number: {
    severity: "error",
    title: "Number not readable",
    explains: "A cell that must hold a number holds something else.",
  },
  percent_out_of_range: {
    severity: "error",
    title: "Percentage outside 0–100",
    explains: "A percentage below 0 or above 100 is a mistake in the file.",
  },
  pdf_layout: {
    severity: "error",
    title: "PDF layout not recognized",
    explains:
      "The PDF is scanned, damaged, or not drawn by the SEC's generator; the XML of the same report can be read.",
  },
  csv_layout: {
    severity: "error",
    title: "CSV columns not recognized",
    explains: "The header row is none of the three column families read here, or lacks a column.",
  },
  zip_refused: {
    severity: "error",
    title: "ZIP refused",
    explains: "The archive breaks a safety limit: paths, nesting, encryption, size or compression ratio.",
  },
  limit_exceeded: {
    severity: "error",
    title: "Over a limit",
    explains: "The file is larger, longer or slower to read than a report can be.",
  },
  read_failed: {
    severity: "error",
    title: "File could not be read",
    explains: "The reader stopped on this file; nothing of it was stored.",
  },
  // What is stored and shown.
  encoding_guessed: {
    severity: "note",
    title: "Text encoding was guessed",
    explains:
      "The bytes are not in the encoding the file declares; they were read as Windows-1252, seen in filings. Figures are not affected, letters with accents and curly quotes may be.",
  },
  bad_timestamp: {
    severity: "warning",
    title: "Generation time not readable",
    explains:
      "The report's timestamp is not a date and time, so the report counts as undated when versions are compared.",
  },
  order_mix_sum: {
    severity: "warning",
    title: "Order types do not add to 100 %",
    explains:
      "The four shares of non-directed orders must add to 100 ± 0.1 (not checked when all are zero or blank).",
    doubt: { on: ["mix"], of: "section", whose: "order types do not add to 100 %" },
  },
  venue_share_sum: {
    severity: "warning",
    title: "Venue shares above 100 %",
    explains: "The shares of the listed venues add to more than 100.1.",
    doubt: { on: ["shares"], of: "section", whose: "venue shares add to more than 100 %" },
  },
  venue_mix_by_row: {
    severity: "warning",
    title: "Shares filed by venue",
    explains:
      "The order types of each row add to 100 by themselves: the shares tell what each venue's orders were, not which part of the section's orders it took. Shares, order coverage and averages are unknown for the report; its dollars and rates count.",
    doubt: { on: ["shares"], of: "report", whose: "shares are filed by venue" },
  },
  percent_as_fraction: {
    severity: "warning",
    title: "Percentages filed as fractions",
    explains:
      "Percentages add to 1 where they must add to 100. They are kept as filed; shares, order coverage and averages are unknown for the report; its dollars and rates count.",
    doubt: { on: ["shares", "mix"], of: "report", whose: "percentages are filed as fractions" },
  },
  venue_not_named: {
    severity: "warning",
    title: "Row without a venue's name",
    explains:
      "A row with orders or payments has “N/A”, “nan” or the like in place of the venue's name; it counts, under no venue's name.",
  },
  no_venue: {
    severity: "note",
    title: "Row that names no venue",
    explains:
      "A row named “N/A”, “none” or the like without any order or payment says that there was no venue; it is not listed as one.",
  },
  absent_month: {
    severity: "note",
    title: "Month not in the report",
    explains:
      "The report has fewer than the three months of its quarter; a month that is not there counts as missing, not as zero.",
  },
  generated_early: {
    severity: "warning",
    title: "Generated before its quarter ended",
    explains:
      "By its own timestamp the report was made before the last day of its quarter, so what came after is not in it.",
    doubt: { on: ["payment", "volume"], of: "report", whose: "report was made before its quarter ended" },
  },
  venue_repeated: {
    severity: "warning",
    title: "Venue listed twice",
    explains:
      "A section has two rows with the same venue and the same figures; both count, so its money may be counted twice.",
    doubt: {
      on: ["payment", "volume", "shares"],
      of: "cells",
      whose: "venues are listed twice with the same figures",
    },
  },
  usd_without_rate: {
    severity: "warning",
    title: "Dollars without a rate",
    explains:
      "A payment in dollars has no cents per hundred shares, so its volume is unknown. Zero dollars with a blank rate is normal.",
    doubt: { on: ["volume"], of: "cells", whose: "dollars come without a rate" },
  },
  rate_without_usd: {
    severity: "warning",
    title: "Rate without dollars",
    explains: "A rate in cents per hundred shares stands without a payment in dollars.",
    doubt: { on: ["payment", "volume"], of: "cells", whose: "rates come without dollars" },
  },
  sign_mismatch: {
    severity: "warning",
    title: "Dollars and rate of opposite sign",
    explains: "One says the broker received, the other that it paid; the volume is unknown.",
    doubt: { on: ["payment", "volume"], of: "cells", whose: "dollars and rates are of opposite sign" },
  },
  rate_precision: {
    severity: "note",
    title: "Rates with fewer than four decimals",
    explains: "The SEC's schema asks for four decimals; a rounded rate makes the implied volume less exact.",
  },
  volume_jump: {
    severity: "warning",
    title: "Implied volume far from its neighbors",
    explains:
      "Dollars ÷ rate gives a volume at least four times above or below the median of the neighboring quarters: one of the two may be misfiled.",
    doubt: {
      on: ["payment", "rate", "volume"],
      of: "venue",
      whose: "implied volume is far from its neighbors",
    },
  },
  options_rate_scale: {
    severity: "warning",
    title: "Options rate about 100 times its peers, or 1/100",
    explains: "One contract counts as one hundred shares; this rate looks as if it was counted otherwise.",
    doubt: { on: ["rate", "volume"], of: "venue", whose: "options rate looks wrongly scaled" },
  },
  placeholder_text: {
    severity: "warning",
    title: "Placeholder left in the text",
    explains: "The material aspects still hold the template's instruction instead of the broker's words.",
  },
  csv_columns: {
    severity: "note",
    title: "Columns absent or not read",
    explains:
      "The CSV has no columns for the order mix, which counts as missing and not as zero, or has columns that belong to no report.",
  },
  csv_footnote: {
    severity: "note",
    title: "Remark below a table",
    explains: "A line of a table holds one sentence and nothing else; it was read as a remark and left out.",
  },
  late_declaration: {
    severity: "note",
    title: "Blank space before the XML declaration",
    explains:
      "XML allows nothing before its declaration; a blank line there, seen in filings, was passed over. Figures are not affected.",
  },
  unknown_venue: {
    severity: "note",
    title: "Venue not in the directory",
    explains: "The venue's name is new; it is kept under its filed name until an alias is added.",
  },
  unknown_broker: {
    severity: "note",
    title: "Broker not in the directory",
    explains: "The broker's name is new; it is kept under its filed name until an alias is added.",
  },
  name_code_mismatch: {
    severity: "note",
    title: "Venue name and code disagree",
    explains: "The filed name and the filed MIC or MPID belong to different venues; the name decides.",
  },
  version_conflict: {
    severity: "warning",
    title: "Versions differ",
    explains:
      "Another version of this report has other figures; the later one counts, both are kept, and the difference is listed.",
  },
  sources_disagree: {
    severity: "warning",
    title: "Sources disagree",
    explains:
      "An undated document of this report has other figures than the dated one; the dated one counts.",
  },
  several_series: {
    severity: "note",
    title: "Several reports for one quarter",
    explains: "The broker has more than one report for this quarter; all of them count.",
  },
  correction_under_another_name: {
    severity: "warning",
    title: "Correction under another name",
    explains:
      "Two reports of one firm and quarter under different series have nearly all figures in common: nine of ten, and half of the payments at least. They are taken for a report and its correction; the later one counts, the other is kept beside it.",
  },
  identity_learned: {
    severity: "note",
    title: "Came again under a better name",
    explains:
      "Figures that are stored came once more under a name that says more of them: the firm's CRD, the series, the version. The stored report has them now.",
  },
  blank_month: {
    severity: "note",
    title: "Month filed blank",
    explains: "Every figure of the month is blank; it counts as missing, not as zero.",
  },
  introducing_list: {
    severity: "note",
    title: "List of introducing brokers",
    explains:
      "FINRA's list of firms whose orders are in a clearing firm's report: kept and shown on brokers' pages, no figure comes from it.",
  },
  re_reported_candidate: {
    severity: "note",
    title: "May repeat another broker's report",
    explains:
      "Cells of two reports of one quarter are equal up to a constant factor. A candidate never changes a total.",
  },
  // Rule 605: files that are refused.
  execution_pdf: {
    severity: "error",
    title: "605: PDF instead of CSV",
    explains: "The PDF of an Order Execution Summary is a rendering; the CSV beside it has the figures.",
    rule: 605,
  },
  execution_columns: {
    severity: "error",
    title: "605: column unknown, repeated or missing",
    explains: "The header of an Order Execution Summary must name its 18 columns, each once, in any order.",
    rule: 605,
  },
  execution_row: {
    severity: "error",
    title: "605: row of another width",
    explains:
      "A row has other than the cells of its header; of detailed files more than one row in a thousand.",
    rule: 605,
  },
  execution_key: {
    severity: "error",
    title: "605: code, month, flag, size or type not allowed",
    explains: "Without them it is not known what the row is about.",
    rule: 605,
  },
  execution_repeated: {
    severity: "error",
    title: "605: row repeated",
    explains: "Two rows have the same reporter, month, flag, size and type.",
    rule: 605,
  },
  execution_number: {
    severity: "error",
    title: "605: number not readable",
    explains: "A statistic is no signed or unsigned decimal number.",
    rule: 605,
  },
  execution_range: {
    severity: "error",
    title: "605: number outside its range",
    explains:
      "The SEC's schema bounds it: shares between 0 and 1, times, sizes and quoted spreads not below zero.",
    rule: 605,
  },
  // Rule 605: what is stored and shown.
  execution_unread: {
    severity: "warning",
    title: "605: rows of a detailed file not read",
    explains:
      "Up to one row in a thousand that has another width, or a figure that is none, is left out and counted.",
    rule: 605,
  },
  execution_decimals: {
    severity: "warning",
    title: "605: more than six decimals",
    explains: "The specification rounds at six; the figure is kept as filed.",
    rule: 605,
  },
  execution_blank: {
    severity: "note",
    title: "605: statistic not filed",
    explains: "An empty cell, or the word for a quotient that cannot be formed: not known, not zero.",
    rule: 605,
  },
  execution_participant: {
    severity: "warning",
    title: "605: participant not in the plan",
    explains: "The code is none of the exchanges or FINRA that assign reporters' codes.",
    rule: 605,
  },
  execution_month_ahead: {
    severity: "warning",
    title: "605: month in the future",
    explains: "A report cannot be about a month that has not begun.",
    rule: 605,
  },
  execution_name: {
    severity: "warning",
    title: "605: file name and content disagree",
    explains: "Files are named for reporter and month; what is in them counts.",
    rule: 605,
  },
  execution_mark: {
    severity: "warning",
    title: "605: impossible figure",
    explains:
      "A spread above the price, an average outside its size, minutes of waiting and the like: shown as filed, the row left out of rankings.",
    rule: 605,
  },
  execution_efq_unit: {
    severity: "note",
    title: "605: effective ÷ quoted in percent points",
    explains:
      "Some files write 82.4 and some 0.824 for 82.4 %; which it is, the file's own spreads say. All its rows are read alike.",
    rule: 605,
  },
  execution_efq_unknown: {
    severity: "warning",
    title: "605: unit of effective ÷ quoted not known",
    explains:
      "The filed quotient fits the file's spreads neither as fraction nor as percent; it is not shown.",
    rule: 605,
  },
  execution_efq_differs: {
    severity: "warning",
    title: "605: effective ÷ quoted differs from the spreads",
    explains: "The filed quotient is not that of the two filed spreads, beyond rounding and 5 %.",
    rule: 605,
  },
  execution_unbalanced: {
    severity: "warning",
    title: "605: executed shares do not add up",
    explains:
      "In rows of a detailed file, shares improved, at the quote and outside it are not all that were executed.",
    rule: 605,
  },
  execution_changed: {
    severity: "warning",
    title: "605: version differs",
    explains: "The reporter filed other figures for the month before; both are kept, the later one counts.",
    rule: 605,
  },
  execution_summary_differs: {
    severity: "warning",
    title: "605: summary and detailed file differ",
    explains:
      "What the detailed file gives for an order type and size lies outside what the summary says of S&P 500 and other stocks.",
    rule: 605,
  },
  unknown_reporter: {
    severity: "note",
    title: "605: reporter not in the directory",
    explains: "The code is new; figures stand under it until the directory says whose it is.",
    rule: 605,
  },
} as const satisfies Record<string, FindingSpec>;

export type FindingCode = keyof typeof FINDINGS;

/** What a finding of this code casts doubt on; null: on nothing. */
export function doubtOf(code: FindingCode): Doubt | null {
  const spec: FindingSpec = FINDINGS[code];
  return spec.doubt ?? null;
}

export const DOUBTING_CODES = (Object.keys(FINDINGS) as FindingCode[]).filter((code) => doubtOf(code));

/** Longer than any sentence here; what a file adds to one may be a megabyte. */
const LONGEST_MESSAGE = 1000;
const LONGEST_FILED = 200;

/** Makes a finding with the severity its code has in the table. Very long texts are clipped. */
export function finding(code: FindingCode, message: string, where: Place, filed?: string): Finding {
  const { field } = where;
  const base = {
    code,
    severity: FINDINGS[code].severity as Severity,
    message: clip(message, LONGEST_MESSAGE),
    // What a file calls its columns is up to the file.
    where: field && field.length > LONGEST_FILED ? { ...where, field: clip(field, LONGEST_FILED) } : where,
  };
  return filed === undefined ? base : { ...base, filed: clip(filed, LONGEST_FILED) };
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.severity === "error");
}
