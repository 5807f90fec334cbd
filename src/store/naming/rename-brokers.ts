import type { Database } from "better-sqlite3";
import type { Naming } from "@/report/named-report";
import { Entities } from "@/store/entities";
import { statement } from "@/store/statement";
import type { NameChange } from "./name-change";

interface StoredBroker {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly crd: string | null;
  readonly known: number;
}

/** A report that has another broker now. */
export interface MovedReport {
  readonly id: number;
  readonly quarter: number;
  readonly from: number;
  readonly to: number;
}

export interface RenamedBrokers {
  readonly changes: readonly NameChange[];
  readonly moved: readonly MovedReport[];
  /** Brokers that are called otherwise now. */
  readonly renamed: readonly number[];
}

/**
 * Finds the broker of every report again, in the order they came in, as if they were all imported now.
 * A broker keeps its row while it keeps its slug; brokers without a report are removed. Versions,
 * findings and rollups of moved reports are left to the caller. In the caller's transaction.
 */
export function renameBrokers(database: Database, naming: Naming): RenamedBrokers {
  const before = brokers(database);
  const reports = statement<[], ReportFacts>(
    database,
    "SELECT id, quarter, broker_id AS brokerId, filed_broker AS filedBroker, crd FROM report ORDER BY id",
  ).all();
  // Out of the way: slugs and CRDs are unique, and may change hands.
  statement(database, "UPDATE broker SET slug = '/' || id, crd = NULL").run();
  const entities = new Entities(database);
  const found = reports.map((report) => ({
    ...report,
    found: entities.brokerId(naming.broker(report.filedBroker, report.crd)),
  }));
  const rowOf = keepRows(database, before);
  const after = new Map(brokers(database).map((broker) => [broker.id, broker]));
  const slugBefore = new Map(before.map(({ id, slug }) => [id, slug]));

  const update = statement(database, "UPDATE report SET broker_id = ? WHERE id = ?");
  const moved: MovedReport[] = [];
  const steps = new Map<string, NameChange & { rows: number }>();
  for (const { id, quarter, brokerId, filedBroker, found: foundId } of found) {
    const to = rowOf.get(foundId) ?? foundId;
    if (to === brokerId) continue;
    update.run(to, id);
    moved.push({ id, quarter, from: brokerId, to });
    const key = `${filedBroker}\0${brokerId} ${to}`;
    const step = {
      what: "filed broker" as const,
      name: filedBroker,
      before: slugBefore.get(brokerId) ?? null,
      after: after.get(to)?.slug ?? null,
    };
    steps.set(key, { ...step, rows: (steps.get(key)?.rows ?? 0) + 1 });
  }
  const used = new Set(found.map((report) => rowOf.get(report.found) ?? report.found));
  statement(database, "DELETE FROM broker WHERE slug GLOB '/*'").run();
  const { changes, renamed } = compare(
    before,
    [...after.values()].filter(({ id }) => used.has(id)),
  );
  return { changes: [...changes, ...steps.values()], moved, renamed };
}

interface ReportFacts {
  readonly id: number;
  readonly quarter: number;
  readonly brokerId: number;
  readonly filedBroker: string;
  readonly crd: string | null;
}

function brokers(database: Database): StoredBroker[] {
  return statement<[], StoredBroker>(
    database,
    "SELECT id, slug, name, crd, known FROM broker ORDER BY id",
  ).all();
}

/** Gives every broker found under a slug that was there before the row it had: new row → old row. */
function keepRows(database: Database, before: readonly StoredBroker[]): Map<number, number> {
  const oldRow = new Map(before.map(({ id, slug }) => [slug, id]));
  const kept = new Map<number, number>();
  const remove = statement(database, "DELETE FROM broker WHERE id = ?");
  const update = statement(database, "UPDATE broker SET slug = ?, name = ?, crd = ?, known = ? WHERE id = ?");
  for (const { id, slug, name, crd, known } of brokers(database)) {
    const old = oldRow.get(slug);
    if (old === undefined) continue;
    remove.run(id);
    update.run(slug, name, crd, known, old);
    kept.set(id, old);
  }
  return kept;
}

function compare(
  before: readonly StoredBroker[],
  after: readonly StoredBroker[],
): Pick<RenamedBrokers, "changes" | "renamed"> {
  const changes: NameChange[] = [];
  const renamed: number[] = [];
  const old = new Map(before.map((broker) => [broker.id, broker]));
  for (const broker of after) {
    const was = old.get(broker.id);
    old.delete(broker.id);
    if (was?.name !== broker.name) renamed.push(broker.id);
    if (was && words(was) === words(broker)) continue;
    changes.push({
      what: "broker",
      name: broker.slug,
      before: was ? words(was) : null,
      after: words(broker),
    });
  }
  for (const gone of old.values())
    changes.push({ what: "broker", name: gone.slug, before: words(gone), after: null });
  return { changes, renamed };
}

function words({ name, crd, known }: StoredBroker): string {
  return `${name}, ${crd === null ? "no CRD" : `CRD ${crd}`}${known === 1 ? "" : ", not in the directory"}`;
}
