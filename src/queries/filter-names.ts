import { selectRaw } from "./database";
import type { Filters } from "./filters";

/** Names of the brokers and venues that filters name. */
export interface FilterNames {
  readonly brokers: readonly string[];
  readonly venues: readonly string[];
}

/** In the order of the filters; what the store does not know stays as it was written. @throws AppError store */
export function filterNames({ broker, venue }: Filters): FilterNames {
  const name = (sql: string, text: string) => String(selectRaw(sql, [text, text])[0]?.[0] ?? text);
  return {
    brokers: broker.map((text) => name("SELECT name FROM broker WHERE slug = lower(?) OR crd = ?", text)),
    venues: venue.map((text) => name("SELECT name FROM venue WHERE slug = lower(?) OR slug = ?", text)),
  };
}
