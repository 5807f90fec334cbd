import { createHash } from "node:crypto";
import { selectRaw } from "./database";

/** The parts the store is published in: reports of a rule for a quarter. */
export interface PublishedPart {
  readonly kind: "606" | "605";
  readonly year: number;
  readonly quarter: number;
  /** SHA-256 of all that what is published of the part depends on: the same in every store that would publish the same. */
  readonly state: string;
}

/** Every part with a report that counts, oldest first. A report's figures never change under its id; which version and document
 * are shown, and whom names were resolved to, do. @throws AppError store */
export function publishedParts(): PublishedPart[] {
  return [...filedParts(), ...executionParts()];
}

function filedParts(): PublishedPart[] {
  const reports = selectRaw(`
SELECT r.quarter, b.slug, b.name, b.crd, r.filed_broker, r.public_id, r.series, r.version, r.generated_at, r.is_current,
  coalesce(r.origin_file, d.name), coalesce(r.origin_sha256, r.document_sha256)
FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
WHERE r.is_current = 1 AND r.withdrawn_at IS NULL
ORDER BY r.quarter, b.slug, r.series, r.version, r.public_id`);
  return grouped(reports, ([quarter]) => Number(quarter)).map(([quarter, rows]) => {
    const venues = selectRaw(
      `
SELECT f.name, f.mic, f.mpid, f.asset_class, f.kind, e.slug, e.name
FROM filed_venue f JOIN venue e ON e.id = f.venue_id
WHERE f.id IN (SELECT v.filed_venue_id FROM venue_row v JOIN report r ON r.id = v.report_id
  WHERE r.quarter = ? AND r.is_current = 1 AND r.withdrawn_at IS NULL)
ORDER BY f.name, f.mic, f.mpid, f.asset_class`,
      [quarter],
    );
    const state = hashOf([rows, venues]);
    return { kind: "606", year: Math.floor(quarter / 4), quarter: (quarter % 4) + 1, state };
  });
}

function executionParts(): PublishedPart[] {
  const reports = selectRaw(`
SELECT r.month, p.code, p.participant, p.slug, p.kind, r.public_id, r.version, r.efq_unit,
  coalesce(r.origin_file, d.name), coalesce(r.origin_sha256, r.document_sha256)
FROM execution_report r JOIN reporter p ON p.id = r.reporter_id JOIN document d ON d.sha256 = r.document_sha256
WHERE r.is_current = 1 AND r.withdrawn_at IS NULL AND r.kind = 'summary'
ORDER BY r.month, p.code, p.participant`);
  const quarterOf = (month: number) => Math.floor(month / 100) * 4 + Math.ceil((month % 100) / 3) - 1;
  return grouped(reports, ([month]) => quarterOf(Number(month))).map(([quarter, rows]) => ({
    kind: "605",
    year: Math.floor(quarter / 4),
    quarter: (quarter % 4) + 1,
    state: hashOf(rows),
  }));
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => number): [number, Row[]][] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups];
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
