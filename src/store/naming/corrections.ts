import type { Database } from "better-sqlite3";
import { statement } from "@/store/statement";
import type { NameChange } from "./name-change";

/** What changed figures that were shown before, other than an import; `name` is a report's id, or the filed name. */
export type Correction =
  | { readonly what: "withdrawn"; readonly name: string; readonly after: string }
  | { readonly what: "put back"; readonly name: string }
  | (NameChange & { readonly what: FigureMovingChange });

/** The other changes of names are of words alone: no figure is anywhere else afterwards. */
const FIGURE_MOVING = ["filed venue", "filed broker", "report", "re-reported"] as const;
type FigureMovingChange = (typeof FIGURE_MOVING)[number];

/** Those of the changes that moved figures. */
export function figureMoving(changes: readonly NameChange[]): Correction[] {
  return changes.filter((one): one is NameChange & { what: FigureMovingChange } =>
    FIGURE_MOVING.some((what) => what === one.what),
  );
}

/** Writes the public log, in the transaction that changes the figures; all of one call have one time. */
export function recordCorrections(database: Database, corrections: readonly Correction[]): void {
  const at = new Date().toISOString();
  const insert = statement(
    database,
    "INSERT INTO correction (at, what, name, before, after, rows) VALUES (?, ?, ?, ?, ?, ?)",
  );
  for (const one of corrections) {
    const { what, name } = one;
    const before = "before" in one ? one.before : null;
    const after = "after" in one ? one.after : null;
    const rows = "rows" in one ? (one.rows ?? null) : null;
    insert.run(at, what, name, before, after, rows);
  }
}
