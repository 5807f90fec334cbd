import type { Finding } from "@/report/findings";
import { EventLines } from "./event-lines";

/** How the sending of one file ended. */
export type SendResult =
  | { readonly kind: "answered" }
  /** By the signal, before the server had all of it. */
  | { readonly kind: "aborted" }
  /** The server wants its upload token, or another one. */
  | { readonly kind: "token"; readonly message: string }
  | { readonly kind: "refused"; readonly message: string; readonly findings: readonly Finding[] };

/**
 * Sends one file and reads the answer as it comes. `fetch` tells nothing about how much of a body was sent, so this is
 * an XMLHttpRequest.
 */
export function sendFile(
  file: File,
  token: string,
  {
    onSent,
    onEvent,
    signal,
  }: {
    readonly onSent: (bytes: number) => void;
    readonly onEvent: (event: unknown) => void;
    readonly signal: AbortSignal;
  },
): Promise<SendResult> {
  const form = new FormData();
  form.append("file", file);
  const request = new XMLHttpRequest();
  const lines = new EventLines();
  const streams = () => (request.getResponseHeader("content-type") ?? "").includes("ndjson");
  return new Promise((resolve) => {
    const read = (end: boolean) => {
      if (!streams()) return;
      try {
        for (const event of lines.take(request.responseText, end)) onEvent(event);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        resolve({ kind: "refused", message: "The server's answer cannot be read.", findings: [] });
        request.abort();
      }
    };
    request.upload.addEventListener("progress", ({ loaded }) => onSent(Math.min(loaded, file.size)));
    request.addEventListener("progress", () => read(false));
    request.addEventListener("load", () => {
      if (streams()) {
        read(true);
        resolve({ kind: "answered" });
        return;
      }
      const { code, message, findings } = errorOf(request);
      resolve(
        request.status === 401
          ? { kind: "token", message: code === "token_wrong" ? message : "" }
          : { kind: "refused", message, findings },
      );
    });
    request.addEventListener("error", () =>
      resolve({
        kind: "refused",
        message: "The connection was lost. What the server had already received it may still import.",
        findings: [],
      }),
    );
    request.addEventListener("abort", () => resolve({ kind: "aborted" }));
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", "/api/v1/uploads");
    request.setRequestHeader("Accept", "application/x-ndjson");
    if (token !== "") request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.send(form);
  });
}

function errorOf({ responseText, status }: XMLHttpRequest) {
  try {
    const { error } = JSON.parse(responseText) as {
      error: { code: string; message: string; findings?: readonly Finding[] };
    };
    return { code: error.code, message: error.message, findings: error.findings ?? [] };
  } catch {
    // Not ours: a proxy's page, for instance.
    return { code: "", message: `The server answered with status ${status}.`, findings: [] };
  }
}
