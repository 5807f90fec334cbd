import type { ReportDetail } from "@/queries/report-detail";
import { type CellPlace, cellAddress, parseCellAddress } from "@/report/cell-address";
import { parseQuarter } from "@/report/quarter";
import { type SourceCells, sourceCells } from "@/worker/source-cells";
import type { FiledSource, OpenCell } from "./cell-panel";

/** A finding with the address of what it is about. */
type PlacedFinding = ReportDetail["findings"][number] & { readonly at: string | null };

/**
 * The row or cell of a report that `cell=` names, with what its kept document says of it. Null when the report has no
 * such row or cell.
 */
export async function openCell(
  detail: ReportDetail,
  address: string,
  findings: readonly PlacedFinding[],
): Promise<OpenCell | null> {
  const place = parseCellAddress(address);
  const filed = place && filedAt(detail, place);
  if (!place || !filed) return null;
  const { report } = detail;
  const quarter = parseQuarter(report.quarter);
  const read = await sourceCells(report.id);
  return {
    reportId: report.id,
    place,
    ...filed,
    source: "problem" in read ? read : sourceOf(read, place),
    findings: findings.filter((one) => one.at !== null && isAbout(one.at, place)),
    counts:
      quarter && report.is_current && report.withdrawn_at === null
        ? { broker: report.broker_slug, quarter }
        : null,
  };
}

function filedAt(detail: ReportDetail, { year, month, section, row }: CellPlace) {
  if (Number(detail.report.quarter.slice(0, 4)) !== year) return null;
  const found = detail.months
    .find((one) => one.month === month)
    ?.sections.find((one) => one.section === section);
  if (!found) return null;
  if (row === null) return { venue: null, figures: found.mix };
  const venue = found.venues.find((one) => one.row === row);
  return venue ? { venue, figures: venue.figures } : null;
}

function sourceOf(read: SourceCells, { month, section, row }: CellPlace): FiledSource | { problem: string } {
  const { document, sha256, format, origin } = read;
  const filed = row === null ? null : read.row(month, section, row);
  if (row !== null && !filed) return { problem: `${document} has no such row any more.` };
  return {
    document,
    sha256,
    format,
    origin,
    originPosition: filed?.originPosition ?? null,
    cells: filed ? filed.cells : read.mix(month, section),
  };
}

/** Whether a finding concerns a cell (it or its whole row) or a row (it or any cell of it). */
function isAbout(at: string, { section, row, figure, ...month }: CellPlace): boolean {
  if (row === null) return at === cellAddress(month, section, figure ?? "");
  const ofRow = cellAddress(month, section, row);
  if (at === ofRow) return true;
  return figure === null ? at.startsWith(`${ofRow}-`) : at === cellAddress(month, section, row, figure);
}
