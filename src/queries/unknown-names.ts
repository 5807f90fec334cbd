import { z } from "zod";
import { select } from "./database";
import { toCents } from "./measures";
import { remembered } from "./remembered";
import { reportVenuesTable } from "./rollup-source";
import { quarterText } from "./scope";

/** A broker the directory does not have, kept under its filed name. */
export const UnknownBroker = z.object({
  slug: z.string(),
  name: z.string(),
  crd: z.string().nullable(),
  reports: z.int(),
  first_quarter: z.string().describe("`2020Q1`"),
  last_quarter: z.string(),
  money_usd: z.number().nullable().describe("Σ of the absolute dollars of its reports."),
});
export type UnknownBroker = z.output<typeof UnknownBroker>;

/** Brokers not in the directory, by the money in their current reports. */
export function unknownBrokers(limit: number): readonly UnknownBroker[] {
  return remembered("unknown brokers", limit, () => readUnknown(limit));
}

function readUnknown(limit: number): UnknownBroker[] {
  const rows = select(
    `
SELECT b.slug, b.name, b.crd, count(DISTINCT r.id) AS reports, ${quarterText("min(r.quarter)")} AS first_quarter,
  ${quarterText("max(r.quarter)")} AS last_quarter, sum(t.abs) AS money_usd
FROM broker b JOIN report r ON r.broker_id = b.id LEFT JOIN ${reportVenuesTable()} t ON t.report_id = r.id
WHERE b.known = 0 AND r.is_current = 1 AND r.withdrawn_at IS NULL
GROUP BY b.id
ORDER BY money_usd DESC NULLS LAST, b.name COLLATE NOCASE
LIMIT ?`,
    [limit],
  );
  return rows.map((row) =>
    UnknownBroker.parse({ ...row, money_usd: toCents(row.money_usd as number | null) }),
  );
}

/** How much of the filed money is under names the directory has: Σ of the absolute dollars of all current reports. */
export interface NamedMoney {
  readonly money_usd: number;
  readonly known_usd: number;
  readonly unknown_venues: number;
  readonly unknown_brokers: number;
}

export function namedMoney(): NamedMoney {
  return remembered("named money", null, readMoney);
}

function readMoney(): NamedMoney {
  const [row] = select(`
SELECT coalesce(sum(t.abs), 0) AS money_usd, coalesce(sum(t.abs) FILTER (WHERE e.known = 1), 0) AS known_usd,
  count(DISTINCT e.id) FILTER (WHERE e.known = 0) AS unknown_venues,
  (SELECT count(*) FROM broker b WHERE b.known = 0
     AND EXISTS (SELECT 1 FROM report WHERE broker_id = b.id AND is_current = 1 AND withdrawn_at IS NULL)) AS unknown_brokers
FROM report r CROSS JOIN ${reportVenuesTable()} t ON t.report_id = r.id CROSS JOIN venue e ON e.id = t.venue_id
WHERE r.is_current = 1 AND r.withdrawn_at IS NULL`);
  const number = (name: keyof NamedMoney) => Number(row?.[name] ?? 0);
  return {
    money_usd: number("money_usd"),
    known_usd: number("known_usd"),
    unknown_venues: number("unknown_venues"),
    unknown_brokers: number("unknown_brokers"),
  };
}
