import Link from "next/link";
import type { BrokerRow } from "@/queries/list-brokers";
import css from "./broker-index.module.css";

/** Every stored broker by name. */
export function BrokerIndex({ brokers }: { brokers: readonly BrokerRow[] }) {
  return (
    <ul className={css.index}>
      {brokers.map((broker) => (
        <li key={broker.slug}>
          <Link href={`/brokers/${broker.slug}`}>{broker.name}</Link>
        </li>
      ))}
    </ul>
  );
}
