import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { logError } from "@/host/log";

/** A session that was signed in here and has not run out. */
export interface Session {
  /** When it ends and a random text: what its cookie says, without the proof. Safe as a file's name. */
  readonly id: string;
  /** Unix seconds. */
  readonly until: number;
}

/** Should the clock be set back, a session that had run out might not have. */
const KEPT_LONGER_SECONDS = 24 * 60 * 60;

/**
 * Sessions signed out of before they ran out: an empty file each, so that all servers on one data folder know, and those
 * started later. A file goes when its session has run out, so there are never more than were signed out of in a day and a half.
 */
export class EndedSessions {
  /** Those that could not be written. */
  readonly #unwritten = new Set<string>();
  constructor(private readonly folder: string) {}

  has({ id }: Session): boolean {
    return this.#unwritten.has(id) || existsSync(path.join(this.folder, id));
  }

  /** Ends a session for good. Where the folder cannot be written, for as long as this server runs; that is logged. */
  end({ id }: Session, now = Date.now()): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(path.join(this.folder, id), "", { mode: 0o600 });
      this.#forget(now);
    } catch (error) {
      this.#unwritten.add(id);
      logError(error, { what: "The end of a session could not be kept: it holds until this server ends" });
    }
  }

  #forget(now: number): void {
    for (const name of readdirSync(this.folder)) {
      const until = Number(name.split(".", 1)[0]);
      if (until + KEPT_LONGER_SECONDS < now / 1000) rmSync(path.join(this.folder, name), { force: true });
    }
  }
}
