import { readQuery } from "@/queries/filters";
import { ENDPOINTS } from "../../endpoints";
import { json, route } from "../../respond";

export const dynamic = "force-dynamic";

/** Asks nothing of the store: a process that answers need not be restarted. */
export const GET = route((request) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.live.parameters);
  return json({ status: "live" }, { headers: { "cache-control": "no-store" } });
});
