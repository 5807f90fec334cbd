import { formatQuarter, quarterFromIndex } from "@/report/quarter";
import { selectRaw } from "./database";

/** How much is stored: reads the store, so an answer means it can be read.
 * @throws AppError store when it cannot */
export function storeHealth(): { reports: number; latest_quarter: string | null } {
  const [row] = selectRaw("SELECT count(*), max(quarter) FROM report WHERE is_current = 1");
  const [reports, latest] = row ?? [0, null];
  return {
    reports: Number(reports),
    latest_quarter: typeof latest === "number" ? formatQuarter(quarterFromIndex(latest)) : null,
  };
}
