import type { Database } from "better-sqlite3";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";

/* What report_volume says, read by itself and beside the facts counted again in SQL. */

const rated = (type: string, value: string) =>
  `coalesce(CASE WHEN v.${type}_usd * v.${type}_cph > 0 THEN ${value} END, 0)`;
const IS_RATED = ORDER_TYPES.map((type) => `coalesce(v.${type}_usd * v.${type}_cph > 0, 0)`).join(" + ");
const USD = ORDER_TYPES.map((type) => rated(type, `v.${type}_usd`)).join(" + ");
const SHARES = ORDER_TYPES.map((type) => rated(type, `v.${type}_usd * 10000 / v.${type}_cph`)).join(" + ");

type Amounts = readonly [usd: number | null, shares: number | null, orderPct: number | null];

function facts(database: Database): Map<string, Amounts> {
  const rows = database
    .prepare<[], [string, number, ...Amounts]>(
      `SELECT v.report_id || ' ' || v.section || ' ' || v.filed_venue_id || ' ' || ((v.month - 1) % 3),
         max(${IS_RATED}) AS rated, total(${USD}), total(${SHARES}), sum(v.order_pct)
       FROM venue_row v
       WHERE EXISTS (
         SELECT 1 FROM venue_row w WHERE w.report_id = v.report_id AND w.section = v.section
           AND ${IS_RATED.replaceAll("v.", "w.")} > 0)
       GROUP BY 1`,
    )
    .raw()
    .all();
  return new Map(
    rows.map(([key, isRated, usd, shares, pct]) => [key, isRated ? [usd, shares, pct] : [null, null, pct]]),
  );
}

function stored(database: Database): Map<string, Amounts> {
  const found = new Map<string, Amounts>();
  const reports = database
    .prepare<[], { id: number; volumes: Buffer | null }>(
      "SELECT r.id, v.volumes FROM report r LEFT JOIN report_volume v ON v.report_id = r.id",
    )
    .all();
  for (const { id, volumes } of reports) {
    if (!volumes) {
      found.set(`${id} has no volumes`, [null, null, null]);
      continue;
    }
    const values = Array.from({ length: volumes.length / 4 }, (_, i) => volumes.readFloatLE(4 * i));
    for (let at = 0; at < values.length; at += 13) {
      for (const month of [0, 1, 2]) {
        const key = `${id} ${SECTIONS[values[at] as number]} ${values[at + 1]} ${month}`;
        const [usd, shares, pct] = values
          .slice(at + 4 + 3 * month, at + 7 + 3 * month)
          .map((value) => (Number.isNaN(value) ? null : value));
        // A month in which the venue is not listed.
        if (usd === null && shares === null && pct === null) continue;
        found.set(key, [usd ?? null, shares ?? null, pct ?? null]);
      }
    }
  }
  return found;
}

/** What the volumes say otherwise than the facts; they have seven digits. */
export function volumeProblems(database: Database): string[] {
  const [actual, expected] = [stored(database), facts(database)];
  const problems: string[] = [];
  for (const key of new Set([...actual.keys(), ...expected.keys()])) {
    const [own, counted] = [actual.get(key), expected.get(key) ?? [null, null, null]];
    if (!own && counted.every((one) => one === null)) continue;
    const equal = counted.every((value, i) => {
      const other = own?.[i] ?? null;
      if (value === null || other === null) return value === other;
      return Math.abs(value - other) <= 1e-6 * Math.max(1, Math.abs(value));
    });
    if (!own || !equal) problems.push(`report_volume ${key}: ${own}, by the facts ${counted}`);
  }
  return problems;
}
