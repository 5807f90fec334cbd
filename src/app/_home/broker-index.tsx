import Link from "next/link";
import type { BrokerRow } from "@/queries/list-brokers";
import { formatCount } from "@/report/format";
import { withMostMoney } from "@/series/most-money";
import { brokerPath, type KeptView } from "@/site/entity-path";
import css from "./broker-index.module.css";

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
  const named = withMostMoney(brokers, MOST_NAMED);
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
          The {named.length} paid most.{" "}
          <Link href={all} prefetch={false}>
            All {formatCount(brokers.length)} brokers
          </Link>
        </p>
      ) : null}
    </>
  );
}
