import { randomUUID } from "node:crypto";

/**
 * Who may change something, decided once by the server wrapper on the request as it came in, and told to
 * the routes. The framework in between adds forwarding headers of its own, so a route cannot judge
 * that itself. The verdict travels in a private request header: what a client sends under that
 * name is dropped, and a value counts only with the secret of this server in front. Without the wrapper
 * (`next dev`) there is no verdict and nothing can be written.
 */
export type Writer = "loopback" | "token";

export type WriteVerdict =
  | { readonly allowed: true; readonly who: Writer }
  | {
      readonly allowed: false;
      readonly status: 401 | 403 | 429;
      readonly code: "token_wanted" | "token_wrong" | "cross_site" | "too_many_requests";
      readonly message: string;
      /** 429: seconds until another try makes sense. */
      readonly retryAfter?: number;
    };

const HEADER = "x-pfof-write-access";

// The app is in several bundles; what it was told hangs on globalThis.
const shared = globalThis as { pfofWriteSecret?: string };

/** The secret of this server, made when it is first asked for. */
export function writeSecret(): string {
  shared.pfofWriteSecret ??= randomUUID();
  return shared.pfofWriteSecret;
}

/** In a process of the app: takes the secret of the server in front. */
export function shareWriteSecret(secret: string): void {
  shared.pfofWriteSecret = secret;
}

/** Replaces whatever the client sent by the verdict. Called by the server wrapper on every request. */
export function stampWriteAccess(
  headers: Record<string, string | string[] | undefined>,
  verdict: WriteVerdict | null,
): void {
  delete headers[HEADER];
  if (!verdict) return;
  headers[HEADER] = `${writeSecret()} ${verdict.allowed ? verdict.who : "none"}`;
}

/** For routes: who is writing, or null when this request may not write. */
export function writerOf(headers: Headers): Writer | null {
  const [secret, who] = headers.get(HEADER)?.split(" ") ?? [];
  if (!shared.pfofWriteSecret || secret !== shared.pfofWriteSecret) return null;
  return who === "loopback" || who === "token" ? who : null;
}
