import { listBrokers } from "@/queries/list-brokers";
import { ENDPOINTS } from "../../endpoints";
import { listRoute } from "../../list-route";

export const dynamic = "force-dynamic";
export const GET = listRoute(ENDPOINTS.brokers, listBrokers);
