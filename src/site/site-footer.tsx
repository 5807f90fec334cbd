import Link from "next/link";
import { readSettings } from "@/host/settings";
import type { StoreState } from "@/queries/store-state";
import { countOf, dateInText, quarterInText } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { SAMPLE_BELOW_BROKERS } from "@/report/sample";
import { PrintedAddress } from "./printed-address";
import css from "./site-footer.module.css";

/** What the figures of every page rest on. `state` is null when the store cannot be read. */
export function SiteFooter({ state, origin }: { state: StoreState | null; origin: string }) {
  const takesToken = readSettings().uploadToken !== null;
  return (
    <footer className={css.footer}>
      <div className={css.inner}>
        <p>{state === null ? "The store of reports cannot be read at present." : stockSentence(state)}</p>
        {state === null ? null : <SampleNotice state={state} />}
        <PrintedAddress origin={origin} />
        <p className={css.links}>
          Figures come from brokers’ own reports under SEC Rule 606(a).{" "}
          <Link href="/methods" prefetch={false}>
            Methods
          </Link>{" "}
          ·{" "}
          <Link href="/names" prefetch={false}>
            Names
          </Link>{" "}
          ·{" "}
          <Link href="/data" prefetch={false}>
            Data and API
          </Link>{" "}
          ·{" "}
          <Link href="/reports" prefetch={false}>
            All reports
          </Link>{" "}
          ·{" "}
          <Link href="/my-orders" prefetch={false}>
            My own orders
          </Link>{" "}
          ·{" "}
          <Link href={takesToken ? "/sign-in" : "/upload"} prefetch={false}>
            {takesToken ? "Sign in to upload" : "Upload"}
          </Link>
        </p>
      </div>
    </footer>
  );
}

/** Says that the store is a sample, while it is one, and how to load more. */
export function SampleNotice({ state }: { state: StoreState }) {
  if (state.brokers === 0 || state.brokers >= SAMPLE_BELOW_BROKERS) return null;
  return (
    <p className={css.sample}>
      <strong>This is a sample, not the market:</strong> {sampleWords(state)}{" "}
      <Link href="/upload" prefetch={false}>
        Load more reports
      </Link>
      .
    </p>
  );
}

export function stockSentence({ brokers, reports, imported_at }: StoreState): string {
  if (reports === 0) return "No current report is stored yet.";
  return `${countOf(reports, "report")} of ${countOf(brokers, "broker")}, as of ${dateInText(imported_at)}.`;
}

function sampleWords({ brokers, first_quarter, last_quarter }: StoreState): string {
  return `${countOf(brokers, "broker")}, ${span(first_quarter, last_quarter)}, out of more than a thousand that file.`;
}

function span(first: string | null, last: string | null): string {
  const [from, to] = [first, last].map((text) => {
    const quarter = parseQuarter(text ?? "");
    return quarter ? quarterInText(quarter) : "";
  });
  return from === to ? `${from}` : `${from} to ${to}`;
}
