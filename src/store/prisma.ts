import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { readSettings } from "@/host/settings";
import { PrismaClient } from "./client/client";

// Next loads server code in several bundles; the one client of the process hangs on globalThis.
const shared = globalThis as { pfofPrisma?: { file: string; client: PrismaClient } };

/** The process's Prisma client, for look-ups only: everything is written by the importer's one
 * connection, and sums are plain SQL. */
export function prisma(): PrismaClient {
  const file = readSettings().databaseFile;
  if (shared.pfofPrisma?.file !== file) {
    const adapter = new PrismaBetterSqlite3({ url: `file:${file}` });
    shared.pfofPrisma = { file, client: new PrismaClient({ adapter }) };
  }
  return shared.pfofPrisma.client;
}
