import { z } from "zod";
import { brokerQuarters } from "./broker-quarters";
import { select } from "./database";
import { type Filters, filters } from "./filters";
import { toCents } from "./measures";
import { addLines, type PaidLines, paidQuarters } from "./paid-quarters";
import { remembered } from "./remembered";
import { rowSchema } from "./row-schema";
import { EVERYTHING, type Window } from "./sums";

/** A broker with at least one current report. */
export const BrokerRow = rowSchema("brokers", {
  slug: z.string(),
  name: z.string(),
  crd: z.string().nullable(),
  known: z.boolean(),
  reports: z.int(),
  first_quarter: z.string(),
  last_quarter: z.string(),
  payment_usd: z.number().nullable(),
  re_reported_usd: z.number().nullable(),
});
export type BrokerRow = z.output<typeof BrokerRow>;

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
  const money = new Map<number, { own: PaidLines; repeated: PaidLines }>();
  for (const { brokerId, own, repeated } of paidQuarters(chosen, filters({ exchanges: chosen.exchanges }))) {
    const known = money.get(brokerId);
    money.set(brokerId, {
      own: known ? addLines(known.own, own) : own,
      repeated: known ? addLines(known.repeated, repeated) : repeated,
    });
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
      payment_usd: toCents(paid?.own.usd ?? null),
      re_reported_usd: toCents(paid?.repeated.usd ?? null),
    };
  });
  return z.array(BrokerRow).parse(rows.slice(offset, limit === null ? undefined : offset + limit));
}
