import { createHash } from "node:crypto";
import { formatQuarter } from "./quarter";
import type { Report } from "./report";

/**
 * A hash of every figure of a report, the same for the same figures whatever the format, names or
 * order of the rows: equal hashes of one broker and quarter are sources of one version. Sections with
 * nothing in them count as absent, because a PDF draws them as an empty table.
 */
export function figuresHash(report: Report): string {
  const hash = createHash("sha256").update(formatQuarter(report.quarter));
  for (const month of [...report.months].sort((a, b) => a.month - b.month)) {
    for (const { section, mix, venues } of month.sections) {
      if (venues.length === 0 && mix.every((value) => value === null)) continue;
      const rows = venues.map((row) => row.figures.join(",")).sort();
      hash.update(`\n${month.month} ${section} ${mix.join(",")}\n`).update(rows.join("\n"));
    }
  }
  return hash.digest("hex");
}

/**
 * What URLs and the API call a report: its quarter and ten digits of a hash of what was filed — the
 * broker's filed name, the series, the figures. The same in every store, and after an export is
 * imported again.
 */
export function publicIdOf(report: Report, figures: string): string {
  const broker = report.filedBroker.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const hash = createHash("sha256").update([broker, report.series, figures].join("\0")).digest("hex");
  return `${formatQuarter(report.quarter)}-${hash.slice(0, 10)}`;
}
