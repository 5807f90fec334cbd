import { selectRaw } from "./database";

/** A text that changes whenever what the queries see has changed: what is made from the store may be kept under it. */
export function storeVersion(): string {
  const [row] = selectRaw("PRAGMA data_version");
  return `${process.env.DATABASE_URL} ${process.env.DATA_DIR} ${row?.[0]}`;
}
