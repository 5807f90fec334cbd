import Link from "next/link";
import type { BrokerRow } from "@/queries/list-brokers";
import css from "./broker-index.module.css";
import { brokerPath, type KeptView } from "./entity-path";

/** Every stored broker by name. */
export function BrokerIndex({ brokers, view }: { brokers: readonly BrokerRow[]; view: KeptView }) {
  return (
    <ul className={css.index}>
      {brokers.map((broker) => (
        <li key={broker.slug}>
          <Link href={brokerPath(broker.slug, null, view)}>{broker.name}</Link>
        </li>
      ))}
    </ul>
  );
}
