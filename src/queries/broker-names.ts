import { z } from "zod";
import { select } from "./database";
import { remembered } from "./remembered";

/** A broker with every name it is known or filed under, for searching. Only brokers with a current report. */
export const BrokerNames = z.object({
  slug: z.string(),
  name: z.string(),
  also: z.array(z.string()).describe("Slug, CRD number and names as filed."),
});
export type BrokerNames = z.output<typeof BrokerNames>;

/** @throws AppError store */
export function brokerNames(): readonly Readonly<BrokerNames>[] {
  return remembered("broker names", null, readNames);
}

function readNames(): BrokerNames[] {
  const rows = select(`
SELECT b.slug, b.name, b.crd,
  (SELECT json_group_array(DISTINCT filed_broker) FROM report WHERE broker_id = b.id) AS filed
FROM broker b
WHERE EXISTS (SELECT 1 FROM report r WHERE r.broker_id = b.id AND r.is_current = 1 AND r.withdrawn_at IS NULL)
ORDER BY b.name COLLATE NOCASE, b.slug`);
  return rows.map(({ slug, name, crd, filed }) =>
    BrokerNames.parse({
      slug,
      name,
      also: [...new Set([slug, ...(crd ? [crd] : []), ...list(filed)])],
    }),
  );
}

function list(json: unknown): string[] {
  return z.array(z.string()).parse(JSON.parse(String(json)));
}

/** A broker by slug or CRD number, whether or not a report of it counts; null: none is stored. @throws AppError store */
export function storedBroker(text: string): { slug: string; name: string; crd: string | null } | null {
  const [row] = select("SELECT slug, name, crd FROM broker WHERE slug = lower(?) OR crd = ? LIMIT 1", [
    text,
    text,
  ]);
  return row ? StoredBroker.parse(row) : null;
}

const StoredBroker = z.object({ slug: z.string(), name: z.string(), crd: z.string().nullable() });
