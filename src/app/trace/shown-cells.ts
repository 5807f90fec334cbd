import { anchorOf } from "@/app/reports/[id]/cell-anchor";
import { positionInText } from "@/app/reports/[id]/cell-words";
import { reportFindings } from "@/queries/cell-findings";
import type { TracedCell } from "@/queries/trace-cells";
import { FIGURE_INDEX } from "@/report/figures";
import { titleOf } from "@/site/findings-list";
import { type SourceCells, type SourceProblem, sourceCellsOf } from "@/worker/source-cells";
import type { ShownCell } from "./cells-table";

/** How long a page waits for documents to be read again. An XML takes a few milliseconds, a PDF up to a second. */
const BUDGET_MS = 4_000;

/** Cells with their filed text and place, read again from the kept documents, and the findings on them. */
export async function withSources(cells: readonly TracedCell[]): Promise<ShownCell[]> {
  const ids = [...new Set(cells.map((cell) => cell.report_id))];
  const sources = await sourceCellsOf(ids, BUDGET_MS);
  const findings = findingsOf(ids, cells);
  return cells.map((cell) => ({
    cell,
    ...placeOf(cell, sources.get(cell.report_id)),
    findings: findings(cell),
  }));
}

/** Cells with what the store itself knows of their place. */
export function withoutSources(cells: readonly TracedCell[]): ShownCell[] {
  const findings = findingsOf([...new Set(cells.map((cell) => cell.report_id))], cells);
  return cells.map((cell) => ({ cell, ...placeOf(cell, undefined), findings: findings(cell) }));
}

function placeOf(cell: TracedCell, source: SourceCells | SourceProblem | undefined) {
  const stored = {
    filed: null,
    where: `${cell.source_file}, row at ${positionInText(cell.source_position)}`,
    behind: null,
    isLate: source !== undefined && "problem" in source && source.isLate === true,
  };
  if (!source || "problem" in source) return stored;
  const row = source.row(Number(cell.month.slice(5)), cell.section, cell.row);
  if (!row) return stored;
  const { usd, cph } = FIGURE_INDEX[cell.orderType];
  const at = row.cells[usd]?.position ?? row.position;
  return {
    filed: { usd: row.cells[usd]?.text ?? null, cph: row.cells[cph]?.text ?? null },
    where: `${source.document}, ${positionInText(at)}`,
    behind:
      source.origin && row.originPosition
        ? `from ${source.origin.file}, row at ${positionInText(row.originPosition)}`
        : null,
    isLate: false,
  };
}

/** Titles of the findings on a cell: on its dollars, its rate, its percentage or its whole row. */
function findingsOf(ids: readonly string[], cells: readonly TracedCell[]): (cell: TracedCell) => string[] {
  const placed = new Map(
    ids.map((id) => {
      const { findings, months } = reportFindings(id);
      const year = Number(cells.find((cell) => cell.report_id === id)?.month.slice(0, 4));
      return [
        id,
        findings.map((one) => ({ title: titleOf(one.code), at: anchorOf(one, year, months) })),
      ] as const;
    }),
  );
  return (cell) => {
    const row = cell.cell.replace(/-[a-z_]+$/, "");
    const addresses = [row, ...["usd", "cph", "pct"].map((which) => cell.cell.replace(/_usd$/, `_${which}`))];
    return (placed.get(cell.report_id) ?? []).flatMap(({ title, at }) =>
      at !== null && addresses.includes(at) ? title : [],
    );
  };
}
