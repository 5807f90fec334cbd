import { listVenues } from "@/queries/list-venues";
import { ENDPOINTS } from "../../endpoints";
import { listRoute } from "../../list-route";

export const dynamic = "force-dynamic";
export const GET = listRoute(ENDPOINTS.venues, listVenues);
