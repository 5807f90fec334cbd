import { selectRaw } from "./database";

/** When the last notice of what is new was given up (ISO 8601 UTC); null: it was taken, or there was none. @throws AppError store */
export function lostNotice(): string | null {
  const [[at] = []] = selectRaw("SELECT value FROM meta WHERE key = 'notice_lost'");
  return at === undefined ? null : String(at);
}
