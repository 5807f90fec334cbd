import type { Database } from "better-sqlite3";
import type { Finding, Place } from "@/report/findings";
import type { Naming } from "@/report/named-report";
import { brokerFinding, NAMING_CODES, venueFinding } from "@/report/naming-findings";
import { type AssetClass, SECTIONS, type Section } from "@/report/sections";
import { changeFindingsOf } from "@/store/findings";
import { statement } from "@/store/statement";
import type { NameChange } from "./name-change";

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
  const ofVenues = venueFindings(database, naming, new Map(reports.map(({ id, file }) => [id, file])));
  const wanted = new Map(
    reports.map(({ id, filedBroker, crd, file }) => {
      const ofBroker = brokerFinding(filedBroker, naming.broker(filedBroker, crd), file);
      return [id, [...(ofBroker ? [ofBroker] : []), ...(ofVenues.get(id) ?? [])]];
    }),
  );
  const publicIds = new Map(reports.map(({ id, publicId }) => [id, publicId]));
  const ids = reports.map(({ id }) => id);
  const count = (n: number) => `${n} on names`;
  return changeFindingsOf(database, ids, NAMING_CODES, wanted).map(({ reportId, before }) => ({
    what: "findings",
    name: publicIds.get(reportId) as string,
    before: count(before),
    after: count(wanted.get(reportId)?.length ?? 0),
  }));
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
