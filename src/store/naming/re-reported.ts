import type { Database } from "better-sqlite3";
import type { ReReportedRule } from "@/report/named-report";
import { formatQuarter, quarterFromIndex } from "@/report/quarter";
import { statement } from "@/store/statement";
import { rebuildRollup } from "@/store/sums/rollups";

/**
 * Marks the rows of one quarter that another stored report contains too, after reports or rules have
 * changed: a rule counts only while the containing broker's report for that quarter is stored.
 * Rollups of the reports it touches are rebuilt. In the caller's transaction.
 */
export function markReReported(database: Database, quarter: number, rules: readonly ReReportedRule[]): void {
  const name = formatQuarter(quarterFromIndex(quarter));
  // Rows marked by a rule that is no longer listed count again.
  const brokers = new Set([...rules.map((rule) => rule.broker), ...markedBrokers(database, quarter)]);
  for (const broker of brokers) {
    const marked = new Set<number | "all">();
    for (const rule of rules) {
      if (rule.broker !== broker || !holds(rule, name) || !isStored(database, rule.inside, quarter)) continue;
      marked.add(rule.venue === null ? "all" : venueIdOf(database, rule.venue));
    }
    setMarks(database, broker, quarter, marked);
  }
}

function markedBrokers(database: Database, quarter: number): string[] {
  return statement<[number], string>(
    database,
    `SELECT DISTINCT b.slug FROM report r JOIN broker b ON b.id = r.broker_id
       JOIN rollup u ON u.report_id = r.id AND u.re_reported = 'in'
     WHERE r.quarter = ?`,
  )
    .pluck()
    .all(quarter);
}

function holds(rule: ReReportedRule, quarter: string): boolean {
  return (rule.from === null || rule.from <= quarter) && (rule.to === null || quarter <= rule.to);
}

function isStored(database: Database, broker: string, quarter: number): boolean {
  const found = statement(
    database,
    `SELECT 1 FROM report r JOIN broker b ON b.id = r.broker_id
       WHERE b.slug = ? AND r.quarter = ? AND r.is_current = 1`,
  ).get(broker, quarter);
  return found !== undefined;
}

function venueIdOf(database: Database, slug: string): number {
  const row = statement<[string], { id: number }>(database, "SELECT id FROM venue WHERE slug = ?").get(slug);
  return row?.id ?? -1;
}

function setMarks(
  database: Database,
  broker: string,
  quarter: number,
  marked: ReadonlySet<number | "all">,
): void {
  const reports = statement<[string, number], number>(
    database,
    `SELECT r.id FROM report r JOIN broker b ON b.id = r.broker_id WHERE b.slug = ? AND r.quarter = ?`,
  )
    .pluck()
    .all(broker, quarter);
  const venues = [...marked].filter((one) => one !== "all");
  const want = marked.has("all")
    ? "1"
    : `(filed_venue_id IN (SELECT id FROM filed_venue WHERE venue_id IN (${venues.join(",")})))`;
  const update = statement(
    database,
    `UPDATE venue_row SET re_reported = ${want} WHERE report_id = ? AND re_reported <> ${want}`,
  );
  for (const report of reports) {
    if (update.run(report).changes > 0) rebuildRollup(database, report);
  }
}
