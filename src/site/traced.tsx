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
  return address("/trace", query);
}

/** The same for a figure's change from the quarter before. */
export function growthHref(target: TraceTarget): string {
  return traceHref(target).replace("/trace", "/trace/growth");
}

/** The same for a share of a section's orders: of one order type, one venue, or, without both, what was not directed. */
export function shareHref(filters: Partial<Filters>): string {
  return address("/trace/share", writeQuery(filters));
}

function address(path: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll("%2C", ",");
  return text === "" ? path : `${path}?${text}`;
}

/**
 * A figure as a link to the filed cells it is made of. Plain links and no client component: a table has hundreds, and
 * none of them is fetched before it is asked for.
 */
export function Traced({ of, children }: { of: TraceTarget; children: ReactNode }) {
  return <TracedTo href={traceHref(of)}>{children}</TracedTo>;
}

/** The same by the address of its trace. What it leads to is said by the style sheet, once for all of them: in each link it
 * would be a third of a page. */
export function TracedTo({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="traced" rel="nofollow">
      {children}
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
