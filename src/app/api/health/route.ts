import { readQuery } from "@/queries/filters";
import { storeHealth } from "@/queries/store-health";
import { ENDPOINTS } from "../endpoints";
import { json, route } from "../respond";

export const dynamic = "force-dynamic";

export const GET = route((request) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.health.parameters);
  return json({ status: "ok", ...storeHealth() });
});
