import Link from "next/link";
import css from "./start-here.module.css";

/** Where each of three readers begins. `broker` is an example to follow. */
export function StartHere({ broker }: { broker: { name: string; slug: string } | null }) {
  return (
    <div className={css.start}>
      <div>
        <h3>You have a brokerage account</h3>
        <p>
          Find your broker and read what it is paid when you press “buy”
          {broker ? (
            <>
              , for example <Link href={`/brokers/${broker.slug}`}>{broker.name}</Link>
            </>
          ) : null}
          . Or <Link href="/calculator">reckon it for an order of yours</Link>. No commission does not mean
          nobody pays.
        </p>
      </div>
      <div>
        <h3>You are checking a figure</h3>
        <p>
          Figures are links to <Link href="/trace">where they come from</Link>: the formula, and each filed
          cell in <Link href="/reports">its report</Link>, with file and line. What can and cannot be said is
          in the <Link href="/methods">methods</Link>.
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
