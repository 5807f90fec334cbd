import type { Database } from "better-sqlite3";
import type { NamedBroker, NamedVenue } from "@/report/named-report";
import type { VenueRow } from "@/report/report";
import type { AssetClass } from "@/report/sections";
import { statement } from "./statement";

/** An unknown firm's slug when another firm has it already: its CRD tells them apart. */
function slugWithCrd(broker: NamedBroker): string {
  return broker.crd ? `${broker.slug}-${broker.crd}` : broker.slug;
}

/**
 * Ids of brokers, venues, filed venues and texts, made on first sight. Lookups are remembered for the
 * life of the process; `forget` drops them after a transaction that was rolled back.
 */
export class Entities {
  readonly #remembered = new Map<string, number>();
  readonly #filed = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  readonly #db: Database;
  constructor(database: Database) {
    this.#db = database;
  }

  forget(): void {
    this.#remembered.clear();
    this.#filed.clear();
    this.#texts.clear();
  }

  /**
   * A broker is its CRD where one is known, else its slug. A CRD that arrives later is added, and so is the name of
   * one that was called by its CRD.
   */
  brokerId(broker: NamedBroker): number {
    return this.#remember(`broker ${broker.slug} ${broker.crd ?? ""}`, () => {
      const { slug, name, crd, known } = broker;
      const byCrd = crd === null ? null : this.#find("SELECT id FROM broker WHERE crd = ?", crd);
      if (byCrd !== null) {
        if (!broker.calledByCrd) this.#giveName(byCrd, name, `CRD ${crd}`);
        return byCrd;
      }
      const bySlug = statement<[string], { id: number; crd: string | null }>(
        this.#db,
        "SELECT id, crd FROM broker WHERE slug = ?",
      ).get(slug);
      if (bySlug && (bySlug.crd === null || crd === null || bySlug.crd === crd)) {
        if (crd !== null && bySlug.crd === null) {
          statement(this.#db, "UPDATE broker SET crd = ? WHERE id = ?").run(crd, bySlug.id);
        }
        return bySlug.id;
      }
      return this.#insert(
        "INSERT INTO broker (slug, name, crd, known) VALUES (?, ?, ?, ?)",
        bySlug ? slugWithCrd(broker) : slug,
        name,
        crd,
        known ? 1 : 0,
      );
    });
  }

  #giveName(id: number, name: string, crdForName: string): void {
    statement(this.#db, "UPDATE broker SET name = ? WHERE id = ? AND name = ?").run(name, id, crdForName);
  }

  /** Removes a broker that was made for a name that turned out to be another broker's, once no report is its own. */
  removeUnused(brokerId: number): void {
    const { changes } = statement(
      this.#db,
      "DELETE FROM broker WHERE id = ? AND NOT EXISTS (SELECT 1 FROM report WHERE broker_id = ?)",
    ).run(brokerId, brokerId);
    if (changes > 0) this.#remembered.clear();
  }

  venueId(venue: NamedVenue): number {
    return this.#remember(`venue ${venue.slug}`, () => {
      const found = this.#find("SELECT id FROM venue WHERE slug = ?", venue.slug);
      if (found !== null) return found;
      return this.#insert(
        "INSERT INTO venue (slug, name, known, kind_equities, kind_options) VALUES (?, ?, ?, ?, ?)",
        venue.slug,
        venue.name,
        venue.known ? 1 : 0,
        venue.kindEquities,
        venue.kindOptions,
      );
    });
  }

  filedVenueId(row: VenueRow, assetClass: AssetClass, resolve: () => NamedVenue): number {
    const { filedVenue: name, mic, mpid } = row;
    const key = `${name}\0${mic ?? ""}\0${mpid ?? ""}\0${assetClass}`;
    const known = this.#filed.get(key);
    if (known !== undefined) return known;
    const found = this.#findFiledVenue([name, mic ?? "", mpid ?? "", assetClass], resolve);
    this.#filed.set(key, found);
    return found;
  }

  #findFiledVenue(filed: readonly string[], resolve: () => NamedVenue): number {
    const found = this.#find(
      "SELECT id FROM filed_venue WHERE name = ? AND mic = ? AND mpid = ? AND asset_class = ?",
      ...filed,
    );
    if (found !== null) return found;
    const venue = resolve();
    return this.#insert(
      "INSERT INTO filed_venue (name, mic, mpid, asset_class, venue_id, kind) VALUES (?, ?, ?, ?, ?, ?)",
      ...filed,
      this.venueId(venue),
      venue.kind,
    );
  }

  /** Texts repeat; each is stored once, found again by its hash. */
  textId(text: string | null, hash: (text: string) => string): number | null {
    if (text === null) return null;
    // Looked up as it is: a longer key would copy hundreds of characters for each row of a report.
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const sha256 = hash(text);
    const id =
      this.#find("SELECT id FROM material_aspects WHERE sha256 = ?", sha256) ??
      this.#insert("INSERT INTO material_aspects (sha256, text) VALUES (?, ?)", sha256, text);
    this.#texts.set(text, id);
    return id;
  }

  /** After texts were removed. */
  forgetTexts(): void {
    this.#texts.clear();
  }

  #remember(key: string, look: () => number): number {
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const id = look();
    this.#remembered.set(key, id);
    return id;
  }

  #find(sql: string, ...values: unknown[]): number | null {
    const row = statement<unknown[], { id: number }>(this.#db, sql).get(...values);
    return row ? row.id : null;
  }

  #insert(sql: string, ...values: unknown[]): number {
    return Number(statement(this.#db, sql).run(...values).lastInsertRowid);
  }
}
