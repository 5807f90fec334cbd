import { iterateRatesWithFindings, ratesWithFindings } from "@/queries/marked-rates";
import { iterateRates, rateColumns, rates } from "@/queries/rates";
import { ENDPOINTS } from "../../endpoints";
import { listRoute } from "../../list-route";

export const dynamic = "force-dynamic";
export const GET = listRoute(
  ENDPOINTS.rates,
  (query, window) => (query.findings === "include" ? ratesWithFindings : rates)(query, query.by, window),
  {
    columns: (query) => rateColumns(query.by, query.findings),
    all: (query) => (query.findings === "include" ? iterateRatesWithFindings : iterateRates)(query, query.by),
  },
);
