import type { Outcome } from "@/report/import-events";

/** What this process has had imported since it started. */
export interface ImportCounts {
  /** Imports that came to their end, whatever became of their documents. */
  finished: number;
  /** Imports that broke down. */
  failed: number;
  readonly documents: Record<Outcome, number>;
}

// The server wrapper and the app are bundled apart but run in one process.
const shared = globalThis as { pfofImports?: ImportCounts };

export function importCounts(): ImportCounts {
  shared.pfofImports ??= {
    finished: 0,
    failed: 0,
    documents: { stored: 0, version: 0, source: 0, duplicate: 0, rejected: 0 },
  };
  return shared.pfofImports;
}
