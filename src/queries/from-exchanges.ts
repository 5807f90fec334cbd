import type { Filters } from "./filters";
import { rates } from "./rates";

/** Whether exchanges alone paid and were paid: what a broker got under these filters are their rebates, less their fees.
 * @throws AppError invalid_input for an unknown broker or venue */
export function isFromExchanges(scope: Filters): boolean {
  return scope.exchanges === "include" && !rates({ ...scope, exchanges: "exclude" }, [])[0]?.payment_usd;
}
