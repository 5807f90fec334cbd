import type { LogForm } from "@/host/settings";
import type { RequestRecord } from "./request-record";

/**
 * A line for a request, without the line's end: for programs (`json`) or for a person at a terminal (`text`). The client's
 * address is not in it: it is personal, and nothing here needs it. A proxy that logs addresses passes its request id on.
 */
export function requestLine(
  form: Exclude<LogForm, "off">,
  { id, method, path, status, bytes, ms, cache, whole }: RequestRecord,
  at = new Date(),
): string {
  const time = at.toISOString();
  const rounded = Math.round(ms * 10) / 10;
  if (form === "json") {
    const cut = whole ? {} : { cut: true };
    return JSON.stringify({
      time,
      event: "request",
      request: id,
      method,
      path,
      status,
      bytes,
      ms: rounded,
      cache,
      ...cut,
    });
  }
  const words = [
    time.slice(11, 19),
    status ?? "left",
    method ?? "unreadable",
    path,
    `${bytes} B`,
    `${rounded} ms`,
    cache,
    whole ? null : "cut off",
  ];
  return [...words, id].filter((word) => word !== null).join(" ");
}
