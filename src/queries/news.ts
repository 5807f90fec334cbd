import { quarterKeyOf } from "@/report/format";
import { selectRaw } from "./database";

/** A moment in the store's life: all that came in, or was put right, after it is news. */
export interface NewsMark {
  readonly report: number;
  readonly execution: number;
  readonly correction: number;
}

export interface NewsReport {
  readonly id: string;
  /** `new`, or a further `version` of a report that was stored already. */
  readonly what: "new" | "version";
  readonly broker: string;
  readonly broker_slug: string;
  /** `2025Q3` */
  readonly quarter: string;
  readonly version: number;
  readonly is_current: boolean;
}

export interface NewsCorrection {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** `withdrawn`, `put back`, or what of the names changed. */
  readonly what: string;
  /** A report's id, or a filed name. */
  readonly name: string;
  readonly before: string | null;
  /** Of a withdrawal the reason. */
  readonly after: string | null;
}

export interface News {
  /** Quarters of which nothing was stored before, oldest first. */
  readonly quarters: readonly string[];
  readonly reports: readonly NewsReport[];
  /** Ids of reports of rule 605. */
  readonly execution_reports: readonly string[];
  readonly corrections: readonly NewsCorrection[];
}

/** The store as it is now. @throws AppError store */
export function newsMark(): NewsMark {
  const [row = []] = selectRaw(`
SELECT (SELECT coalesce(max(id), 0) FROM report), (SELECT coalesce(max(id), 0) FROM execution_report),
  (SELECT coalesce(max(id), 0) FROM correction)`);
  const [report = 0, execution = 0, correction = 0] = row.map(Number);
  return { report, execution, correction };
}

/** The store as it was at the beginning of a day (ISO date), or at a time (ISO 8601 UTC). @throws AppError store */
export function newsMarkAt(time: string): NewsMark {
  const [row = []] = selectRaw(
    `SELECT (SELECT coalesce(max(id), 0) FROM report WHERE imported_at < ?),
       (SELECT coalesce(max(id), 0) FROM execution_report WHERE imported_at < ?),
       (SELECT coalesce(max(id), 0) FROM correction WHERE at < ?)`,
    [time, time, time],
  );
  const [report = 0, execution = 0, correction = 0] = row.map(Number);
  return { report, execution, correction };
}

/** A mark as a word to keep: `v1234.5.6`. */
export function markInText({ report, execution, correction }: NewsMark): string {
  return `v${report}.${execution}.${correction}`;
}

/** Null when it is no such word. */
export function parseMark(text: string): NewsMark | null {
  const [, report, execution, correction] = /^v(\d{1,12})\.(\d{1,12})\.(\d{1,12})$/.exec(text) ?? [];
  if (correction === undefined) return null;
  return { report: Number(report), execution: Number(execution), correction: Number(correction) };
}

/** What came in, or was put right, since then, in the order it did. @throws AppError store */
export function newsSince({ report, execution, correction }: NewsMark): News {
  const reports = selectRaw(
    `
SELECT r.public_id, b.name, b.slug, r.quarter, r.version, r.is_current, EXISTS (
  SELECT 1 FROM report o
  WHERE o.broker_id = r.broker_id AND o.quarter = r.quarter AND o.series = r.series AND o.id < r.id)
FROM report r JOIN broker b ON b.id = r.broker_id WHERE r.id > ? ORDER BY r.id`,
    [report],
  );
  const quarters = selectRaw(
    `SELECT quarter FROM report GROUP BY quarter HAVING min(id) > ? ORDER BY quarter`,
    [report],
  );
  const executions = selectRaw("SELECT public_id FROM execution_report WHERE id > ? ORDER BY id", [
    execution,
  ]);
  const corrections = selectRaw(
    "SELECT at, what, name, before, after FROM correction WHERE id > ? ORDER BY id",
    [correction],
  );
  return {
    quarters: quarters.map(([quarter]) => quarterKeyOf(Number(quarter))),
    reports: reports.map(([id, name, slug, quarter, version, current, further]) => ({
      id: String(id),
      what: further === 1 ? "version" : "new",
      broker: String(name),
      broker_slug: String(slug),
      quarter: quarterKeyOf(Number(quarter)),
      version: Number(version),
      is_current: current === 1,
    })),
    execution_reports: executions.map(([id]) => String(id)),
    corrections: corrections.map(([at, what, name, before, after]) => ({
      at: String(at),
      what: String(what),
      name: String(name),
      before: before as string | null,
      after: after as string | null,
    })),
  };
}
