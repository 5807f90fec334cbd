import { storeConnection } from "./database";

/*
 * Answers that many pages ask for are kept while the store stays as it is. Whether it has is asked of the connection the
 * queries use, before the answer is made: a kept one can only be newer than its version says, never older.
 */

/** Rows kept at most, over all answers; a market has 32,000 of brokers and quarters. */
const MOST_ROWS = 300_000;

interface Kept {
  version: number;
  rows: number;
  readonly answers: Map<string, unknown>;
}
const kept = new WeakMap<object, Kept>();

/** The answer `make` gives, made once for each `key` and state of the store. It is shared: do not change it. */
export function remembered<Answer extends object>(name: string, key: unknown, make: () => Answer): Answer {
  const database = storeConnection();
  const version = Number(database.pragma("data_version", { simple: true }));
  let store = kept.get(database);
  if (store?.version !== version) {
    store = { version, rows: 0, answers: new Map() };
    kept.set(database, store);
  }
  const text = `${name} ${JSON.stringify(key)}`;
  const known = store.answers.get(text);
  if (known) return known as Answer;
  const answer = make();
  const rows = Array.isArray(answer) ? answer.length + 1 : 1;
  if (store.rows + rows > MOST_ROWS) {
    store.answers.clear();
    store.rows = 0;
  }
  store.answers.set(text, answer);
  store.rows += rows;
  return answer;
}
