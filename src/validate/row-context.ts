import { clip } from "@/report/clip";
import type { FigureSpec } from "@/report/figures";
import type { Place } from "@/report/findings";
import { formatPosition, type RawSection, type RawVenue } from "@/report/raw-report";
import type { Format } from "@/report/report";
import { collapse } from "./collapse";
import { MOST_SHOWN } from "./problems";

/** Where in the report a row stands; places are only made for what is reported. */
export class RowContext {
  constructor(
    readonly file: string,
    readonly format: Format,
    readonly raw: RawSection,
    readonly month: number | null,
  ) {}

  place(at: number, field?: string, venue?: RawVenue | null): Place {
    const name = venue ? clip(collapse(venue.name || venue.mic || venue.mpid || ""), MOST_SHOWN) : "";
    return {
      file: this.file,
      position: formatPosition(this.format, at),
      ...(field === undefined ? {} : { field }),
      ...(this.month === null ? {} : { month: this.month }),
      section: this.raw.section,
      ...(name === "" ? {} : { venue: name }),
    };
  }

  /** The field as the document itself calls it. */
  field(spec: FigureSpec): string {
    return this.format === "xml" ? spec.xml : this.format === "csv" ? spec.key : spec.label;
  }
}

export function inMonth(month: number | null): string {
  return month === null ? "" : ` in month ${month}`;
}
