import { messageOf } from "@/report/errors";

/**
 * The server's log: one JSON object per line on standard error. `error`: something failed that should not
 * have. `change`: the store was or may have been changed, with who and by which request. `refused`: a
 * wrong token was shown.
 */
export function logLine(event: "error" | "change" | "refused", fields: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
}

/** A line for what was thrown, with its stack and those of its causes. `fields`: by which request, for one. */
export function logError(error: unknown, fields: Record<string, unknown> = {}): void {
  logLine("error", { ...fields, message: messageOf(error), stack: stackOf(error) });
}

/** A cause of a cause of a cause explains; more is a loop. */
const MOST_CAUSES = 4;

function stackOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = depth < MOST_CAUSES ? stackOf(error.cause, depth + 1) : undefined;
  return cause === undefined ? error.stack : `${error.stack}\ncaused by ${cause}`;
}
