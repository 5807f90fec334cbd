import { selectRaw } from "./database";

/** What of a ZIP of FINRA's is in the store. */
export interface StoredArchive {
  /** Reports that were read from it. */
  readonly reports: number;
  /** It was read to its end, or none of its files is missing. */
  readonly complete: boolean;
  /** Files of it that were refused when it was read to its end. */
  readonly refused: number;
}

/** FINRA's ZIPs of whole quarters in the store, by name. @throws AppError store */
export function finraArchives(): Map<string, StoredArchive> {
  const rows = selectRaw(`
SELECT z.name, max(z.completed_at IS NOT NULL OR a.url IS NOT NULL), count(DISTINCT s.report_id), max(coalesce(a.refused, 0))
FROM document z
LEFT JOIN document d ON d.container_sha256 = z.sha256
LEFT JOIN report_source s ON s.document_sha256 = d.sha256
LEFT JOIN finra_archive a ON a.sha256 = z.sha256
WHERE z.format = 'zip' AND z.name GLOB '606_NMS_[0-9][0-9][0-9][0-9]_Q[1-4].zip'
GROUP BY z.name`);
  return new Map(
    rows.map(([name, complete, reports, refused]) => [
      String(name),
      { reports: Number(reports), complete: complete === 1, refused: Number(refused) },
    ]),
  );
}
