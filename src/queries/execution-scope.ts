import { AppError } from "@/report/errors";
import { selectRaw } from "./database";
import type { ExecutionFilters } from "./execution-parameters";
import { and, type Condition, isIn, where } from "./scope";

/** Which reports of rule 605 (aliases: `r` report, `p` reporter). @throws AppError invalid_input for an unknown reporter */
export function shownExecutions({ reporter, from, to, versions }: ExecutionFilters): Condition {
  return and([
    where("1"),
    ...(reporter.length > 0 ? [isIn("p.id", reporter.flatMap(reporterIds))] : []),
    ...(from ? [where("r.month >= ?", from)] : []),
    ...(to ? [where("r.month <= ?", to)] : []),
    ...(versions === "current" ? [where("r.is_current = 1")] : []),
  ]);
}

/** A firm may report under several codes. */
function reporterIds(text: string): number[] {
  const ids = selectRaw(
    "SELECT id FROM reporter WHERE lower(?) IN (slug, venue_slug, broker_slug) OR code = upper(?)",
    [text, text],
  );
  if (ids.length > 0) return ids.map(([id]) => Number(id));
  const message = `"${text}" is not allowed for "reporter"; allowed: a code or slug as in /api/v1/execution-reports.`;
  throw new AppError("invalid_input", message);
}
