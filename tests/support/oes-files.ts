import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const shared = path.resolve(import.meta.dirname, "../../../shared");
const folders = { exchanges: path.join(shared, "605"), samples: path.join(shared, "sec", "oes") };

const present = Object.values(folders).every(existsSync);
if (!present && process.env.CI === "true") throw new Error(`CI needs the files of rule 605 in ${shared}`);

/** Says so and skips where the published files and the SEC's samples are missing. */
export const withoutOesFiles = !present && "the published files of rule 605 are not on this machine";

/** A file as an exchange published it, or one of the SEC's samples. */
export function oesFile(name: string): Buffer {
  const folder = /^[A-Z]{4}2026/.test(name) ? folders.exchanges : folders.samples;
  return readFileSync(path.join(folder, name));
}

export function oesPath(name: string): string {
  return path.join(/^[A-Z]{4}2026/.test(name) ? folders.exchanges : folders.samples, name);
}
