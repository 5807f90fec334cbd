import Link from "next/link";
import { brokerPath, type KeptView } from "@/site/entity-path";
import { tidyAddress } from "@/site/tidy-address";
import { traceHref } from "@/site/traced";
import css from "./start-here.module.css";

/** Where each of three readers begins. `broker` is an example to follow. */
export function StartHere({
  broker,
  view,
}: {
  broker: { name: string; slug: string } | null;
  view: KeptView;
}) {
  return (
    <div className={css.start}>
      <div>
        <h3>You have a brokerage account</h3>
        <p>
          Find your broker and read what it is paid when you press “buy”
          {broker ? (
            <>
              , for example <Link href={brokerPath(broker.slug, null, view)}>{broker.name}</Link>
            </>
          ) : null}
          . Or{" "}
          <Link href={tidyAddress("/calculator", [["asOf", view.asOf ?? ""]])}>
            see what your order earns
          </Link>
          . No commission does not mean nobody pays.
        </p>
      </div>
      <div>
        <h3>You are checking a figure</h3>
        <p>
          Figures are links to{" "}
          <Link href={traceHref({ ...view, metric: "payment" })}>where they come from</Link>: the formula, and
          each filed cell in <Link href="/reports">its report</Link>, with file and line. What can and cannot
          be said is in the <Link href="/methods">methods</Link>.
        </p>
      </div>
      <div>
        <h3>You want all of it</h3>
        <p>
          Take the rows as CSV or JSON from <Link href="/data">the data page</Link>, or{" "}
          <Link href="/upload">load your own reports</Link>: XML, PDF, CSV or ZIP.
        </p>
      </div>
    </div>
  );
}
