import { selectRaw } from "./database";
import { remembered } from "./remembered";

/** A stored broker or venue under the name lists show. */
export interface PlacedName {
  readonly name: string;
  readonly slug: string;
}

/** Brokers by the store's id, in the order of lists: by name. Answers with a row per broker and quarter take names from here:
 * reading 30,000 names takes longer than adding up what they stand for. Shared between those who ask.
 * @throws AppError store */
export function placedBrokers(): ReadonlyMap<number, PlacedName> {
  return placed("broker");
}

/** The same of venues. @throws AppError store */
export function placedVenues(): ReadonlyMap<number, PlacedName> {
  return placed("venue");
}

function placed(table: "broker" | "venue"): ReadonlyMap<number, PlacedName> {
  return remembered("placed names", table, () => {
    const rows = selectRaw(`SELECT id, name, slug FROM ${table} ORDER BY name COLLATE NOCASE, slug`);
    return new Map(rows.map(([id, name, slug]) => [Number(id), { name: String(name), slug: String(slug) }]));
  });
}
