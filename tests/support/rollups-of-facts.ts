import type { Database } from "better-sqlite3";
import { expect } from "vitest";
import { ORDER_TYPES } from "@/report/order-types";
import { volumeProblems } from "./volumes-of-facts";

/*
 * The rollups counted again in SQL from the facts, in another way than the store does: distinct reports and
 * section-months as sets, once without re-reported rows and once with them.
 */

const rated = (type: string) => `x.${type}_usd * x.${type}_cph > 0`;
const SUMS = ORDER_TYPES.flatMap((type) => [
  `sum(x.${type}_usd) AS ${type}_usd`,
  `sum(abs(x.${type}_usd)) AS ${type}_abs`,
  `sum(x.${type}_usd) FILTER (WHERE ${rated(type)}) AS ${type}_rated_usd`,
  `sum(abs(x.${type}_usd)) FILTER (WHERE ${rated(type)}) AS ${type}_rated_abs`,
  `sum(x.${type}_usd * 10000 / x.${type}_cph) FILTER (WHERE ${rated(type)}) AS ${type}_shares`,
  `sum(x.${type}_pct) FILTER (WHERE ${rated(type)}) AS ${type}_cover`,
  `count(DISTINCT CASE WHEN w.${type} THEN x.report_id || ' ' || x.month || x.section END) AS ${type}_orders`,
]).join(",\n");

const FROM = (condition: string) => `
  WITH facts AS (
    SELECT v.*, r.quarter, r.is_current, f.venue_id, f.kind,
      instr('sp500    non_sp500options', v.section) AS place
    FROM venue_row v JOIN report r ON r.id = v.report_id JOIN filed_venue f ON f.id = v.filed_venue_id
  ), whole AS (
    SELECT report_id, month, section,
      ${ORDER_TYPES.map((type) => `coalesce(max(${type}_pct > 0 OR ${type}_usd <> 0), 0) AS ${type}`).join(", ")}
    FROM venue_row GROUP BY 1, 2, 3
  ), labelled AS (
    SELECT *, 'all' AS venues, 0 AS one, 0 AS at FROM facts
    UNION ALL SELECT *, 'no_exchanges', 0, 0 FROM facts WHERE kind NOT IN ('exchange', 'options_exchange')
    UNION ALL SELECT *, kind, 0, 0 FROM facts
    UNION ALL SELECT *, 'all', 0, month FROM facts
    UNION ALL SELECT *, 'no_exchanges', 0, month FROM facts WHERE kind NOT IN ('exchange', 'options_exchange')
    UNION ALL SELECT *, kind, 0, month FROM facts
    UNION ALL SELECT *, 'venue', venue_id, 0 FROM facts
  ), chosen AS (SELECT * FROM labelled WHERE ${condition})`;

function reportRollups(database: Database, condition: string): Rows {
  return rows(
    database,
    `${FROM(condition)}, apart AS (
       SELECT x.report_id || ' ' || x.section AS key, ${SUMS}
       FROM chosen x JOIN whole w USING (report_id, month, section)
       WHERE x.venues = 'all' AND x.at = 0 GROUP BY x.report_id, x.section
     ) SELECT *, ${TOGETHER} FROM apart`,
  );
}

const together = (name: string) => {
  const columns = ORDER_TYPES.map((type) => `${type}_${name}`);
  return `CASE WHEN coalesce(${columns.join(", ")}) IS NOT NULL THEN ${columns.map((one) => `coalesce(${one}, 0)`).join(" + ")} END AS ${name}`;
};
const TOGETHER = ["usd", "abs", "rated_usd", "rated_abs", "shares", "cover", "orders"]
  .map(together)
  .join(", ");

