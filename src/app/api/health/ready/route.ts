import { shutdownSignal } from "@/host/shutdown";
import { readQuery } from "@/queries/filters";
import { storeHealth } from "@/queries/store-health";
import { migrationsAhead } from "@/store/migrate";
import { readConnection } from "@/store/read-connection";
import { ENDPOINTS } from "../../endpoints";
import { json, route } from "../../respond";

export const dynamic = "force-dynamic";

/** 200 when requests can be answered, else 503 with the reason. That the store cannot be read is thrown, and logged. */
export const GET = route((request) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.ready.parameters);
  if (shutdownSignal().aborted) return notReady("stopping", "The server is stopping.");
  storeHealth();
  const ahead = migrationsAhead(readConnection());
  if (ahead.length > 0) {
    return notReady(
      "not_migrated",
      `The store lacks migrations of this version: ${ahead.join(", ")}. Restart the server.`,
    );
  }
  return json({ status: "ready" }, { headers: { "cache-control": "no-store" } });
});

function notReady(code: string, message: string): Response {
  return json({ error: { code, message } }, { status: 503, headers: { "cache-control": "no-store" } });
}
