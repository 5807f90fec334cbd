import type { Finding } from "@/report/findings";
import type { RawReport } from "@/report/raw-report";

/**
 * What a parser makes of one document. A finding of severity error means the document is refused,
 * whatever `reports` holds. XML and PDF give one report; a CSV may hold several.
 */
export interface ParseResult {
  readonly reports: readonly RawReport[];
  readonly findings: readonly Finding[];
}

/** A document that is refused for one reason. */
export function refused(finding: Finding): ParseResult {
  return { reports: [], findings: [finding] };
}
