import { z } from "zod";
import { TABLES } from "@/dictionary/tables";
import { plus } from "@/report/blank-sums";
import { brokerQuarters } from "./broker-quarters";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { paidReports } from "./paid-reports";
import { remembered } from "./remembered";
import { EVERYTHING, type Window } from "./window";

/** A broker with at least one current report. */
export type BrokerRow = z.output<typeof TABLES.brokers.row>;

/** Brokers with a report under the filters, by name; payments over the chosen quarters and versions. Shared between those
 * who ask.
 * @throws AppError invalid_input for an unknown broker */
export function listBrokers(
  chosen: Filters = filters(),
  window: Window = EVERYTHING,
): readonly Readonly<BrokerRow>[] {
  return remembered("brokers", [chosen, window], () => brokersUnder(chosen, window));
}

function brokersUnder(chosen: Filters, { limit, offset }: Window): BrokerRow[] {
  const quarters = new Map<string, { reports: number; first: string; last: string }>();
  // Time forward, so that a broker's last is the last one met.
  for (const { broker_slug, quarter, reports } of brokerQuarters(chosen)) {
    const known = quarters.get(broker_slug);
    quarters.set(broker_slug, {
      reports: reports + (known?.reports ?? 0),
      first: known?.first ?? quarter,
      last: quarter,
    });
  }
  const money = new Map<number, { usd: number | null; repeatedUsd: number | null }>();
  for (const { brokerId, usd, repeatedUsd } of paidReports(
    chosen,
    filters({ exchanges: chosen.exchanges }),
  )) {
    const known = money.get(brokerId);
    if (known) {
      known.usd = plus(known.usd, usd);
      known.repeatedUsd = plus(known.repeatedUsd, repeatedUsd);
    } else money.set(brokerId, { usd, repeatedUsd });
  }
  const rows = select(
    "SELECT id, slug, name, crd, known FROM broker ORDER BY name COLLATE NOCASE, slug",
  ).flatMap(({ id, slug, name, crd, known }) => {
    const filed = quarters.get(String(slug));
    if (!filed) return [];
    const paid = money.get(Number(id));
    return {
      slug,
      name,
      crd,
      known: known === 1,
      reports: filed.reports,
      first_quarter: filed.first,
      last_quarter: filed.last,
      payment_usd: toCents(paid?.usd ?? null),
      re_reported_usd: toCents(paid?.repeatedUsd ?? null),
    };
  });
  return z.array(TABLES.brokers.row).parse(rows.slice(offset, limit === null ? undefined : offset + limit));
}
