// The server wrapper and the app are bundled apart but run in one process.
const shared = globalThis as { pfofShutdown?: AbortController; pfofWork?: Set<Promise<unknown>> };

/** Aborted when the server has been told to stop: long work ends at its next safe point. */
export function shutdownSignal(): AbortSignal {
  shared.pfofShutdown ??= new AbortController();
  return shared.pfofShutdown.signal;
}

/** Tells all long work to end, and resolves when it has. */
export async function shutDown(): Promise<void> {
  shared.pfofShutdown ??= new AbortController();
  shared.pfofShutdown.abort(new Error("The server is stopping."));
  await Promise.allSettled(shared.pfofWork ?? []);
}

/** Work the server waits for before it stops, although no open request may be waiting for it. */
export function untilShutdown<T>(work: Promise<T>): Promise<T> {
  shared.pfofWork ??= new Set();
  const running = shared.pfofWork;
  running.add(work);
  const done = () => running.delete(work);
  work.then(done, done);
  return work;
}
