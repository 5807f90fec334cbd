/**
 * The server's log: one JSON object per line on standard error. `error`: something failed that should not
 * have. `change`: the store was or may have been changed, with who and by which request.
 */
export function logLine(event: "error" | "change", fields: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
}
