import { iterateRates, rateColumns, rates } from "@/queries/rates";
import { ENDPOINTS } from "../../endpoints";
import { listRoute } from "../../list-route";

export const dynamic = "force-dynamic";
export const GET = listRoute(ENDPOINTS.rates, (query, window) => rates(query, query.by, window), {
  columns: (query) => rateColumns(query.by),
  all: (query) => iterateRates(query, query.by),
});
