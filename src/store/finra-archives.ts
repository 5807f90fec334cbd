import type { Database } from "better-sqlite3";
import { statement } from "./statement";

/** The ZIP of a quarter as it was last read to its end. */
export interface ReadArchive {
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What the server said of it, to ask later whether it has changed; null: nothing. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Files of it that were refused. */
  readonly refused: number;
}

/** Remembers that all of it was read: until the server has another one, it need not be fetched again. */
export function rememberArchive(database: Database, archive: ReadArchive): void {
  statement(
    database,
    `INSERT OR REPLACE INTO finra_archive (url, sha256, bytes, etag, last_modified, refused, read_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    archive.url,
    archive.sha256,
    archive.bytes,
    archive.etag,
    archive.lastModified,
    archive.refused,
    new Date().toISOString(),
  );
}

/** What was last read from this address; null: nothing, or not to its end. */
export function readArchive(database: Database, url: string): ReadArchive | null {
  const row = statement(
    database,
    "SELECT url, sha256, bytes, etag, last_modified AS lastModified, refused FROM finra_archive WHERE url = ?",
  ).get(url);
  return (row as ReadArchive | undefined) ?? null;
}
