import { brokerQuarters } from "@/queries/broker-quarters";
import { filters } from "@/queries/filters";
import { markedRates } from "@/queries/marked-rates";
import { parseQuarter } from "@/report/quarter";

/** What one venue paid a broker for a kind of orders, all order types together, by the broker's public report. */
export interface VenuePayment {
  readonly venue: string;
  readonly of: "stocks" | "options";
  /** Net dollars of the quarter; negative: the broker paid. Null: blank. */
  readonly usd: number | null;
  /** Cents per 100 shares (per contract) of the paid orders; null: cannot be said. */
  readonly cents: number | null;
  /** A finding casts doubt on it: why. */
  readonly doubt: string | null;
}

export interface BrokerPayments {
  readonly slug: string;
  readonly name: string;
  /** `2025Q3`: its latest stored quarter. */
  readonly quarter: string;
  readonly venues: readonly VenuePayment[];
}

const KINDS = { stocks: ["sp500", "non_sp500"], options: ["options"] } as const;

/** What venues paid a broker in its latest quarter; null where no report of it is stored. */
export function brokerPayments(broker: {
  readonly slug: string;
  readonly name: string;
}): BrokerPayments | null {
  const latest = brokerQuarters(filters({ broker: [broker.slug], reReported: "include" })).at(-1);
  const quarter = parseQuarter(latest?.quarter ?? "");
  if (!latest || !quarter) return null;
  const venues = (["stocks", "options"] as const).flatMap((of) =>
    markedRates(
      filters({
        broker: [broker.slug],
        from: quarter,
        to: quarter,
        section: KINDS[of],
        reReported: "include",
      }),
      ["venue"],
    ).map((row) => ({
      venue: row.venue_slug ?? "",
      of,
      usd: row.payment_usd,
      cents: row.cents_per_100_shares,
      doubt: (row.marks?.rate ?? row.marks?.payment)?.why ?? null,
    })),
  );
  return { slug: broker.slug, name: broker.name, quarter: latest.quarter, venues };
}
