import { filters } from "@/queries/filters";
import { listBrokers } from "@/queries/list-brokers";
import { rates } from "@/queries/rates";
import type { StoredQuarter } from "@/queries/stored-quarters";
import { parseQuarter } from "@/report/quarter";
import { withMostMoney } from "@/series/most-money";

/** A list of a whole market would be most of the page. */
const MOST_BROKERS = 150;

export interface BrokersToChoose {
  /** By name. */
  readonly brokers: readonly { readonly slug: string; readonly name: string }[];
  /** The quarter whose largest brokers these are; null: all that are stored. */
  readonly largestOf: string | null;
}

/** The brokers a list offers: all that are stored, of a whole market those with the most money in the latest quarter. */
export function brokersToChoose(quarters: readonly StoredQuarter[], asOf: string | null): BrokersToChoose {
  const latest = quarters.findLast((one) => one.brokers > MOST_BROKERS);
  const quarter = latest ? parseQuarter(latest.quarter) : null;
  if (!latest || !quarter) return { brokers: listBrokers(filters({ asOf })), largestOf: null };
  const rows = rates(filters({ from: quarter, to: quarter, asOf }), ["broker"]);
  return {
    brokers: withMostMoney(rows, MOST_BROKERS).map(({ broker_slug: slug = "", broker: name = "" }) => ({
      slug,
      name,
    })),
    largestOf: latest.quarter,
  };
}
