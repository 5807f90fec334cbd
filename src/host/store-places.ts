import path from "node:path";

/** Where the store and its documents are, as absolute paths. Not checked: `readSettings` does that at start, with a library that a
 * thread which only reads the store need not load. */
export function storePlaces(environment: { readonly [name: string]: unknown } = process.env): {
  readonly dataDir: string;
  readonly databaseFile: string;
} {
  const dataDir = path.resolve(String(environment.DATA_DIR || "./data"));
  const url = String(environment.DATABASE_URL || `file:${path.join(dataDir, "pfof.db")}`);
  return { dataDir, databaseFile: path.resolve(url.slice("file:".length)) };
}
