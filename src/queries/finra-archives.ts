import { selectRaw } from "./database";

/** FINRA's ZIPs of whole quarters in the store, by name: reports read from each, and whether none of its files was
 * refused or is missing (the import was not broken off). @throws AppError store */
export function finraArchives(): Map<string, { reports: number; complete: boolean }> {
  const rows = selectRaw(`
SELECT z.name, max(z.completed_at IS NOT NULL), count(DISTINCT s.report_id)
FROM document z
LEFT JOIN document d ON d.container_sha256 = z.sha256
LEFT JOIN report_source s ON s.document_sha256 = d.sha256
WHERE z.format = 'zip' AND z.name GLOB '606_NMS_[0-9][0-9][0-9][0-9]_Q[1-4].zip'
GROUP BY z.name`);
  return new Map(
    rows.map(([name, complete, reports]) => [
      String(name),
      { reports: Number(reports), complete: complete === 1 },
    ]),
  );
}
