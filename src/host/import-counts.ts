import type { Outcome } from "@/report/import-events";

/** What this server has had imported since it started. */
export interface ImportCounts {
  /** Imports that came to their end, whatever became of their documents. */
  finished: number;
  /** Imports that broke down. */
  failed: number;
  readonly documents: Record<Outcome, number>;
}

/** One more import, or one more document with this outcome. */
export type Counted = "finished" | "failed" | Outcome;

// The app is in several bundles; the counts of the process hang on globalThis.
const shared = globalThis as { pfofImports?: ImportCounts; pfofTellCounted?: (counted: Counted) => void };

export function importCounts(): ImportCounts {
  shared.pfofImports ??= {
    finished: 0,
    failed: 0,
    documents: { stored: 0, version: 0, source: 0, duplicate: 0, rejected: 0 },
  };
  return shared.pfofImports;
}

export function countImport(counted: Counted): void {
  const counts = importCounts();
  if (counted === "finished" || counted === "failed") counts[counted] += 1;
  else counts.documents[counted] += 1;
  shared.pfofTellCounted?.(counted);
}

/** In a process of the app: tells the server in front of it, which shows the counts. */
export function tellCounted(tell: (counted: Counted) => void): void {
  shared.pfofTellCounted = tell;
}
