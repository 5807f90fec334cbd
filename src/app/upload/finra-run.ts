import type { ImportSummary, QuarterEvent } from "@/report/import-events";
import { EventLines } from "./event-lines";

/** How an import from FINRA that this page asked for ended, when not by its own last line. */
export type RunEnd =
  | { readonly kind: "answered" }
  | { readonly kind: "refused"; readonly message: string; readonly signIn: boolean }
  | { readonly kind: "lost" };

/** Has the server import a quarter (`2025Q3`), or all. `onEvent` gets every line of the answer as it comes. */
export async function runFinra(quarter: string, onEvent: (event: unknown) => void): Promise<RunEnd> {
  try {
    const answer = await fetch("/api/v1/imports/finra", {
      method: "POST",
      headers: { Accept: "application/x-ndjson", "Content-Type": "application/json" },
      body: JSON.stringify({ quarter }),
    });
    if (!answer.ok || !answer.body) {
      const { error } = (await answer.json()) as { error: { message: string } };
      return { kind: "refused", message: error.message, signIn: answer.status === 401 };
    }
    for await (const event of eventsOf(answer.body)) onEvent(event);
    return { kind: "answered" };
  } catch {
    // Whatever breaks here is the connection, or a proxy's page in place of the answer.
    return { kind: "lost" };
  }
}

/** Stops an import under way; its end is told by its own answer. */
export function cancelRun(upload: string): void {
  void fetch(`/api/v1/uploads/${upload}`, { method: "DELETE" });
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  const lines = new EventLines();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += value ?? "";
    yield* lines.take(text, done);
    if (done) return;
  }
}

/** An import of all quarters on its way: what is known of it so far. */
export interface MarketRun {
  readonly phase: "running" | "done" | "cancelled" | "failed";
  /** The id to cancel by. */
  readonly upload: string | null;
  /** Imports that come before this one. */
  readonly ahead: number;
  /** Of the ZIP at hand: documents read; null while none is. */
  readonly reading: { readonly name: string; readonly done: number } | null;
  readonly downloading: {
    readonly name: string;
    readonly done: number;
    readonly total: number | null;
  } | null;
  readonly quarters: readonly QuarterEvent[];
  readonly summary: ImportSummary | null;
  /** Why it failed as a whole. */
  readonly problem: string | null;
}

export const STARTED: MarketRun = {
  phase: "running",
  upload: null,
  ahead: 0,
  reading: null,
  downloading: null,
  quarters: [],
  summary: null,
  problem: null,
};

/** The run after a line of the server's answer; lines of a type not known here change nothing. */
export function afterMarketEvent(run: MarketRun, event: unknown): MarketRun {
  const line = event as { type?: string } & Record<string, unknown>;
  switch (line.type) {
    case "started":
      return { ...run, upload: String(line.upload), ahead: Number(line.ahead ?? 0) };
    case "progress": {
      const at = { name: String(line.name), done: Number(line.done ?? 0) };
      if (line.phase !== "downloading") return { ...run, ahead: 0, reading: at };
      const total = typeof line.total === "number" ? line.total : null;
      return { ...run, ahead: 0, downloading: { ...at, total } };
    }
    case "quarter":
      return { ...run, reading: null, quarters: [...run.quarters, line as unknown as QuarterEvent] };
    case "cancelled":
      return { ...run, phase: "cancelled" };
    case "summary":
      return {
        ...run,
        phase: run.phase === "cancelled" ? "cancelled" : "done",
        summary: line as unknown as ImportSummary,
      };
    case "error":
      return { ...run, phase: "failed", problem: (line.error as { message: string }).message };
    default:
      return run;
  }
}
