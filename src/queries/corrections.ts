import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";
import type { Condition } from "./scope";

/** A report that was taken out of every total, or put back. */
export interface Withdrawal {
  readonly kind: "withdrawn" | "put back";
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly report: string;
  /** Null: the report has since become a source of another one with the same figures. */
  readonly of: { readonly broker: string; readonly quarter: string; readonly version: number } | null;
  /** The reason given; null for one put back. */
  readonly why: string | null;
}

/** Names applied anew, so far as figures are now counted elsewhere. */
export interface NamesApplied {
  readonly kind: "names";
  readonly at: string;
  readonly moved: readonly MovedFigures[];
}

export interface MovedFigures {
  readonly what: "filed venue" | "filed broker" | "report" | "re-reported";
  /** The filed name, or a report's id. */
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Filed rows or reports it concerns; null: not counted. */
  readonly rows: number | null;
}

export type Correction = Withdrawal | NamesApplied;

/** What changed figures that were shown before, other than imports; the newest `limit`, newest first. `of`: only withdrawals, and only
 * of those reports (alias `r`). @throws AppError store */
export function corrections(limit: number, of: Condition | null = null): Correction[] {
  const rows = selectRaw(
    `
SELECT c.at, c.what, c.name, c.before, c.after, c.rows, b.name, r.quarter, r.version
FROM correction c LEFT JOIN report r ON r.public_id = c.name AND c.what IN ('withdrawn', 'put back')
  LEFT JOIN broker b ON b.id = r.broker_id
WHERE ${of ? of.sql : "c.at IN (SELECT DISTINCT at FROM correction ORDER BY at DESC LIMIT ?)"}
ORDER BY c.at DESC, c.id${of ? " LIMIT ?" : ""}`,
    [...(of?.values ?? []), limit],
  );
  const found: Correction[] = [];
  const moves = new Map<string, MovedFigures[]>();
  for (const [time, what, name, before, after, concerned, broker, quarter, version] of rows) {
    const at = String(time);
    if (what === "withdrawn" || what === "put back") {
      const of =
        broker === null
          ? null
          : { broker: String(broker), quarter: quarterKeyOf(Number(quarter)), version: Number(version) };
      found.push({ kind: what, at, report: String(name), of, why: text(after) });
      continue;
    }
    let moved = moves.get(at);
    if (!moved) {
      moved = [];
      moves.set(at, moved);
      found.push({ kind: "names", at, moved });
    }
    moved.push({
      what: what as MovedFigures["what"],
      name: String(name),
      before: text(before),
      after: text(after),
      rows: concerned === null ? null : Number(concerned),
    });
  }
  return found;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
