import type { Database } from "better-sqlite3";
import type { Finding, Place } from "@/report/findings";
import type { Naming } from "@/report/named-report";
import { brokerFinding, NAMING_CODES, venueFinding } from "@/report/naming-findings";
import { quarterFromIndex } from "@/report/quarter";
import { type AssetClass, SECTIONS, type Section } from "@/report/sections";
import { replaceFindingsOf } from "./findings";
import { loadMonths } from "./load-report";
import type { NameChange } from "./name-change";
import { statement } from "./statement";
import { type SiblingReport, VERSION_CODES, versionFindings } from "./version-findings";

interface ReportFacts {
  readonly id: number;
  readonly publicId: string;
  readonly filedBroker: string;
  readonly crd: string | null;
  readonly file: string;
}

/** Makes the findings about names again for the whole store: reports in which something else is found
 * now get the new ones. In the caller's transaction. */
export function redoNamingFindings(database: Database, naming: Naming): NameChange[] {
  const reports = statement<[], ReportFacts>(
    database,
    `SELECT r.id, r.public_id AS publicId, r.filed_broker AS filedBroker, r.crd, d.name AS file
     FROM report r JOIN document d ON d.sha256 = r.document_sha256 ORDER BY r.id`,
  ).all();
  const stored = storedFindings(database);
  const ofVenues = venueFindings(database, naming, new Map(reports.map(({ id, file }) => [id, file])));
  return reports.flatMap(({ id, publicId, filedBroker, crd, file }): NameChange[] => {
    const ofBroker = brokerFinding(filedBroker, naming.broker(filedBroker, crd), file);
    const wanted = [...(ofBroker ? [ofBroker] : []), ...(ofVenues.get(id) ?? [])];
    const before = stored.get(id) ?? [];
    if (equal(before, wanted.map(asStored))) return [];
    replaceFindingsOf(database, id, NAMING_CODES, wanted);
    const count = (n: number) => `${n} on names`;
    return [{ what: "findings", name: publicId, before: count(before.length), after: count(wanted.length) }];
  });
}

/** By report: a finding as text, to be compared. */
function storedFindings(database: Database): Map<number, string[]> {
  const rows = statement<string[], [number, ...(string | number | null)[]]>(
    database,
    `SELECT report_id, code, message, file, position, field, filed, month, section, venue
     FROM finding WHERE code IN (${NAMING_CODES.map(() => "?").join(",")})`,
  )
    .raw()
    .all(...NAMING_CODES);
  const found = new Map<number, string[]>();
  for (const [id, ...rest] of rows) {
    const own = found.get(id);
    if (own) own.push(JSON.stringify(rest));
    else found.set(id, [JSON.stringify(rest)]);
  }
  return found;
}

/** Absent values become null in JSON, as they are in the table. */
function asStored({ code, message, where, filed }: Finding): string {
  const { file, position, field, month, section, venue } = where;
  return JSON.stringify([code, message, file, position, field, filed, month, section, venue]);
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join("\n") === [...b].sort().join("\n");
}

interface FiledVenue {
  readonly id: number;
  readonly name: string;
  readonly mic: string;
  readonly mpid: string;
  readonly assetClass: AssetClass;
}

/** By report: one finding per filed venue, at its first row. */
function venueFindings(
  database: Database,
  naming: Naming,
  fileOf: ReadonlyMap<number, string>,
): Map<number, Finding[]> {
  const doubtful = new Map<number, (where: Place) => Finding | null>();
  for (const { id, assetClass, ...filed } of statement<[], FiledVenue>(
    database,
    "SELECT id, name, mic, mpid, asset_class AS assetClass FROM filed_venue",
  ).all()) {
    const names = { name: filed.name, mic: filed.mic || null, mpid: filed.mpid || null };
    const venue = naming.venue(names, assetClass);
    const make = (where: Place) => venueFinding(names, venue, where);
    if (make({ file: "" })) doubtful.set(id, make);
  }
  const number = SECTIONS.map((section, i) => `WHEN '${section}' THEN ${i}`).join(" ");
  const rows = statement<[string], FirstRow>(
    database,
    `SELECT v.report_id AS reportId, f.id, f.name, v.month, v.section, v.position,
       min((v.month * 10 + CASE v.section ${number} END) * 1000000000 + v.row_number) AS place
     FROM venue_row v CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
     WHERE v.filed_venue_id IN (SELECT value FROM json_each(?))
     GROUP BY v.report_id, f.id ORDER BY v.report_id, place`,
  ).all(JSON.stringify([...doubtful.keys()]));
  const found = new Map<number, Finding[]>();
  for (const { reportId, id, name, month, section, position } of rows) {
    const where = { file: fileOf.get(reportId) ?? "", position, month, section, venue: name };
    const one = doubtful.get(id)?.(where);
    if (!one) continue;
    const own = found.get(reportId);
    if (own) own.push(one);
    else found.set(reportId, [one]);
  }
  return found;
}

interface FirstRow {
  readonly reportId: number;
  readonly id: number;
  readonly name: string;
  readonly month: number;
  readonly section: Section;
  readonly position: string;
}

/** Compares the reports of a broker and quarter with one another again, in the order they came in. */
export function redoVersionFindings(database: Database, brokerId: number, quarter: number): void {
  const reports = statement<[number, number], SiblingReport & { broker: string; file: string }>(
    database,
    `SELECT r.id, r.public_id AS publicId, r.series, r.format, r.filed_version AS filedVersion,
            r.generated_at AS generatedAt, b.name AS broker, d.name AS file
     FROM report r JOIN broker b ON b.id = r.broker_id JOIN document d ON d.sha256 = r.document_sha256
     WHERE r.broker_id = ? AND r.quarter = ? ORDER BY r.id`,
  ).all(brokerId, quarter);
  reports.forEach((report, i) => {
    const facts = {
      ...report,
      quarter: quarterFromIndex(quarter),
      months: i === 0 ? [] : loadMonths(database, report.id),
    };
    const found = versionFindings(database, facts, reports.slice(0, i));
    replaceFindingsOf(database, report.id, VERSION_CODES, found);
  });
}
