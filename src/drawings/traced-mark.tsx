import type { ReactNode } from "react";

/** Where the figures of a chart come from: an address per point, series by series; null: its point has none of its own. */
export type Traces = readonly (readonly (string | null)[])[];

/**
 * A mark of a chart as a link to where its figure comes from, without scripts too. Not a stop of the keyboard: a chart has
 * dozens, and its walk leads to each of them.
 */
export function TracedMark({
  href,
  says,
  children,
}: {
  href: string | null | undefined;
  /** The point in words: `S&P 500 stocks, 2021 Q1: 9.20 ¢`. */
  says: string;
  children: ReactNode;
}) {
  if (!href) return <g>{children}</g>;
  return (
    <a href={href} rel="nofollow" tabIndex={-1} aria-label={`${says} (where this number comes from)`}>
      {children}
    </a>
  );
}
