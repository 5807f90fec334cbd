import { z } from "zod";
import { select } from "./database";

/** A venue with every name and code it is filed under, for searching. Only venues that a current report lists. */
export const VenueNames = z.object({
  slug: z.string(),
  name: z.string(),
  also: z.array(z.string()).describe("Slug, names, MICs and MPIDs as filed."),
});
export type VenueNames = z.output<typeof VenueNames>;

/** @throws AppError store */
export function venueNames(): VenueNames[] {
  const rows = select(`
SELECT e.slug, e.name, json_group_array(f.name) AS names, json_group_array(f.mic) AS mics, json_group_array(f.mpid) AS mpids
FROM venue e JOIN filed_venue f ON f.venue_id = e.id
WHERE EXISTS (
  SELECT 1 FROM venue_row v JOIN report r ON r.id = v.report_id
  WHERE v.filed_venue_id = f.id AND r.is_current = 1 AND r.withdrawn_at IS NULL)
GROUP BY e.id
ORDER BY e.name COLLATE NOCASE, e.slug`);
  return rows.map(({ slug, name, names, mics, mpids }) =>
    VenueNames.parse({
      slug,
      name,
      also: [...new Set([slug, ...list(names), ...list(mics), ...list(mpids)])].filter((one) => one !== ""),
    }),
  );
}

function list(json: unknown): string[] {
  return z.array(z.string()).parse(JSON.parse(String(json)));
}
