import type { Filters } from "@/queries/filters";
import type { Trace } from "@/queries/trace";
import type { TraceMetric } from "@/queries/trace-parameters";
import type { CellState } from "@/report/cell-sums";
import { countOf, formatUsdExact } from "@/report/format";
import { traceHref } from "@/site/traced";
import { statesLeftOut } from "./formula";

export const STATE_WORDS: Record<CellState, string> = {
  rated: "dollars and a rate",
  no_rate: "dollars without a rate",
  zero_rate: "dollars with a rate of zero",
  signs_differ: "dollars and a rate of opposite sign",
  paid_nothing: "zero dollars at no rate: paid nothing",
  zero_dollars: "zero dollars beside a rate",
  no_dollars: "a rate without dollars",
  blank: "neither dollars nor a rate: filed blank, not zero",
};

/** What the figure is not made of, and why. */
export function LeftOut({ metric, trace, filters }: { metric: TraceMetric; trace: Trace; filters: Filters }) {
  const states = trace.cells.filter(({ state }) => statesLeftOut(metric).includes(state));
  const volumes = metric !== "payment" && metric !== "rated_share";
  return (
    <ul>
      {trace.re_reported.map(({ broker, broker_slug, cells, usd }) => (
        <li key={broker_slug}>
          {formatUsdExact(usd)} of {broker}, in {countOf(cells, "cell")}: another stored report contains it as
          well, and no dollar counts twice (<a href="/methods#re-reported">methods</a>).{" "}
          <a href={traceHref({ ...filters, metric, reReported: "include" })}>Count it all the same</a>
        </li>
      ))}
      {states.map(({ state, cells, usd }) => (
        <li key={state}>
          {countOf(cells, "cell")} with {STATE_WORDS[state]}
          {usd ? `, ${formatUsdExact(usd)} in all` : ""}
          {volumes && (state === "no_rate" || state === "zero_rate" || state === "signs_differ")
            ? ": no volume follows, so it is in the payment but not in this"
            : ""}
          .
        </li>
      ))}
      <li>
        What is in no report at all: venues under the listing threshold, directed orders and orders that were
        not held.
      </li>
    </ul>
  );
}
