import { type Finding, type FindingCode, finding } from "@/report/findings";
import { formatPosition } from "@/report/raw-report";

/** Thrown inside the PDF reader when a page is not as the generator draws it; becomes the one
 * finding the file is refused with. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** Page × 1000 + points from the top, where known. */
    readonly at: number | null = null,
    readonly code: FindingCode = "pdf_layout",
    readonly filed?: string,
  ) {
    super(message);
    this.name = "Refusal";
  }

  toFinding(file: string): Finding {
    const place = this.at === null ? { file } : { file, position: formatPosition("pdf", this.at) };
    const advice = this.code === "pdf_layout" ? " The XML of the same report can be read instead." : "";
    return finding(this.code, this.message + advice, place, this.filed);
  }
}

/** Points, as a person reads them. */
export function points(value: number): string {
  return value.toFixed(2);
}

/** A text short enough for a message. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
