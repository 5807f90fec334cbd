import type { Database } from "better-sqlite3";

/**
 * Everything a store says, by names and public ids instead of row numbers, without the times at which things were done:
 * two stores that say the same are equal.
 */
export function dumpStore(database: Database): Record<string, unknown[]> {
  const all = (sql: string) => database.prepare(sql).raw().all();
  const columns = (table: string, but: readonly string[]) =>
    (database.pragma(`table_info(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => !but.includes(name))
      .map((name) => `x.${name}`)
      .join(", ");
  const byReport = (table: string) =>
    all(
      `SELECT r.public_id, ${columns(table, ["id", "report_id", "filed_venue_id", "material_aspects_id", "added_at"])}
       ${table === "venue_row" ? ", f.name, f.mic, f.mpid, m.text" : ""}
       FROM ${table} x JOIN report r ON r.id = x.report_id
       ${table === "venue_row" ? "JOIN filed_venue f ON f.id = x.filed_venue_id LEFT JOIN material_aspects m ON m.id = x.material_aspects_id" : ""}`,
    )
      .map((row) => JSON.stringify(row))
      .sort();
  return {
    brokers: all("SELECT slug, name, crd, known FROM broker ORDER BY slug"),
    venues: all("SELECT slug, name, known, kind_equities, kind_options FROM venue ORDER BY slug"),
    filedVenues: all(
      `SELECT f.name, f.mic, f.mpid, f.asset_class, n.slug, f.kind
       FROM filed_venue f JOIN venue n ON n.id = f.venue_id ORDER BY 1, 2, 3, 4`,
    ),
    reports: all(
      `SELECT b.slug, ${columns("report", ["id", "broker_id", "imported_at", "withdrawn_at", "replaced_by"])},
         (SELECT later.public_id FROM report later WHERE later.id = x.replaced_by)
       FROM report x JOIN broker b ON b.id = x.broker_id ORDER BY x.public_id`,
    ),
    meta: all("SELECT key, value FROM meta ORDER BY key"),
    texts: all("SELECT text FROM material_aspects ORDER BY text"),
    textsOfReports: all(
      `SELECT r.public_id, m.text FROM report_text t JOIN report r ON r.id = t.report_id
         JOIN material_aspects m ON m.id = t.material_aspects_id ORDER BY 1, 2`,
    ),
    ...Object.fromEntries(
      ["report_source", "report_month", "section_summary", "venue_row", "finding", "rollup"].map((table) => [
        table,
        byReport(table),
      ]),
    ),
  };
}
