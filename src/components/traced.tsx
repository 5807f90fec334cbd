import type { ReactNode } from "react";
import type { Filters } from "@/queries/filters";
import type { TraceMetric } from "@/queries/trace-parameters";
import { writeQuery } from "@/queries/write-query";
import css from "./traced.module.css";

/** A figure as its filters say it: what `rates` gives for these without a dimension. `from` and `to` bound quarters,
 * `month` is one month. */
export interface TraceTarget extends Partial<Filters> {
  readonly metric: TraceMetric;
}

/** In a list of more rows than this the figures are no links: several for each of 1,200 brokers would double the page,
 * and the page a row leads to has them. */
export const MOST_TRACED_ROWS = 100;

/** Address of the page that traces a figure to its filed cells. */
export function traceHref({ metric, ...filters }: TraceTarget): string {
  const query = writeQuery(filters);
  if (metric !== "payment") query.set("metric", metric);
  const text = query.toString().replaceAll("%2C", ",");
  return text === "" ? "/trace" : `/trace?${text}`;
}

/**
 * A figure as a link to the filed cells it is made of. Plain links and no client component: a table has hundreds, and
 * none of them is fetched before it is asked for.
 */
export function Traced({ of, children }: { of: TraceTarget; children: ReactNode }) {
  return (
    <a href={traceHref(of)} className={css.traced} rel="nofollow">
      {children}
      <span className={`visually-hidden ${css.words}`}> (where this number comes from)</span>
    </a>
  );
}

/** The same as words, after a sentence whose figures are not links. */
export function TraceLink({
  of,
  children = "Where this number comes from",
}: {
  of: TraceTarget;
  children?: ReactNode;
}) {
  return (
    <a href={traceHref(of)} className={css.link} rel="nofollow">
      {children}
    </a>
  );
}
