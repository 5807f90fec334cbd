import { STATUS_CODES } from "node:http";

/** An answer that says why there is no other. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** The API's error body for API paths, one plain line elsewhere (a browser asked for no page there). */
export function refusalAnswer(pathname: string, { status, code, message, headers }: Refusal): PlainAnswer {
  const json = isApiPath(pathname);
  return {
    status,
    headers: {
      "content-type": json ? "application/json; charset=utf-8" : "text/plain; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
    body: Buffer.from(json ? `${JSON.stringify({ error: { code, message } })}\n` : `${message}\n`),
  };
}

/** What to say when the app answered an API path with a bare status or a page. */
export function refusalForStatus(status: number, method: string): Refusal {
  if (status === 404) return { status, code: "not_found", message: "There is nothing at this address." };
  if (status === 405) {
    return { status, code: "method_not_allowed", message: `${method} is not possible at this address.` };
  }
  if (status >= 500) {
    return { status, code: "internal", message: "Something went wrong on the server; it has been logged." };
  }
  return { status, code: "refused", message: STATUS_CODES[status] ?? "The request was refused." };
}

/** Where assistants ask. */
export const ASSISTANTS_PATH = "/mcp";

/** Where programs ask, not browsers. */
export function isApiPath(pathname: string): boolean {
  return pathname === "/api" || pathname.startsWith("/api/") || pathname === ASSISTANTS_PATH;
}
