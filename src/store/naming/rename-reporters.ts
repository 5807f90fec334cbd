import type { Database } from "better-sqlite3";
import type { NamedReporter, Naming } from "@/report/named-report";
import { reporterFindings } from "@/report/naming-findings";
import { statement } from "@/store/statement";
import type { NameChange } from "./name-change";

interface StoredReporter extends NamedReporter {
  readonly id: number;
  readonly code: string;
  readonly participant: string;
}

/** Names every reporter of rule 605 again: its reports are on the pages of whoever it is now. In the caller's transaction. */
export function renameReporters(database: Database, naming: Naming): NameChange[] {
  const stored = statement<[], StoredReporter>(
    database,
    `SELECT id, code, participant, slug, name, kind, venue_slug AS venueSlug, broker_slug AS brokerSlug
     FROM reporter ORDER BY participant, code`,
  ).all();
  return stored.flatMap((before): NameChange[] => {
    const after = naming.reporter(before.code, before.participant);
    if (words(before) === words(after)) return [];
    statement(
      database,
      "UPDATE reporter SET slug = ?, name = ?, kind = ?, venue_slug = ?, broker_slug = ? WHERE id = ?",
    ).run(after.slug, after.name, after.kind, after.venueSlug, after.brokerSlug, before.id);
    const rows = redoFindings(database, before, after);
    const name = `${before.code} of ${before.participant}`;
    return [{ what: "reporter", name, before: words(before), after: words(after), rows }];
  });
}

/** What is found of the code in each of its reports; gives how many there are. */
function redoFindings(database: Database, reporter: StoredReporter, after: NamedReporter): number {
  const reports = statement<[number], { id: number; file: string }>(
    database,
    `SELECT r.id, d.name AS file FROM execution_report r JOIN document d ON d.sha256 = r.document_sha256
     WHERE r.reporter_id = ? ORDER BY r.id`,
  ).all(reporter.id);
  const remove = statement(
    database,
    "DELETE FROM execution_finding WHERE report_id = ? AND code = 'unknown_reporter'",
  );
  const insert = statement(
    database,
    `INSERT INTO execution_finding (report_id, code, severity, message, file, position, field, filed)
     VALUES (?, ?, ?, ?, ?, NULL, ?, ?)`,
  );
  for (const { id, file } of reports) {
    remove.run(id);
    for (const { code, severity, message, where, filed } of reporterFindings(reporter, after, file)) {
      insert.run(id, code, severity, message, where.file, where.field ?? null, filed ?? null);
    }
  }
  return reports.length;
}

function words({ slug, name, kind, venueSlug, brokerSlug }: NamedReporter): string {
  const pages = [venueSlug && `venue ${venueSlug}`, brokerSlug && `broker ${brokerSlug}`].filter(Boolean);
  return `${name} (${slug}), ${pages.join(" and ") || kind}`;
}
