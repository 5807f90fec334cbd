import Link from "next/link";
import type { BrokerRow } from "@/queries/list-brokers";
import css from "./broker-index.module.css";
import { brokerPath, type KeptView } from "./entity-path";

/** Of a whole market the brokers with the most money are named, and the list of all is a link away. */
const MOST_NAMED = 32;

/** Every stored broker by name. `all`: where all are listed. */
export function BrokerIndex({
  brokers,
  view,
  all,
}: {
  brokers: readonly BrokerRow[];
  view: KeptView;
  all: string;
}) {
  const named = brokers.length > MOST_NAMED ? mostPaid(brokers) : brokers;
  return (
    <>
      <ul className={css.index}>
        {named.map((broker) => (
          <li key={broker.slug}>
            <Link href={brokerPath(broker.slug, null, view)} prefetch={false}>
              {broker.name}
            </Link>
          </li>
        ))}
      </ul>
      {named.length < brokers.length ? (
        <p>
          The {named.length} with the most money.{" "}
          <Link href={all} prefetch={false}>
            All {brokers.length.toLocaleString("en-US")} brokers
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** By name still. */
function mostPaid(brokers: readonly BrokerRow[]): readonly BrokerRow[] {
  const money = (broker: BrokerRow) => Math.abs(broker.payment_usd ?? 0);
  const chosen = new Set([...brokers].sort((a, b) => money(b) - money(a)).slice(0, MOST_NAMED));
  return brokers.filter((broker) => chosen.has(broker));
}
