import type { Database, Statement } from "better-sqlite3";
import { logLine } from "@/host/log";
import { messageOf } from "@/report/errors";

/**
 * The state of the data that pages and API are made from: a text that changes when anything another connection,
 * of this or another process, has committed becomes visible to `connection`. It must be asked of the very connection the
 * queries use: only then can an answer never be older than the version read before it was made. The day (UTC) is part of it
 * because some answers speak of it (when the next report is due). Null when the store cannot be read:
 * then nothing can be kept.
 */
export function dataVersion(connection: () => Database): () => string | null {
  let database: Database | null = null;
  let statement: Statement<[], number> | null = null;
  let opened = 0;
  let lastProblem = "";
  return () => {
    try {
      if (!database?.open || !statement) {
        database = connection();
        statement = database.prepare<[], number>("PRAGMA data_version").pluck();
        opened += 1;
      }
      return `${opened}.${statement.get()}.${Math.floor(Date.now() / 86_400_000)}`;
    } catch (error) {
      statement = null;
      const problem = messageOf(error);
      if (problem !== lastProblem)
        logLine("error", { what: "The data version cannot be read", message: problem });
      lastProblem = problem;
      return null;
    }
  };
}