/** By report, section and venue, re-reported rows apart or together. */
function venueRollups(database: Database, condition: string): Rows {
  return rows(
    database,
    `${FROM(condition)}, apart AS (
       SELECT x.report_id || ' ' || x.section || ' ' || x.venue_id || ' ' || x.re_reported AS key, ${SUMS}
       FROM chosen x JOIN whole w USING (report_id, month, section)
       WHERE x.venues = 'venue' GROUP BY x.report_id, x.section, x.venue_id, x.re_reported
     ) SELECT key, ${TOGETHER} FROM apart`,
  );
}

function storedVenueRollups(database: Database): Rows {
  return rows(
    database,
    `SELECT report_id || ' ' || section || ' ' || venue_id || ' ' || re_reported AS key,
       usd, abs, rated_usd, rated_abs, shares, cover,
       (orders & 7) + (orders >> 3 & 7) + (orders >> 6 & 7) AS orders FROM venue_rollup`,
  );
}

function marketRollups(database: Database, condition: string): Rows {
  return rows(
    database,
    `${FROM(condition)}
     SELECT x.venues || ' ' || x.one || ' ' || x.quarter || ' ' || x.at || ' ' || x.section AS key,
       count(DISTINCT x.report_id) AS reports,
       count(DISTINCT CASE WHEN x.place = x.first_place THEN x.report_id END) AS reports_first,
       ${SUMS}
     FROM (
       SELECT *, min(place) OVER (PARTITION BY report_id, venues, one, at) AS first_place FROM chosen
     ) x JOIN whole w USING (report_id, month, section)
     WHERE x.is_current = 1 GROUP BY x.venues, x.one, x.quarter, x.at, x.section`,
  );
}

type Rows = Map<string, Record<string, number | null>>;

function rows(database: Database, sql: string): Rows {
  const found = database.prepare<[], Record<string, number | null> & { key: string }>(sql).all();
  return new Map(found.map(({ key, ...values }) => [key, values]));
}

function stored(database: Database, table: string, key: string, most: number): Rows {
  const columns = (database.pragma(`table_info(${table})`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk === 0)
    .map(({ name }) => `sum(${name}) AS ${name}`);
  return rows(
    database,
    `SELECT ${key} AS key, ${columns.join(", ")} FROM ${table} WHERE re_reported <= ${most} GROUP BY 1`,
  );
}

const MARKET_KEY = "venues || ' ' || venue_id || ' ' || quarter || ' ' || month || ' ' || section";

/** What rollups say otherwise than the facts: the row of what counts alone, and with the one of re-reported flow. */
export function rollupProblems(database: Database): string[] {
  const stale = database.prepare<[], number>("SELECT quarter FROM stale_rollup").pluck().all();
  const problems = stale.map((quarter) => `rollups of quarter ${quarter} are marked as behind`);
  problems.push(...differences("venue_rollup", storedVenueRollups(database), venueRollups(database, "1")));
  for (const [most, condition] of [
    [0, "re_reported = 0"],
    [1, "1"],
  ] as const) {
    const reports = stored(database, "rollup", "report_id || ' ' || section", most);
    problems.push(...differences("rollup", reports, reportRollups(database, condition)));
    const market = stored(database, "market_rollup", MARKET_KEY, most);
    problems.push(...differences("market_rollup", market, marketRollups(database, condition)));
  }
  problems.push(...volumeProblems(database));
  return problems;
}

export function expectRollupsOfFacts(database: Database): void {
  expect(rollupProblems(database)).toEqual([]);
}

/** Numbers may differ by the order of adding up. */
function differences(table: string, actual: Rows, expected: Rows): string[] {
  const problems: string[] = [];
  for (const key of new Set([...actual.keys(), ...expected.keys()])) {
    const [own, facts] = [actual.get(key), expected.get(key)];
    for (const name of Object.keys(facts ?? own ?? {})) {
      const [a, b] = [own?.[name] ?? null, facts?.[name] ?? null];
      const equal = a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
      // A row in which nothing is counted may be there or not.
      if (!equal && !(a === 0 && !facts)) problems.push(`${table} ${key} ${name}: ${a}, by the facts ${b}`);
    }
  }
  return problems;
}
