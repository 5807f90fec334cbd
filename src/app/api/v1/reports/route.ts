import { listReports } from "@/queries/list-reports";
import { ENDPOINTS } from "../../endpoints";
import { listRoute } from "../../list-route";

export const dynamic = "force-dynamic";
export const GET = listRoute(ENDPOINTS.reports, listReports);
