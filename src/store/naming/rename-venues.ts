import type { Database } from "better-sqlite3";
import type { NamedVenue, Naming } from "@/report/named-report";
import type { AssetClass } from "@/report/sections";
import { statement } from "@/store/statement";
import type { NameChange } from "./name-change";

interface StoredFiledVenue {
  readonly id: number;
  readonly name: string;
  readonly mic: string;
  readonly mpid: string;
  readonly assetClass: AssetClass;
  readonly venueId: number;
  readonly slug: string;
  readonly kind: string;
}

interface StoredVenue {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly known: number;
  readonly kindEquities: string;
  readonly kindOptions: string;
}

export interface RenamedVenues {
  readonly changes: readonly NameChange[];
  /** Filed venues that are another venue now. */
  readonly moved: readonly number[];
  /** Filed venues of another kind now: rollups by kind are to be rebuilt. */
  readonly ofOtherKind: readonly number[];
}

/** Names every venue as filed again. Venues no filed name leads to any more are removed. In the caller's
 * transaction; rollups are left to the caller. */
export function renameVenues(database: Database, naming: Naming): RenamedVenues {
  const filed = statement<[], StoredFiledVenue>(
    database,
    `SELECT f.id, f.name, f.mic, f.mpid, f.asset_class AS assetClass, f.venue_id AS venueId, n.slug, f.kind
     FROM filed_venue f JOIN venue n ON n.id = f.venue_id ORDER BY f.id`,
  )
    .all()
    .map((row) => ({
      ...row,
      venue: naming.venue(
        { name: row.name, mic: row.mic || null, mpid: row.mpid || null },
        row.assetClass,
      ) satisfies NamedVenue,
    }));
  const changes: NameChange[] = [];
  // The first filed name of a venue decides what it is called, as when reports come in.
  const wanted = new Map<string, NamedVenue>();
  for (const { venue } of filed) if (!wanted.has(venue.slug)) wanted.set(venue.slug, venue);
  const idOf = new Map([...wanted.values()].map((venue) => [venue.slug, upsert(database, venue, changes)]));

  const moved: number[] = [];
  const ofOtherKind: number[] = [];
  const update = statement(database, "UPDATE filed_venue SET venue_id = ?, kind = ? WHERE id = ?");
  let rowsOf: ReadonlyMap<number, number> | null = null;
  for (const { id, name, mic, mpid, assetClass, venueId, slug, kind, venue } of filed) {
    const newId = idOf.get(venue.slug) as number;
    if (newId === venueId && venue.kind === kind) continue;
    update.run(newId, venue.kind, id);
    if (newId !== venueId) moved.push(id);
    if (venue.kind !== kind) ofOtherKind.push(id);
    rowsOf ??= countRows(database);
    changes.push({
      what: "filed venue",
      name: [name, mic, mpid].filter((one) => one !== "").join(" / "),
      before: `${slug}, ${kind} (${assetClass})`,
      after: `${venue.slug}, ${venue.kind} (${assetClass})`,
      rows: rowsOf.get(id) ?? 0,
    });
  }
  removeUnnamed(database, changes);
  return { changes, moved, ofOtherKind };
}

/** Rows by filed venue: one pass over the rows, where an index would have to be kept up by every import. */
function countRows(database: Database): Map<number, number> {
  const counts = statement<[], [number, number]>(
    database,
    "SELECT filed_venue_id, count(*) FROM venue_row GROUP BY filed_venue_id",
  ).raw();
  return new Map(counts.all() as [number, number][]);
}

/** Id of the venue, made or brought up to date. */
function upsert(database: Database, venue: NamedVenue, changes: NameChange[]): number {
  const stored = statement<[string], StoredVenue>(
    database,
    `SELECT id, slug, name, known, kind_equities AS kindEquities, kind_options AS kindOptions
     FROM venue WHERE slug = ?`,
  ).get(venue.slug);
  const values = [venue.name, venue.known ? 1 : 0, venue.kindEquities, venue.kindOptions] as const;
  if (!stored) {
    const inserted = statement(
      database,
      "INSERT INTO venue (slug, name, known, kind_equities, kind_options) VALUES (?, ?, ?, ?, ?)",
    ).run(venue.slug, ...values);
    changes.push({ what: "venue", name: venue.slug, before: null, after: words(venue) });
    return Number(inserted.lastInsertRowid);
  }
  const before = { ...stored, known: stored.known === 1 };
  if (words(before) !== words(venue)) {
    statement(
      database,
      "UPDATE venue SET name = ?, known = ?, kind_equities = ?, kind_options = ? WHERE id = ?",
    ).run(...values, stored.id);
    changes.push({ what: "venue", name: venue.slug, before: words(before), after: words(venue) });
  }
  return stored.id;
}

function words(venue: {
  readonly name: string;
  readonly known: boolean;
  readonly kindEquities: string;
  readonly kindOptions: string;
}): string {
  const { name, known, kindEquities, kindOptions } = venue;
  return `${name}, ${kindEquities}, ${kindOptions}${known ? "" : ", not in the directory"}`;
}

function removeUnnamed(database: Database, changes: NameChange[]): void {
  const unnamed = statement<[], { slug: string; name: string }>(
    database,
    "DELETE FROM venue WHERE id NOT IN (SELECT venue_id FROM filed_venue) RETURNING slug, name",
  ).all();
  for (const { slug, name } of unnamed)
    changes.push({ what: "venue", name: slug, before: name, after: null });
}
