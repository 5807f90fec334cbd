import { selectRaw } from "./database";
import { type Condition, where } from "./scope";

/** A broker or venue with a feed of its own. */
export interface FeedSubject {
  readonly kind: "broker" | "venue";
  readonly slug: string;
  readonly name: string;
  /** Its reports, or those that list it (alias `r`). */
  readonly reports: Condition;
  /** Who files its own reports of rule 605 (alias `p`). */
  readonly reporters: Condition;
}

/** Null: the store has no broker, or venue, of that slug. @throws AppError store */
export function feedSubject(kind: "broker" | "venue", slug: string): FeedSubject | null {
  const [found] = selectRaw(`SELECT id, slug, name FROM ${kind} WHERE slug = lower(?)`, [slug]);
  if (!found) return null;
  const [id, own, name] = found;
  const reports =
    kind === "broker"
      ? where("r.broker_id = ?", id)
      : where("r.id IN (SELECT report_id FROM venue_rollup WHERE venue_id = ?)", id);
  const reporters = where(`p.${kind}_slug = ?`, String(own));
  return { kind, slug: String(own), name: String(name), reports, reporters };
}
